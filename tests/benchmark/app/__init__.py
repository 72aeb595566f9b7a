"""`make bench-app`: how the pages carry a large county, in a browser, against an empty page of the same run."""
