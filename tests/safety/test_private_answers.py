"""The two questions a person answers for themself alone: asked, answered, corrected, taken back."""

import uuid

import pytest
import time_machine
from django.db import IntegrityError
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from carelog.logs.models import MoodEntry
from carelog.patients.access import Access
from carelog.patients.models import AccessEvent, Membership, Patient, Revision
from carelog.safety import private
from carelog.safety.models import (
    PrivateAnswer,
    PrivateReader,
    PrivateState,
    PrivateWarning,
    RaisedWarning,
)
from carelog.safety.private_rules import PRIVATE_RULES, fired
from tests import cast
from tests.frame.harm import signed_in

NOW = "Call the emergency number now"
TODAY = "Call your team today"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def person(record):
    """The client of the person the record is about, who has just signed in."""
    return signed_in(record.memberships.get(role="owner").user)


def text_of(response) -> str:
    return " ".join(strip_tags(response.content.decode().partition("<main")[2]).split())


def to(record, name: str, *args) -> str:
    return reverse(name, args=[record.uid, *args])


def answer(client: Client, record, **answers):
    """Send the form; return what it was answered with."""
    body = {"uid": uuid.uuid4(), "version": 0} | answers
    return client.post(to(record, "private_new"), body)


def stored(record) -> PrivateAnswer:
    return PrivateAnswer.everything.get(patient=record)


def stored_first(record, uid) -> PrivateAnswer:
    return PrivateAnswer.everything.get(patient=record, uid=uid)


def opened(client: Client, record) -> Client:
    client.post(to(record, "private_list"))
    return client


# The rules


@pytest.mark.parametrize(
    ("answers", "rules"),
    [
        ({"self_harm": "active"}, ["RF-28"]),
        ({"self_harm": "active_plan"}, ["RF-28"]),
        ({"feels_unsafe": True}, ["RF-28"]),
        ({"self_harm": "passive"}, ["RF-29"]),
        ({"self_harm": "passive", "feels_unsafe": True}, ["RF-28", "RF-29"]),
        ({"self_harm": "none", "feels_unsafe": False}, []),
        ({"self_harm": "", "feels_unsafe": None}, []),
        ({}, []),
    ],
)
def test_each_answer_fires_its_rule_alone(answers, rules):
    assert [one.rule.id for one in fired(answers)] == rules


def test_every_choice_but_no_is_answered_by_a_rule():
    choices = {code for code, _words in PrivateAnswer._meta.get_field("self_harm").choices}
    silent = {code for code in choices if not fired({"self_harm": code})}
    assert silent == {"none"}


def test_the_rules_wait_for_a_sign_off_and_raise_nothing_that_others_see(record, access, person):
    assert not any(one.rule.signed_off_by for one in PRIVATE_RULES)
    answer(person, record, self_harm="active", feels_unsafe="yes")
    assert not RaisedWarning.objects.exists()


# Asked


def test_the_form_on_mood_leads_the_person_to_the_questions_and_nobody_else(
    record, owner, caregiver
):
    form = to(record, "entry_new", "mood")
    assert "for you alone" in text_of(owner.get(form))
    place = Membership.objects.get(patient=record, user=caregiver)
    place.scope = [*place.scope, "mood"]
    place.save()
    assert "for you alone" not in text_of(signed_in(caregiver).get(form))


def test_an_empty_sheet_on_mood_saves_nothing_and_leads_on(record, owner):
    body = {"uid": uuid.uuid4(), "version": 0, "when": "2026-03-02T13:00", "then": "for-you"}
    response = owner.post(to(record, "entry_new", "mood"), body)
    assert response.url == to(record, "private_new")
    assert not MoodEntry.objects.exists()
    assert "Have you thought that life is not worth living" in text_of(owner.get(response.url))


def test_what_was_answered_on_mood_is_saved_before_it_leads_on(record, owner):
    body = {"uid": uuid.uuid4(), "version": 0, "when": "2026-03-02T13:00", "distress": "9"}
    response = owner.post(to(record, "entry_new", "mood"), body | {"then": "for-you"})
    assert response.url == to(record, "private_new")
    assert MoodEntry.objects.get().distress == 9


