"""Faults of what others read of a record: the list of several, what is new, visits."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "A sign of the same day is no reason to stand high in the list of records",
        "unread",
        "carelog/sharing/worklist_reasons.py",
        "for code in (EMERGENCY, SAME_DAY, CLOSED)",
        "for code in (EMERGENCY, CLOSED)",
        ("tests/sharing/test_worklist.py",),
    ),
    Bug(
        "What others closed since the reader looked is no reason",
        "unread",
        "carelog/sharing/worklist_reasons.py",
        "Q(ended_at=None) | closed, **place",
        "Q(ended_at=None), **place",
        ("tests/sharing/test_worklist.py",),
    ),
    Bug(
        "The list tells pain to a reader whose scope has none",
        "scope",
        "carelog/sharing/worklist.py",
        '_seeing(places, "pain")',
        "places",
        ("tests/sharing/test_worklist.py",),
    ),
    Bug(
        "The list tells visits to a reader whose scope has none",
        "scope",
        "carelog/sharing/worklist.py",
        'if "visits" in row.sees]',
        "]",
        ("tests/sharing/test_worklist.py",),
    ),
    Bug(
        "A clinician's own save counts as heard from the person",
        "unread",
        "carelog/sharing/worklist.py",
        "place.last_of_others if is_team else place.last_saved",
        "place.last_saved",
        ("tests/sharing/test_worklist.py",),
    ),
    Bug(
        "Whoever reads several records lands on one of them",
        "unread",
        "carelog/diary/door_views.py",
        'return redirect("patient_list")',
        'return go(request, "today")',
        ("tests/diary/test_doors.py",),
    ),
    Bug(
        "A visit of next year can have taken place",
        "unread",
        "carelog/appointments/models/appointment.py",
        "if self.state in OVER and self.starts_at",
        "if self.state in () and self.starts_at",
        ("tests/appointments/test_forms.py",),
    ),
    Bug(
        "The summary hides the questions after the twelfth",
        "unread",
        "templates/summary/_section.html",
        "{% if said.rest.items %}",
        "{% if said.rest.none %}",
        ("tests/diary/test_visits.py",),
    ),
)
