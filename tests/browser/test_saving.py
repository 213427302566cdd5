"""Saving over a bad connection: nothing typed is lost, nothing is stored twice."""

from urllib.parse import parse_qs

import pytest
from django.conf import settings
from playwright.sync_api import expect

from carelog.logs.models import CheckIn, PainEntry
from carelog.patients.models import Membership
from carelog.safety.models import RaisedWarning
from tests import cast
from tests.browser import ways

pytestmark = pytest.mark.browser
NEW = "**/logs/pain/new/"
NOT_SAVED = "Not saved yet"


@pytest.fixture
def pain_form(open_page, record, patient, access):
    """Return a function that opens the pain form and fills it in."""
    cast.make_number(access)

    def filled(**options):
        page = open_page(user=patient, **options)
        page.goto(f"/patients/{record.uid}/logs/pain/new/")
        page.get_by_role("group", name="At its worst").get_by_label("6", exact=True).check()
        page.get_by_label("Note").fill("worse on the stairs")
        return page

    return filled


def number(page, worst: int):
    return page.get_by_role("button", name=str(worst), exact=True)


@pytest.fixture
def today_page(open_page, record, patient, access):
    """Today, with the question about the worst pain."""
    cast.make_number(access)
    page = open_page(user=patient)
    page.goto(f"/patients/{record.uid}/today/")
    return page


def save(page, **options) -> None:
    page.get_by_role("main").get_by_role("button", name="Save").click(**options)


def keys_sent(page) -> list[str]:
    """Return a list that fills with the key of every save the page sends."""
    keys = []

    def note(request) -> None:
        if request.method == "POST":
            keys.append(parse_qs(request.post_data)["uid"][0])

    page.on("request", note)
    return keys


def expect_saved_once(page) -> None:
    expect(page.get_by_role("status").get_by_text("Saved.")).to_be_visible()
    entry = PainEntry.everything.get()
    assert (entry.worst_24h, entry.note, entry.version) == (6, "worse on the stairs", 1)


def test_a_save_without_an_answer_says_so_and_tries_again_with_the_same_key(pain_form):
    page = pain_form()
    keys = keys_sent(page)
    page.route(NEW, lambda route: route.abort(), times=1)
    save(page)
    expect(page.locator("#notsaved")).to_contain_text(NOT_SAVED)
    expect(page.get_by_label("Note")).to_have_value("worse on the stairs")
    expect_saved_once(page)
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_a_save_while_offline_waits_for_a_press_or_for_the_next_try(pain_form):
    page = pain_form()
    page.context.set_offline(True)
    save(page)
    expect(page.locator("#notsaved")).to_contain_text(NOT_SAVED)
    assert not PainEntry.everything.exists()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try now").click()
    expect_saved_once(page)


def test_an_answer_lost_after_the_save_leaves_one_entry(pain_form):
    page = pain_form()
    keys = keys_sent(page)

    def lose_the_answer(route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route(NEW, lose_the_answer, times=1)
    save(page)
    expect(page.locator("#notsaved")).to_contain_text(NOT_SAVED)
    assert PainEntry.everything.count() == 1
    expect_saved_once(page)
    assert len(set(keys)) == 1


def test_a_broken_server_is_no_reason_to_lose_the_form(pain_form):
    page = pain_form()
    page.route(NEW, lambda route: route.fulfill(status=502, body="no"), times=1)
    save(page)
    expect(page.locator("#notsaved")).to_contain_text(NOT_SAVED)
    expect_saved_once(page)


def test_what_is_not_saved_is_said_in_sight_wherever_the_page_is_scrolled(pain_form):
    page = pain_form()
    page.route(NEW, lambda route: route.abort())
    save(page)
    for top in ("0", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {top})")
        expect(page.locator("#notsaved")).to_be_in_viewport(ratio=1)


def test_the_first_tap_of_a_check_in_survives_a_lost_answer(today_page):
    today_page.route("**/check-in/", lambda route: route.abort(), times=1)
    number(today_page, 8).click()
    expect(today_page.locator("#notsaved")).to_contain_text(NOT_SAVED)
    expect(today_page.get_by_role("heading", name="New or getting worse?")).to_be_visible()
    assert (CheckIn.everything.count(), PainEntry.everything.get().worst_24h) == (1, 8)


def test_a_save_after_signing_out_keeps_the_form_until_signed_in_again(pain_form, patient):
    page = pain_form()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    expect(page.locator("#notsaved")).to_contain_text("Sign in again in another tab")
    expect(page.get_by_label("Note")).to_have_value("worse on the stairs")
    assert not PainEntry.everything.exists()
    ways.sign_in_by_form(page.context.new_page(), patient)
    page.get_by_role("button", name="Try now").click()
    expect_saved_once(page)


def test_without_a_script_a_save_after_signing_out_is_held_for_one_more_press(pain_form, patient):
    page = pain_form(java_script_enabled=False)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)
    expect(page.get_by_text("What you wrote is still here.")).to_be_visible()
    ways.sign_in_by_form(page.context.new_page(), patient)
    page.get_by_role("button", name="Save again").click()
    page.get_by_role("button", name="Save again").or_(page.get_by_role("status")).first.wait_for()
    if page.get_by_role("button", name="Save again").count():
        page.get_by_role("button", name="Save again").click()
    expect_saved_once(page)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_double_click_is_one_entry(pain_form, script):
    page = pain_form(java_script_enabled=script)
    save(page, click_count=2)
    expect_saved_once(page)


