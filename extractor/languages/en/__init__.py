"""English: its tables."""
