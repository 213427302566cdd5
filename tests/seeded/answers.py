"""Faults after which something that a person told goes unanswered, unheard or unnamed."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "A line ticked without its parts fires nothing",
        "unanswered",
        "carelog/safety/listed.py",
        'signs=_any_yes("fever_unspecified", "fever_felt", "shivering", "feels_unwell"),',
        'signs=_any_yes("fever_felt", "shivering", "feels_unwell"),',
        ("tests/safety/test_rules.py",),
    ),
    Bug(
        "Nothing answers a temperature",
        "unanswered",
        "carelog/safety/published.py",
        '"temperature": ("RF-08, in figures", "RF-10, in figures"),',
        '"temperature": (),',
        ("tests/diary/test_published_line.py",),
    ),
    Bug(
        "A sheet that is restored is not answered",
        "unanswered",
        "carelog/diary/actions.py",
        "return answer(access, saving.restore(access, revision, entry, version))",
        "return [] if saving.restore(access, revision, entry, version) else []",
        ("tests/diary/test_signs_answer.py",),
    ),
    Bug(
        "A pain that is saved with the check-in's map is not answered",
        "unanswered",
        "carelog/diary/check_in_taps.py",
        "return answer(access, saving.keep_changed(access, pain, version, places))",
        "return [] if saving.keep_changed(access, pain, version, places) else []",
        ("tests/diary/test_spine_signs.py",),
    ),
    Bug(
        "Confusion calls the cancer line first",
        "number",
        "carelog/safety/listed.py",
        'signs=_any_yes("confused_unspecified", "confusion_new"),\n'
        "        calls=(EMERGENCY, CANCER_LINE),",
        'signs=_any_yes("confused_unspecified", "confusion_new"),\n'
        "        calls=(CANCER_LINE, EMERGENCY),",
        ("tests/safety/test_texts.py",),
    ),
    Bug(
        "A day that was too ill is a day of silence",
        "unheard",
        "carelog/dashboard/heard.py",
        "(*KINDS, Dose, CheckIn)",
        "(*KINDS, Dose)",
        ("tests/diary/test_days_heard_from.py",),
    ),
    Bug(
        "A tap for today changes the check-in of yesterday",
        "wrong day",
        "carelog/diary/today.py",
        "if going_on and is_same_day else",
        "if going_on else",
        ("tests/diary/test_check_in_yesterday.py",),
    ),
    Bug(
        "What was said of today is carried into yesterday",
        "wrong day",
        "carelog/diary/check_in_carry.py",
        "    rows = rows.filter(day__lte=check_in.day)\n",
        "",
        ("tests/diary/test_check_in_yesterday.py",),
    ),
    Bug(
        "What was carried over is offered again",
        "unnamed",
        "carelog/diary/check_in_carry.py",
        "holds_aid = part(access, check_in, MobilityEntry) is not None",
        "holds_aid = False",
        ("tests/diary/test_check_in_where.py",),
    ),
    Bug(
        "Done lists the pain alone",
        "unnamed",
        "carelog/diary/check_in_said.py",
        "for kind in filter(access.may_see, KINDS):",
        "for kind in filter(access.may_see, KINDS[:1]):",
        ("tests/diary/test_check_in_where.py",),
    ),
)
