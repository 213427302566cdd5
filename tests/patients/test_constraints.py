"""Each rule the database holds: broken once on purpose, past every form."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.utils import DEFAULT_DB_ALIAS
from django.test.utils import CaptureQueriesContext

from carelog.accounts.models import User
from carelog.checked import holds
from carelog.links.models import Opening, ShareLink
from carelog.logs.models import PainEntry, PainPlace
from carelog.patients.models import Kept, Membership
from carelog.safety.models import RaisedWarning, Trigger, WarningState
from carelog.talk.models import Comment, CommentRead
from carelog.upkeep.models import DemoLink, DemoUser
from tests import cast
from tests.patients import private_rows
from tests.patients.constraint_rows import CHECKS, OWNER, UNIQUE, owner_of, valid

OURS = [model for model in apps.get_models() if model.__module__.startswith("carelog.")]
NAMES = [row[0] for row in CHECKS]
UNDER_ANOTHER = (PainPlace, Trigger, WarningState, DemoLink, CommentRead, Opening)


@pytest.fixture(scope="module")
def made(shared_database):
    """A record, made once for all the rows."""
    return cast.make_patient(cast.make_user("patient"))


@pytest.fixture
def record(made, db):
    """That record, with nothing in it."""
    return made


def make(model, record, **values):
    """Return a row, unsaved, with whatever it must stand under."""
    if model is PainPlace:
        under = PainEntry.everything.first() or PainEntry(**valid(PainEntry, record))
        values["pain"] = under
    if model in (Trigger, WarningState):
        under = RaisedWarning.objects.first() or RaisedWarning(**valid(RaisedWarning, record))
        values["warning"] = under
    if model is CommentRead:
        under = Comment.objects.first() or Comment(**valid(Comment, record))
        values["comment"] = under
    if model is DemoLink:
        under = DemoUser(**valid(DemoUser, record))
        values["demo_user"] = under
    if model is Opening:
        under = ShareLink.objects.first() or ShareLink(**valid(ShareLink, record))
        values["link"] = under
    if model in UNDER_ANOTHER and under._state.adding:
        under.save()
    values |= private_rows.under(model, record, owner_of(record))
    if model is Membership:
        someone = User.objects.filter(email="someone@example.org").first()
        values.setdefault("user", someone or cast.make_user("someone"))
    return model(**valid(model, record) | values)


def columns(model) -> set[str]:
    """Return the names of all columns of a model."""
    return {field.name for field in model._meta.concrete_fields}


def refused(row, name: str, *, tells_its_name: bool = True) -> None:
    """Fail unless the database itself refuses the row, by this rule."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        row.save(force_insert=True)
    if tells_its_name or connection.vendor == "postgresql":
        assert name in str(caught.value)


def in_words(row) -> list[str]:
    """Return what a form would say about the row."""
    with pytest.raises(ValidationError) as caught:
        row.validate_constraints()
    return caught.value.messages


def test_every_rule_has_a_row_here():
    rules = {rule.name for model in OURS for rule in model._meta.constraints}
    assert rules == {*NAMES, *(row[0] for row in UNIQUE), OWNER[0]}


@pytest.mark.parametrize("model", OURS)
def test_the_row_all_others_start_from_is_taken(record, model):
    row = make(model, record)
    assert holds(row, columns(model), DEFAULT_DB_ALIAS)
    row.save(force_insert=True)
    assert model._base_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("name", "model", "broken", "message"), CHECKS)
def test_the_database_refuses_a_value_that_cannot_be(record, name, model, broken, message):
    row = make(model, record, **broken)
    assert not holds(row, columns(model), DEFAULT_DB_ALIAS)
    # A rule over a column that is left out is not asked.
    assert holds(row, columns(model) - broken.keys(), DEFAULT_DB_ALIAS)
    refused(row, name)
    if message:
        assert message in in_words(row)


@pytest.mark.parametrize(("name", "model", "other", "message"), UNIQUE)
def test_the_database_refuses_a_second_row(record, name, model, other, message):
    make(model, record).save()
    row = make(model, record, **other)
    refused(row, name, tells_its_name=False)
    if message:
        assert message in in_words(row)


@pytest.mark.parametrize(
    ("name", "model"),
    [row[:2] for row in UNIQUE if issubclass(row[1], Kept) and row[0].endswith("_uid_once")],
)
def test_a_removed_row_still_holds_its_key(record, name, model):
    make(model, record, removed_at=cast.NOON).save()
    refused(make(model, record), name, tells_its_name=False)


def test_a_record_has_one_active_owner(record):
    name, model, message = OWNER
    second = make(model, record, role="owner", state="active")
    refused(second, name, tells_its_name=False)
    assert message in in_words(second)
    make(model, record, role="owner", state="left").save()


def test_a_closed_warning_makes_room_for_the_next(record):
    make(RaisedWarning, record, ended_at=cast.NOON, ending="help").save()
    make(RaisedWarning, record).save()
    assert RaisedWarning.objects.count() == 2


def test_every_rule_a_person_can_meet_speaks_in_its_own_words():
    spoken = {row[0]: row[3] for row in (*CHECKS, *UNIQUE)} | {OWNER[0]: OWNER[2]}
    for model in OURS:
        for rule in model._meta.constraints:
            own = rule.violation_error_message != rule.default_violation_error_message
            assert own is bool(spoken[rule.name]), rule.name


def asked(row, exclude: set[str]) -> int:
    """Count the questions to the database, savepoints aside."""
    with CaptureQueriesContext(connection) as captured:
        row.validate_constraints(exclude=exclude)
    return sum(query["sql"].startswith("SELECT") for query in captured)


def test_all_rules_of_a_row_are_asked_in_one_question(record):
    assert asked(make(PainEntry, record), {"uid"}) == 1


def test_a_rule_over_a_number_that_is_wrong_already_does_not_hide_the_others(record):
    row = make(PainEntry, record, average_24h=9, worst_24h=3, least_24h=5, now=11)
    with pytest.raises(ValidationError, match="above the worst"):
        row.validate_constraints(exclude={"uid", "now"})
    row.average_24h = None
    assert asked(row, {"uid", "now", "least_24h"}) == 1
