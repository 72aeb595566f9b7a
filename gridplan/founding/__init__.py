"""How a place becomes a county: inputs made of an extract or a frame, and completed where records are missing."""
