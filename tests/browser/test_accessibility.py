"""Every page of the route table, also in error, empty and long: two validators, all sizes."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from carelog.accounts import invitations as sign_up
from carelog.accounts.models import User
from carelog.appointments.models import Appointment
from carelog.diary.kinds import RECORDED
from carelog.diary.suggestions import suggest
from carelog.links.models import ShareLink
from carelog.logs.models import FallEntry, PainEntry
from carelog.patients.models import Invitation
from carelog.policy import ROUTES
from carelog.sharing import invitations
from carelog.talk import actions as talk
from carelog.talk.models import Comment, Task
from carelog.upkeep.demo_links import make_link
from carelog.upkeep.models import DemoUser
from tests import cast, kinds
from tests.browser import pages
from tests.browser import record as records
from tests.browser.tour import ERROR, broken, problems, tour
from tests.frame.site import body, invited_to
from tests.links import holders

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def browser(unpainted):
    """Pages are looked at here, and not clicked."""
    return unpainted


def test_every_route_is_a_page_of_the_tour_or_named_as_none():
    names = ("patient", "number", "person", *(kind.slug for kind in RECORDED))
    things = dict.fromkeys(names, uuid.UUID(int=0)) | {"check_ins": []}
    toured = pages.public() | pages.invited("x") | pages.account() | pages.without_password()
    toured |= (
        pages.demo("x")
        | pages.with_passkey(1)
        | pages.invited_to_a_record("x")
        | pages.shared(things)
        | pages.alone(things["patient"], things["patient"])
        | pages.empty_record(things["patient"])
        | pages.record(things)
    )
    assert set(ROUTES) == set(toured) | set(pages.NOT_PAGES)
    assert not set(toured) & set(pages.NOT_PAGES)


def test_public_pages(open_page):
    assert tour(open_page(), pages.addresses(pages.public())) == ""


def test_searches_and_booklets_in_error(open_page):
    addresses = [f"/learn/?q={'a' * 81}", "/learn/booklet.pdf"]
    assert tour(open_page(), addresses) == ""


def test_a_word_that_is_open(open_page):
    page = open_page()
    page.goto("/learn/how-bone-changes/")
    page.locator("button.term").first.dispatch_event("click")
    assert page.locator(".meaning:popover-open").count() == 1
    assert problems(page) == []
    page.keyboard.press("Escape")
    assert page.locator(".meaning:popover-open").count() == 0


def test_public_forms_in_error(open_page):
    names = ("account_login", "account_signup")
    assert broken(open_page(), [pages.public()[name][0] for name in names]) == ""


def test_an_invitation(open_page, settings):
    settings.SIGNUP = "invite"
    token = sign_up.make_link().rstrip("/").rsplit("/", 1)[1]
    assert tour(open_page(), pages.addresses(pages.invited(token))) == ""


def test_a_link_into_the_demo(open_page, patient):
    DemoUser.objects.create(user=patient)
    token = make_link(patient).rstrip("/").rsplit("/", 1)[1]
    assert tour(open_page(), pages.addresses(pages.demo(token))) == ""


def test_account_pages_and_their_forms_in_error(open_page, sure_owner):
    sure_owner.post(reverse("account_reauthenticate"), {"password": cast.PASSWORD})
    page = open_page(client=sure_owner)
    assert tour(page, pages.addresses(pages.account())) == ""
    names = ("account_change_password", "preferences", "patient_new")
    assert broken(page, [pages.account()[name][0] for name in names]) == ""


def test_account_page_of_a_person_without_a_password(open_page):
    user = User.objects.create_user("link@example.org", None, name="link")
    assert tour(open_page(user=user), pages.addresses(pages.without_password())) == ""


def test_what_the_person_alone_is_shown(open_page, sure_owner, access):
    answer = cast.make_private(access, self_harm="passive", feels_unsafe=True)
    cast.join(access.patient, cast.make_user("next"), "viewer", "clinician")
    for name in ("private_list", "private_new"):
        sure_owner.post(reverse(name, args=[access.patient.uid]), body(name))
    page, found = open_page(client=sure_owner), pages.alone(access.patient.uid, answer.uid)
    assert tour(page, pages.addresses(found)) == ""
    # The first form of the page is the one that leaves it.
    page.goto(found["private_new"][0])
    page.get_by_role("button", name="Save", exact=True).dispatch_event("click")
    page.locator(ERROR).first.wait_for()
    assert problems(page) == []


def test_a_record_with_nothing_in_it(open_page, record, patient):
    assert tour(open_page(user=patient), pages.addresses(pages.empty_record(record.uid))) == ""


def test_a_record_with_something_of_everything(open_page, patient, access):
    found = pages.record(records.fill(access))
    # A new form is seen for every kind as one with an entry in it, and in error.
    found["entry_new"] = found["entry_new"][:3]
    assert tour(open_page(user=patient), pages.addresses(found)) == ""


def test_quiet_mode_and_a_suggested_page(open_page, patient, access):
    things, now = records.fill(access), timezone.now()
    suggest(access, [kinds.keep(access, FallEntry, at=now, day=now.date())])
    found = pages.record(things) | {"patient_learn": pages.at("patient_learn", things["patient"])}
    addresses = [*found["today"], *found["patient_learn"]]
    page = open_page(user=patient)
    assert tour(page, addresses) == ""
    assert "A page that may fit" in page.content()
    patient.quiet = True
    patient.save()
    names = ("trends", "patient_learn_page", "month", "day")
    assert tour(page, [*addresses, *(address for name in names for address in found[name])]) == ""


def test_what_an_owner_shares(open_page, record, sure_owner, caregiver, access):
    theirs = cast.access_of(record, caregiver)
    kinds.keep(theirs, FallEntry)
    talk.say(theirs, Comment(text="Shall I ring on Monday?"))
    talk.give_task(theirs, Task(text="Ring", owner=caregiver, due_on="2026-03-05"))
    invited_to(record)
    waiting = cast.make_user("waiting")
    cast.join(record, waiting, "viewer", "caregiver", state="pending")
    # What each of them made is asked about where their place ends.
    holders.make(access)
    link = holders.make(access, label="for Monday")[0]
    ShareLink.objects.filter(pk=link.pk).update(created_by=caregiver)
    things = {"patient": record.uid, "person": caregiver.memberships.get().uid}
    page = open_page(client=sure_owner)
    addresses = pages.addresses(pages.shared(things))
    addresses += [*pages.at("since_last", record.uid), *pages.at("talk", record.uid)]
    assert tour(page, addresses) == ""
    assert broken(page, pages.shared(things)["person_invite"]) == ""
    for name in ("person_edit", "person_hand_over"):
        page.goto(*pages.shared(things)[name])
        page.get_by_text("Which links?").last.dispatch_event("click")
        expect(page.get_by_text("link to read in a browser, works until").last).to_be_visible()
        assert problems(page) == []
    page.goto(addresses[-1])
    page.get_by_role("button", name="Save the comment").dispatch_event("click")
    page.locator(ERROR).first.wait_for()
    assert problems(page) == []


def test_an_invitation_to_a_record(open_page, access, patient):
    offer = Invitation(name="The neighbour", role="viewer", relation="caregiver", scope=["pain"])
    token = invitations.invite(access, offer).rstrip("/").rsplit("/", 1)[1]
    addresses = pages.addresses(pages.invited_to_a_record(token))
    assert tour(open_page(), addresses) == ""
    newcomer = User.objects.create_user("newcomer@example.org", cast.PASSWORD)
    page = open_page(user=newcomer)
    assert tour(page, addresses) == ""
    assert broken(page, addresses) == ""


def test_a_record_someone_else_may_only_read(open_page, clinician, access):
    found = pages.record(records.fill(access))
    # What each kind shows of itself, its owner's page has shown: here it lacks the buttons.
    found["entry"] = found["entry"][:3]
    names = ("today", "act_now", "number_list", "check_in", "entry", "trends", "since_last", "talk")
    addresses = [address for name in (*names, "month", "day") for address in found[name]]
    assert tour(open_page(user=clinician), addresses) == ""


def test_forms_of_a_record_in_error(open_page, patient, access):
    things = records.fill(access)
    found = pages.record(things)
    # An entry is changed in the form that makes it, which is in error here for every kind.
    # What a record has once is changed, as its one row is there.
    once = [address for address in found["entry_edit"] if "/emergency-facts/" in address]
    found["entry_new"] = [one for one in found["entry_new"] if "/emergency-facts/" not in one]
    found |= {"check_in": found["check_in"][:1], "entry_edit": [*found["entry_edit"][:3], *once]}
    names = ("patient_edit", "number_edit", "entry_new", "entry_edit", "pain_place", "today")
    addresses = [address for name in (*names, "check_in") for address in found[name]]
    assert broken(open_page(user=patient), addresses) == ""


def test_long_lists(open_page, patient, access):
    records.fill_up(access)
    for number in range(records.MANY):
        cast.make_patient(patient, f"Record {number}")
    record = access.patient.uid
    addresses = [*pages.at("number_list", record), *pages.at("patient_list")]
    for kind in (PainEntry, Appointment):
        addresses += pages.at("entry_list", record, kind)
    addresses.append(reverse("trends", args=[record]) + "?period=all")
    assert tour(open_page(user=patient), addresses) == ""


def test_answers_to_what_went_wrong(open_page, clinician, record):
    page = open_page(user=clinician)
    new, wrong = f"/patients/{record.uid}/logs/pain/new/", "?page=0"
    assert tour(page, ["/nothing/here/", new, f"/patients/{record.uid}/logs/pain/{wrong}"]) == ""
