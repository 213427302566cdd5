"""A log line never holds what a person typed, who they are, or where a link leads."""

import json
import logging
import uuid

import pytest
import time_machine
from django.urls import reverse

from carelog.accounts import invitations
from carelog.accounts.models import User
from carelog.dashboard.chart import pictures
from carelog.log_lines import JsonLines
from carelog.logs.models import PainEntry
from tests import cast

CANARY = "canary7f3a"


@pytest.fixture
def lines(caplog):
    """Return what the shipped settings would have written, line by line."""
    caplog.set_level(logging.INFO)
    return lambda: [JsonLines().format(record) for record in caplog.records]


def record_of(message: str, *args, name: str = "carelog.x", **extra) -> logging.LogRecord:
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, args, None)
    record.__dict__ |= extra
    return record


def test_a_line_is_one_json_object_with_a_time():
    line = JsonLines().format(record_of("Twice %s\nover", 2))
    assert "\n" not in line
    assert json.loads(line).keys() == {"time", "level", "logger", "event"}
    assert json.loads(line)["event"] == "Twice 2\nover"


@pytest.mark.parametrize(
    ("name", "message", "args", "event"),
    [
        ("django.request", "Not Found: %s", (f"/{CANARY}/",), "Not Found 404"),
        ("django.request", "%s: %s", ("Internal Server Error", f"/{CANARY}/"), "%s 404"),
        ("django.security.csrf", "Forbidden (%s): %s", ("x", CANARY), "Forbidden (%s) 404"),
        ("django.server", '"%s" %s %s', (f"GET /{CANARY}/", "200", "1"), '"%s" %s %s 404'),
    ],
)
def test_a_line_of_the_framework_is_cut_before_the_address(name, message, args, event):
    line = JsonLines().format(record_of(message, *args, name=name, status_code=404))
    assert json.loads(line)["event"] == event
    assert CANARY not in line


def test_an_error_is_told_by_its_kind_and_place_never_by_its_words():
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        record = record_of("It broke")
        record.exc_info = (type(error), error, error.__traceback__)
    line = JsonLines().format(record)
    assert CANARY not in line
    assert json.loads(line)["error"] == "ValueError"
    assert json.loads(line)["at"][0].startswith(__file__)


def test_the_shipped_settings_write_every_line_this_way(settings):
    assert settings.LOGGING["formatters"]["json"]["()"] == "carelog.log_lines.JsonLines"
    handlers = {"root": settings.LOGGING["root"], **settings.LOGGING["loggers"]}
    assert {tuple(each["handlers"]) for each in handlers.values()} == {("stderr",)}


def test_nothing_a_person_sends_gets_into_a_line(client, owner, record, lines, monkeypatch):
    client.raise_request_exception = owner.raise_request_exception = False
    monkeypatch.setattr(pictures, "draw", lambda *args, **kwargs: 1 / 0)
    address = f"/patients/{record.uid}/"
    form = cast.pain_form(note=CANARY, worst_24h="6")
    with time_machine.travel(cast.NOON, tick=False):
        owner.post(f"{address}logs/pain/new/", form)
        owner.post(f"{address}logs/pain/new/", form | {"when": CANARY})
        owner.get(f"{address}trends/", {"q": CANARY})
    owner.get(f"{address}logs/pain/", {"page": CANARY})
    owner.post(f"{address}numbers/new/", {"number": CANARY, "uid": uuid.uuid4()})
    owner.get(f"{address}{CANARY}/")
    owner.put(f"{address}today/", CANARY)
    client.get(f"/account/invited/{CANARY}/")
    client.get(f"/account/demo/{CANARY}/")
    client.get(f"/account/password/reset/key/1-{CANARY}/")
    client.get(f"/{CANARY}?{CANARY}", headers={"Host": "elsewhere.example"})
    client.post("/account/login/", {"login": f"{CANARY}@example.org", "password": CANARY})
    client.post("/account/signup/", {"email": f"{CANARY}@example.org", "password1": CANARY * 3})
    written = lines()
    assert len(written) > 5
    assert not [line for line in written if CANARY in line]
    assert User.objects.filter(email__contains=CANARY).exists()
    assert PainEntry.objects.filter(note=CANARY).exists()


def test_a_failure_in_a_page_of_a_record_names_the_route_only(owner, record, lines, monkeypatch):
    owner.raise_request_exception = False

    def fail(*args):
        raise ValueError(record.name, CANARY)

    monkeypatch.setattr("carelog.dashboard.views.pain_days", fail)
    owner.get(reverse("trends", args=[record.uid]), {"q": CANARY})
    line = next(line for line in lines() if "ValueError" in line)
    assert json.loads(line)["route"] == "trends"
    for secret in (CANARY, record.name, str(record.uid), "example.org"):
        assert secret not in line


@pytest.mark.django_db
def test_an_invitation_leaves_no_trace_in_the_log(client, settings, lines):
    settings.SIGNUP = "invite"
    link = invitations.make_link()
    client.get(link)
    client.get(link + "x")
    assert not [line for line in lines() if link.rsplit("/", 2)[1] in line]


@pytest.mark.django_db
def test_a_host_that_is_refused_is_named_and_nothing_else_that_came_with_it(client, lines):
    client.get(f"/{CANARY}/", headers={"Host": "elsewhere.example:8\"'<" + "x" * 200})
    [line] = [json.loads(line) for line in lines() if "Invalid HTTP_HOST" in line]
    assert line["host"].startswith("elsewhere.example:8???x")
    assert len(line["host"]) == 100
    assert CANARY not in json.dumps(line)


def test_the_id_of_a_passkey_is_not_written(settings):
    # Its library writes the ids at INFO.
    assert settings.LOGGING["loggers"]["fido2"]["level"] == "WARNING"
