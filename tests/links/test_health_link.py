"""A SMART Health Link as a health app meets it, read by a second implementation (jwcrypto)."""

import base64
import json
import re
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from jwcrypto import jwe as second_jwe
from jwcrypto.jwk import JWK

from carelog.exchange.fhir.bundle import bundle_of
from carelog.exchange.fhir.parts import files_of
from carelog.links import health_link, rate_limit
from carelog.links.addresses import address_of
from carelog.links.models import ShareLink
from carelog.patients.models import AccessEvent
from tests import cast
from tests.fhir.samples import SHORT, fill
from tests.links import holders

JSON = "application/json"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


def make(access, **fields):
    """Make a link for an app; return its row, its token, its passcode and its payload."""
    link, token, passcode = holders.make(access, kind="app", **fields)
    return link, token, passcode, payload_of(address_of(link, token))


def payload_of(uri: str) -> dict:
    """Return what a link says, read as an app reads it."""
    text = uri.removeprefix("shlink:/")
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def request_manifest(payload: dict, passcode: str = "", client: Client | None = None, **more):
    """Ask for the manifest of a link."""
    body = {"recipient": "The day clinic"} | ({"passcode": passcode} if passcode else {}) | more
    path = payload["url"].removeprefix("http://localhost")
    return (client or Client()).post(path, json.dumps(body), content_type=JSON)


def decrypted(payload: dict, sealed: str) -> tuple[dict, dict]:
    """Return the header and the content of a file, by the key of the link."""
    token = second_jwe.JWE()
    token.deserialize(sealed, JWK(kty="oct", k=payload["key"]))
    return token.jose_header, json.loads(token.payload)


def test_a_link_says_what_the_specification_asks_of_it(access):
    link, token, _passcode, payload = make(access)
    assert payload == {
        "url": f"http://localhost/h/{token}/",
        "key": payload["key"],
        "exp": int(link.expires_at.timestamp()),
        "flag": "LP",
        "label": "Shared from CareLog",
        "v": 1,
    }
    assert len(payload["url"]) <= 128
    assert re.fullmatch(r"[\w-]{43}", payload["key"], re.ASCII)
    assert len(base64.urlsafe_b64decode(payload["key"] + "=")) == 32
    assert re.fullmatch(r"shlink:/[\w-]+", address_of(link, token), re.ASCII)


def test_neither_its_label_nor_a_name_stands_in_it(access):
    payload = make(access, label="for Doctor Bones")[3]
    assert "Bones" not in str(payload)
    assert access.patient.name not in str(payload)


@pytest.mark.parametrize(
    ("fields", "flag"),
    [
        ({}, "LP"),
        ({"with_passcode": False}, "L"),
        ({"max_opens": 3}, "P"),
        ({"max_opens": 3, "with_passcode": False}, None),
    ],
)
def test_its_flags_say_whether_it_has_a_passcode_and_may_be_asked_again(access, fields, flag):
    assert make(access, **fields)[3].get("flag") == flag


def test_another_implementation_reads_the_record_in_it(access):
    cast.make_pain(access)
    _link, _token, passcode, payload = make(access)
    answer = request_manifest(payload, passcode)
    assert answer.status_code == 200
    assert answer["Content-Type"] == JSON
    assert answer["Cache-Control"] == "no-store, private"
    (file,) = answer.json()["files"]
    assert file.keys() == {"contentType", "embedded", "lastUpdated", "status", "fhirVersion"}
    assert file["contentType"] == "application/fhir+json"
    assert file["fhirVersion"] == "4.0.1"
    assert file["lastUpdated"] == "2026-03-02T12:00:00+00:00"
    header, bundle = decrypted(payload, file["embedded"])
    assert header == {"alg": "dir", "enc": "A256GCM", "zip": "DEF", "cty": "application/fhir+json"}
    assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "document")
    assert "pain-worst" in json.dumps(bundle)


def resources(bundle: dict) -> set[str]:
    """Return what a document says was logged, without the figures made of it."""
    found = (entry["resource"] for entry in bundle["entry"])
    logged = (one for one in found if one["resourceType"] == "Observation")
    texts = (json.dumps(one, sort_keys=True) for one in logged)
    return {text for text in texts if '"code": "figure-' not in text}


