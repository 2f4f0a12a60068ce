"""`make bench`: ratios and counts measured in one run."""
