"""Where private answers come out: for nobody else, until the person opens them to somebody."""

import io
import json
import re
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from carelog.exchange.tables.catalog import TABLES
from carelog.links.models import ShareLink
from carelog.outbox.models import Message
from carelog.patients.access import ALL_DOMAINS
from carelog.patients.models import Membership
from carelog.safety import private
from carelog.safety.models import PrivateReader
from carelog.sharing import memberships
from tests import cast
from tests.frame.access_table import OWNERS_STEP, RECORD
from tests.frame.harm import signed_in
from tests.frame.site import address, fill
from tests.links import holders
from tests.links.holders import body

#: What differs between two answers to the same question.
NEW_EACH_TIME = re.compile(
    rb'csrfmiddlewaretoken" value="\w+|[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}'
    rb"|nonce-?[\w-]+"
)
SAID = ("I think of ending my life", "active_plan", "RF-28", "self_harm", "there is help right now")


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(cast.NOON, tick=False):
        yield


@pytest.fixture
def dear(db):
    """A record owned by somebody whom it is not about; the person and a clinician are in it."""
    record = cast.make_patient(cast.make_user("keeper"), "Dear One")
    Membership.objects.filter(patient=record).update(relation="caregiver")
    every = sorted(ALL_DOMAINS)
    cast.join(record, cast.make_user("dear"), "editor", "patient")
    cast.join(record, cast.make_user("nurse"), "viewer", "clinician", scope=every)
    return record


#: Their places, by what they are to the person.
PLACES = {"owner": {"role": "owner"}, "patient": {"relation": "patient"}}
PLACES |= {"clinician": {"relation": "clinician"}}


def place_of(record, who: str) -> Membership:
    return record.memberships.get(**PLACES[who])


def user_of(record, who: str):
    return place_of(record, who).user


def access_of(record, who: str):
    return cast.access_of(record, user_of(record, who))


def asked(client: Client, ids: dict) -> dict[str, bytes]:
    """Return every page and file of a record that somebody may open, by its address."""
    found = {}
    for name, shape in RECORD.items():
        if shape.expected("get", "owner") == 200 or shape is OWNERS_STEP or name == "export_json":
            found[name] = body(client.get(address(name, ids, "mood")))
    for table in ("daily", "summary", *TABLES):
        url = reverse("export_csv", args=[ids["patient"], table])
        found[url] = body(client.get(url))
    found["patient_list"] = body(client.get(reverse("patient_list")))
    # Last, as each page that was asked for stands in it.
    found["access_log"] = body(client.get(address("access_log", ids)))
    return {name: steady(page) for name, page in found.items()}


def by_a_link(client: Client, opening) -> dict[str, bytes]:
    return {
        f"{name} {args}": steady(body(holders.ask(client, opening, name, args)))
        for name, args in holders.CHANNELS
    }


def steady(answer: bytes) -> bytes:
    """Return what of an answer is the same each time: of a PDF its words."""
    if answer.startswith(b"%PDF"):
        pages = PdfReader(io.BytesIO(answer)).pages
        return "".join(page.extract_text() for page in pages).encode()
    return NEW_EACH_TIME.sub(b"", answer)


def test_nothing_that_others_are_shown_changes_by_a_private_answer(dear):
    ids = fill(access_of(dear, "owner"), "mood")
    link_client, opening = holders.come_in(access_of(dear, "owner"), domains=sorted(ALL_DOMAINS))
    others = [signed_in(user_of(dear, who)) for who in ("clinician", "owner")]
    for client in others:
        # It tells once that one has signed in.
        client.get(reverse("patient_list"))
    person = signed_in(user_of(dear, "patient"))
    # The page that has the door is in the log of this quarter of an hour.
    person.get(reverse("log_index", args=[dear.uid]))

    def seen() -> list[dict[str, bytes]]:
        return [by_a_link(link_client, opening), *(asked(client, ids) for client in others)]

    before = seen()
    sent = {"uid": uuid.uuid4(), "version": 0, "self_harm": "active_plan", "feels_unsafe": "yes"}
    assert person.post(reverse("private_new", args=[dear.uid]), sent).status_code == 302
    for was, now in zip(before, seen(), strict=True):
        assert {name for name in was if was[name] != now[name]} == set()
    assert not Message.objects.exists()


def everything(client: Client, record) -> dict:
    return json.loads(body(client.get(reverse("export_json", args=[record.uid]))))


def test_a_full_export_holds_the_answers_of_whoever_exports_and_their_history(access):
    record, owner = access.patient, access.actor
    answer = cast.make_private(access, self_harm="active", feels_unsafe=True)
    other = cast.join(record, cast.make_user("dear"), "editor", "patient").user
    cast.make_private(cast.access_of(record, other), self_harm="passive")
    rows = everything(signed_in(owner), record)["rows"]["private-answers"]
    assert [row["uid"] for row in rows] == [str(answer.uid)]
    assert rows[0]["fields"]["self_harm"] == "active"
    assert rows[0]["fields"]["feels_unsafe"] is True
    assert [one["act"] for one in rows[0]["history"]] == ["created"]


# Opened to a member


