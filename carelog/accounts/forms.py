"""The forms of an account: sign-in, sign-up, preferences."""

from typing import Any

from allauth.account.forms import LoginForm, SignupForm
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import get_adapter as factors
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from carelog.accounts import addresses, invitations
from carelog.accounts.models import User
from carelog.text import LineField

#: What the library raises for an answer that is no answer.
NO_ANSWER = (AttributeError, KeyError, TypeError, ValueError)
OWN_DEVICE = _("This is my own device. Keep me signed in for 30 days.")


def _writable(email: str) -> str:
    if not email.isprintable():
        raise ValidationError(_("This is not an e-mail address we can write to."))
    return email


class SignInForm(LoginForm):
    """E-mail and password, and whether this is the person's own device."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["remember"].label = OWN_DEVICE
        self.fields["login"].label = _("E-mail address")
        for name in ("login", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
        if not settings.HAS_MAIL:
            self.fields["password"].help_text = _(
                "Forgotten it? The person who runs this site can set a new one."
            )

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in; the answer about the device outlasts a second step, such as a passkey."""
        request.session["own_device"] = self.cleaned_data["remember"]
        return super().login(request, redirect_url)


class AnswerField(forms.JSONField):
    """What a passkey answers, hidden; also a number or a nesting too long to read is refused."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        """Return what the JSON says."""
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise factors().validation_error("incorrect_code") from error

    def bound_data(self, data: str, initial: Any) -> Any:
        """Leave the field empty when the form comes again: an answer serves once."""
        return initial


class _AnyAnswer:
    """What is no passkey's answer at all is refused like a wrong one."""

    def clean_credential(self) -> Authenticator:
        """Return the passkey."""
        try:
            # The form of the library that it stands before has it.
            return super().clean_credential()  # type: ignore[misc]
        except NO_ANSWER as error:
            raise factors().validation_error("incorrect_code") from error


class PasskeySignInForm(_AnyAnswer, LoginWebAuthnForm):
    """A passkey instead of a password, and whether this is the person's own device."""

    credential = AnswerField()
    remember = forms.BooleanField(required=False)


class PasskeySecondForm(_AnyAnswer, AuthenticateWebAuthnForm):
    """A passkey after a password."""

    credential = AnswerField()


class PasskeyAgainForm(_AnyAnswer, ReauthenticateWebAuthnForm):
    """A passkey once more, before what matters."""

    credential = AnswerField()


class NewPasskeyForm(AddWebAuthnForm):
    """A passkey to be added; what is no passkey's answer at all is refused like a wrong one."""

    credential = AnswerField()

    def clean(self) -> dict:
        """Return what was sent."""
        try:
            return super().clean()
        except NO_ANSWER as error:
            raise factors().validation_error("incorrect_code") from error


class SignUpForm(SignupForm):
    """E-mail and one password of at least 15 characters."""

    field_order = ("email", "password1", "own_device")
    own_device = forms.BooleanField(required=False, initial=True, label=OWN_DEVICE)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["password1"].help_text = _(
            "At least 15 characters. Four or five words you can remember are enough."
        )
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        """Refuse an address that no message could be sent to."""
        return _writable(super().clean_email())

    def save(self, request: HttpRequest) -> User:
        """Make the account; where sign-up is by invitation, use the link up with it."""
        token_hash = request.session.pop(invitations.SESSION_KEY, "")
        if settings.SIGNUP == "invite" and not invitations.use(token_hash):
            messages.warning(request, _("This invitation has just been used."))
            raise ImmediateHttpResponse(redirect("account_signup"))
        user = super().save(request)
        request.session["own_device"] = self.cleaned_data["own_device"]
        return user


class AddressForm(forms.Form):
    """Another e-mail address, where no mail can ask whether it is one's own."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)

    def __init__(self, *args, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean_email(self) -> str:
        """Refuse what no message could be sent to."""
        return _writable(self.cleaned_data["email"])

    def save(self) -> bool:
        """Change the address; False, with a word beside it, where it is another account's."""
        try:
            addresses.change(self.user, self.cleaned_data["email"])
        except addresses.Taken:
            self.add_error("email", _("There is already an account with this address."))
        return not self.errors


class PreferencesForm(forms.ModelForm):
    """How a person is named to others and likes to read."""

    name = LineField(label=_("Your name, as others see it"))

    class Meta:
        model = User
        fields = (
            "name",
            "weight_unit",
            "temperature_unit",
            "drink_unit",
            "text_size",
            "theme",
            "quiet",
        )
        help_texts = {
            "quiet": _(
                "Hides charts, scores and what to read. Logging, and signs that cannot wait, stay."
            ),
        }
