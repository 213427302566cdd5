"""Behind a web server that says too little, and without one: probes answer, no loop is walked."""

import logging

import pytest

from carelog import in_front
from carelog.site_address import netloc

NUMBER, PROTO = "CARELOG_TRUSTED_PROXY_COUNT=1", "X-Forwarded-Proto"
BY_BROWSER = {"Sec-Fetch-Site": "none"}


@pytest.fixture(autouse=True)
def _by_https_alone(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.PUBLIC_URL = "https://diary.example.org:8443"
    settings.SECURE_SSL_HOST = netloc()
    settings.ALLOWED_HOSTS = ["diary.example.org"]
    settings.SITE_NUMBERS = {"emergency": "112"}


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "10.1.2.3", "[::1]:8000", "some-container"])
@pytest.mark.parametrize("path", sorted(in_front.PROBES))
@pytest.mark.parametrize("count", [0, 1])
def test_a_probe_needs_neither_the_name_of_the_site_nor_a_header(
    client, settings, path, host, count
):
    settings.TRUSTED_PROXY_COUNT = count
    assert client.get(path, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("count", "headers", "mend"),
    [
        (1, {}, PROTO),
        (1, BY_BROWSER, PROTO),
        # Two stand in front, and the second says how the first asked it.
        (1, {PROTO: "http"} | BY_BROWSER, PROTO),
        (0, {PROTO: "https"}, NUMBER),
        (0, BY_BROWSER, NUMBER),
    ],
)
@pytest.mark.parametrize("path", ["/", "/account/login/", "/nothing/"])
def test_a_loop_is_a_page_that_says_what_to_mend(
    client, settings, caplog, path, count, headers, mend
):
    settings.TRUSTED_PROXY_COUNT = count
    answer = client.get(path, headers={"Host": "diary.example.org"} | headers)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "CareLog is not set up yet" in page
    assert mend in page
    assert 'href="tel:112"' in page
    assert "no-store" in answer["Cache-Control"]
    told = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert mend in told[0].getMessage()


@pytest.mark.parametrize(
    ("count", "headers"), [(1, {PROTO: "http"}), (0, {}), (0, {PROTO: "http"})]
)
def test_who_really_asks_by_http_is_led_to_https(client, settings, count, headers):
    settings.TRUSTED_PROXY_COUNT = count
    answer = client.get("/about/", headers={"Host": "diary.example.org"} | headers)
    assert answer["Location"] == "https://diary.example.org:8443/about/"


def test_what_is_asked_by_https_is_answered(client, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    headers = {"Host": "diary.example.org", PROTO: "https"} | BY_BROWSER
    assert client.get("/about/", headers=headers).status_code == 200
