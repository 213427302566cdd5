"""A record as files: tables for a spreadsheet, and one file with everything in it."""
