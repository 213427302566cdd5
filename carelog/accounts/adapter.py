"""How the account library meets this site: who may sign up, secrets at rest."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest

from carelog.accounts import invitations


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up by the site's mode."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open to all, to people with a link, or to nobody, as the site is set."""
        if settings.SIGNUP == "invite":
            return invitations.is_open(request.session.get(invitations.SESSION_KEY, ""))
        return settings.SIGNUP == "open"


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
