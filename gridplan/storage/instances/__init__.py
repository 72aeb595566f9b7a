"""Instances of the engines as files, for people who bring their own graph. See CONTRIBUTING.md, navigating the code."""
