"""See CONTRIBUTING.md, navigating the code."""
