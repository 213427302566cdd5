"""Faults that make a number, a word or a warning wrong, or leave it out."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "A pain of 7 is not called severe",
        "comparison",
        "carelog/clinical/pain.py",
        "if score >= SEVERE_FROM:",
        "if score > SEVERE_FROM:",
        ("tests/clinical/test_pain.py",),
    ),
    Bug(
        "The week before a visit ends with the visit's day",
        "off by a day",
        "carelog/summary/period.py",
        "return self.since - timedelta(days=1)",
        "return self.since",
        (
            "tests/summary/test_numbers.py::test_a_change_people_notice_is_told_by_points_and_by_share",
        ),
    ),
    Bug(
        "The mean of a week is that of a month",
        "window",
        "carelog/clinical/statistics.py",
        "    return mean(values, end, 7)\n",
        "    return mean(values, end, 30)\n",
        (
            "tests/summary/test_numbers.py::test_a_change_people_notice_is_told_by_points_and_by_share",
        ),
    ),
    Bug(
        "Chest pain fires no emergency",
        "rule E",
        "carelog/safety/listed.py",
        'signs=_any_yes("chest_pain", "breathless_sudden", "fainted"),',
        'signs=_any_yes("breathless_sudden", "fainted"),',
        ("tests/safety/test_rules.py",),
    ),
    Bug(
        "A swollen limb fires no call for today",
        "rule T",
        "carelog/safety/listed.py",
        'signs=_any_yes("one_limb_swelling"),',
        "signs=(),",
        ("tests/safety/test_rules.py",),
    ),
    Bug(
        "A listed sign has the wrong number to call",
        "number",
        "carelog/safety/warnings.py",
        "Call(one.role, labels[one.role], one.number",
        "Call(Number.Role.EMERGENCY, labels[one.role], one.number",
        (
            "tests/safety/test_numbers_shown.py::test_the_right_number_comes_first_and_every_stored_one_below_it",
        ),
    ),
    Bug(
        "The published emergency number is that of the police",
        "number",
        "carelog/clinical/emergency_numbers.py",
        '_112_IN_THE_UNION = EmergencyNumber(\n    "112",',
        '_112_IN_THE_UNION = EmergencyNumber(\n    "110",',
        ("tests/clinical/test_emergency_numbers.py",),
    ),
    Bug(
        "Pounds are not quite pounds",
        "unit",
        "carelog/clinical/units.py",
        "Fraction(45359237, 100_000_000)",
        "Fraction(45359327, 100_000_000)",
        ("tests/clinical/test_units.py",),
    ),
    Bug(
        "An open warning leaves as one that is over",
        "FHIR",
        "carelog/exchange/fhir/flags.py",
        '"active" if row.is_open else "inactive"',
        '"inactive" if row.is_open else "active"',
        ("tests/exchange/test_fhir_care.py::test_a_warning_is_a_prompt_of_an_app",),
    ),
    Bug(
        "A diary's cell runs as a formula",
        "formula",
        "carelog/exchange/tables/cells.py",
        'FORMULA = frozenset("=+-@',
        'FORMULA = frozenset("=+-',
        ("tests/exchange/test_tables_cells.py",),
    ),
    Bug(
        "Quiet mode suggests pages all the same",
        "quiet",
        "carelog/diary/suggestions.py",
        ".quiet:\n        return None\n",
        ".quiet is None:\n        return None\n",
        (
            "tests/diary/test_quiet.py::test_today_keeps_the_buttons_and_hides_scores_and_suggestions",
        ),
    ),
    Bug(
        "A form that has gone stale loses what was typed",
        "typed text",
        "carelog/errors.py",
        "kept = [field for field in _fields(request) if not _is_secret(field[0])]",
        "kept = [field for field in _fields(request) if _is_secret(field[0])]",
        ("tests/frame/test_errors.py::test_a_stale_form_comes_back_with_what_was_typed",),
    ),
)
