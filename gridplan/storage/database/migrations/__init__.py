"""Steps from edition to edition; each is frozen once released and imports no schema."""
