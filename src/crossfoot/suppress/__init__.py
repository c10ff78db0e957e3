"""Living with findings: allows in a report and beside it, and the baseline of an archive."""
