"""The look-up of one row by its public id: scope, days and removal hold for every model alike."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import models
from django.http import Http404

from carelog.appointments.models import Appointment, Decision, Question
from carelog.links.models import ShareLink
from carelog.logs.models import KINDS, CheckIn, PainEntry
from carelog.medications.models import Dose, Medication
from carelog.patients.access import ALL_DOMAINS, Access
from carelog.patients.models import Invitation, Membership, Number, Patient
from carelog.safety.models import EmergencyFacts, RaisedWarning, Trigger
from carelog.talk.models import Comment, Task
from tests import cast
from tests.patients.constraint_rows import valid
from tests.patients.test_kept_models import KEPT

OF_MEMBERS = [Comment, Task, ShareLink, Membership, Invitation]
ALL = [*KEPT, RaisedWarning, *OF_MEMBERS]
REMOVABLE = [*KEPT, Comment]
#: Numbers and emergency facts have no day, and medicines none by which a share could end.
SEEN_WHOLE = [Number, EmergencyFacts, Medication]
DATED = [model for model in [*KEPT, RaisedWarning] if model not in SEEN_WHOLE]
SCOPED = [model for model in ALL if model not in (Number, *OF_MEMBERS)] + [Comment]
LONG_AGO = datetime(2020, 1, 1, 12, tzinfo=UTC)
#: What puts a row on a day long ago, where that is another column than `day`.
BACK_THEN = {
    CheckIn: {"opened_at": LONG_AGO, "day": LONG_AGO.date()},
    RaisedWarning: {"raised_at": LONG_AGO},
    Appointment: {"starts_at": LONG_AGO, "ends_at": None},
    Question: {"asked_at": LONG_AGO, "answer": "yes"},
    Decision: {"done_at": LONG_AGO},
}

every = pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def put(model: type[models.Model], record: Patient, **more) -> models.Model:
    """Put a valid row into a record, about pain where it is about one thing."""
    values = valid(model, record)
    if model is Comment:
        values |= {"domain": "pain", "kind": "pain", "about": uuid.uuid4()}
    if model is Membership:
        values |= {"user": cast.make_user(uuid.uuid4().hex)}
    if model in (ShareLink, Invitation):
        values |= {"token_hash": uuid.uuid4().hex}
    return model.objects.create(**{**values, "uid": uuid.uuid4(), **more})


def needed(model: type[models.Model]) -> frozenset[str]:
    """Return the domains of which a reader needs one."""
    if model is Comment:
        return frozenset({"pain"})
    return getattr(model, "domains", None) or frozenset({model.domain})


def reader(access: Access, domains=ALL_DOMAINS, role: str = "viewer", **limits) -> Access:
    return Access(access.patient, None, frozenset(domains), False, "test", role, **limits)


def is_there(access: Access, model: type[models.Model], uid: uuid.UUID, **how) -> bool:
    """Say whether a row is found; where it is not, the answer does not say why."""
    row = access.row_or_none(model, uid, **how)
    if row is None:
        with pytest.raises(Http404) as caught:
            access.find(model, uid, **how)
        assert caught.value.args == ()
        return False
    assert access.find(model, uid, **how) == row
    assert (row.uid, row.patient) == (uid, access.patient)
    return True


@every
def test_a_row_of_the_record_is_found_and_one_of_another_is_not_there(access, stranger, model):
    theirs = put(model, stranger.memberships.get().patient)
    mine = put(model, access.patient)
    assert is_there(reader(access), model, mine.uid)
    for how in ({}, {"removed": True}):
        assert not is_there(reader(access), model, theirs.uid, **how)
        assert not is_there(reader(access), model, uuid.uuid4(), **how)


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_inside_the_scope_a_row_is_found_and_outside_it_is_not_there(access, model):
    uid = put(model, access.patient).uid
    for domain in needed(model):
        assert is_there(reader(access, {domain}), model, uid)
    for how in ({}, {"removed": True}):
        assert not is_there(reader(access, ALL_DOMAINS - needed(model)), model, uid, **how)


@pytest.mark.parametrize(
    "model", [m for m in ALL if m not in SCOPED], ids=lambda model: model.__name__
)
def test_what_belongs_to_no_domain_is_found_by_every_member(access, model):
    assert is_there(reader(access, ()), model, put(model, access.patient).uid)


def test_a_comment_on_the_whole_record_is_found_by_every_member(access):
    comment = put(Comment, access.patient, domain="", kind="", about=None)
    assert is_there(reader(access, ()), Comment, comment.uid)


@pytest.mark.parametrize("model", REMOVABLE, ids=lambda model: model.__name__)
def test_a_removed_row_is_not_there_unless_asked_for(access, model):
    uid = put(model, access.patient, removed_at=cast.NOON).uid
    assert not is_there(reader(access), model, uid)
    assert is_there(reader(access), model, uid, removed=True)


@pytest.mark.parametrize("model", DATED, ids=lambda model: model.__name__)
def test_outside_the_days_of_a_share_a_row_is_not_there(access, model):
    when = BACK_THEN.get(model) or {model.dated_by: day_of(model)}
    row = put(model, access.patient, **when)
    if model is RaisedWarning:
        row.triggers.add(
            Trigger(entry_uid=row.uid, entry_version=1, facts=[], at=LONG_AGO), bulk=False
        )
    day = timedelta(days=1)
    first = LONG_AGO.date()
    assert is_there(reader(access, role="link", starts=first, ends=first), model, row.uid)
    for limits in ({"starts": first + day, "ends": date(2020, 2, 1)}, {"ends": first - day}):
        for how in ({}, {"removed": True}):
            link = reader(access, role="link", **limits)
            assert not is_there(link, model, row.uid, **how), limits


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_the_first_with_some_values_is_one_that_has_them(access, model):
    sitting = put(CheckIn, access.patient)
    theirs = put(model, access.patient, day=LONG_AGO.date(), check_in=sitting)
    put(model, access.patient, day=cast.NOON.date())
    link = reader(access, role="link", starts=LONG_AGO.date(), ends=cast.NOON.date())
    for whom in (access, link):
        assert whom.first(model, check_in_id=sitting.pk) == theirs
        assert whom.first(model, check_in_id=0) is None


def day_of(model: type[models.Model]) -> date | datetime:
    is_moment = isinstance(model._meta.get_field(model.dated_by), models.DateTimeField)
    return LONG_AGO if is_moment else LONG_AGO.date()


@pytest.mark.parametrize("model", SEEN_WHOLE, ids=lambda model: model.__name__)
def test_what_has_no_day_is_found_whatever_the_days_of_a_share(access, model):
    first = date(2020, 1, 1)
    link = reader(access, role="link", starts=first, ends=first)
    assert is_there(link, model, put(model, access.patient).uid)


@pytest.mark.parametrize("model", OF_MEMBERS, ids=lambda model: model.__name__)
def test_what_is_between_members_is_not_there_for_whoever_holds_a_link(access, model):
    assert not is_there(reader(access, role="link"), model, put(model, access.patient).uid)


def test_a_model_in_scope_must_be_seen_and_another_is_not_there(access):
    reader(access, {"pain"}).must_see(PainEntry)
    reader(access, {"concern"}).must_see(CheckIn)
    for model in (Dose, CheckIn):
        with pytest.raises(Http404):
            reader(access, {"visits"}).must_see(model)


def test_looking_one_row_up_takes_one_query_and_none_outside_the_scope(
    access, django_assert_num_queries
):
    uid = put(PainEntry, access.patient).uid
    with django_assert_num_queries(1):
        reader(access).find(PainEntry, uid)
    with django_assert_num_queries(0):
        assert reader(access, {"visits"}).row_or_none(PainEntry, uid) is None


@pytest.mark.parametrize("model", KINDS, ids=lambda model: model.__name__)
def test_the_first_entry_is_the_newest_of_those_that_may_be_seen(access, stranger, model):
    other = cast.access_of(stranger.memberships.get().patient, stranger)
    put(model, other.patient, day=cast.NOON.date() + timedelta(days=1))
    put(model, access.patient, day=cast.NOON.date(), removed_at=cast.NOON)
    put(model, access.patient, day=LONG_AGO.date())
    newest = put(model, access.patient, day=LONG_AGO.date() + timedelta(days=1))
    assert access.first(model) == newest
    assert reader(access, ALL_DOMAINS - needed(model)).first(model) is None
    link = reader(access, role="link", starts=date(2019, 1, 1), ends=date(2019, 1, 2))
    assert link.first(model) is None
