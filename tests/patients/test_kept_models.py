"""What holds for every kept model, whatever it keeps."""

import re
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from carelog.accounts.models import Session, SignupInvitation, User
from carelog.diary.kinds import RECORDED
from carelog.diary.models import PageMark
from carelog.links.models import Opening
from carelog.logs.models import PainEntry, SymptomsEntry
from carelog.outbox.models import Message
from carelog.patients import saving
from carelog.patients.access import changing
from carelog.patients.models import AccessEvent, Kept, LeavingRecord, Patient
from carelog.safety import private
from carelog.safety.actions import end_warnings, raise_warnings
from carelog.safety.models import PrivateAnswer
from carelog.talk import actions as talk
from carelog.talk.models import Comment, Task
from carelog.upkeep.models import DemoLink, DemoUser, DutyDone
from tests import cast, kinds
from tests.frame.site import invited_to, link_of
from tests.patients.constraint_rows import valid
from tests.patients.link_rows import OPENING

OURS = [model for model in apps.get_models() if model.__module__.startswith("carelog.")]
#: Kept for one person alone, and in no scope: held by tests/safety/test_private_answers.py.
ALONE = [PrivateAnswer]
KEPT = [model for model in OURS if issubclass(model, Kept) and model not in ALONE]
BELONG_TO_NO_RECORD = {User, Session, SignupInvitation, AccessEvent, DemoUser, DemoLink}
BELONG_TO_NO_RECORD |= {DutyDone, LeavingRecord, Message}


@pytest.mark.parametrize("model", KEPT)
def test_every_act_raises_the_data_version_and_leaves_a_revision(access, model):
    row = model(**valid(model, access.patient))
    acts = (
        lambda: saving.keep_new(access, row),
        lambda: saving.keep_changed(access, row, 1),
        lambda: saving.remove(access, row, 2),
        lambda: saving.put_back(access, row, 3),
    )
    for times, act in enumerate(acts, 1):
        with changing(access):
            act()
        assert Patient.objects.get(pk=access.patient.pk).data_version == times
        assert row.history.count() == times


@pytest.mark.parametrize("model", KEPT)
def test_a_removed_row_is_out_of_every_list_but_known_to_the_framework(access, model):
    row = model(**valid(model, access.patient))
    with changing(access):
        saving.remove(access, saving.keep_new(access, row), 1)
    assert not model.objects.exists()
    assert not access.rows(model).exists()
    assert model._default_manager.count() == model._base_manager.count() == 1
    assert access.find(model, row.uid, removed=True) == row


@pytest.mark.parametrize("model", KEPT)
def test_a_revision_can_hold_every_field_a_person_fills_in(model):
    for name in model.kept_fields:
        assert not model._meta.get_field(name).is_relation
    for related in model.kept_children:
        child = model._meta.get_field(related).related_model
        own = {field.name for field in child._meta.fields if not field.is_relation} - {"id"}
        assert set(child.kept_fields) == own


@pytest.mark.parametrize(
    ("word", "files"),
    [
        (r"\.everything\b|\"everything\" if", {"lookups.py"}),
        (r"import by_uid|lookups import|import lookups", {"saving.py", "access.py", "reading.py"}),
    ],
)
def test_only_saving_and_the_door_ask_for_removed_rows(word, files):
    root = settings.BASE_DIR / "carelog"
    found = {path.name for path in root.rglob("*.py") if re.search(word, path.read_text())}
    assert found == files


def test_only_child_rows_and_what_is_no_record_are_ever_deleted():
    word = re.compile(r"\.delete\(\)|_raw_delete")
    root = settings.BASE_DIR / "carelog"
    found = {path.name for path in root.rglob("*.py") if word.search(path.read_text())}
    sessions = {"daily.py", "session_store.py", "session_views.py"}
    # Child rows, the demo, addresses nobody proved, and messages that ended long ago.
    others = {"saving.py", "people.py", "patient.py", "addresses.py", "sending.py"}
    assert found == others | sessions


def counts(patient: Patient) -> dict[str, int]:
    """Return how many rows of each table belong to a record, found by its foreign keys."""
    found = {}
    for model in OURS:
        if model in BELONG_TO_NO_RECORD:
            continue
        path = path_to_patient(model)
        rows = model._base_manager.filter(**{path: patient.pk})
        found[model.__name__] = rows.count()
    return found


def path_to_patient(model: type[models.Model]) -> str:
    """Return the lookup from a model to the record it belongs to."""
    if model is Patient:
        return "pk"
    links = [field for field in model._meta.fields if field.is_relation]
    for field in links:
        if field.related_model is Patient:
            return field.name
    under = [field for field in links if field.remote_field.on_delete is models.CASCADE]
    return f"{under[0].name}__{path_to_patient(under[0].related_model)}"


def fill(access) -> None:
    """Put a row into every table of a record, one of each kind removed."""
    cast.make_number(access)
    cast.make_private(access)
    member = cast.join(access.patient, cast.make_user(uuid4().hex), "viewer", "caregiver")
    private.open_to(access, member, is_open=True)
    signs = cast.make_signs(access, chest_pain=True)
    pain = cast.make_pain(access, places=[("hip", "left")])
    for kind in RECORDED:
        if kind not in (PainEntry, SymptomsEntry):
            kinds.keep(access, kind)
    invited_to(access.patient)
    Opening.objects.create(link=link_of(access.patient), **OPENING | {"session_hash": uuid4().hex})
    comment = talk.say(access, Comment(text="Shall I ring?"))
    talk.mark_read(access, [comment])
    talk.give_task(access, Task(text="Ring", owner=access.actor, due_on=cast.NOON.date()))
    PageMark.objects.create(user=access.actor, patient=access.patient, slug="symptoms")
    with changing(access):
        raised = raise_warnings(access, signs.answers(), signs.uid, signs.version)
        end_warnings(access, raised, "help")
        saving.keep_new(access, apps.get_model("logs.CheckIn")(**check_in(access)))
        for row in (signs, pain):
            saving.remove(access, row, 1)


def check_in(access) -> dict:
    return valid(apps.get_model("logs.CheckIn"), access.patient)


def test_deleting_a_record_deletes_every_row_of_it_and_of_no_other(access, stranger):
    other = cast.access_of(stranger.memberships.get().patient, stranger)
    fill(access)
    fill(other)
    before, theirs = counts(access.patient), counts(other.patient)
    assert all(before.values()), before
    pk = access.patient.pk
    access.patient.delete()
    assert not any(counts(Patient(pk=pk)).values())
    assert counts(other.patient) == theirs


def test_deleting_a_person_keeps_what_they_wrote_for_others(record, caregiver):
    editor = cast.access_of(record, caregiver)
    number = cast.make_number(editor)
    caregiver.delete()
    number.refresh_from_db()
    assert number.recorded_by is None
    assert number.history.get().by is None
