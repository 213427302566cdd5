"""Texts made to do harm, one in every column of free text, and every output that shows them.

The record is `tests.frame.canaries`. What is asserted of an output is what a program would do with
it: a browser with a page, a spreadsheet with a table, a reader with a PDF, a mail server with mail.
"""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from carelog.appointments.models import Appointment
from carelog.diary.kinds import RECORDED
from carelog.exchange.tables.catalog import TABLES
from carelog.links.addresses import address_of
from carelog.links.models import Opening
from carelog.patients.access import ALL_DOMAINS
from tests.frame import canaries
from tests.frame.access_table import OWNERS_STEP, RECORD, WITHOUT_RECORD
from tests.frame.harm import MARK, Answer, ask, close_up, dangers, signed_in, strings, words
from tests.frame.site import address
from tests.links import holders
from tests.links.test_health_link import decrypted, payload_of, request_manifest

NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?", re.ASCII)

LOGGED = "page json csv fhir link-csv link-fhir app"
TOLD = f"{LOGGED} summary paper link-summary link-paper"
ABOUT = "page json fhir summary paper link-fhir app link-summary link-paper"
#: In which outputs the text of a column is found: in these, and in no other.
WHERE: dict[str, str] = {
    "accounts.User.name": "page json csv fhir summary paper invitation account",
    "accounts.User.email": "page",
    "account.EmailAddress.email": "account",
    "mfa.Authenticator.data": "account",
    "patients.Patient.name": f"{ABOUT} invitation",
    "patients.Patient.cancer_type": ABOUT,
    "patients.Patient.phone": "page json",
    "patients.Invitation.name": "page invitation",
    "patients.Invitation.email": "page",
    "patients.Number.number": "page json csv",
    "patients.Number.hours": "page json csv",
    "logs.CheckIn.main_concern": TOLD,
    "logs.PainEntry.note": LOGGED,
    "logs.SymptomsEntry.note": LOGGED,
    "logs.BreakthroughEntry.note": LOGGED,
    "logs.BreakthroughEntry.medicine_taken": TOLD,
    "logs.MobilityEntry.note": LOGGED,
    "logs.MobilityEntry.activity": TOLD,
    "logs.FallEntry.note": LOGGED,
    "logs.FallEntry.injury": TOLD,
    "logs.DietEntry.note": LOGGED,
    "logs.BowelsEntry.note": LOGGED,
    "logs.WeightEntry.note": LOGGED,
    "logs.TemperatureEntry.note": LOGGED,
    "logs.WellbeingEntry.note": LOGGED,
    "logs.MoodEntry.note": LOGGED,
    "logs.ResultEntry.note": LOGGED,
    "logs.ResultEntry.name": TOLD,
    "logs.ResultEntry.unit": TOLD,
    "logs.ResultEntry.report": TOLD,
    "logs.ResultEntry.place": TOLD,
    "medications.Medication.name": TOLD,
    "medications.Medication.purpose": TOLD,
    "medications.Medication.instructions": TOLD,
    "medications.Medication.prescriber": TOLD,
    "medications.Medication.stop_reason": TOLD,
    "medications.Dose.note": LOGGED,
    "medications.Dose.over_limit_reason": LOGGED,
    "appointments.Appointment.title": f"{TOLD} calendar",
    "appointments.Appointment.place": f"{TOLD} calendar",
    "appointments.Appointment.preparation": LOGGED,
    "appointments.Appointment.notes": TOLD,
    "appointments.Event.text": TOLD,
    "appointments.Question.text": TOLD,
    "appointments.Question.answer": LOGGED,
    "appointments.Decision.text": TOLD,
    "appointments.Decision.owner": TOLD,
    "safety.EmergencyFacts.allergies": TOLD,
    "safety.EmergencyFacts.weight_bearing_rule": TOLD,
    "safety.EmergencyFacts.emergency_plan": TOLD,
    # The pages name only lines that have a number now; the files tell what was shown then.
    "safety.RaisedWarning.title": "json csv fhir link-csv link-fhir app",
    "safety.RaisedWarning.body": "page json csv link-csv",
    "safety.RaisedWarning.meanwhile": "page json csv link-csv",
    "safety.WarningState.text": TOLD,
    "links.ShareLink.label": "page",
    "links.Opening.recipient": "page",
    **dict.fromkeys(
        ("talk.Comment.text", "talk.Comment.by_name", "talk.Comment.by_role"), "page json summary"
    ),
    "talk.Task.text": "page json",
}
#: Columns whose text is shown nowhere, and why.
UNSEEN = {
    **{
        f"safety.PrivateWarning.{name}": "for the person who answered alone; here that is no owner"
        for name in ("title", "body", "meanwhile")
    },
}
KINDS = {
    "text/html": "page summary link-summary account invitation",
    "application/json": "json",
    "application/fhir+json": "fhir link-fhir app",
    "text/csv": "csv link-csv",
    "text/calendar": "calendar",
    "application/pdf": "paper link-paper",
}
PAGES, TABLES_OF, BUNDLES, PAPERS = (
    KINDS[kind].split()
    for kind in ("text/html", "text/csv", "application/fhir+json", "application/pdf")
)


