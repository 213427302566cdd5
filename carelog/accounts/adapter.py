"""How the account library meets this site: who may sign up, what it mails, secrets at rest."""

import base64
import hashlib
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core import context as library
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from carelog.accounts import addresses, invitations
from carelog.accounts.models import User
from carelog.site_address import host, link_for, link_to

STAGES = {
    "allauth.account.stages.EmailVerificationStage": "carelog.accounts.stages.ConfirmAddress",
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up by the site's mode, and mail that knows no more than it has to say."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Open to all, to people with a link, or to nobody, as the site is set."""
        if settings.SIGNUP == "invite":
            return invitations.is_open(request.session.get(invitations.SESSION_KEY, ""))
        return settings.SIGNUP == "open"

    def is_safe_url(self, url: str) -> bool:
        """Guard against open redirects: a path of this site, never a whole URL."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        # The library puts the request's Host before it: another port, and counting began anew.
        return credentials.get("email", "").lower()

    def authenticate(self, request: HttpRequest, **credentials: str) -> User | None:
        """Return whose address and password these are, if anyone's."""
        user = super().authenticate(request, **credentials)
        if user and addresses.has_been_in(user):
            # No code will be asked for. With no address to send one to, the library's limit on
            # codes does not count here: strangers who ask for some would keep the person out.
            EmailAddress.objects.fill_cache_for_user(user, [])
        return user

    def get_login_stages(self) -> list[str]:
        """Return the steps of signing in; one of them is our own."""
        return [STAGES.get(name, name) for name in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: User, **about: object) -> HttpResponse:
        """Go on to the page that was asked for; say once, calmly, what can be done some time."""
        answer = super().post_login(request, user, **about)
        if settings.HAS_MAIL and not addresses.confirmed_address(user):
            said = _(
                "Your e-mail address is not confirmed yet. You can do that in your settings, when"
                " it suits you."
            )
            messages.info(request, said)
        return answer

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Note that an address is proven; it takes the place of those that are not."""
        with transaction.atomic():
            is_done = super().confirm_email(request, email_address)
            if is_done:
                addresses.settle(email_address)
        return is_done

    def send_password_reset_mail(self, user: User, email: str, context: dict) -> None:
        """Send the link, unless it could open what someone has written to somebody else.

        An address that was typed while there was no mail may be a stranger's. Where nobody has been
        in yet there is nothing to open, and the way to a forgotten new account stays.
        """
        if addresses.is_confirmed(user, email) or not addresses.has_been_in(user):
            super().send_password_reset_mail(user, email, context)
        else:
            self.send_mail("account/email/unknown_account", email, {})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict | None = None,
        email: str | None = None,
    ) -> None:
        """Tell of a change of the account, but only where the person is proven to be reached."""
        to = email or addresses.confirmed_address(user)
        if to and addresses.is_confirmed(user, to):
            super().send_notification_mail(template_prefix, user, context, to)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a mail about an account, made of a code and addresses of this site alone.

        The library makes its addresses of what the request says of its own; of these no more than
        the path is used. The request, names and the browser's name for itself stay out.
        """
        words: dict[str, Any] = {
            name: _here(url) for name, url in context.items() if name.endswith("_url")
        }
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
