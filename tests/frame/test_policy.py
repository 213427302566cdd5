"""A route nobody thought of is closed, and what a signed-out person typed is not lost."""

import html
import re
import sys
import types

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

POST = {"note": "slept <b>badly</b>", "worst_24h": ["5", "6"], "password": "plain words"}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
ADDRESS = "/patients/new/"


@pytest.fixture
def one_route_more(settings, monkeypatch):
    """The site with a route that has no policy, one named and one without a name."""
    module = types.ModuleType("a_site_with_one_route_more")
    module.urlpatterns = [
        path("forgotten/", lambda request: HttpResponse("open"), name="forgotten"),
        path("nameless/", lambda request: HttpResponse("open")),
        path("", include("carelog.urls")),
    ]
    for number in (400, 403, 404, 500):
        from carelog import urls

        setattr(module, f"handler{number}", getattr(urls, f"handler{number}"))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    settings.ROOT_URLCONF = module.__name__


@pytest.mark.parametrize("address", ["/forgotten/", "/nameless/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_route_without_a_policy_is_closed_even_for_an_owner(
    one_route_more, record, owner, address, method
):
    response = getattr(owner, method)(address)
    assert response.status_code == 404
    assert b"This page is not here" in response.content


def test_a_signed_out_reader_is_led_to_sign_in_and_back(client, record):
    address = f"/patients/{record.uid}/trends/?period=90"
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=" + address.replace("?", "%3F").replace(
        "=", "%3D"
    )


def kept(response) -> list[tuple[str, str]]:
    """Return the fields an answer holds for one more press."""
    found = HIDDEN.findall(response.content.decode())
    return [(name, html.unescape(value)) for name, value in found if name != "csrfmiddlewaretoken"]


@pytest.mark.django_db
def test_what_a_signed_out_person_posts_comes_back_in_the_page(client):
    response = client.post(ADDRESS, POST)
    assert response.status_code == 401
    assert kept(response) == [
        ("note", "slept <b>badly</b>"),
        ("worst_24h", "5"),
        ("worst_24h", "6"),
    ]
    assert f'action="{ADDRESS}"' in response.content.decode()


@pytest.mark.django_db
def test_what_comes_back_is_escaped(client):
    page = client.post(ADDRESS, {'"><script>x': "<script>y</script>"}).content.decode()
    assert "<script>x" not in page
    assert "<script>y" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    ["password", "password1", "oldpassword", "csrfmiddlewaretoken", "code", "credential"],
)
def test_a_secret_never_comes_back(client, name):
    page = client.post(ADDRESS, {name: "plain-words-nobody-knows", "note": "kept"})
    assert b"plain-words-nobody-knows" not in page.content
    assert ("note", "kept") in kept(page)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("headers", "comes_back"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "http://elsewhere.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://testserver.elsewhere.example"}, False),
    ],
)
def test_only_our_own_page_gets_the_fields_back(client, headers, comes_back):
    response = client.post(ADDRESS, POST, headers=headers)
    assert response.status_code == 401
    assert bool(kept(response)) is comes_back


def test_the_kept_form_can_be_sent_again_after_signing_in(patient):
    client = Client(enforce_csrf_checks=True)
    page = client.post("/account/preferences/", PREFERENCES, headers=TOKEN | cookie(client))
    assert page.status_code == 401
    client.force_login(patient)
    token = page.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = client.post("/account/preferences/", dict(kept(page)) | {"csrfmiddlewaretoken": token})
    assert again.status_code == 302
    patient.refresh_from_db()
    assert patient.name == "New name"


PREFERENCES = {
    "name": "New name",
    "weight_unit": "kg",
    "temperature_unit": "c",
    "drink_unit": "ml",
    "text_size": "large",
    "theme": "dark",
}
TOKEN = {"X-CSRFToken": "a" * 32}


def cookie(client: Client) -> dict:
    """Give a client the cookie that goes with TOKEN."""
    client.cookies["carelog_csrf"] = "a" * 32
    return {}
