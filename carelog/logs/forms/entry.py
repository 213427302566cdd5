"""The form of an entry: when, a note, and what its kind asks."""

from carelog.entries.forms import DatedForm as EntryForm

__all__ = ["EntryForm"]
