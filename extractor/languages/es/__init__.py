"""Spanish: its tables."""
