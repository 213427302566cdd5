"""What every answer says about itself, and what no template may hold."""

import re
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from carelog.middleware import is_same_for_all
from carelog.policy import ROUTES, Policy
from education.pages import all_pages
from tests.frame import site

CSP = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
}
SAME_EVERYWHERE = {
    "X-CareLog": "1",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    "midi=(), display-capture=()",
}
ANSWERS = ["/", "/about/", "/account/login/", "/nothing/", "/patients/", "/healthz/"]
PUBLIC = ["/", "/about/", "/urgent/", "/learn/", "/robots.txt"]
PUBLIC += [f"/learn/{page.slug}/" for page in all_pages()]
PRIVATE = ["today", "trends", "number_list", "patient_edit", "log_index", "patient_urgent"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_carries_the_same_headers(client, address):
    response = client.get(address)
    for name, value in SAME_EVERYWHERE.items():
        assert response[name] == value, name
    sent = response["Content-Security-Policy"].split(";")
    assert {part.strip() for part in sent if part.strip()} == CSP


def test_what_is_answered_before_any_page_says_that_it_is_ours(client, settings, db):
    static = client.get("/static/js/carelog.js", headers={"Accept-Encoding": ""})
    other_host = client.get("/", headers={"Host": "other.example"})
    settings.SECURE_SSL_REDIRECT = True
    to_https = Client().get("/")
    assert (other_host.status_code, to_https.status_code) == (400, 301)
    for response in (static, other_host, to_https):
        assert response["X-CareLog"] == "1", response


def test_a_refused_body_carries_them_too(client):
    response = client.post("/account/login/", CONTENT_LENGTH=str(settings.MAX_BODY_BYTES + 1))
    assert response.status_code == 413
    assert SAME_EVERYWHERE.items() <= dict(response.headers).items()
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_is_the_same_for_all_asks_nothing_and_may_be_kept(
    client, db, address, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=300"
    assert "Cookie" in response["Vary"]
    assert not response.cookies


def test_the_same_for_all_are_the_static_routes_and_no_other():
    starts = {name.split("_")[0] for name in ROUTES}
    ids = dict.fromkeys({*starts, "patient", "entry_pain"}, uuid.UUID(int=1))
    found = {name for name in ROUTES if is_same_for_all(site.address(name, ids))}
    assert found == {name for name, policy in ROUTES.items() if policy is Policy.STATIC}
    assert is_same_for_all("/about")
    assert not is_same_for_all("//about/")


@pytest.mark.parametrize("address", [*PUBLIC[1:], "/account/preferences/"])
def test_no_page_is_kept_for_someone_with_a_session(owner, address):
    assert owner.get(address)["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("name", PRIVATE)
def test_no_page_of_a_record_is_kept(owner, record, name):
    response = owner.get(reverse(name, args=[record.uid]))
    assert response["Cache-Control"] == "no-store, private"
    assert "Cookie" in response["Vary"]
    assert "ETag" not in response


@pytest.mark.django_db
def test_pages_of_an_account_and_errors_are_not_kept(client):
    names = [n for n, p in ROUTES.items() if p is Policy.PUBLIC and n.startswith("account_")]
    plain = [reverse(n) for n in names if not n.endswith(("_from_key", "confirm_email"))]
    for address in [*plain, "/nothing/", "/patients/", "/readyz/"]:
        assert "no-store" in client.get(address)["Cache-Control"], address


def test_a_session_cookie_is_for_this_site_alone_and_not_for_scripts(client, patient):
    client.post("/account/login/", {"login": patient.email, "password": "plain words for a test"})
    cookie = client.cookies["carelog_session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["domain"]


TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
SOURCES = sorted(
    path for room in ("carelog", "education") for path in (settings.BASE_DIR / room).rglob("*.py")
)
FORBIDDEN = re.compile(
    r"\|\s*safe\b|\|\s*safeseq|autoescape off|\sstyle\s*=|\son[a-z]+\s*=|<style|javascript:|"
    r"<script(?![^>]*\s(?:src=|type=.application/json))|https?://(?!www\.w3\.org)",
    re.I,
)
MAY_BE_SAFE = {"education/page_detail.html": {"{{ page.body_html|safe }}"}}


def forbidden(path: Path) -> list[str]:
    """Return what a template may not hold."""
    text = path.read_text()
    name = str(path.relative_to(settings.BASE_DIR / "templates"))
    for allowed in MAY_BE_SAFE.get(name, ()):
        text = text.replace(allowed, "")
    return FORBIDDEN.findall(text)


def test_no_template_holds_what_the_policy_would_block_or_what_is_not_escaped():
    assert TEMPLATES
    assert {path.name: found for path in TEMPLATES if (found := forbidden(path))} == {}


def test_python_calls_markup_safe_in_one_place_only():
    marks = re.compile(r"\b(mark_safe|SafeString|format_html|SafeText)\(")
    found = {
        str(path.relative_to(settings.BASE_DIR))
        for path in SOURCES
        if marks.search(path.read_text())
    }
    assert found == {"carelog/dashboard/chart/pictures.py"}


@pytest.mark.parametrize("name", ["carelog", "account"])
def test_our_scripts_write_no_markup(name):
    script = Path(finders.find(f"js/{name}.js")).read_text()
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in script


def test_a_link_into_a_new_tab_gives_it_no_hold_on_ours():
    for path in TEMPLATES:
        for tag in re.findall(r"<a [^>]*target=[^>]*>", path.read_text()):
            assert 'rel="noopener' in tag, path