NODE = Path(sys.executable).with_name("node")
JUDGE = Path(__file__).with_name("html_validate.mjs")


@pytest.fixture(autouse=True)
def _one_o_clock(db):
    with time_machine.travel(canaries.NOW, tick=False):
        yield


@pytest.fixture(scope="module")
def filled(shared_database):
    """A record full of canaries."""
    with time_machine.travel(canaries.NOW, tick=False):
        return canaries.fill()


@pytest.fixture(scope="module")
def owner(filled):
    """The owner's client, fresh from the password."""
    with time_machine.travel(canaries.NOW, tick=False):
        return signed_in(filled.access.actor)


@pytest.fixture(scope="module")
def outputs(filled, owner) -> dict[str, list[Answer]]:
    """Every output, by the names that `WHERE` has for them."""
    with time_machine.travel(canaries.NOW, tick=False):
        return {
            # A link first, so that the pages of the owner say that it was opened.
            **of_a_link(filled),
            "page": [*pages(filled, owner)],
            **of_the_record(filled, owner),
            "invitation": [invitation(filled)],
            "account": [*account(filled, owner)],
        }


def of_a_link(filled) -> dict[str, list[Answer]]:
    client, opening = holders.come_in(filled.access, may_answer=True, domains=sorted(ALL_DOMAINS))
    Opening.objects.filter(pk=opening.pk).update(**canaries.texts_of(Opening))
    base = holders.address(opening, "shared_summary")
    tables = ("daily", "summary", *(slug for slug in TABLES if slug != "numbers"))
    named = {"kind": "calendar", "domains": ["visits"], "names_visits": True}
    feed = holders.make(filled.access, **named)[1]
    return {
        "app": of_an_app(filled),
        "calendar": [ask(Client(), reverse("calendar_feed", args=[feed]))],
        "link-summary": [ask(client, base)],
        "link-paper": [ask(client, f"{base}summary.pdf?detail=on")],
        "link-fhir": [ask(client, f"{base}fhir.json")],
        "link-csv": [ask(client, f"{base}{slug}.csv") for slug in tables],
    }


def of_an_app(filled) -> list[Answer]:
    """Return what a health app reads, decrypted, with the headers it came with."""
    shown = {"domains": sorted(ALL_DOMAINS), "with_passcode": False}
    link, token, _none = holders.make(filled.access, kind="app", **shown)
    payload = payload_of(address_of(link, token))
    answer = request_manifest(payload)
    found = [decrypted(payload, file["embedded"])[1] for file in answer.json()["files"]]
    headers = dict(answer.headers) | {"Content-Type": "application/fhir+json"}
    return [Answer(payload["url"], headers, json.dumps(one).encode()) for one in found]


def of_the_record(filled, client: Client) -> dict[str, list[Answer]]:
    def get(name: str, *args: str, more: str = "") -> Answer:
        return ask(client, reverse(name, args=[filled.access.patient.uid, *args]) + more)

    return {
        "summary": [get("summary")],
        "paper": [get("summary_pdf", more=more) for more in ("", "?detail=on")],
        "json": [get("export_json")],
        "csv": [get("export_csv", slug) for slug in ("daily", "summary", *TABLES)],
        "fhir": [get("fhir_bundle")],
    }


def pages(filled, client: Client) -> Iterator[Answer]:
    """Give every page that the owner may open, each of a kind once for every kind."""
    for name, shape in (RECORD | WITHOUT_RECORD).items():
        if shape.expected("get", "owner") != 200 and shape is not OWNERS_STEP:
            continue
        for kind in RECORDED if name.startswith("entry") else RECORDED[:1]:
            # What a record has once leads on from the form of a new one: its own is asked as well.
            if name == "entry_new" and kind.one_a_record:
                continue
            # The welcome page leads on whoever has signed in here.
            who = Client() if name == "welcome" else client
            answer = ask(who, address(name, filled.ids, kind.slug))
            if answer.kind == "text/html":
                yield answer
    record = [filled.access.patient.uid]
    yield ask(client, reverse("trends", args=record) + "?period=all")
    yield ask(client, reverse("check_in_step", args=[*record, filled.ids["check"], "night"]))


