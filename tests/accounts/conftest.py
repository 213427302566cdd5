"""Sites with and without a mail server."""

import pytest


@pytest.fixture
def switch_mail(settings):
    """Return a function that adds a mail server to the site, or takes it away again."""

    def switch(on: bool) -> None:
        kind = "locmem" if on else "dummy"
        settings.HAS_MAIL = settings.ACCOUNT_EMAIL_NOTIFICATIONS = on
        settings.EMAIL_BACKEND = f"django.core.mail.backends.{kind}.EmailBackend"
        settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory" if on else "none"
        settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = on

    return switch
