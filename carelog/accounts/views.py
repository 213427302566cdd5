"""Preferences, one's address, the invitation to sign up, sign-in by passkey, staying signed in."""

from allauth.account import views as account_views
from allauth.decorators import rate_limit
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from carelog.accounts import addresses, invitations
from carelog.accounts.forms import AddressForm, PasskeySignInForm, PreferencesForm
from carelog.accounts.requests import AuthenticatedRequest
from carelog.accounts.step_up import require_recent_sign_in
from carelog.form_data import form_data


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: AuthenticatedRequest) -> HttpResponse:
    """Show and save how a person is named and likes to read."""
    form = PreferencesForm(form_data(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("preferences")
    status = 422 if request.method == "POST" else 200
    if status == 422:
        request.user.refresh_from_db()
    to_confirm = settings.HAS_MAIL and not addresses.confirmed_address(request.user)
    context = {"form": form, "to_confirm": to_confirm}
    return render(request, "accounts/preferences.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def signup_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link is for; opening it takes a press, so that a preview uses nothing."""
    token_hash = invitations.hash_of(token)
    if settings.SIGNUP != "invite" or not invitations.is_open(token_hash):
        raise Http404
    if request.method == "POST":
        request.session[invitations.SESSION_KEY] = token_hash
        return redirect("account_signup")
    return render(request, "accounts/signup_invitation.html")


def password_reset(request: HttpRequest) -> HttpResponse:
    """Offer a new password by mail, or, without a mail server, say who can set one."""
    return account_views.password_reset(request) if settings.HAS_MAIL else _no_mail(request)


def email(request: AuthenticatedRequest) -> HttpResponse:
    """Offer to change the address, and where there is mail to prove it by a message to it."""
    return account_views.email(request) if settings.HAS_MAIL else _change_address(request)


@rate_limit(action="manage_email")
@require_http_methods(["GET", "HEAD", "POST"])
def _change_address(request: AuthenticatedRequest) -> HttpResponse:
    require_recent_sign_in(request)
    form = AddressForm(form_data(request), user=request.user)
    if request.method == "POST" and form.is_valid() and form.save():
        messages.success(request, _("Saved. From now on you sign in with this address."))
        return redirect("preferences")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/address.html", {"form": form}, status=status)


def _no_mail(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/no_mail.html")


class PasskeySignIn(LoginWebAuthnView):
    """Sign in by passkey alone; the session lasts as the answer about the device says."""

    form_class = PasskeySignInForm

    def form_valid(self, form: PasskeySignInForm) -> HttpResponse:
        """Note the answer once the passkey has been found right."""
        self.request.session["own_device"] = form.cleaned_data["remember"]
        return super().form_valid(form)


@require_POST
def still_here(request: AuthenticatedRequest) -> HttpResponse:
    """Keep the session awake; the middleware has noted the visit."""
    return HttpResponse(status=204)