def invitation(filled) -> Answer:
    client = Client()
    client.force_login(filled.newcomer)
    return ask(client, reverse("invitation_open", args=[canaries.TOKEN]))


def account(filled, client: Client) -> Iterator[Answer]:
    """Give the pages on addresses and browsers, as on a site with a mail server, and on passkeys.

    The passkey is another person's: the owner could not prove any more who they are.
    """
    canaries.fill_account(filled.access.actor)
    with override_settings(HAS_MAIL=True):
        yield ask(client, reverse("account_email"))
    for name in ("mfa_add_webauthn", "session_list"):
        yield ask(client, reverse(name))
    user = filled.rows["pain"].recorded_by
    client, passkey = signed_in(user), canaries.add_passkey(user)
    for name in ("mfa_index", "mfa_list_webauthn"):
        yield ask(client, reverse(name))
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        yield ask(client, reverse(name, args=[passkey.pk]))


@pytest.fixture(scope="module")
def said(outputs) -> dict[str, list[str]]:
    """All texts of each output."""
    return {name: [w for one in found for w in words(one)] for name, found in outputs.items()}


def stored(label: str) -> set[str]:
    """Return the texts that a column holds with its mark."""
    room, model, name = label.rsplit(".", 2)
    found = apps.get_model(room, model)._base_manager.values_list(name, flat=True)
    return {one for value in found for one in strings(value) if canaries.mark(label) in one}


def test_every_column_of_text_is_filled_or_has_a_reason_why_not(outputs):
    """A new column is filled in `tests.frame.canaries`, or named there with a reason."""
    assert [label for label in canaries.free_columns() if not stored(label)] == []


def test_no_reason_is_given_for_a_column_that_is_not_there():
    columns = canaries.text_columns()
    names = {label.rpartition(".")[2] for label in columns}
    known = columns.keys() | {f"*.{name}" for name in names}
    assert canaries.NO_FREE_TEXT.keys() <= known
    assert all(canaries.NO_FREE_TEXT.values())


def test_a_column_that_the_form_of_a_kind_asks_in_words_needs_a_text_here():
    for kind in RECORDED:
        kept = {f"{kind._meta.label}.{name}" for name in kind.kept_fields}
        without = {label for label in kept & canaries.text_columns().keys() if "zone" not in label}
        assert without <= canaries.free_columns().keys()


