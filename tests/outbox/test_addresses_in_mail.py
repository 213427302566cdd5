"""Every address in every mail is one of CARELOG_PUBLIC_URL, whatever a request says of its own.

And no mail says who someone is, from where they came or with which browser.
"""

import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.core import mail
from django.template.loader import get_template

from carelog.accounts.adapter import AccountAdapter
from carelog.accounts.models import User
from carelog.outbox.models import Message
from carelog.outbox.sending import send_due
from tests import cast
from tests.outbox import every_mail
from tests.outbox.every_mail import BY_LIBRARY, BY_US, LIED, NEVER_SENT

HERE = "https://diary.example.org:8443"
ADDRESS = re.compile(r"\b[a-z]+://[^\s\"'<>]+", re.I)
NAME = "Xanthippe"
#: Mails that lead nowhere: they hold a code, to be typed where it was asked for.
WITHOUT_ADDRESS = {"account/email/email_confirmation_signup", "account/email/email_confirmation"}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_outbox")]


@pytest.fixture
def person(settings, clock):
    """Someone with a record, a confirmed address and a daughter, on a site with an address."""
    settings.PUBLIC_URL = HERE
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = True
    user, daughter = cast.make_user("patient"), cast.make_user("daughter")
    User.objects.update(name=NAME)
    user.refresh_from_db()
    for one in (user, daughter):
        EmailAddress.objects.create(user=one, email=one.email, primary=True, verified=True)
    cast.join(cast.make_patient(user), daughter, "editor", "caregiver")
    return user


@pytest.fixture
def rendered(monkeypatch):
    """The names of the templates of the mails that the account library made."""
    names, render = [], AccountAdapter.render_mail

    def note(adapter, template_prefix, *args, **kwargs):
        names.append(template_prefix)
        return render(adapter, template_prefix, *args, **kwargs)

    monkeypatch.setattr(AccountAdapter, "render_mail", note)
    return names


def words_of_all_sent() -> str:
    """Send what waits; return subject and body of all of it."""
    assert not Message.objects.exclude(html="").exists()
    send_due()
    assert mail.outbox
    return "\n".join(f"{one.subject}\n{one.body}" for one in mail.outbox)


def look_through(words: str, least: int) -> None:
    """Hold all that must be true of the words of a mail."""
    assert not LIED.search(words)
    assert NAME not in words
    assert "@" not in words
    addresses = ADDRESS.findall(words)
    assert len(addresses) >= least
    for address in addresses:
        assert address.startswith(f"{HERE}/"), address


@pytest.mark.parametrize("name", BY_LIBRARY)
def test_a_mail_about_an_account_holds_the_addresses_of_this_site_alone(
    person, rendered, name, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        BY_LIBRARY[name](person)
    assert name in rendered
    look_through(words_of_all_sent(), least=name not in WITHOUT_ADDRESS)


@pytest.mark.parametrize("subject", BY_US)
def test_a_mail_of_ours_holds_the_addresses_of_this_site_alone(person, subject):
    BY_US[subject](person)
    words = words_of_all_sent()
    assert subject in words
    look_through(words, least=1)


def test_no_kind_of_mail_is_left_out():
    assert BY_LIBRARY.keys() | NEVER_SENT.keys() == every_mail.templates_of_the_library()
    assert not BY_LIBRARY.keys() & NEVER_SENT.keys()
    # The trial of `manage.py doctor` goes past the outbox, holds no address, and is tested there.
    assert BY_US.keys() == every_mail.subjects_of_ours() - {"CareLog: a trial"}


@pytest.mark.parametrize(("signup", "is_offered"), [("open", True), ("invite", False)])
def test_a_mail_offers_to_make_an_account_only_where_anyone_may(
    person, settings, signup, is_offered
):
    settings.SIGNUP = signup
    BY_LIBRARY["account/email/unknown_account"](person)
    assert ("/account/signup/" in words_of_all_sent()) is is_offered


def test_what_is_never_sent_is_switched_off():
    assert not any(getattr(site, name, False) for name in NEVER_SENT.values() if name.isupper())
    assert "totp" not in site.MFA_SUPPORTED_TYPES


@pytest.mark.parametrize("name", BY_LIBRARY)
@pytest.mark.parametrize("part", ["subject", "message"])
def test_the_words_of_each_mail_are_our_own(name, part):
    path = get_template(f"{name}_{part}.txt").origin.name
    assert path.startswith(str(site.BASE_DIR / "templates"))