def test_a_wrong_answer_on_mood_keeps_the_person_on_its_form(record, owner):
    body = {"uid": uuid.uuid4(), "version": 0, "when": "2026-03-02T13:00", "distress": "11"}
    response = owner.post(to(record, "entry_new", "mood"), body | {"then": "for-you"})
    assert response.status_code == 422


def test_whoever_has_no_scope_of_mood_finds_the_questions_where_one_logs(record, caregiver):
    Membership.objects.filter(patient=record, user=caregiver).update(relation="patient")
    client = signed_in(caregiver)
    assert "Two questions for you alone" in text_of(client.get(to(record, "log_index")))
    response = client.post(to(record, "private_open"), follow=True)
    assert response.status_code == 200
    assert "Two questions for you alone" in text_of(response)


def test_nothing_answered_is_an_error_and_nothing_is_kept(record, person):
    response = answer(person, record)
    assert response.status_code == 422
    assert "Answer at least one question." in text_of(response)
    assert not PrivateAnswer.everything.exists()


# Answered


@pytest.mark.parametrize(
    ("answers", "titles"),
    [
        ({"self_harm": "active"}, [NOW]),
        ({"feels_unsafe": "yes"}, [NOW]),
        ({"self_harm": "passive"}, [TODAY]),
        ({"self_harm": "passive", "feels_unsafe": "yes"}, [NOW, TODAY]),
    ],
)
def test_an_answer_is_answered_at_once_with_the_numbers_to_call(
    record, access, person, answers, titles
):
    for role, number in (("team", "111"), ("emergency", "112"), ("crisis_line", "113")):
        cast.make_number(access, role, number)
    page = text_of(person.get(answer(person, record, **answers).url))
    assert [title for title in (NOW, TODAY) if title in page] == titles
    assert all(number in page for number in ("111", "112", "113"))
    assert "Nobody is watching CareLog." in page


def test_without_a_number_the_published_one_of_the_country_stands_in(record, person):
    page = person.get(answer(person, record, self_harm="active").url).content.decode()
    assert 'href="tel:112"' in page
    assert "Nobody has confirmed it here." in page


def test_a_stored_crisis_line_comes_first_where_nothing_fired(record, access, person):
    cast.make_number(access, "crisis_line", "0800 111")
    page = text_of(person.get(answer(person, record, self_harm="none").url))
    assert "Saved, for you alone" in page
    assert "If you might hurt yourself or do not feel safe." in page
    assert "0800 111" in page
    assert "CareLog cannot tell if you are well." in page


def test_the_receipt_holds_what_was_shown_and_is_written_once(record, person):
    body = {"uid": uuid.uuid4(), "version": 0, "self_harm": "active"}
    for _sent in range(2):
        assert person.post(to(record, "private_new"), body).status_code == 302
    [receipt] = PrivateWarning.everything.all()
    assert (receipt.rule, receipt.tier, receipt.title) == ("RF-28", "E", NOW)
    assert "there is help right now" in receipt.body
    assert stored(record).recorded_by == record.memberships.get(role="owner").user


# Corrected, taken back, put back


def test_a_correction_is_answered_anew_and_keeps_what_was_said_before(record, person):
    answer(person, record, self_harm="active")
    edit = to(record, "private_edit", stored(record).uid)
    assert person.get(edit).status_code == 200
    response = person.post(edit, {"version": 1, "uid": uuid.uuid4(), "self_harm": "passive"})
    shown = text_of(person.get(response.url))
    # The only number is not one to call for this.
    assert all(words in shown for words in ("Call a doctor or nurse today", "If it gets worse:"))
    page = text_of(opened(person, record).get(to(record, "private_list")))
    assert "I think of ending my life" in page
    assert "I feel that life is not worth living" in page
    assert PrivateState.everything.count() == 2