def press_and_hold(page, address: str, button):
    """Press a button, hold its save back, and return a function that lets it through."""
    held = []
    page.route(address, lambda route: held.append(route), times=1)
    with page.expect_request(address):
        button.click()
    return lambda: held[0].continue_()


@pytest.fixture
def signs_page(today_page):
    """The check-in, at the signs."""
    number(today_page, 8).click()
    expect(today_page.get_by_role("heading", name="New or getting worse?")).to_be_visible()
    return today_page


@pytest.mark.parametrize(
    ("taps", "saves"), [((8, 6, 7), 2), ((8, 7, 8), 1)], ids=["another number", "the same again"]
)
def test_of_the_numbers_tapped_during_a_save_the_last_is_what_stands(today_page, taps, saves):
    keys = keys_sent(today_page)
    let_go = press_and_hold(today_page, "**/check-in/", number(today_page, taps[0]))
    for worst in taps[1:]:
        number(today_page, worst).click()
    let_go()
    expect(today_page.get_by_text(f"Saved: worst pain {taps[-1]}.")).to_be_visible()
    assert (PainEntry.everything.get().version, len(keys)) == (saves, saves)


def test_a_number_without_an_answer_does_not_come_back_over_a_later_one(today_page):
    sent = []
    today_page.on("request", lambda request: sent.append(request.post_data or ""))
    today_page.route("**/check-in/", lambda route: route.abort(), times=2)
    number(today_page, 8).click()
    expect(today_page.locator("#notsaved")).to_contain_text(NOT_SAVED)
    number(today_page, 7).click()
    expect(today_page.get_by_text("Saved: worst pain 7.")).to_be_visible()
    numbers = [parse_qs(body)["worst"][0] for body in sent if "worst" in body]
    assert numbers == sorted(numbers, reverse=True)


def test_a_sign_ticked_while_none_of_these_is_being_saved_is_saved_and_answered(signs_page):
    none = signs_page.get_by_role("button", name="None of these")
    let_go = press_and_hold(signs_page, "**/signs/", none)
    signs_page.get_by_role("checkbox", name="Chest pain, or").check()
    signs_page.get_by_role("button", name="Save what I ticked").click()
    let_go()
    signs_page.wait_for_url("**/act-now/")
    assert RaisedWarning.objects.exists()


@pytest.mark.parametrize("ticked", [True, False], ids=["a sign", "nothing ticked"])
def test_stopping_during_a_save_does_not_hide_what_came_of_it(signs_page, ticked):
    signs_page.get_by_role("checkbox", name="Chest pain, or").set_checked(ticked)
    ticks = signs_page.get_by_role("button", name="Save what I ticked")
    let_go = press_and_hold(signs_page, "**/signs/", ticks)
    signs_page.get_by_role("button", name="Stop here for today").click()
    let_go()
    came_of_it = "While you wait:" if ticked else "Tick what fits"
    expect(signs_page.get_by_text(came_of_it).first).to_be_visible()
    assert (CheckIn.everything.get().done_at is not None) is ticked


def test_what_is_typed_and_saved_during_a_save_comes_back_beside_what_is_stored(pain_form):
    page = pain_form()
    button = page.get_by_role("main").get_by_role("button", name="Save")
    let_go = press_and_hold(page, NEW, button)
    page.get_by_label("Note").fill("worse at night too")
    button.click()
    let_go()
    expect(page.get_by_text("Nothing of yours is lost")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("worse at night too")
    assert PainEntry.everything.get().note == "worse on the stairs"


def test_what_is_typed_while_offline_is_what_the_next_try_saves(pain_form):
    page = pain_form()
    page.context.set_offline(True)
    page.get_by_label("Note").fill("worse")
    save(page)
    expect(page.locator("#notsaved")).to_contain_text(NOT_SAVED)
    page.get_by_label("Note").fill("worse on the stairs")
    save(page)
    page.context.set_offline(False)
    expect_saved_once(page)


def test_a_refusal_leaves_what_was_typed_where_it_was_typed(open_page, record, caregiver):
    page = open_page(user=caregiver)
    page.goto(f"/patients/{record.uid}/logs/pain/new/")
    page.get_by_label("Note").fill("worse on the stairs")
    Membership.objects.filter(user=caregiver, patient=record).update(role="viewer")
    save(page)
    expect(page.locator("#notsaved")).to_contain_text("Not saved. You can read this record, but")
    expect(page.get_by_label("Note")).to_have_value("worse on the stairs")


def test_what_is_too_long_is_kept_whole_and_counted(pain_form):
    page, long = pain_form(), "a" * 9000
    page.get_by_label("Note").fill(long)
    expect(page.get_by_text("5,000 characters too many.")).to_be_visible()
    save(page)
    expect(page.get_by_text("5,000 characters too many: at most 4000 fit.").first).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value(long)