def summary(client: Client, record) -> str:
    return client.get(reverse("summary", args=[record.uid])).content.decode()


def open_to(record, who: str, *, is_open: bool = True) -> None:
    place = place_of(record, who)
    private.open_to(access_of(record, "patient"), place, is_open=is_open)


def test_a_member_sees_what_was_opened_to_them_and_nobody_else_does(dear):
    cast.make_private(access_of(dear, "patient"), self_harm="active_plan")
    open_to(dear, "clinician")
    page = summary(signed_in(user_of(dear, "clinician")), dear)
    assert "In confidence, from dear" in page
    assert "I think of ending my life, and of how I would do it" in page
    for who in ("owner", "patient"):
        assert "In confidence" not in summary(signed_in(user_of(dear, who)), dear)
    open_to(dear, "clinician", is_open=False)
    assert "In confidence" not in summary(signed_in(user_of(dear, "clinician")), dear)


def test_what_was_opened_is_on_one_page_and_in_no_file(dear):
    ids = fill(access_of(dear, "owner"), "mood")
    cast.make_private(access_of(dear, "patient"), self_harm="active_plan")
    open_to(dear, "clinician")
    found = asked(signed_in(user_of(dear, "clinician")), ids)
    with_it = {name for name, page in found.items() if any(s.encode() in page for s in SAID)}
    assert with_it == {"summary"}


def test_a_removed_answer_is_not_shown(dear):
    access = access_of(dear, "patient")
    answer = cast.make_private(access, self_harm="active_plan")
    open_to(dear, "clinician")
    private.remove(access, answer, 1)
    assert "In confidence" not in summary(signed_in(user_of(dear, "clinician")), dear)


ENDS = ("taken back", "left", "the person left", "no more the person")


@pytest.mark.parametrize("ends", ENDS)
def test_with_a_place_ends_what_was_opened_and_coming_back_opens_nothing(dear, ends):
    cast.make_private(access_of(dear, "patient"), self_harm="active_plan")
    open_to(dear, "clinician")
    place = place_of(dear, "patient" if "person" in ends else "clinician")
    if ends == "taken back":
        memberships.revoke(access_of(dear, "owner"), place)
    elif ends == "no more the person":
        place.relation = "caregiver"
        memberships.change(access_of(dear, "owner"), place)
    else:
        memberships.leave(cast.access_of(dear, place.user))
    as_before = {"state": "active", "relation": "patient" if "person" in ends else "clinician"}
    Membership.objects.filter(pk=place.pk).update(**as_before)
    assert "In confidence" not in summary(signed_in(user_of(dear, "clinician")), dear)
    assert not PrivateReader.everything.filter(closed_at=None).exists()


def test_a_change_of_the_scope_of_a_reader_closes_nothing(dear):
    cast.make_private(access_of(dear, "patient"), self_harm="active_plan")
    open_to(dear, "clinician")
    place = place_of(dear, "clinician")
    place.scope = ["pain"]
    memberships.change(access_of(dear, "owner"), place)
    assert "In confidence" in summary(signed_in(user_of(dear, "clinician")), dear)


def test_whoever_is_no_more_the_person_of_the_record_shows_nothing(dear):
    cast.make_private(access_of(dear, "patient"), self_harm="active_plan")
    open_to(dear, "clinician")
    Membership.objects.filter(patient=dear, relation="patient").update(relation="caregiver")
    assert "In confidence" not in summary(signed_in(user_of(dear, "clinician")), dear)


def test_the_person_opens_and_closes_by_a_button_after_proving_who_they_are(dear):
    person, clinician = user_of(dear, "patient"), user_of(dear, "clinician")
    cast.make_private(access_of(dear, "patient"), self_harm="active_plan")
    place = dear.memberships.get(user=clinician)
    client = signed_in(person)
    client.post(reverse("private_list", args=[dear.uid]))
    page = client.get(reverse("private_list", args=[dear.uid])).content.decode()
    assert all(word in page for word in ("cannot see them", "keeper", "nurse"))
    one = reverse("person_private", args=[dear.uid, place.uid])
    client.post(one, {"is_open": "yes"})
    client.post(one, {"is_open": "yes"})
    assert PrivateReader.everything.count() == 1
    page = client.get(reverse("private_list", args=[dear.uid])).content.decode()
    assert "can see them, since 2 March 2026" in page
    client.post(one, {"is_open": "no"})
    assert not PrivateReader.everything.filter(closed_at=None).exists()
    mine = dear.memberships.get(user=person)
    for uid in (mine.uid, uuid.uuid4()):
        wrong = reverse("person_private", args=[dear.uid, uid])
        assert client.post(wrong, {"is_open": "yes"}).status_code == 404


def test_nothing_is_opened_by_a_session_that_has_not_just_proven_it(dear):
    place = dear.memberships.get(relation="clinician")
    client = Client()
    client.force_login(user_of(dear, "patient"))
    client.post(reverse("person_private", args=[dear.uid, place.uid]), {"is_open": "yes"})
    assert not PrivateReader.everything.exists()


# Opened by a link