def test_it_holds_what_the_link_shares_and_nothing_else(access):
    cast.make_pain(access)
    cast.make_signs(access, limb_weakness_new=True)
    days = {"since": cast.NOON.date() - timedelta(days=89), "today": cast.NOON.date()}
    whole = resources(bundle_of(access, generated_at=cast.NOON, **days))
    found = {}
    for domain in ("pain", "symptoms"):
        payload = make(access, with_passcode=False, domains=[domain])[3]
        file = request_manifest(payload).json()["files"][0]
        found[domain] = resources(decrypted(payload, file["embedded"])[1])
    assert found["pain"]
    assert found["symptoms"]
    assert not found["pain"] & found["symptoms"]
    assert found["pain"] | found["symptoms"] <= whole


def test_each_file_is_sealed_with_a_nonce_of_its_own_and_one_key(access):
    payload = make(access, with_passcode=False)[3]
    first, second = (request_manifest(payload).json()["files"][0]["embedded"] for _time in "12")
    assert first.split(".")[2] != second.split(".")[2]
    assert decrypted(payload, first) == decrypted(payload, second)


def test_two_links_have_two_keys_and_the_salt_alone_is_none(access):
    keys = {make(access)[3]["key"] for _time in "12"}
    assert len(keys) == 2
    assert not keys & {
        base64.urlsafe_b64encode(bytes.fromhex(link.key_salt)).rstrip(b"=").decode()
        for link in ShareLink.objects.all()
    }


def test_a_file_too_long_for_the_app_is_fetched_once_within_the_hour(access, clock):
    payload = make(access, with_passcode=False)[3]
    (file,) = request_manifest(payload, embeddedLengthMax=10).json()["files"]
    assert "embedded" not in file
    path = file["location"].removeprefix("http://localhost")
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/jose"
    assert decrypted(payload, answer.content.decode())[1]["resourceType"] == "Bundle"
    assert Client().get(path).status_code == 404
    (file,) = request_manifest(payload, embeddedLengthMax=10).json()["files"]
    clock.shift(timedelta(hours=1))
    assert Client().get(file["location"].removeprefix("http://localhost")).status_code == 404


@pytest.fixture
def in_files(access, monkeypatch):
    """A link of a record that is longer than one file: what it says, and how many files."""
    fill(access)
    monkeypatch.setattr(health_link, "files_of", partial(files_of, most=SHORT))
    payload = make(access, with_passcode=False)[3]
    return payload, request_manifest(payload).json()["files"]


def test_a_long_record_is_several_files_the_first_with_its_sections(in_files):
    payload, files = in_files
    assert len(files) >= 3
    titles = [
        decrypted(payload, file["embedded"])[1]["entry"][0]["resource"]["title"] for file in files
    ]
    assert titles[0].startswith("What was logged")
    assert [title.split()[-1] for title in titles[1:]] == [
        str(n + 2) for n in range(len(files) - 1)
    ]


def test_each_file_too_long_for_the_app_waits_for_one_call_in_any_order(in_files):
    payload, embedded = in_files
    files = request_manifest(payload, embeddedLengthMax=10).json()["files"]
    assert len(files) == len(embedded)
    whole = [decrypted(payload, file["embedded"])[1] for file in embedded]
    for number in reversed(range(len(files))):
        path = files[number]["location"].removeprefix("http://localhost")
        answer = Client().get(path)
        assert decrypted(payload, answer.content.decode())[1] == whole[number]
        assert Client().get(path).status_code == 404


def test_a_file_of_a_record_that_has_changed_is_no_longer_the_one_of_the_manifest(in_files, access):
    payload, _embedded = in_files
    file, *_others = request_manifest(payload, embeddedLengthMax=10).json()["files"]
    cast.make_pain(access)
    assert Client().get(file["location"].removeprefix("http://localhost")).status_code == 404


