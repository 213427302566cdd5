"""How the account library meets this site: who may sign up, what it mails, secrets at rest."""

import base64
import hashlib
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as library
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from carelog.accounts import invitations
from carelog.site_address import host, link_for, link_to


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up by the site's mode, and mail that knows no more than it has to say."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open to all, to people with a link, or to nobody, as the site is set."""
        if settings.SIGNUP == "invite":
            return invitations.is_open(request.session.get(invitations.SESSION_KEY, ""))
        return settings.SIGNUP == "open"

    def is_safe_url(self, url: str) -> bool:
        """Say whether one may be led there: a path of this site, never a whole address."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        # The library puts the request's Host before it: another port, and counting began anew.
        return credentials.get("email", "").lower()

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a mail about an account, made of a code and addresses of this site alone.

        The library makes its addresses of what the request says of its own; of these no more than
        the path is used. The request, names and the browser's name for itself stay out.
        """
        words = {name: _here(url) for name, url in context.items() if name.endswith("_url")}
        words |= {"sign_in_url": link_to("account_login"), "code": context.get("code")}
        words.setdefault("password_reset_url", link_to("account_reset_password"))
        if settings.SIGNUP != "open":
            words.pop("signup_url", None)
        with library.request_context(None):
            self.render_mail(template_prefix, email, words).send()


def _here(url: str) -> str:
    """Return the place of this site that an address leads to."""
    return link_for(urlsplit(url).path)


class FactorAdapter(DefaultMFAAdapter):
    """Passkeys are made for this site's own address; seeds of recovery codes are encrypted.

    The key of these is made from SECRET_KEY.
    """

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return for whom a passkey is made, whatever the request says of its own address."""
        return {"id": host(), "name": "CareLog"}

    def _fernet(self) -> Fernet:
        key = hashlib.sha256(b"carelog second factors" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        """Return the text as it is stored."""
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the text again; InvalidToken when SECRET_KEY has changed."""
        return self._fernet().decrypt(encrypted_text.encode()).decode()
