"""A link without an account, from making it to ending it, in the browsers of two people."""

import re

import pytest
import segno
from django.urls import reverse
from playwright.sync_api import Page, expect

from carelog.links import actions as links
from carelog.links.models import Opening, ShareLink
from tests import cast
from tests.browser.tour import problems
from tests.links import holders

pytestmark = pytest.mark.browser
CHANNELS = ("", "summary.pdf", "fhir.json", "summary.csv", "daily.csv", "pain.csv")
DEAD = "This link opens nothing"


@pytest.fixture(autouse=True)
def _links_lead_to_this_server(settings, live_server):
    settings.PUBLIC_URL = live_server.url


def open_by(page: Page, url: str, passcode: str) -> None:
    """Follow a link from elsewhere, as from a message, and open it."""
    page.goto("about:blank")
    page.set_content(f'<a href="{url}">the link</a>')
    page.get_by_role("link", name="the link").click()
    page.get_by_label("Passcode").fill(passcode)
    page.get_by_role("button", name="Open", exact=True).click()


def statuses(page: Page, view: str) -> list[int]:
    """Return what each channel of a view answers to this browser."""
    return [page.context.request.get(view + channel).status for channel in CHANNELS]


@pytest.mark.parametrize("name", ["link_new", "person_invite"])
def test_what_is_handed_over_is_copied_by_a_button_where_the_browser_can(
    name, open_page, record, sure_owner
):
    address = reverse(name, args=[record.uid])
    can = open_page(client=sure_owner, permissions=["clipboard-read", "clipboard-write"])
    can.goto(address)
    make_one(can)
    can.get_by_role("button", name=re.compile("Copy.+Link")).click()
    expect(can.get_by_text("Copied.")).to_be_visible()
    shown = can.get_by_label("Link", exact=True).input_value()
    assert can.evaluate("navigator.clipboard.readText()") == shown
    assert problems(can) == []

    cannot = open_page(client=sure_owner, java_script_enabled=False)
    cannot.goto(address)
    make_one(cannot)
    expect(cannot.get_by_label("Link", exact=True)).to_be_editable(editable=False)
    expect(cannot.get_by_role("button", name="Copy")).to_have_count(0)
    expect(cannot.get_by_role("button", name="Share")).to_have_count(0)


def make_one(page: Page) -> None:
    """Fill in the one thing that an invitation asks for, and make it or a link."""
    if (name := page.get_by_label("Their name")).count():
        name.fill("Edda")
    if (check := page.get_by_role("button", name="Look it over")).count():
        check.click()
    page.get_by_role("button", name=re.compile("^Make the")).click()
    expect(page.get_by_label("Link", exact=True)).to_be_visible()


def test_an_owner_shares_by_code_a_clinician_opens_it_and_the_owner_ends_it(
    open_page, record, sure_owner, access
):
    cast.make_pain(access)
    owner, clinician = open_page(client=sure_owner), open_page(1280, 900)
    owner.goto(reverse("link_list", args=[record.uid]))
    owner.get_by_role("link", name="Make a link").click()
    assert not owner.get_by_label("Mood").is_checked()
    assert not owner.get_by_label("Notes").is_checked()
    owner.get_by_label("What is it for?").fill("for Friday")
    owner.get_by_role("button", name="Look it over").click()
    expect(owner.get_by_role("heading", name="Is this what you want to share?")).to_be_visible()
    assert problems(owner) == []
    owner.get_by_role("button", name="Make the link").click()
    expect(owner.get_by_role("heading", name="Your link")).to_be_visible()
    url = owner.get_by_label("Link", exact=True).input_value()
    passcode = owner.get_by_label("Passcode").input_value()
    drawn = owner.get_by_role("img", name="Picture of the link").locator("path").last
    squares = re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn.get_attribute("d"))
    rows = segno.make(url, error="m", micro=False).matrix
    dark = [
        (x + 4, y + 4) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark
    ]
    assert [(int(x), int(y)) for x, y in squares] == dark
    assert problems(owner) == []

    open_by(clinician, url, passcode)
    expect(clinician.get_by_role("heading", name=record.name)).to_be_visible()
    view = clinician.url
    assert view.endswith(reverse("shared_summary", args=[Opening.objects.get().uid]))
    assert clinician.title() == "Shared page · CareLog"
    assert statuses(clinician, view) == [200] * len(CHANNELS)
    assert statuses(owner, view) == [404] * len(CHANNELS)
    assert problems(clinician) == []

    owner.get_by_role("link", name="I have copied it").click()
    expect(owner.get_by_text("1 time, last")).to_be_visible()
    assert problems(owner) == []
    owner.get_by_role("button", name="End this link now").click()
    expect(owner.get_by_text("The link is dead.")).to_be_visible()
    assert statuses(clinician, view) == [404] * len(CHANNELS)
    clinician.reload()
    expect(clinician.get_by_role("heading", name=DEAD)).to_be_visible()
    open_by(clinician, url, passcode)
    expect(clinician.get_by_role("heading", name=DEAD)).to_be_visible()
    assert problems(clinician) == []