def test_an_answer_sent_again_with_another_word_is_asked_about_and_not_lost(record, person):
    body = {"uid": uuid.uuid4(), "version": 0}
    person.post(to(record, "private_new"), body | {"self_harm": "none"})
    response = person.post(to(record, "private_new"), body | {"self_harm": "active"})
    assert response.status_code == 409
    assert "Another answer was saved meanwhile." in text_of(response)
    assert response.context["form"]["self_harm"].value() == "active"
    again = {"version": 1, "self_harm": "active"} | {"uid": body["uid"]}
    person.post(to(record, "private_edit", body["uid"]), again)
    assert stored(record).self_harm == "active"


def test_a_stale_correction_is_shown_again_and_not_saved(record, person):
    answer(person, record, self_harm="none")
    edit = to(record, "private_edit", stored(record).uid)
    person.post(edit, {"version": 1, "uid": uuid.uuid4(), "feels_unsafe": "no"})
    response = person.post(edit, {"version": 1, "uid": uuid.uuid4(), "self_harm": "passive"})
    assert response.status_code == 409
    assert (stored(record).self_harm, stored(record).feels_unsafe) == ("", False)


def test_an_answer_is_removed_with_a_mark_and_put_back_is_answered_again(record, person):
    answer(person, record, self_harm="active")
    uid = stored(record).uid
    opened(person, record)
    response = person.post(to(record, "private_remove", uid), {"version": 1})
    assert "You removed this answer." in text_of(person.get(response.url))
    assert (
        "I think of ending my life"
        not in text_of(person.get(to(record, "private_list")))
        .replace("What it said earlier", "|")
        .split("|")[0]
    )
    response = person.post(to(record, "private_put_back", uid), {"version": 2})
    assert NOW in text_of(person.get(response.url))


def test_a_correction_of_what_was_removed_meanwhile_is_shown_again_and_saved_as_new(record, person):
    answer(person, record, self_harm="none")
    uid = stored(record).uid
    opened(person, record).post(to(record, "private_remove", uid), {"version": 1})
    edit = to(record, "private_edit", uid)
    assert person.get(edit).url == to(record, "today")
    response = person.post(edit, {"version": 1, "uid": uid, "self_harm": "active"})
    assert response.status_code == 409
    form = response.context["form"]
    assert (form["self_harm"].value(), form["version"].value()) == ("active", "0")
    again = {name: form[name].value() for name in ("uid", "version", "self_harm")}
    assert NOW in text_of(person.get(person.post(to(record, "private_new"), again).url))
    assert stored_first(record, uid).self_harm == "none"


def test_the_page_of_an_answer_that_was_removed_meanwhile_leads_away(record, person):
    shown = answer(person, record, self_harm="active").url
    other = signed_in(record.memberships.get(role="owner").user)
    other.post(to(record, "private_remove", stored(record).uid), {"version": 1})
    assert person.get(shown).url == to(record, "today")


def test_an_answer_sent_again_a_moment_later_is_one_and_is_answered_again(record, person, clock):
    body = {"uid": uuid.uuid4(), "version": 0, "self_harm": "active"}
    for _sent in range(3):
        response = person.post(to(record, "private_new"), body)
        assert NOW in text_of(person.get(response.url))
        clock.shift(90)
    assert PrivateAnswer.everything.count() == PrivateWarning.everything.count() == 1


@pytest.mark.parametrize("act", ["private_remove", "private_put_back"])
def test_two_acts_at_once_are_told_and_never_a_fault(record, person, monkeypatch, act):
    answer(person, record, self_harm="active")
    uid = stored(record).uid

    def too_late(*_args, **_more):
        raise IntegrityError

    monkeypatch.setattr(private.saving, "remove", too_late)
    monkeypatch.setattr(private.saving, "put_back", too_late)
    page = person.post(to(record, act, uid), {"version": 1}, follow=True)
    assert "It was changed meanwhile." in page.content.decode()


def test_a_stale_correction_opens_nothing_that_was_left(record, person):
    answer(person, record, self_harm="none")
    uid = stored(record).uid
    person.post(reverse("private_leave"))
    edit = to(record, "private_edit", uid)
    assert person.post(edit, {"version": 9, "uid": uid, "self_harm": "passive"}).status_code == 409
    assert person.get(edit).url == to(record, "today")


