"""Coming into the demo by a link."""

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.utils import perform_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from carelog.upkeep import demo_links


@require_http_methods(["GET", "HEAD", "POST"])
def demo_sign_in(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link is for; it takes a press to come in, so that a preview uses nothing."""
    if request.method != "POST":
        if not demo_links.is_open(token):
            raise Http404
        return render(request, "upkeep/demo_sign_in.html", {"minutes": demo_links.MINUTES})
    user = demo_links.use(token)
    if user is None:
        raise Http404
    return perform_login(request, user, email_verification=EmailVerificationMethod.NONE)
