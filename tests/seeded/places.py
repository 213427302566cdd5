"""Faults in telling where it hurts."""

from tests.seeded.bug import Bug

FIGURES = "carelog/logs/pain_places.py"
TESTS = ("tests/logs/test_pain_places.py",)
BUGS: tuple[Bug, ...] = (
    Bug(
        "A place is worse by a number of another place",
        "unlike",
        FIGURES,
        "weeks = _weeks(said, end) if compares",
        "weeks = _weeks(list(namings), end) if compares",
        TESTS,
    ),
    Bug(
        "A week that a share cuts is compared with a whole one",
        "window",
        FIGURES,
        "compares = seen_from is None or seen_from <= first_day(end, 2 * WEEK)",
        "compares = True",
        TESTS,
    ),
    Bug(
        "What the person said to be new is not new",
        "unheard",
        FIGURES,
        "is_new=any(answers) or (is_first and not answers)",
        "is_new=is_first and not answers",
        TESTS,
    ),
    Bug(
        "A place is marked as long as it was once named",
        "unsaid",
        "carelog/dashboard/place_page.py",
        'if cell.first == first), "–")',
        'if cell.first >= first), "–")',
        ("tests/dashboard/test_trends_places.py",),
    ),
    Bug(
        "Where it hurt is shown to who does not see pain",
        "scope",
        "carelog/dashboard/place_views.py",
        "access.must_see(PainEntry)",
        "access.must_see(type(access))",
        ("tests/dashboard/test_trends_places.py",),
    ),
    Bug(
        "Where it hurts is nowhere on the summary",
        "untold",
        "carelog/summary/words/places.py",
        "facts=tuple(_line(one, found.places, reader, whole=True) for one in marked),",
        "facts=(),",
        ("tests/summary/test_where_it_hurts.py",),
    ),
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