def test_another_answer_keeps_nothing_open_longer(record, person, clock, settings):
    opened(person, record)
    clock.shift(settings.ACCOUNT_REAUTHENTICATION_TIMEOUT - 60)
    person.post(to(record, "private_open"))
    answer(person, record, self_harm="none")
    clock.shift(120)
    assert person.get(to(record, "private_list")).url == to(record, "today")


def test_a_person_who_may_only_read_by_now_sees_and_closes_what_they_opened(kept_by_another):
    record = kept_by_another
    place = record.memberships.get(role="editor")
    access = cast.access_of(record, place.user)
    cast.make_private(access, self_harm="passive")
    owner = record.memberships.get(role="owner")
    private.open_to(access, owner, is_open=True)
    Membership.objects.filter(pk=place.pk).update(role="viewer")
    client = opened(signed_in(place.user), record)
    page = text_of(client.get(to(record, "private_list")))
    assert "I feel that life is not worth living" in page
    assert "Remove" not in page
    client.post(to(record, "person_private", owner.uid), {"is_open": "no"})
    assert not PrivateReader.everything.filter(closed_at=None).exists()
    assert client.post(to(record, "private_open")).status_code == 404


# Left in one tap


def test_one_tap_leaves_and_neither_back_nor_the_address_shows_anything_again(record, person):
    shown = answer(person, record, self_harm="active").url
    opened(person, record)
    uid = stored(record).uid
    response = person.post(reverse("private_leave"))
    assert response.url == reverse("learn")
    edit = to(record, "private_edit", uid)
    for address in (shown, edit, to(record, "private_new"), to(record, "private_list")):
        assert person.get(address).url == to(record, "today"), address
    # However lately one had signed in.
    person.post(to(record, "private_open"))
    assert reverse("account_reauthenticate") in person.post(to(record, "private_list")).url
    # Signed out meanwhile, one is led away as well.
    assert Client().post(reverse("private_leave")).url == reverse("learn")


def test_the_pages_close_by_themselves(record, person, clock, settings):
    shown = answer(person, record, self_harm="active").url
    clock.shift(settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1)
    assert person.get(shown).url == to(record, "today")


def test_the_answer_just_given_does_not_open_earlier_ones(record, person):
    answer(person, record, self_harm="active")
    first = stored(record).uid
    second = answer(person, record, self_harm="none").url
    assert "Saved, for you alone" in text_of(person.get(second))
    assert person.get(to(record, "private_edit", first)).url == to(record, "today")
    assert person.get(to(record, "private_list")).url == to(record, "today")


def test_old_answers_are_shown_to_whom_has_proven_who_they_are(record, owner):
    # This client came in without a password.
    response = owner.post(to(record, "private_list"))
    assert reverse("account_reauthenticate") in response.url
    assert owner.get(to(record, "private_list")).url == to(record, "today")


def test_what_is_sent_late_is_saved_all_the_same(record, person, clock, settings):
    person.post(to(record, "private_open"))
    clock.shift(settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1)
    assert answer(person, record, self_harm="active").status_code == 302
    assert stored(record).self_harm == "active"


def test_no_title_and_no_address_says_what_is_asked(record, person):
    shown = answer(person, record, self_harm="active").url
    opened(person, record)
    for address in (shown, to(record, "private_new"), to(record, "private_list")):
        assert not {"harm", "mood", "safe", "private"} & {*address.replace("/", "-").split("-")}
        page = person.get(address).content.decode()
        assert "<title>For you · CareLog</title>" in page


# For nobody else


@pytest.fixture
def kept_by_another(stranger):
    """A record owned by somebody whom it is not about; the person may write in it."""
    keeper, person = cast.make_user("keeper"), cast.make_user("dear")
    record = cast.make_patient(keeper, "Dear One")
    Membership.objects.filter(patient=record).update(relation="caregiver")
    cast.join(record, person, "editor", "patient")
    return record


