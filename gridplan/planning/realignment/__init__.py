"""The smallest repair of a plan after an event: who leaves, falls ill, what opens, closes or is merged."""
