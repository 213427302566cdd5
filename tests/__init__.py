"""The tests. Settings, cast and fixtures stand here; the folders mirror the rooms."""
