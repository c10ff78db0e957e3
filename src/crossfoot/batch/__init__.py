"""Many reports: which files are meant, workers, the cache of results, publications of several files."""
