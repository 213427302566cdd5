"""Many records and years of one, only for measuring: volumes, and no story. All is invented."""