def test_a_link_shows_them_where_its_maker_ticked_it_within_its_days_and_in_no_file(access):
    cast.make_private(access, cast.NOON.replace(month=2), self_harm="active_plan")
    cast.make_private(access, self_harm="passive")
    shown = {"opens_private": True, "starts": cast.NOON.date()}
    client, opening = holders.come_in(access, **shown)
    page = holders.ask(client, opening, "shared_summary").content.decode()
    assert "I feel that life is not worth living" in page
    assert "ending my life" not in page.replace("or of ending your life", "")
    files = [
        body(holders.ask(client, opening, name, args))
        for name, args in holders.CHANNELS
        if name != "shared_summary"
    ]
    assert not any(b"self_harm" in one or b"not worth living" in one for one in files)
    client, opening = holders.come_in(access)
    assert "In confidence" not in holders.ask(client, opening, "shared_summary").content.decode()


def test_a_link_made_by_somebody_else_shows_none(dear):
    cast.make_private(access_of(dear, "patient"), self_harm="active_plan")
    client, opening = holders.come_in(access_of(dear, "owner"), opens_private=True)
    assert "In confidence" not in holders.ask(client, opening, "shared_summary").content.decode()


def a_link() -> dict:
    """Return a filled-in link that shows private answers."""
    sent = {"uid": uuid.uuid4(), "domains": ["pain"], "sure": "yes", "days": "7"}
    return sent | {"opens_private": "on"}


def test_only_the_person_is_asked_whether_a_link_shows_them(dear, access):
    form = reverse("link_new", args=[access.patient.uid])
    assert "y answers to the two questions" in signed_in(access.actor).get(form).content.decode()
    keeper, form = signed_in(user_of(dear, "owner")), reverse("link_new", args=[dear.uid])
    assert "two questions" not in keeper.get(form).content.decode()
    sent = a_link()
    keeper.post(form, sent)
    assert not ShareLink.objects.get(uid=sent["uid"]).opens_private


def test_such_a_link_has_a_passcode(access):
    form = reverse("link_new", args=[access.patient.uid])
    sent = a_link()
    response = signed_in(access.actor).post(form, sent | {"no_passcode": "on"})
    assert response.status_code == 422
    assert "With these answers, a link needs a passcode." in response.content.decode()


@pytest.mark.parametrize("ends", ["handed over", "left"])
def test_a_link_whose_maker_cannot_end_it_any_more_shows_none(access, ends):
    cast.make_private(access, self_harm="active_plan")
    client, opening = holders.come_in(access, opens_private=True)
    assert "In confidence" in holders.ask(client, opening, "shared_summary").content.decode()
    place = cast.join(access.patient, cast.make_user("next"), "editor", "caregiver")
    memberships.hand_over(access, place, end_made=False)
    if ends == "left":
        memberships.leave(cast.access_of(access.patient, access.actor))
        Membership.objects.filter(user=access.actor).update(state="active")
        ShareLink.objects.update(revoked_at=None)
    page = holders.ask(client, opening, "shared_summary")
    assert page.status_code == 200
    assert "In confidence" not in page.content.decode()


def test_the_pages_say_to_whom_they_stand_open_now(access):
    person, record = signed_in(access.actor), access.patient
    sent = {"uid": uuid.uuid4(), "version": 0, "self_harm": "none"}
    new = reverse("private_new", args=[record.uid])
    place = cast.join(record, cast.make_user("nurse"), "viewer", "clinician")

    def told() -> str:
        pages = [person.get(person.post(new, sent).url), person.get(new)]
        return " ".join(page.content.decode() for page in pages)

    assert told().count("sees that you answered, or what, unless you open it to them.") == 2
    private.open_to(access, place, is_open=True)
    holders.make(access, label="for Friday", opens_private=True)
    assert told().count("You have opened them to: nurse.") == 2
    assert told().count("These links show them: for Friday.") == 2
    assert "unless you open it to them" not in told()


def test_closing_late_holds_once_the_person_has_proven_who_they_are(dear, settings):
    place = place_of(dear, "clinician")
    open_to(dear, "clinician")
    close = reverse("person_private", args=[dear.uid, place.uid])
    with time_machine.travel(cast.NOON, tick=False) as clock:
        client = signed_in(user_of(dear, "patient"))
        clock.shift(settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1)
        asked_again = client.post(close, {"is_open": "no"})
        assert reverse("account_reauthenticate") in asked_again.url
        client.post(asked_again.url, {"password": cast.PASSWORD}, follow=True)
    assert not PrivateReader.everything.filter(closed_at=None).exists()


@pytest.mark.parametrize("kind", ["link_new_app", "link_new_calendar"])
def test_links_for_programs_never_show_them(access, kind):
    page = signed_in(access.actor).get(reverse(kind, args=[access.patient.uid]))
    assert "two questions" not in page.content.decode()


def test_the_card_of_a_link_says_it_to_its_maker_alone(access):
    holders.make(access, opens_private=True)
    page = reverse("link_list", args=[access.patient.uid])
    words = "what you answered for yourself alone"
    assert words in signed_in(access.actor).get(page).content.decode()
    ShareLink.objects.update(created_by=None)
    assert words not in signed_in(access.actor).get(page).content.decode()
