"""What stands in for records that a place does not have yet; every row is labelled estimated."""
