"""What each reader is told and offered: nothing that is said to another, and no way that ends."""

import re
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import resolve

from carelog.diary.kinds import RECORDED
from carelog.patients.actions import create_patient
from carelog.patients.models import Patient
from tests import cast
from tests.frame.access_table import RECORD, WITHOUT_RECORD
from tests.frame.site import address, address_of, fill

#: Who may read a record that is about somebody else, and who it is about.
OTHERS = ("editor", "viewer", "keeper")
READERS = ("owner", *OTHERS)
#: What a keeper is to routes: they own the record of somebody else.
ROLE = {"keeper": "owner"}
#: Pages without a record that lead on to others, for whoever is signed in.
OWN_PAGES = ("preferences", "patient_list", "mfa_index", "mfa_list_webauthn", "session_list")
PUBLIC_PAGES = ("about", "urgent", "learn", "learn_booklet", "account_change_password")
YOU = re.compile(r"\b(?:you|yours?|yourself)\b", re.IGNORECASE)
SPEAKS_TO = "“You” here is Pat Ient."
#: General information, which stands in a record as it stands in public.
GENERAL = {"patient_learn_page", "patient_urgent", "wallet_card"}
#: What is said to whoever reads, of themselves and not of the person the record is about.
PERMITTED = {
    # The end of the scale, in the words it was published in.
    "10 the worst you can imagine",
    # To who owns the record of somebody else.
    "A link shows the summary of this record to whoever you give it to, for some days. They can"
    " read, not write. Each opening is listed here.",
    "One line for each person and page in a quarter of an hour, and one for each change of who may"
    " see this record. Nobody can change this list, you neither. What whoever runs this site does"
    " on its computer is not in it.",
    "CareLog is a diary. Nobody watches it. It does not replace your care team or the emergency"
    " service.",
    "Each page stands beside the entries of this record. What you read is seen by you alone.",
    "More, if you like (all of it can wait)",
    "No medicines yet. When you add one, it stands here.",
    "Only you see that.",
    "Since you last looked",
    "Some things in this record are not shared with you.",
    "These files hold what you may see of this record. They leave CareLog: whoever gets a file can"
    " read it, and it cannot be taken back.",
    "What do you want to ask?",
    "What you wrote stays. To come back you need a new invitation.",
    "Why we ask: What do you want to ask?",
    "You are",
    "You began a check-in.",
    "You may",
    "You see",
    "Your comment",
    "Your place in this record",
    "Your settings",
    "no entry that you may see",
}


@pytest.fixture(scope="module")
def pages(shared_database):
    """The pages of a record as each reader is shown them, with the client they are read with."""
    with time_machine.travel(cast.NOON, tick=False):
        people = {reader: cast.make_user(reader) for reader in READERS}
        record = cast.make_patient(people["owner"], "Pat Ient")
        cast.join(record, people["editor"], "editor", "caregiver")
        cast.join(record, people["viewer"], "viewer", "clinician")
        about = {"name": "Pat Ient", "birth_year": 1950, "country": "DE", "zone": "Europe/Berlin"}
        kept = create_patient(Patient(**about), by=people["keeper"], relation="caregiver")
        kinds = [kind.slug for kind in RECORDED]
        ids = fill(cast.access_of(record, people["editor"]), *kinds)
        fill(cast.access_of(record, people["owner"]), *kinds)
        keeps = fill(cast.access_of(kept, people["keeper"]), *kinds)
        found = {}
        for reader, user in people.items():
            client = signed_in(user)
            mine = keeps if reader == "keeper" else ids
            found[reader] = client, dict(shown(client, reader, mine))
    return found


