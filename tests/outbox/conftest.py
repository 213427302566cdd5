"""What every test of the outbox starts from: noon, and a mail server made of memory."""

import pytest
import time_machine

from tests import cast
from tests.outbox.servers import LOCMEM, Moody


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(cast.NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _mail_stays_here(settings):
    settings.HAS_MAIL = True
    settings.OUTBOX_TRANSPORT = LOCMEM


@pytest.fixture
def moody(settings, monkeypatch):
    """A mail server whose troubles a test sets by address, and that notes whom it reached."""
    settings.OUTBOX_TRANSPORT = "tests.outbox.servers.Moody"
    for name in ("troubles", "delivered"):
        monkeypatch.setattr(Moody, name, type(getattr(Moody, name))())
    return Moody


@pytest.fixture
def with_outbox(settings):
    """A site with a mail server, as it is shipped: all its mail goes through the outbox."""
    settings.EMAIL_BACKEND = "carelog.outbox.backend.EmailBackend"
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
