"""Ratios against peers, measured in one run; `python -m tests.benchmark` prints them all."""