def signed_in(user) -> Client:
    """Return the browser of someone who signed in just now."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["signed_in_at"] = session["seen_at"] = cast.NOON.timestamp()
    session.save()
    return client


def shown(client, reader, ids):
    """Give each page of a record that a reader may open, by its route and address."""
    for name, shape in RECORD.items():
        if shape.expected("get", ROLE.get(reader, reader)) != 200:
            continue
        kinds = [kind.slug for kind in RECORDED] if name.startswith("entry") else ["pain"]
        for kind in kinds:
            if kind == "mood" and reader in ("editor", "viewer"):
                continue
            response = client.get(address(name, ids, kind))
            if response.status_code == 302:
                # Of what a record has once, the form of a new one leads to the one there is.
                assert name == "entry_new", (reader, name, kind)
                continue
            assert response.status_code == 200, (reader, name, kind)
            if response["Content-Type"].startswith("text/html"):
                yield (name, response.request["PATH_INFO"]), response.content.decode()


def texts(html: str) -> list[str]:
    """Return what stands between the tags of a page."""
    body = html.split("<body", 1)[1]
    # A quotation speaks to whom it is of: a warning's text to who has the sign.
    body = re.sub(r"<(script|style|svg|blockquote)\b.*?</\1>", " ", body, flags=re.DOTALL)
    found = (" ".join(unescape(text).split()) for text in re.findall(r">([^<]+)<", body))
    return [text for text in found if text]


@pytest.mark.django_db
@pytest.mark.parametrize("reader", OTHERS)
def test_nobody_is_called_you_but_the_person_it_is_about(pages, reader):
    said = {}
    for (name, path), html in pages[reader][1].items():
        words = texts(html)
        if name in GENERAL or SPEAKS_TO in words:
            continue
        for text in words:
            if YOU.search(text) and text not in PERMITTED:
                said.setdefault(text, path)
    assert said == {}


@pytest.mark.django_db
def test_each_permitted_sentence_is_said(pages):
    said = {text for reader in OTHERS for html in pages[reader][1].values() for text in texts(html)}
    assert PERMITTED - said == set()


@pytest.mark.django_db
def test_the_person_is_not_told_whom_a_page_speaks_to(pages):
    assert [path for (_name, path), html in pages["owner"][1].items() if SPEAKS_TO in html] == []


@pytest.mark.django_db
@pytest.mark.parametrize("reader", READERS)
def test_every_link_leads_somewhere(pages, reader):
    client, of_record = pages[reader]
    own = [client.get(address_of(name)).content.decode() for name in (*OWN_PAGES, *PUBLIC_PAGES)]
    hrefs = {
        unescape(href).partition("#")[0]
        for html in (*of_record.values(), *own)
        for href in re.findall(r'<a\b[^>]*\bhref="(/[^"]*)"', html)
    }
    assert len(hrefs) > 100
    dead = {href: status for href in hrefs if (status := client.get(href).status_code) >= 400}
    assert dead == {}


@pytest.mark.django_db
@pytest.mark.parametrize("has_mail", [True, False])
def test_settings_lead_somewhere_with_mail_and_without(pages, settings, has_mail):
    settings.HAS_MAIL = has_mail
    client, _of_record = pages["editor"]
    for name in OWN_PAGES:
        html = client.get(address_of(name)).content.decode()
        for href in re.findall(r'<a\b[^>]*\bhref="(/account/[^"#]*)"', html):
            page = client.get(unescape(href), follow=True)
            assert page.status_code == 200, href
            assert "<h1" in page.content.decode(), href


@pytest.mark.django_db
@pytest.mark.parametrize("reader", READERS)
def test_every_button_may_be_pressed(pages, reader):
    refused = {}
    for (_name, path), html in pages[reader][1].items():
        for tag, body in re.findall(r"<form\b([^>]*)>(.*?)</form>", html, flags=re.DOTALL):
            if 'method="post"' not in tag:
                continue
            actions = re.findall(r'\baction="([^"]+)"', tag) or [path]
            for action in (*actions, *re.findall(r'\bformaction="([^"]+)"', body)):
                name = resolve(unescape(action).partition("?")[0]).url_name
                shape = RECORD.get(name) or WITHOUT_RECORD[name]
                status = shape.expected("post", ROLE.get(reader, reader))
                if status in (403, 404, 405):
                    refused[path] = (name, status)
    assert refused == {}
