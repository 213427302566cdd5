"""Texts made to do harm, sent in every form and address: what comes back of them, and by mail."""

from urllib.parse import quote, urlencode

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse

from carelog.accounts.models import User
from carelog.diary.kinds import RECORDED
from carelog.outbox.actions import put
from carelog.outbox.models import Message
from carelog.outbox.sending import send_due
from carelog.patients.models import Invitation, Patient
from carelog.policy import ROUTES, Policy
from carelog.sharing import invitations
from carelog.talk import actions as talk
from carelog.talk.models import Comment, Task
from tests import cast
from tests.frame import canaries, storm
from tests.frame.bad_values import CASES, FORMS, Case
from tests.frame.harm import MARK, ask, dangers, parsed, signed_in
from tests.frame.site import address
from tests.links import holders
from tests.outbox.servers import LOCMEM

#: What is sent in place of good values. It may come back in an address, as `next` does.
POSTED_MARK = "posted"
POSTED = canaries.LONG.format(first="=", mark=POSTED_MARK)


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


#: Names of fields that take words, of which a form with good answers everywhere else is saved.
NAMES = {label.rpartition(".")[2] for label in canaries.free_columns()}
#: What no person types: with a wrong one a form is not looked at.
KEYS = {"uid", "version", "x"}
FORM_CASES = [case for case in CASES if case.form and case.form.keys() - KEYS]
#: Routes that show, beside what is wrong or where they lead, what was typed.
SHOWS_AGAIN = {
    *("account_login", "account_signup", "check_in_done", "check_in_step", "comment_new"),
    *("entry_edit", "entry_new", "link_new", "number_edit", "number_new", "patient_edit"),
    *("patient_new", "person_invite", "preferences", "question_add", "share_open", "task_new"),
}


@pytest.fixture
def good(filled):
    """The keys of the rows by the names that the cases have for them."""
    rows = {kind.slug: filled.rows[kind.slug].uid for kind in RECORDED}
    ids = {"record": filled.ids["patient"], "check_in": filled.ids["check"]} | filled.ids
    ids["medicine"] = filled.ids["dose"]
    return {name: str(uid) for name, uid in (ids | rows).items()}


def readers(case: Case, owner: Client) -> list[Client]:
    """Return the owner in a browser of their own, and someone unknown where a route is public."""
    signed_in = Client()
    signed_in.cookies.load(owner.cookies.output(header="").strip())
    is_public = ROUTES[case.route] in (Policy.PUBLIC, Policy.STATIC)
    return [signed_in, Client()] if is_public else [signed_in]


def send(client: Client, path: str, form: str) -> str:
    """Send a form, go where it leads, undo it; return the page that comes in the end."""
    with transaction.atomic():
        answer = client.post(path, form, content_type=storm.FORM_TYPE, follow=True)
        transaction.set_rollback(True)
    return holders.body(answer).decode()


@pytest.mark.parametrize("case", FORM_CASES, ids=str)
def test_what_a_form_sends_back_is_words(owner, good, case):
    """All fields hold a text at once, then only those that take words: many of these are saved."""
    path, is_shown = storm.address(case, good), case.route not in SHOWS_AGAIN
    for names in (case.form.keys() - KEYS, case.form.keys() & NAMES):
        form = storm.encoded(case.form, good, dict.fromkeys(names, quote(POSTED)))
        for client in readers(case, owner):
            page = send(client, path, form)
            assert dangers(page) == [], names
            is_shown = is_shown or POSTED_MARK in " ".join(parsed(page).words)
    assert is_shown


@pytest.mark.parametrize("kind", RECORDED, ids=lambda kind: kind.slug)
def test_two_answers_that_cross_are_both_shown_as_words(owner, filled, good, kind):
    form = FORMS[kind.slug] | {"uid": good[kind.slug], "version": "1"}
    form |= {name: text for name, text in canaries.texts_of(kind, 3).items() if name in form}
    path = address("entry_edit", filled.ids, kind.slug)
    answer = owner.post(path, urlencode(form, doseq=True), content_type=storm.FORM_TYPE)
    assert answer.status_code == 409
    assert dangers(answer.content.decode()) == []
    assert MARK.search(" ".join(parsed(answer.content.decode()).words))


