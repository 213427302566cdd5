"""How the account library meets this site: who may sign up, mail that fails, secrets at rest."""

import base64
import hashlib
import logging
import smtplib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

from carelog.accounts import invitations

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up by the site's mode; mail that cannot be sent never breaks a page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open to all, to people with a link, or to nobody, as the site is set."""
        if settings.SIGNUP == "invite":
            return invitations.is_open(request.session.get(invitations.SESSION_KEY, ""))
        return settings.SIGNUP == "open"

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a message; when the mail server fails, log that and go on."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, smtplib.SMTPException) as error:
            logger.warning("A message could not be sent: %s", type(error).__name__)


class FactorAdapter(DefaultMFAAdapter):
    """Recovery-code seeds are stored encrypted with a key made from SECRET_KEY."""

    def _fernet(self) -> Fernet:
        key = hashlib.sha256(b"carelog second factors" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        """Return the text as it is stored."""
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text again; InvalidToken when SECRET_KEY has changed."""
        return self._fernet().decrypt(encrypted_text.encode()).decode()
