"""Faults of what is done about a warning: noted, told, and not taken for help."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "That nobody was told stands above who was",
        "untrue",
        "templates/safety/act_now.html",
        "{% if somebody_knows or commented %}",
        "{% if False %}",
        ("tests/safety/test_notes.py",),
    ),
    Bug(
        "Who entered a sign and saw it counts as somebody told",
        "untrue",
        "carelog/safety/states.py",
        "row.state != State.SEEN or row.recorded_by_id != warning.raised_by_id for row in standing",
        "True for row in standing",
        ("tests/safety/test_notes.py",),
    ),
    Bug(
        "A call noted after the end opens a warning in a share again",
        "untrue",
        "carelog/safety/warnings.py",
        'ends = {"state__in": WarningState.ENDS, "at__lte": moment}',
        'ends = {"at__lte": moment}',
        ("tests/summary/test_warning_notes.py",),
    ),
    Bug(
        "What was noted about a warning is not told to the team",
        "unseen",
        "carelog/summary/signs.py",
        "        noted=noted,\n",
        "",
        ("tests/summary/test_warning_notes.py",),
    ),
    Bug(
        "A clinician is told to call a line as if it were theirs",
        "untrue",
        "carelog/safety/warnings.py",
        "title_for(rule.tier, rule.calls, reachable, reader=access.relation)",
        "title_for(rule.tier, rule.calls, reachable)",
        ("tests/safety/test_warning_readers.py",),
    ),
    Bug(
        "A sign ticked again while its warning is open has no screen",
        "unanswered",
        "carelog/safety/actions.py",
        "    return [warning for warning in raised if warning.is_open]",
        "    return [one for one in raised if one.is_open and one.triggers.count() < 2]",
        ("tests/diary/test_signs_answer.py",),
    ),
)
