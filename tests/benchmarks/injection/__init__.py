"""Faults put into clean reports, one at a time, to count how many of them are found.

Sites are found by patterns and arithmetic of this package alone: what Crossfoot fails to read
must not be missing from the faults as well.
"""
