"""Faults put into clean reports on purpose, one at a time, to measure how many are found."""
