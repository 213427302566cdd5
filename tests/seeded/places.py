"""Faults in telling where it hurts."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "Who may not see notes reads them in the timeline",
        "scope",
        "carelog/diary/row_words.py",
        'not isinstance(row, Dated) or not access.sees("notes")',
        "not isinstance(row, Dated)",
        ("tests/diary/test_lists_tell.py",),
    ),
    Bug(
        "Where it hurts is in no list",
        "untold",
        "carelog/diary/row_words.py",
        "if not isinstance(row, PainEntry):",
        "if isinstance(row, PainEntry):",
        ("tests/diary/test_lists_tell.py",),
    ),
)
