"""Faults that lose, double or bring back what a person wrote."""

from tests.seeded.bug import Bug

BUGS: tuple[Bug, ...] = (
    Bug(
        "A removed row is shown again",
        "removed",
        "carelog/patients/models/kept.py",
        "return super().get_queryset().filter(removed_at=None)",
        "return super().get_queryset()",
        ("tests/patients/test_saving.py::test_a_removed_row_is_hidden_and_can_be_put_back",),
    ),
    Bug(
        "An edit from an old form overwrites a newer one",
        "lost update",
        "carelog/patients/saving.py",
        "if current.version != version or current.removed_at is not None:",
        "if current.removed_at is not None:",
        ("tests/patients/test_saving.py::test_an_edit_made_from_an_old_form_is_a_conflict",),
    ),
    Bug(
        "A tap sent twice is kept twice",
        "doubled",
        "carelog/diary/dose_views.py",
        '        uid=form.cleaned_data["uid"],\n',
        "",
        ("tests/diary/test_doses.py::test_a_tap_sent_twice_is_one_dose_even_minutes_later",),
    ),
    Bug(
        "The database takes an eleventh wrong passcode",
        "constraint",
        "carelog/sharing/migrations/0002_share_links.py",
        'condition=models.Q(("wrong_tries__range", (0, 10))),',
        'condition=models.Q(("wrong_tries__gte", 0)),',
        ("tests/patients/test_constraints.py::test_the_database_refuses_a_value_that_cannot_be",),
    ),
    Bug(
        "The history can be rewritten",
        "F10",
        "carelog/patients/migrations/0013_history_is_append_only.py",
        "append_only.install(schema_editor.connection, append_only.HISTORY)",
        "append_only.remove(schema_editor.connection, append_only.HISTORY)",
        ("tests/patients/test_append_only.py",),
    ),
)
