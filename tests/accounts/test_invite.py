"""manage.py invite prints a link for one account."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from carelog.accounts.models import SignupInvitation
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _by_invitation(settings):
    settings.SIGNUP = "invite"


def printed() -> str:
    out = StringIO()
    call_command("invite", stdout=out)
    return out.getvalue()


def test_the_command_prints_one_link_that_opens(client, settings):
    link = printed().strip()
    assert link.startswith(settings.PUBLIC_URL + "/account/invited/")
    assert client.get(link.removeprefix(settings.PUBLIC_URL)).status_code == 200


def test_the_link_is_on_the_sites_own_address_and_ends_in_seven_days(settings):
    settings.PUBLIC_URL = "https://diary.example.org"
    with time_machine.travel(cast.NOON, tick=False):
        assert printed().startswith("https://diary.example.org/account/invited/")
    assert SignupInvitation.objects.get().expires_at == cast.NOON + timedelta(days=7)


def test_no_two_links_are_alike():
    assert len({printed() for _time in range(3)}) == 3
    assert SignupInvitation.objects.count() == 3


@pytest.mark.parametrize(
    ("signup", "words"),
    [
        ("closed", "CARELOG_SIGNUP is closed: a link would not open."),
        ("open", "Nobody needs a link here: anyone can make an account at {url}/account/signup/"),
    ],
)
def test_no_link_is_printed_that_would_not_open(settings, signup, words):
    settings.SIGNUP = signup
    with pytest.raises(CommandError) as refused:
        printed()
    assert words.format(url=settings.PUBLIC_URL) in str(refused.value)
    assert not SignupInvitation.objects.exists()
