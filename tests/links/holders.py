"""Whoever holds a link without an account: making one, and coming in by it."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from carelog.links import actions as links
from carelog.links.models import Opening, ShareLink
from carelog.patients.access import ALL_DOMAINS, Access

OPEN = reverse("share_open")
USUAL = sorted(ALL_DOMAINS - {"mood", "notes"})
#: Every channel of an open view: its route, and what else its address needs.
CHANNELS = (
    ("shared_summary", ()),
    ("shared_pdf", ()),
    ("shared_fhir", ()),
    ("shared_csv", ("daily",)),
    ("shared_csv", ("pain",)),
    ("shared_csv", ("summary",)),
)


def make(access: Access, *, days: int = 7, with_passcode: bool = True, **fields):
    """Make a link; return its row, its token and its passcode."""
    link = ShareLink(**{"domains": USUAL, "label": "for Friday"} | fields)
    link.expires_at = link.created_at + timedelta(days=days)
    made = links.make(access, link, with_passcode=with_passcode)
    return link, made.token, made.passcode


def knock(client: Client, token: str, passcode: str = ""):
    """Send the form that opens a link."""
    return client.post(OPEN, {"link_code": token, "passcode": passcode})


def come_in(access: Access, **fields) -> tuple[Client, Opening]:
    """Make a link and open it in a new browser."""
    link, token, passcode = make(access, **fields)
    client = Client()
    assert knock(client, token, passcode).status_code == 302
    return client, link.openings.get()


def address(opening: Opening, name: str, args: tuple = ()) -> str:
    """Return where a channel of a view is."""
    return reverse(name, args=[opening.uid, *args])


def ask(client: Client, opening: Opening, name: str, args: tuple = ()):
    """Ask a channel of a view."""
    return client.get(address(opening, name, args))


def body(response) -> bytes:
    """Return the whole body of an answer, streamed or not."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def statuses(client: Client, opening: Opening) -> set[int]:
    """Return the statuses with which the channels of a view answer."""
    return {ask(client, opening, *channel).status_code for channel in CHANNELS}


def is_open(client: Client, opening: Opening) -> bool:
    """Say whether a view shows anything, by the channel that costs least."""
    return ask(client, opening, "shared_csv", ("pain",)).status_code == 200


def end(link: ShareLink) -> None:
    """Take a link back, whoever does it."""
    ShareLink.objects.filter(pk=link.pk).update(revoked_at=timezone.now())