def test_half_a_day_is_not_no_day(open_page, record, sure_owner):
    page = open_page(client=sure_owner)
    page.goto(reverse("link_new", args=[record.uid]))
    day = page.get_by_label("Only from this day on")
    day.focus()
    page.keyboard.type("12")
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_text("This date or time is not whole.")).to_be_visible()
    assert not ShareLink.objects.exists()
    day.fill("2026-01-12")
    expect(page.get_by_text("This date or time is not whole.")).to_have_count(0)


@pytest.fixture
def made(access, settings):
    """A link and its passcode."""
    link = holders.make(access)
    return f"{settings.PUBLIC_URL}/s/#{link[1]}", link[2]


def test_the_code_of_a_link_leaves_the_address_and_is_sent_by_a_press_alone(open_page, made):
    url, _passcode = made
    page, sent = open_page(), []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    page.goto(url)
    token = url.partition("#")[2]
    expect(page.get_by_label("Passcode")).to_be_focused()
    expect(page.get_by_label("Link")).to_be_hidden()
    assert page.url.endswith("/s/")
    assert problems(page) == []
    page.get_by_label("Passcode").fill("000")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_text("You have 9 more tries.")).to_be_visible()
    assert [line.split()[0] for line in sent if token in line] == [page.url]
    assert problems(page) == []


def test_without_a_script_the_link_is_pasted(open_page, record, made):
    url, passcode = made
    page = open_page(java_script_enabled=False)
    page.goto(url)
    page.get_by_label("Link").fill(url)
    page.get_by_label("Passcode").fill("wrong")
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_label("Passcode").fill(passcode)
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("heading", name=record.name)).to_be_visible()
    page.get_by_role("button", name="Close this view").click()
    expect(page.get_by_role("heading", name="This page is closed")).to_be_visible()


def test_a_link_cannot_be_opened_before_it_is_in_its_field(open_page, record, made):
    address, passcode = made
    page, held = open_page(), []
    page.route("**/share*.js", lambda route: held.append(route))
    with page.expect_request("**/share*.js"):
        page.goto(address, wait_until="commit")
    expect(page.get_by_label("Passcode")).to_be_visible()
    assert page.get_by_role("button", name="Open").count() == 0
    held[0].continue_()
    page.get_by_label("Passcode").fill(passcode)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", name=record.name)).to_be_visible()


def test_a_closed_view_is_not_there_behind_the_back_button(open_page, record, made):
    page = open_page()
    open_by(page, *made)
    page.get_by_role("button", name="Close this view").click()
    expect(page.get_by_role("heading", name="This page is closed")).to_be_visible()
    assert problems(page) == []
    page.go_back()
    expect(page.get_by_role("heading", name=DEAD)).to_be_visible()
    assert record.name not in page.content()


def test_two_records_in_one_browser_never_stand_in_for_each_other(
    open_page, record, made, stranger, settings
):
    theirs = cast.access_of(stranger.memberships.get().patient, stranger)
    _link, token, passcode = holders.make(theirs)
    one = open_page()
    open_by(one, *made)
    expect(one.get_by_role("heading", name=record.name)).to_be_visible()
    other = one.context.new_page()
    open_by(other, f"{settings.PUBLIC_URL}/s/#{token}", passcode)
    expect(other.get_by_role("heading", name="Somebody else")).to_be_visible()
    one.reload()
    expect(one.get_by_role("heading", name=record.name)).to_be_visible()
    ShareLink.objects.filter(patient=record).update(revoked_at="2100-01-01T00:00Z")
    one.reload()
    expect(one.get_by_role("heading", name=DEAD)).to_be_visible()
    other.reload()
    expect(other.get_by_role("heading", name="Somebody else")).to_be_visible()


def test_forms_in_error_and_the_wait_can_be_read_by_everyone(open_page, record, sure_owner, access):
    owner, page = open_page(client=sure_owner), open_page()
    owner.goto(reverse("link_new", args=[record.uid]))
    owner.get_by_label("Only from this day on").fill("2100-01-01")
    owner.get_by_role("button", name="Look it over").click()
    expect(owner.locator(".errors")).to_be_visible()
    assert problems(owner) == []
    page.goto("/s/")
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.locator(".errors")).to_be_visible()
    assert problems(page) == []
    link, token, _passcode = holders.make(access)
    for _time in range(10):
        with pytest.raises(links.WrongPasscode):
            links.open_link(token, "wrong")
    owner.goto(reverse("link_list", args=[record.uid]))
    expect(owner.get_by_role("alert")).to_contain_text(f"The link “{link}” has ended.")
    assert problems(owner) == []
