"""A SMART Health Link from the owner's page to a health app that is not ours, and its end."""

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests import cast
from tests.browser.tour import problems
from tests.links import holders

pytestmark = pytest.mark.browser
NODE = Path(sys.executable).with_name("node")
APP = Path(settings.BASE_DIR) / "tests" / "fhir" / "open_link.mjs"


@pytest.fixture(autouse=True)
def _links_lead_to_this_server(settings, live_server):
    settings.PUBLIC_URL = live_server.url


def read_by_an_app(uri: str, *more: str) -> dict:
    """Return what an app finds. It needs `make validators` once, and fails without."""
    found = subprocess.run(
        [NODE, APP, uri, *more], capture_output=True, text=True, timeout=60, check=True
    )
    return json.loads(found.stdout)


def worst_pain(found: dict) -> list[int]:
    """Return each worst pain in what an app found."""
    bundles = found["fhirResources"]
    resources = [entry["resource"] for one in bundles for entry in one["entry"]]
    logged = [one for one in resources if one["resourceType"] == "Observation"]
    coded = [one for one in logged if "pain-worst-24h" in str(one["code"])]
    return [one["valueQuantity"]["value"] for one in coded]


def test_an_app_reads_the_link_of_the_page_until_its_owner_ends_it(
    open_page, record, sure_owner, access
):
    cast.make_pain(access, timezone.now(), worst_24h=7)
    owner = open_page(client=sure_owner)
    owner.goto(reverse("link_list", args=[record.uid]))
    owner.get_by_role("link", name="Give a health app a SMART Health Link").click()
    expect(owner.get_by_role("heading", name="Make a link for a health app")).to_be_visible()
    assert problems(owner) == []
    owner.get_by_role("button", name="Look it over").click()
    owner.get_by_role("button", name="Make the link").click()
    uri = owner.get_by_label("Link", exact=True).input_value()
    passcode = owner.get_by_label("Passcode").input_value()
    assert problems(owner) == []

    found = read_by_an_app(uri, passcode)
    assert found["label"] == "Shared from CareLog"
    assert (found["isLongTerm"], found["requiresPasscode"]) == (True, True)
    assert worst_pain(found) == [7]
    assert worst_pain(read_by_an_app(uri, passcode, "1000")) == [7]
    assert read_by_an_app(uri, "000")["error"] == "SHL_INVALID_PASSCODE_ERROR"

    owner.get_by_role("link", name="I have copied it").click()
    expect(owner.get_by_text("2 times, last")).to_be_visible()
    owner.get_by_text("When it was opened").click()
    expect(owner.get_by_text("said to be for The day clinic").first).to_be_visible()
    assert problems(owner) == []
    owner.get_by_role("button", name="End this link now").click()
    expect(owner.get_by_text("The link is dead.")).to_be_visible()
    assert read_by_an_app(uri, passcode)["error"] == "SHL_MANIFEST_NOT_FOUND_ERROR"


ASK = """async ([address, body]) => {
  const answer = await fetch(address, {
    method: "POST", headers: { "Content-Type": "application/json" }, body });
  return [answer.status, Object.keys(await answer.json())];
}"""


@pytest.fixture
def elsewhere():
    """The address of an empty page of another origin, on this machine."""

    class Empty(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words) -> None:
            pass

    with ThreadingHTTPServer(("localhost", 0), Empty) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()


def test_a_page_of_another_origin_may_ask_for_a_manifest(browser, access, live_server, elsewhere):
    _link, token, _none = holders.make(access, kind="app", with_passcode=False)
    address = live_server.url + reverse("health_link", args=[token])
    body = json.dumps({"recipient": "A viewer in a browser"})
    page = browser.new_page()
    page.goto(elsewhere)
    assert page.evaluate("location.origin") != live_server.url
    assert page.evaluate(ASK, [address, body]) == [200, ["files"]]
    page.close()