def test_a_text_comes_out_where_it_belongs_and_nowhere_else(said):
    whole = {name: " ".join(texts) for name, texts in said.items()}
    found = {
        label: {name for name, texts in whole.items() if canaries.mark(label) in texts}
        for label in canaries.free_columns()
    }
    assert found == {label: set(names.split()) for label, names in WHERE.items()} | {
        label: set() for label in UNSEEN
    }


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a page is the same on both databases")
def test_every_page_is_valid_html(outputs):
    """It needs `make validators` once, and fails without."""
    found = {one.path: one.text for name in PAGES for one in outputs[name]}
    asked = json.dumps(found)
    ran = subprocess.run([NODE, JUDGE], input=asked, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == {}


def test_every_output_is_of_the_kind_it_is_read_as(outputs):
    expected = {name: {kind} for kind, names in KINDS.items() for name in names.split()}
    assert {name: {one.kind for one in found} for name, found in outputs.items()} == expected


@pytest.mark.parametrize("name", PAGES)
def test_no_text_becomes_an_element_an_attribute_or_an_address_of_a_page(outputs, name):
    assert {one.path: found for one in outputs[name] if (found := dangers(one.text))} == {}


@pytest.mark.parametrize(
    "markup",
    [
        "<p><script>xq1z</script>",
        "<p title=''><img src=x onerror=xq1z>",
        "<p onclick=''>",
        "<p xq1z>",
        "<a href='?q=xq1z'>",
        "<a href=' javascript:x'>".replace(" j", "j"),
        "<script src='//example.org/x.js'></script>",
        "<svg><a href='xq1z'></a></svg>",
    ],
)
def test_what_a_text_could_make_is_noticed(markup):
    assert dangers(markup)


@pytest.mark.parametrize("name", TABLES_OF)
def test_no_cell_of_a_table_begins_a_formula(said, name):
    starts = tuple("=+-@\t\r\n＝＋－＠")
    found = {cell for cell in said[name] if cell.startswith(starts) and not NUMBER.fullmatch(cell)}
    assert found == set()


@pytest.mark.parametrize("name", TABLES_OF)
def test_a_table_holds_each_text_whole_behind_its_mark(said, name):
    in_cells = set(said[name])
    for label, places in WHERE.items():
        if name in places.split() and label != "accounts.User.name":
            assert {f"'{text}" for text in stored(label)} <= in_cells, label


def test_each_sign_that_begins_a_formula_stands_in_front_of_some_text_of_each_kind(filled):
    for kind in RECORDED:
        label = f"{kind._meta.label}.{next(iter(canaries.texts_of(kind)))}"
        assert {text[0] for text in stored(label)} >= {*canaries.FIRSTS[1:]}, label


def test_the_file_with_everything_holds_each_text_exactly_as_it_is_stored(said):
    for label, places in WHERE.items():
        if "json" in places.split() and label != "accounts.User.name":
            assert stored(label) <= set(said["json"]), label


def test_no_text_of_the_file_with_everything_was_changed(said):
    known = {text for label in WHERE for text in stored(label)}
    # What a row said before stands in its history.
    known |= {canaries.text(label) for label in WHERE}
    assert {text for text in said["json"] if MARK.search(text)} <= known


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_tells_each_text_as_escaped_words_of_a_list(outputs, name):
    entries = [entry for one in outputs[name] for entry in json.loads(one.text)["entry"]]
    sections = [part for one in entries for part in one["resource"].get("section", ())]
    texts = [one["text"]["div"] for one in sections]
    found = [ElementTree.fromstring(text) for text in texts]
    tags = {element.tag.rpartition("}")[2] for one in found for element in one.iter()}
    assert tags == {"div", "p", "ul", "li"}
    assert not any(element.attrib for one in found for element in one.iter())
    assert any(MARK.search("".join(one.itertext())) for one in found)
    assert all(text.count("<div") == 1 for text in texts)


def test_a_calendar_has_one_event_for_each_visit_and_no_line_of_a_text(outputs):
    [answer] = outputs["calendar"]
    lines = [line.partition(":")[0] for line in answer.text.replace("\r\n ", "").splitlines()]
    found = Calendar.from_ical(answer.body)
    events, alarms = found.events, list(found.walk("VALARM"))
    assert lines.count("BEGIN") - 1 == lines.count("END") - 1 == len(events) + len(alarms)
    # One more says when the link ends.
    assert len(events) == Appointment.objects.count() + 1
    names = {line.partition(";")[0] for line in lines}
    assert names <= {"BEGIN", "END", "VERSION", "PRODID", "NAME", "UID", "LAST-MODIFIED"} | {
        *("REFRESH-INTERVAL", "X-PUBLISHED-TTL", "X-WR-CALNAME", "SUMMARY", "DTSTART", "DTSTAMP"),
        *("SEQUENCE", "STATUS", "CLASS", "LOCATION", "DTEND", "DESCRIPTION", "TRANSP"),
        *("ACTION", "TRIGGER"),
    }


@pytest.mark.parametrize("name", PAPERS)
def test_paper_shows_each_text_letter_by_letter(said, name):
    for label, places in WHERE.items():
        if name in places.split():
            # The sign in front may be one that has no letter there.
            whole = close_up(canaries.text(label))[1:]
            assert any(whole in text for text in said[name]), label


@pytest.mark.parametrize("name", PAPERS)
def test_paper_does_nothing_by_itself(outputs, name):
    for one in outputs[name]:
        reader = PdfReader(io.BytesIO(one.body))
        root = reader.trailer["/Root"]
        assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & root.keys()
        assert not any({"/Annots", "/AA"} & page.keys() for page in reader.pages)
        assert not MARK.search(str(reader.metadata))


def test_every_answer_forbids_guessing_what_it_is(outputs):
    for found in outputs.values():
        assert {one.headers["X-Content-Type-Options"] for one in found} == {"nosniff"}


def test_no_address_and_no_header_holds_a_text(outputs):
    for found in outputs.values():
        for one in found:
            assert not MARK.search(f"{one.path} {one.headers}"), one.path
            assert one.headers.get("Content-Disposition", "").isascii()


def test_files_are_kept_and_not_opened_as_pages(outputs):
    for name in ("json", "fhir", "link-fhir", *TABLES_OF):
        for one in outputs[name]:
            assert one.headers["Content-Disposition"].startswith('attachment; filename="carelog-')
