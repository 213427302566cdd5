"""Everything a reader may see in one file, exactly as it is stored."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
import time_machine
from django.urls import reverse

from carelog.diary.kinds import RECORDED
from carelog.exchange.tables.json import FACTS, FOR_OWNER, NOT_BY_LINK, json_of
from carelog.logs.models import CheckIn, MoodEntry, PainEntry
from carelog.patients import saving
from carelog.patients.access import ALL_DOMAINS, changing
from carelog.patients.models import Kept, Number, Patient
from carelog.safety.actions import reopen_warnings
from carelog.safety.models import RaisedWarning, WarningState
from carelog.talk.models import Comment, CommentRead, Task
from tests import cast, kinds
from tests.fhir.samples import fill, fill_with_odd_text, grant, keep

WRITTEN = (*RECORDED, CheckIn, Number)
NOT_FACTS = {"id", "uid", "access_key", "data_version"}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


def text(access) -> str:
    return b"".join(json_of(access, generated_at=cast.NOON)).decode()


def read(access) -> dict:
    return json.loads(text(access))


def slug_of(model: type[Kept]) -> str:
    return {CheckIn: "check-ins", Number: "numbers"}.get(model) or model.slug


def same(field, written) -> object:
    """Return what was written as the value it was before."""
    return written if written is None else field.to_python(written)


@pytest.mark.parametrize("odd", [False, True])
def test_every_kept_field_of_every_row_comes_back_as_it_was(access, odd):
    (fill_with_odd_text if odd else fill)(access)
    rows = read(access)["rows"]
    for model in WRITTEN:
        stored = list(model.objects.filter(patient=access.patient))
        by_uid = {UUID(one["uid"]): one for one in rows[slug_of(model)]}
        assert by_uid.keys() == {row.uid for row in stored}
        assert stored, model
        for row in stored:
            said = by_uid[row.uid]["fields"]
            assert set(said) == {*row.kept_fields, *row.kept_children}
            for name in row.kept_fields:
                value, field = getattr(row, name), row._meta.get_field(name)
                assert same(field, said[name]) == value, (model, name)
                if isinstance(value, str | Decimal):
                    assert said[name] == str(value)


def test_places_stand_under_their_pain(access):
    fill(access)
    found = read(access)["rows"]["pain"]
    stored = PainEntry.objects.exclude(places=None).distinct().get()
    (said,) = (one["fields"]["places"] for one in found if one["uid"] == str(stored.uid))
    assert len(said) == stored.places.count() == 2
    for written, place in zip(said, stored.places.all(), strict=True):
        assert list(written) == list(place.kept_fields)
        assert same(place._meta.get_field("carried_from"), written["carried_from"]) == (
            place.carried_from
        )
        rest = {name: value for name, value in written.items() if name != "carried_from"}
        assert rest == {name: getattr(place, name) for name in rest}


def test_each_row_has_every_state_it_was_in(access):
    entry = cast.make_pain(access, worst_24h=4, note="first")
    entry.worst_24h, entry.note = 6, "second"
    with changing(access):
        saving.keep_changed(access, entry, 1, {"places": []})
    (row,) = read(access)["rows"]["pain"]
    said = [(s["version"], s["act"], s["fields"]["worst_24h"]) for s in row["history"]]
    assert said == [(1, "created", 4), (2, "changed", 6)]
    assert [state["by"]["name"] for state in row["history"]] == ["patient", "patient"]
    assert row["version"] == 2


def test_what_was_removed_is_not_in_it(access):
    entry = cast.make_pain(access, worst_24h=9)
    with changing(access):
        saving.remove(access, entry, 1)
    assert read(access)["rows"]["pain"] == []


def test_it_says_of_the_person_all_that_the_record_holds(access):
    fill(access)
    facts = read(access)["patient"]
    names = {field.name for field in Patient._meta.fields} - NOT_FACTS
    assert set(facts) == names == {*FACTS, *NOT_BY_LINK, *FOR_OWNER}
    for name in names - {"created_at", "birth_date"}:
        value = getattr(access.patient, name)
        assert facts[name] == (str(value) if isinstance(value, Decimal) else value), name


def test_by_a_link_there_is_no_birthday_no_number_and_no_history(access):
    fill(access)
    found = read(grant(access, *ALL_DOMAINS))
    assert "birth_date" not in found["patient"]
    assert "numbers" not in found["rows"]
    assert "history" not in found["rows"]["pain"][0]
    assert found["reader"]["role"] == "link"


def test_a_reader_gets_what_is_in_scope_and_is_told_what_is_not(access):
    fill(access)
    whole = read(access)["rows"]
    for domain in sorted(ALL_DOMAINS - {"notes", "concern"}):
        found = read(grant(access, domain, "notes"))
        own = {kind.slug for kind in RECORDED if kind.domain == domain}
        assert set(found["rows"]) == own | {"check-ins", "warnings"}
        assert bool(found["rows"]["warnings"]) is (domain == "warnings")
        assert set(found["reader"]["not_shared"]) == ALL_DOMAINS - {domain, "notes"}
        assert ("height_cm" in found["patient"]) is (domain == "food")
        assert ("pain_goal" in found["patient"]) is (domain == "pain")
        for slug in own:
            uids = {row["uid"] for row in whole[slug]}
            assert {row["uid"] for row in found["rows"][slug]} == uids


def test_no_note_of_any_state_is_told_without_notes_in_scope(access, clinician):
    fill(access)
    entry = cast.make_pain(access, worst_24h=4, note="gnawing at night")
    entry.note = "better after rest"
    with changing(access):
        saving.keep_changed(access, entry, 1)
    found = text(replace(access, domains=ALL_DOMAINS - {"notes"}))
    assert "gnawing" not in found
    assert "better after rest" not in found
    assert "gnawing" in text(access)
    assert "my back" in found
    assert "my back" not in text(replace(access, domains=ALL_DOMAINS - {"concern"}))


def test_a_share_from_a_day_to_a_day_holds_no_other(access):
    for day in (1, 2):
        cast.make_pain(access, cast.NOON.replace(day=day))
    day = datetime(2026, 3, 1, tzinfo=UTC).date()
    found = read(grant(access, "pain", starts=day, ends=day))
    assert [row["fields"]["day"] for row in found["rows"]["pain"]] == ["2026-03-01"]
    assert (found["from"], found["to"]) == ("2026-03-01", "2026-03-01")


def test_the_same_record_makes_the_same_file(access):
    fill(access)
    assert text(access) == text(access)


def test_warnings_come_with_the_ticks_behind_them(access):
    fill(access)
    found = read(access)["rows"]["warnings"]
    assert {one["ending"] for one in found} == {"", "help"}
    assert all(one["triggers"][0]["facts"] for one in found)


def test_warnings_come_with_what_became_of_them(access):
    fill(access)
    warning = RaisedWarning.objects.get(ending="help")
    with changing(access):
        reopen_warnings(access, warning)
    acts = WarningState.objects.filter(warning=warning)
    found = {one["uid"]: one["states"] for one in read(access)["rows"]["warnings"]}
    by = {"name": "patient", "relation": "patient"}
    assert found.pop(str(warning.uid)) == [
        {"uid": str(act.uid), "state": act.state, "text": "", "takes_back": None}
        | {"at": act.at.isoformat(), "recorded_by": by}
        for act in acts
    ]
    assert [act.state for act in acts] == ["help", "reopened"]
    assert [*found.values()] == [[]]


def test_what_members_say_to_each_other_is_in_it_and_not_in_that_of_a_link(access, caregiver):
    said = {"patient": access.patient, "author": caregiver}
    comment = Comment.objects.create(**said, text="=shall I call?")
    Comment.objects.create(
        **said, text="about a mood", domain="mood", kind="mood", about=comment.uid
    )
    CommentRead.objects.create(comment=comment, user=access.actor)
    made = {"patient": access.patient, "created_by": caregiver, "owner": access.actor}
    Task.objects.create(**made, text="fetch the papers", due_on="2026-03-05", done_at=cast.NOON)
    rows = read(access)["rows"]
    assert [one["text"] for one in rows["comments"]] == ["=shall I call?", "about a mood"]
    assert rows["comments"][0]["author"] == {"name": "caregiver", "relation": "caregiver"}
    assert rows["comments"][0]["read"][0]["by"]["relation"] == "patient"
    (task,) = rows["tasks"]
    assert (task["text"], task["due_on"]) == ("fetch the papers", "2026-03-05")
    assert task["owner"]["name"] == "patient"
    reader = replace(access, domains=ALL_DOMAINS - {"mood"})
    assert [one["text"] for one in read(reader)["rows"]["comments"]] == ["=shall I call?"]
    assert not {"comments", "tasks"} & set(read(grant(access, *ALL_DOMAINS))["rows"])


def test_an_entry_names_its_check_in(access):
    sitting = CheckIn(patient=access.patient, opened_at=cast.NOON, zone="UTC", day="2026-03-02")
    keep(access, sitting)
    entry = kinds.example(MoodEntry, access.patient)
    entry.check_in = sitting
    keep(access, entry)
    assert read(access)["rows"]["mood"][0]["check_in"] == str(sitting.uid)


def test_it_costs_the_same_queries_for_few_rows_and_for_many(access, django_assert_max_num_queries):
    costs = []
    for days in (1, 60):
        for _day in range(days):
            kinds.keep(access, PainEntry)
        with django_assert_max_num_queries(60) as queries:
            text(access)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_it_is_for_the_owner_alone_who_types_the_password_again(
    owner, sign_in, caregiver, clinician, access
):
    path = reverse("export_json", args=[access.patient.uid])
    assert owner.get(path)["Location"].startswith(reverse("account_reauthenticate"))
    export = reverse("export", args=[access.patient.uid])
    assert path in owner.get(export).content.decode()
    for member in (caregiver, clinician):
        assert sign_in(member).get(path).status_code == 403
        assert path not in sign_in(member).get(export).content.decode()


def test_it_is_sent_as_a_file(sure_owner, access):
    fill(access)
    answer = sure_owner.get(reverse("export_json", args=[access.patient.uid]))
    assert answer.streaming
    assert answer["Content-Type"] == "application/json"
    named = 'attachment; filename="carelog-2026-03-02-everything.json"'
    assert answer["Content-Disposition"] == named
    assert answer["Cache-Control"] == "no-store, private"
    assert json.loads(b"".join(answer.streaming_content))["schema"] == 1