@pytest.mark.parametrize("number", ["99", "-1", "x", "", "1.1", "00000"])
def test_a_number_that_is_of_no_file_is_answered_like_a_dead_link(access, number):
    payload = make(access, with_passcode=False)[3]
    (file,) = request_manifest(payload, embeddedLengthMax=10).json()["files"]
    secret, _number, state = file["location"].removesuffix("/").split("/")[-1].split(".")
    path = payload["url"].removeprefix("http://localhost") + f"{secret}.{number}.{state}/"
    assert Client().get(path).status_code == 404


def test_a_place_of_one_link_is_none_of_another(access):
    payload, other = (make(access, with_passcode=False)[3] for _time in "12")
    (file,) = request_manifest(payload, embeddedLengthMax=10).json()["files"]
    path = file["location"].removeprefix(payload["url"])
    assert Client().get(other["url"].removeprefix("http://localhost") + path).status_code == 404


def test_what_a_browser_holds_of_a_page_opens_no_file(access):
    link, token, _passcode = holders.make(access, with_passcode=False)
    client = Client()
    holders.knock(client, token)
    (cookie,) = client.cookies.values()
    path = reverse("health_link_file", args=[token, f"{cookie.value}.0.00000000"])
    assert Client().get(path).status_code == 404
    assert link.openings.get().closed_at is None


def test_a_wrong_passcode_is_told_with_the_tries_left(access):
    _link, _token, passcode, payload = make(access)
    for left in (9, 8):
        answer = request_manifest(payload, "000000x")
        assert (answer.status_code, answer.json()) == (401, {"remainingAttempts": left})
    without = request_manifest(payload)
    assert (without.status_code, without.json()) == (401, {"remainingAttempts": 8})
    assert request_manifest(payload, f"{passcode[:3]} {passcode[3:]}").status_code == 200


def test_the_tenth_wrong_passcode_ends_it(access):
    _link, _token, passcode, payload = make(access)
    answers = [request_manifest(payload, "wrong").json() for _time in range(10)]
    assert answers[-1] == {"remainingAttempts": 0}
    assert request_manifest(payload, passcode).status_code == 404


def test_unknown_past_ended_used_up_and_other_links_are_answered_alike(access, clock):
    for _number in "12":
        holders.make(access)
    page_token = holders.make(access, with_passcode=False)[1]
    dead = {"unknown": "x" * 43, "nothing like one": "hello", "of a page": page_token}
    for name in ("past", "taken back", "used up"):
        fields = {"max_opens": 1} if name == "used up" else {}
        days = 1 if name == "past" else 7
        link, dead[name], _code, payload = make(access, days=days, with_passcode=False, **fields)
        if name == "taken back":
            holders.end(link)
        if name == "used up":
            assert request_manifest(payload).status_code == 200
    clock.shift(timedelta(days=1))
    answers = [request_manifest({"url": f"http://localhost/h/{token}/"}) for token in dead.values()]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(dict(answer.headers)) for answer in answers}) == 1


def test_a_link_that_was_taken_back_gives_no_file_either(access):
    link, _token, _passcode, payload = make(access, with_passcode=False)
    (file,) = request_manifest(payload, embeddedLengthMax=0).json()["files"]
    holders.end(link)
    assert Client().get(file["location"].removeprefix("http://localhost")).status_code == 404


def test_a_link_for_an_app_opens_no_page(client, access):
    _link, token, passcode, _payload = make(access)
    assert holders.knock(client, token, passcode).status_code == 404


BAD = {
    "nothing": b"",
    "no JSON": b"recipient=me",
    "a list": b"[]",
    "nobody": b"{}",
    "an empty name": b'{"recipient": " "}',
    "a name that is none": b'{"recipient": "\\u0000\\ud800"}',
    "a number for a name": b'{"recipient": 1}',
    "a number for a passcode": b'{"recipient": "me", "passcode": 123456}',
    "half a character": b'{"recipient": "me", "passcode": "\\ud800"}',
    "a length in words": b'{"recipient": "me", "embeddedLengthMax": "many"}',
    "a length that is true": b'{"recipient": "me", "embeddedLengthMax": true}',
    "less than nothing": b'{"recipient": "me", "embeddedLengthMax": -1}',
    "not a number": b'{"recipient": "me", "embeddedLengthMax": NaN}',
    "deep": b'{"recipient": ' + b"[" * 5000,
    "long": b'{"recipient": "' + b"a" * 10_000 + b'"}',
    "not UTF-8": b'{"recipient": "\xff"}',
    "5,000 digits": b'{"recipient": "me", "embeddedLengthMax": ' + b"9" * 5000 + b"}",
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD)
def test_a_request_that_is_none_is_refused_and_no_try_is_counted(access, body):
    link, token, _passcode, _payload = make(access)
    answer = Client().post(f"/h/{token}/", body, content_type=JSON)
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})
    link.refresh_from_db()
    assert (link.opens, link.wrong_tries) == (0, 0)