def test_an_owner_who_is_not_the_person_finds_no_such_pages_and_no_answer(kept_by_another):
    record = kept_by_another
    keeper = signed_in(record.memberships.get(role="owner").user)
    person = signed_in(record.memberships.get(role="editor").user)
    assert answer(person, record, self_harm="active").status_code == 302
    uid = stored(record).uid
    absent = [keeper.get(to(record, "private_edit", one)) for one in (uid, uuid.uuid4())]
    assert absent[0].status_code == absent[1].status_code == 404
    assert keeper.get(to(record, "private_answer")).status_code == 404
    for name, args in (
        *(("private_new", ()), ("private_list", ()), ("private_open", ())),
        *(("private_edit", (uid,)), ("private_remove", (uid,)), ("private_put_back", (uid,))),
    ):
        assert keeper.post(to(record, name, *args), {"version": 1}).status_code == 404, name
    access = cast.access_of(record, record.memberships.get(role="owner").user)
    with pytest.raises(Http404):
        private.find(access, uid)
    for removed in (True, False):
        assert access.row_or_none(PrivateAnswer, uid, removed=removed) is None
        assert not access.rows(PrivateAnswer, removed=removed).exists()
    assert access.first(PrivateAnswer) is None


def test_of_two_persons_each_has_their_own(kept_by_another):
    record = kept_by_another
    person = record.memberships.get(role="editor").user
    other = cast.join(record, cast.make_user("other"), "editor", "patient").user
    theirs = cast.make_private(cast.access_of(record, person), self_harm="active")
    mine = cast.access_of(record, other)
    assert not private.mine(mine).exists()
    client = opened(signed_in(other), record)
    assert client.get(to(record, "private_edit", theirs.uid)).status_code == 404
    assert "Nothing yet." in text_of(client.get(to(record, "private_list")))


@pytest.mark.parametrize("guess", ["active", "passive"])
def test_under_the_key_of_anothers_answer_a_right_guess_reads_like_a_wrong_one(
    kept_by_another, guess
):
    record = kept_by_another
    theirs = cast.make_private(
        cast.access_of(record, record.memberships.get(role="editor").user), self_harm="active"
    )
    other = cast.join(record, cast.make_user("other"), "editor", "patient").user
    sent = {"uid": theirs.uid, "version": 0, "self_harm": guess}
    assert signed_in(other).post(to(record, "private_new"), sent).status_code == 404


@pytest.mark.parametrize("model", [PrivateAnswer, PrivateState, PrivateWarning, PrivateReader])
def test_a_query_that_does_not_say_whose_finds_nothing(access, model):
    cast.make_private(access)
    member = cast.join(access.patient, cast.make_user("next"), "viewer", "clinician")
    private.open_to(access, member, is_open=True)
    assert model.everything.exists()
    assert not model.objects.exists()
    assert not model.objects.filter(patient=access.patient).exists()
    assert not model.objects.of(access.patient, None).exists()
    assert not model.objects.of(access.patient, member.user).exists()
    assert model.objects.of(access.patient, access.actor).exists()


def test_saving_is_told_nowhere(record, access, person):
    person.get(to(record, "log_index"))
    version, revisions = Patient.objects.get(pk=record.pk).data_version, Revision.objects.count()
    events = {*AccessEvent.objects.values_list("act", "page")}
    answer(person, record, self_harm="active")
    opened(person, record)
    person.post(to(record, "private_remove", stored(record).uid), {"version": 1})
    assert Patient.objects.get(pk=record.pk).data_version == version
    assert Revision.objects.count() == revisions
    assert {*AccessEvent.objects.values_list("act", "page")} == events


def test_deleting_the_account_deletes_what_was_answered_for_it_alone(record, access):
    person = cast.join(record, cast.make_user("dear"), "editor", "patient").user
    cast.make_private(cast.access_of(record, person), self_harm="active")
    person.delete()
    for model in (PrivateAnswer, PrivateState, PrivateWarning):
        assert not model.everything.exists()


def test_a_reader_and_a_link_are_nobody_to_ask(record):
    link = Access(record, None, frozenset(), False, "test", "link")
    assert not private.mine(link).exists()
    assert private.shown_to(link) == []
