"""Who may open which route: the one table that both the code and the tests read.

A route that is not in ROUTES is refused, whoever asks. `SIGNED_IN` lets any signed-in person
in; `RECORD` does too, and the view then fetches the record with `open_record`, which answers
404 for a record that is not the reader's.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import Resolver404, resolve

from carelog import errors
from carelog.accounts.requests import SeenRequest

logger = logging.getLogger(__name__)
METHODS = ("GET", "HEAD", "POST")
#: Routes with CORS, which a browser announces by OPTIONS.
FROM_ANYWHERE = frozenset({"health_link", "health_link_file"})


class Policy(Enum):
    """How far a route is open before its view runs."""

    STATIC = "public, the same for everyone"
    PUBLIC = "public"
    SIGNED_IN = "signed in"
    RECORD = "signed in, and the record decides"


ROUTES: dict[str, Policy] = {
    # Asked for as by a stranger, without session and database: `carelog.middleware.asks_nothing`.
    "welcome": Policy.STATIC,
    "about": Policy.STATIC,
    "urgent": Policy.STATIC,
    "learn": Policy.STATIC,
    "learn_booklet": Policy.STATIC,
    "learn_booklet_pdf": Policy.STATIC,
    "learn_page": Policy.STATIC,
    "healthz": Policy.STATIC,
    # The one that asks the database all the same.
    "readyz": Policy.STATIC,
    "robots_txt": Policy.STATIC,
    "signup_invitation": Policy.PUBLIC,
    "demo_sign_in": Policy.PUBLIC,
    "account_login": Policy.PUBLIC,
    "account_signup": Policy.PUBLIC,
    "account_inactive": Policy.PUBLIC,
    # Also for someone between their password and their passkey, who must be able to turn back.
    "account_logout": Policy.PUBLIC,
    "account_email_verification_sent": Policy.PUBLIC,
    "account_confirm_email": Policy.PUBLIC,
    "account_reset_password": Policy.PUBLIC,
    "account_reset_password_done": Policy.PUBLIC,
    "account_reset_password_from_key": Policy.PUBLIC,
    "account_reset_password_from_key_done": Policy.PUBLIC,
    "mfa_authenticate": Policy.PUBLIC,
    "mfa_login_webauthn": Policy.PUBLIC,
    # Also for someone who was signed out meanwhile, and taps it to be gone.
    "private_leave": Policy.PUBLIC,
    "account_reauthenticate": Policy.SIGNED_IN,
    "account_email": Policy.SIGNED_IN,
    "account_change_password": Policy.SIGNED_IN,
    "account_set_password": Policy.SIGNED_IN,
    "mfa_index": Policy.SIGNED_IN,
    "mfa_reauthenticate": Policy.SIGNED_IN,
    "mfa_list_webauthn": Policy.SIGNED_IN,
    "mfa_add_webauthn": Policy.SIGNED_IN,
    "mfa_edit_webauthn": Policy.SIGNED_IN,
    "mfa_remove_webauthn": Policy.SIGNED_IN,
    "mfa_reauthenticate_webauthn": Policy.SIGNED_IN,
    "mfa_view_recovery_codes": Policy.SIGNED_IN,
    "mfa_generate_recovery_codes": Policy.SIGNED_IN,
    "mfa_download_recovery_codes": Policy.SIGNED_IN,
    "session_list": Policy.SIGNED_IN,
    "preferences": Policy.SIGNED_IN,
    "still_here": Policy.SIGNED_IN,
    "home": Policy.SIGNED_IN,
    "go": Policy.SIGNED_IN,
    "own_learn_page": Policy.SIGNED_IN,
    "own_record": Policy.SIGNED_IN,
    "log_kind": Policy.SIGNED_IN,
    "patient_list": Policy.SIGNED_IN,
    "patient_new": Policy.SIGNED_IN,
    "patient_welcome": Policy.RECORD,
    "patient_edit": Policy.RECORD,
    "number_list": Policy.RECORD,
    "number_new": Policy.RECORD,
    "number_edit": Policy.RECORD,
    "number_remove": Policy.RECORD,
    "number_put_back": Policy.RECORD,
    "patient_urgent": Policy.RECORD,
    "wallet_card": Policy.RECORD,
    "act_now": Policy.RECORD,
    "warning_close": Policy.RECORD,
    "warning_reopen": Policy.RECORD,
    "warning_note": Policy.RECORD,
    "note_take_back": Policy.RECORD,
    "private_open": Policy.RECORD,
    "private_new": Policy.RECORD,
    "private_edit": Policy.RECORD,
    "private_answer": Policy.RECORD,
    "private_list": Policy.RECORD,
    "private_remove": Policy.RECORD,
    "private_put_back": Policy.RECORD,
    "person_private": Policy.RECORD,
    "today": Policy.RECORD,
    "check_in_start": Policy.RECORD,
    "check_in_too_ill": Policy.RECORD,
    "check_in": Policy.RECORD,
    "check_in_signs": Policy.RECORD,
    "check_in_step": Policy.RECORD,
    "check_in_where": Policy.RECORD,
    "check_in_yesterday": Policy.RECORD,
    "check_in_same": Policy.RECORD,
    "check_in_done": Policy.RECORD,
    "check_in_remove": Policy.RECORD,
    "check_in_put_back": Policy.RECORD,
    "log_index": Policy.RECORD,
    "timeline": Policy.RECORD,
    "month": Policy.RECORD,
    "day": Policy.RECORD,
    "dose_now": Policy.RECORD,
    "dose_skip": Policy.RECORD,
    "entry_list": Policy.RECORD,
    "entry_new": Policy.RECORD,
    "entry": Policy.RECORD,
    "entry_edit": Policy.RECORD,
    "entry_remove": Policy.RECORD,
    "entry_put_back": Policy.RECORD,
    "entry_restore": Policy.RECORD,
    "pain_place": Policy.RECORD,
    "question_add": Policy.RECORD,
    "trends": Policy.RECORD,
    "trends_panels": Policy.RECORD,
    "trends_compare": Policy.RECORD,
    "trends_places": Policy.RECORD,
    "invitation_open": Policy.PUBLIC,
    # The cookie of an opening decides, and the link it came from, not who is signed in.
    "share_open": Policy.PUBLIC,
    "shared_summary": Policy.PUBLIC,
    "shared_close": Policy.PUBLIC,
    "shared_answer": Policy.PUBLIC,
    "shared_pdf": Policy.PUBLIC,
    "shared_fhir": Policy.PUBLIC,
    "shared_csv": Policy.PUBLIC,
    # No cookie counts: the token in the address decides.
    "health_link": Policy.PUBLIC,
    "health_link_file": Policy.PUBLIC,
    "calendar_feed": Policy.PUBLIC,
    "link_list": Policy.RECORD,
    "link_new": Policy.RECORD,
    "link_new_app": Policy.RECORD,
    "link_new_calendar": Policy.RECORD,
    "link_revoke": Policy.RECORD,
    "sharing": Policy.RECORD,
    "person_invite": Policy.RECORD,
    "invitation_take_back": Policy.RECORD,
    "person_edit": Policy.RECORD,
    "person_confirm": Policy.RECORD,
    "person_revoke": Policy.RECORD,
    "person_hand_over": Policy.RECORD,
    "leave": Policy.RECORD,
    "access_log": Policy.RECORD,
    "since_last": Policy.RECORD,
    "export": Policy.RECORD,
    "export_csv": Policy.RECORD,
    "export_json": Policy.RECORD,
    "fhir_bundle": Policy.RECORD,
    "fhir_code_system": Policy.STATIC,
    "summary": Policy.RECORD,
    "summary_pdf": Policy.RECORD,
    "talk": Policy.RECORD,
    "comment_new": Policy.RECORD,
    "comment_remove": Policy.RECORD,
    "comments_read": Policy.RECORD,
    "task_new": Policy.RECORD,
    "task_done": Policy.RECORD,
    "patient_learn": Policy.RECORD,
    "patient_learn_page": Policy.RECORD,
    "patient_learn_read": Policy.RECORD,
    "patient_learn_dismiss": Policy.RECORD,
}


def route_of(request: HttpRequest) -> str:
    """Return the name of the route a request is for, also before it is led there; "" for none."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return ""
    return match.view_name


class deny_by_default:
    """Middleware: deny by default; refuse a route without a policy, and people it is not for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = errors.not_a_page(request)
        page["Allow"] = response["Allow"]
        return page

    def process_view(
        self,
        request: SeenRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[object],
        kwargs: Mapping[str, object],
    ) -> HttpResponse | None:
        """Return nothing for those who may go on to the view, an answer for all others."""
        name = route_of(request)
        policy = ROUTES.get(name)
        if policy is None:
            logger.error("A route has no policy: %s", name)
            raise Http404
        methods = (*METHODS, "OPTIONS") if name in FROM_ANYWHERE else METHODS
        if request.method not in methods:
            return HttpResponseNotAllowed(methods)
        request.is_private = policy in (Policy.SIGNED_IN, Policy.RECORD)
        if not request.is_private or request.user.is_authenticated:
            return None
        if request.method in ("GET", "HEAD"):
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        return errors.signed_out(request)