def test_a_request_that_does_not_call_itself_json_is_refused(access):
    _link, token, _passcode, _payload = make(access, with_passcode=False)
    body = json.dumps({"recipient": "me"})
    assert Client().post(f"/h/{token}/", body, content_type="text/plain").status_code == 400


def test_what_an_app_sends_beyond_the_specification_is_not_looked_at(access):
    payload = make(access, with_passcode=False)[3]
    assert request_manifest(payload, colour=["blue"], v=2).status_code == 200


def test_pages_of_any_origin_may_ask_and_no_cookie_goes_with_it(access):
    payload = make(access, with_passcode=False)[3]
    path = payload["url"].removeprefix("http://localhost")
    asks = {"Origin": "https://viewer.example", "Access-Control-Request-Method": "POST"}
    before = Client().options(path, headers=asks)
    assert before.status_code == 204
    assert before["Access-Control-Allow-Headers"] == "content-type"
    answer = request_manifest(payload, client=Client(headers={"Origin": asks["Origin"]}))
    for response in (before, answer, request_manifest({"url": f"http://localhost/h/{'x' * 43}/"})):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response
        assert not response.cookies


def test_it_takes_no_token_of_our_own_forms(access):
    payload = make(access, with_passcode=False)[3]
    assert request_manifest(payload, client=Client(enforce_csrf_checks=True)).status_code == 200


def test_one_address_asks_so_many_times_a_minute(access, monkeypatch):
    monkeypatch.setattr(rate_limit, "MOST_A_MINUTE", 2)
    payload = make(access, with_passcode=False)[3]
    statuses = [request_manifest(payload).status_code for _time in range(3)]
    assert statuses == [200, 200, 429]
    assert request_manifest(payload)["Retry-After"] == "60"


def test_the_owner_reads_when_and_for_whom_it_was_opened(owner, access):
    link, _token, _passcode, payload = make(access, with_passcode=False)
    request_manifest(payload, recipient="The <b>day</b> clinic\u202e\x07" + "x" * 200)
    name = "The <b>day</b> clinic" + "x" * 59
    assert link.openings.get().recipient == name
    page = owner.get(reverse("link_list", args=[access.patient.uid])).content.decode()
    page = " ".join(page.split())
    assert "said to be for The &lt;b&gt;day&lt;/b&gt; clinicxxx" in page
    assert "1 time, last 2 Mar 2026, 13:00" in page
    events = AccessEvent.objects.filter(actor=link.openings.get().access_key)
    assert set(events.values_list("act", "page")) == {
        ("opened", "link"),
        ("read", "shared download"),
    }


def test_a_wrong_passcode_is_in_the_access_log(access):
    link, _token, _passcode, payload = make(access)
    request_manifest(payload, "wrong")
    assert AccessEvent.objects.filter(act="denied", page="link", about=link.access_key).exists()


@pytest.mark.parametrize(("letters", "fits"), [(61, True), (62, False)])
def test_a_site_whose_address_is_too_long_for_a_manifest_offers_no_such_link(
    sure_owner, access, settings, letters, fits
):
    settings.PUBLIC_URL = f"https://{'a' * letters}.example.org"
    assert len(health_link.address_of("x" * 43)) == letters + 67
    list_path = reverse("link_list", args=[access.patient.uid])
    path = reverse("link_new_app", args=[access.patient.uid])
    assert (path in sure_owner.get(list_path).content.decode()) is fits
    assert sure_owner.get(path).status_code == (200 if fits else 404)
    assert sure_owner.post(path).status_code == (422 if fits else 404)
