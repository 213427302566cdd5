"""From the invitation to the end of a link: the story that Share is there for, in five browsers."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Page, expect

from carelog.appointments.models import Appointment
from carelog.links.models import ShareLink
from carelog.logs.models import PainEntry
from tests import kinds
from tests.browser import ways
from tests.browser.test_health_link import read_by_an_app
from tests.browser.test_share_link import CHANNELS, DEAD, open_by, statuses
from tests.browser.tour import problems

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _links_lead_to_this_server(settings, live_server):
    settings.PUBLIC_URL = live_server.url


def invited(owner: Page, record, name: str) -> str:
    """Invite someone who may write; return the link that is handed over."""
    owner.goto(reverse("sharing", args=[record.uid]))
    owner.get_by_role("link", name="Invite someone").click()
    owner.get_by_label("Their name").fill(name)
    owner.get_by_label("Read, and write entries").check()
    owner.get_by_role("button", name="Make the invitation").click()
    expect(owner.get_by_role("heading", name=f"Invitation for {name}")).to_be_visible()
    return owner.get_by_label("Link", exact=True).input_value()


def accept(page: Page, url: str, name: str) -> None:
    """Come by the link of an invitation, make an account, accept."""
    page.goto(url)
    page.get_by_role("button", name="Make an account").click()
    page.get_by_label("E-mail address").fill("newcomer@example.org")
    page.get_by_label("Password").fill("plain words of a newcomer")
    page.get_by_role("button", name="Make an account").click()
    page.get_by_label("name").fill(name)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()


def made(owner: Page, record, kind: str) -> tuple[str, str]:
    """Make a link of a kind; return it and its passcode, as its page shows them."""
    owner.goto(reverse(kind, args=[record.uid]))
    owner.get_by_role("button", name="Look it over").click()
    owner.get_by_role("button", name="Make the link").click()
    url = owner.get_by_label("Link", exact=True).input_value()
    passcode = owner.get_by_label("Passcode")
    return url, passcode.input_value() if passcode.count() else ""


def end_all(owner: Page, record) -> None:
    """End every link of a record by its button."""
    owner.goto(reverse("link_list", args=[record.uid]))
    while (buttons := owner.get_by_role("button", name="End this link now")).count():
        with owner.expect_navigation():
            buttons.first.click()
        expect(owner.get_by_text("The link is dead.")).to_be_visible()


def read_back(owner: Page, record) -> None:
    """Let the owner read what happened, in plain words."""
    owner.goto(reverse("access_log", args=[record.uid]))
    said = owner.get_by_role("main").inner_text()
    for words in ("invited Ann", "let Ann in", "opened the link", "ended a link"):
        assert re.search(words, said), words
    assert problems(owner) == []


def test_the_whole_story_of_sharing_a_record(open_page, record, sure_owner, access):
    owner = open_page(client=sure_owner)
    newcomer, clinician = open_page(), open_page(1280, 900)
    accept(newcomer, invited(owner, record, "Ann"), "Ann")

    # Nobody is in before the owner said yes.
    today = reverse("today", args=[record.uid])
    assert newcomer.context.request.get(today).status == 404
    owner.goto(reverse("sharing", args=[record.uid]))
    expect(owner.get_by_text("opened your invitation. Is it the person you mean?")).to_be_visible()
    assert problems(owner) == []
    owner.get_by_role("button", name="Yes, let them in").click()

    newcomer.goto(today)
    ways.Finger(newcomer).tap("7")
    entry = PainEntry.objects.get(patient=record)
    assert (entry.worst_24h, entry.recorded_by.name) == (7, "Ann")
    tomorrow = timezone.now() + timedelta(days=1)
    kinds.keep(access, Appointment, starts_at=tomorrow, ends_at=None)

    page_link, passcode = made(owner, record, "link_new")
    app_link, app_passcode = made(owner, record, "link_new_app")
    feed, none = made(owner, record, "link_new_calendar")
    assert none == ""
    open_by(clinician, page_link, passcode)
    expect(clinician.get_by_role("heading", name=record.name)).to_be_visible()
    expect(clinician.get_by_text("Ann", exact=False).first).to_be_visible()
    charts = clinician.locator("main svg[role=img], main figure svg")
    assert charts.count() > 0
    view = clinician.url
    assert statuses(clinician, view) == [200] * len(CHANNELS)
    assert read_by_an_app(app_link, app_passcode)["fhirResources"]
    events = Calendar.from_ical(clinician.context.request.get(feed).body()).events
    # The visit, and on which day the calendar ends.
    assert len(events) == 2

    end_all(owner, record)
    assert not ShareLink.objects.filter(revoked_at=None).exists()
    assert statuses(clinician, view) == [404] * len(CHANNELS)
    assert clinician.context.request.get(feed).status == 404
    assert "error" in read_by_an_app(app_link, app_passcode)
    clinician.reload()
    expect(clinician.get_by_role("heading", name=DEAD)).to_be_visible()
    assert charts.count() == 0
    assert record.name not in clinician.content()
    read_back(owner, record)