@pytest.mark.parametrize("case", [case for case in CASES if case.query], ids=str)
def test_what_an_address_asks_for_comes_back_as_words(owner, good, case):
    path = storm.address(case, good)
    for client in readers(case, owner):
        answer = client.get(path, dict.fromkeys(case.query, POSTED), follow=True)
        if answer.headers["Content-Type"].startswith("text/html"):
            assert dangers(answer.content.decode()) == []


@pytest.mark.parametrize("path", ["/{}/", "/learn/{}/", "/invited/{}/", "/account/invited/{}/"])
def test_an_address_that_is_not_there_is_not_repeated(owner, path):
    answer = owner.get(path.format(quote(POSTED, safe="")))
    assert answer.status_code == 404
    assert POSTED_MARK not in answer.content.decode()


HEADERS = {"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted"}
HEADERS |= {"Content-Type", "Content-Transfer-Encoding"}
INJECTED = "x\r\nBcc: evil@example.org\r\n\r\n<script>evil</script>"


@pytest.fixture
def _with_mail(settings):
    settings.HAS_MAIL, settings.OUTBOX_TRANSPORT = True, LOCMEM
    settings.EMAIL_BACKEND = "carelog.outbox.backend.EmailBackend"
    Message.objects.all().delete()


def everything_mailed(filled, said: dict[str, str]) -> list:
    """Do all that is told by mail, with a text wherever one goes in; return the mails."""
    access = filled.access
    members = talk.members_of(access).exclude(pk=access.actor.pk)
    for user in (*members, filled.newcomer):
        cast.confirm(user, primary=False)
    talk.say(access, Comment(text=said["text"]))
    for member in members:
        talk.give_task(access, Task(owner=member, due_on=canaries.TODAY, text=said["text"]))
    offer = {"patient": access.patient, "name": said["name"], "scope": ["pain"]}
    offer |= {"role": "viewer", "relation": "caregiver", "email": "neighbour@example.org"}
    invitations.invite(access, Invitation(**offer))
    for user in (*members, filled.newcomer):
        Client().post(reverse("account_reset_password"), {"email": user.email})
    assert Message.objects.count() == 2 * len(members) + 1 + len(members) + 1
    send_due()
    return mail.outbox


@pytest.mark.usefixtures("_with_mail")
def test_no_mail_holds_a_text_of_the_record(filled):
    sent = everything_mailed(filled, {"text": POSTED, "name": POSTED})
    assert {"neighbour@example.org", filled.newcomer.email} <= {to for one in sent for to in one.to}
    for one in sent:
        assert not MARK.search(one.subject + one.body)
        assert not one.alternatives
        assert set(one.message().keys()) == HEADERS


@pytest.mark.usefixtures("_with_mail")
def test_no_name_begins_a_header_of_a_mail_or_of_an_answer(filled, owner):
    User.objects.update(name=INJECTED)
    Patient.objects.update(name=INJECTED)
    filled.access.actor.refresh_from_db()
    for one in everything_mailed(filled, {"text": INJECTED, "name": INJECTED}):
        raw = one.message().as_bytes()
        assert b"evil" not in raw
        assert set(one.message().keys()) == HEADERS
    for name in ("summary", "summary_pdf", "export", "export_json", "fhir_bundle", "talk"):
        answer = ask(owner, reverse(name, args=[filled.access.patient.uid]))
        assert "evil" not in str(answer.headers)


@pytest.mark.usefixtures("_with_mail")
@pytest.mark.parametrize("name", ["subject", "to"])
def test_a_line_that_would_begin_a_header_is_refused(name):
    values = {"key": "x", "to": "a@example.org", "subject": "CareLog: x", "body": "x"}
    with pytest.raises(ValidationError):
        put(**values | {name: f"{values[name]}\r\nBcc: evil@example.org"})
    assert not Message.objects.exists()
