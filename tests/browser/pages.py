"""Every page of the site by route name: where it is, or in a few words why it is none.

`things` holds the ids a record's pages need: patient, pain, symptoms, check_in, number, place.
"""

from pathlib import Path

from django.conf import settings
from django.urls import reverse

from carelog.diary.kinds import RECORDED
from carelog.logs.models import PainEntry
from education.pages import all_pages

TEMPLATES = Path(settings.BASE_DIR, "templates", "diary")
NOT_PAGES: dict[str, str] = {
    "healthz": "a word",
    "readyz": "a word",
    "robots_txt": "a text file",
    "still_here": "an act",
    "link_revoke": "an act",
    "shared_summary": "asks for the cookie of an opening; seen in test_share_link.py",
    "shared_close": "an act",
    "shared_answer": "an act",
    "shared_pdf": "a PDF",
    "shared_fhir": "data for a program",
    "shared_csv": "a table for a program",
    "health_link": "data for an app",
    "health_link_file": "data for an app",
    "calendar_feed": "data for a calendar",
    "home": "leads on",
    "go": "leads on",
    "own_record": "leads on",
    "log_kind": "leads on",
    "learn_booklet_pdf": "a PDF; without a page chosen it is the form, in error",
    "patient_learn_read": "an act",
    "patient_learn_dismiss": "an act",
    "own_learn_page": "leads on",
    "summary_pdf": "a PDF",
    "mfa_login_webauthn": "data for a script",
    "mfa_authenticate": "leads on: there is no second step, a passkey is the whole sign-in",
    "mfa_view_recovery_codes": "leads on until codes are made, and then once",
    "mfa_download_recovery_codes": "a text file",
    "mfa_reauthenticate": "leads on: there are no codes to type",
    "number_remove": "an act",
    "number_put_back": "an act",
    "warning_close": "an act",
    "warning_reopen": "an act",
    "warning_note": "an act",
    "note_take_back": "an act",
    "private_open": "an act",
    "private_remove": "an act",
    "private_put_back": "an act",
    "private_leave": "an act",
    "person_private": "an act",
    "invitation_take_back": "an act",
    "person_confirm": "an act",
    "person_revoke": "an act",
    "leave": "an act",
    "comment_new": "an act",
    "comment_remove": "an act",
    "comments_read": "an act",
    "task_new": "an act",
    "task_done": "an act",
    "check_in_start": "an act",
    "check_in_too_ill": "an act",
    "check_in_signs": "an act",
    "check_in_same": "an act",
    "check_in_done": "an act",
    "check_in_remove": "an act",
    "check_in_put_back": "an act",
    "question_add": "an act",
    "dose_now": "an act",
    "dose_skip": "an act",
    "entry_remove": "an act",
    "entry_put_back": "an act",
    "entry_restore": "an act",
    "export_csv": "a file",
    "export_json": "a file",
    "fhir_bundle": "a file",
    "fhir_code_system": "a file",
}
Pages = dict[str, list[str]]
# One kind for each way a list is drawn; each of them says in its own words that it is empty.
DRAWN = {path.name.removesuffix("_list.html") for path in TEMPLATES.glob("*_list.html")}
LISTS = [kind for kind in RECORDED if kind.slug in DRAWN or kind is PainEntry]


def at(name: str, *args) -> list[str]:
    return [reverse(name, args=args)]


def public() -> Pages:
    """Return what is open to everyone; the keys of mailed links are unknown ones."""
    plain = (
        "welcome",
        "about",
        "urgent",
        "learn_booklet",
        "share_open",
        "account_login",
        "account_signup",
        "account_inactive",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    )
    slugs = [page.slug for page in all_pages("en")]
    return {name: at(name) for name in plain} | {
        "learn": [reverse("learn") + query for query in ("", "?q=lytik", "?q=zzzzqqq")],
        "learn_page": [reverse("learn_page", args=[slug]) for slug in slugs],
        "account_confirm_email": at("account_confirm_email", "unknown"),
        "account_reset_password_from_key": at("account_reset_password_from_key", "1", "unknown"),
    }


def invited(token: str) -> Pages:
    """Return what a new person sees where sign-up is by invitation."""
    return {"signup_invitation": at("signup_invitation", token)}


def demo(token: str) -> Pages:
    """Return the page of a link into the demo."""
    return {"demo_sign_in": at("demo_sign_in", token)}


def account() -> Pages:
    """Return the pages of one's account, for a person who has just typed their password."""
    plain = (
        "account_logout",
        "account_reauthenticate",
        "account_email",
        "account_change_password",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
        "session_list",
        "preferences",
        "patient_list",
        "patient_new",
    )
    return {name: at(name) for name in plain}


def without_password() -> Pages:
    """Return what only a person without a password is shown."""
    return {"account_set_password": at("account_set_password")}


def with_passkey(key: int) -> Pages:
    """Return what is there once a passkey is, by its number."""
    return {
        "mfa_edit_webauthn": at("mfa_edit_webauthn", key),
        "mfa_remove_webauthn": at("mfa_remove_webauthn", key),
        "mfa_reauthenticate_webauthn": at("mfa_reauthenticate_webauthn"),
        "mfa_list_webauthn": at("mfa_list_webauthn"),
        "mfa_index": at("mfa_index"),
    }


def invited_to_a_record(token: str) -> Pages:
    """Return the page of an invitation to a record."""
    return {"invitation_open": at("invitation_open", token)}


def shared(things: dict) -> Pages:
    """Return what only a record's owner is shown, and only after signing in just now."""
    patient, person = things["patient"], things["person"]
    return {
        "sharing": at("sharing", patient),
        "person_invite": at("person_invite", patient),
        "person_edit": at("person_edit", patient, person),
        "person_hand_over": at("person_hand_over", patient, person),
        "access_log": [reverse("access_log", args=[patient]) + "?mine=on"],
        "link_list": at("link_list", patient),
        "link_new": at("link_new", patient),
        "link_new_app": at("link_new_app", patient),
        "link_new_calendar": at("link_new_calendar", patient),
    }


def alone(patient, answer) -> Pages:
    """Return what the person alone is shown, once they have opened it."""
    names = ("private_new", "private_answer", "private_list")
    found = {name: at(name, patient) for name in names}
    return found | {"private_edit": at("private_edit", patient, answer)}


def empty_record(patient) -> Pages:
    """Return the pages that look different while nothing is written."""
    names = (
        "patient_welcome",
        "number_list",
        "patient_urgent",
        "wallet_card",
        "act_now",
        "today",
        "trends",
        "timeline",
        "month",
    )
    names += ("sharing", "since_last", "talk", "access_log", "summary", "export")
    found = {name: at(name, patient) for name in (*names, "log_index", "number_new")}
    learn = reverse("patient_learn_page", args=[patient, "symptoms"])
    return found | {
        "entry_list": [reverse("entry_list", args=[patient, kind]) for kind in LISTS],
        "patient_learn": at("patient_learn", patient),
        "patient_learn_page": [learn],
    }


def record(things: dict) -> Pages:
    """Return the pages of a record with something of everything in it."""
    patient, pain = things["patient"], things["pain"]
    return {
        "patient_edit": at("patient_edit", patient),
        "number_list": at("number_list", patient),
        "number_edit": at("number_edit", patient, things["number"]),
        "patient_urgent": at("patient_urgent", patient),
        "wallet_card": at("wallet_card", patient),
        "act_now": at("act_now", patient),
        "today": at("today", patient),
        "check_in_step": [
            reverse("check_in_step", args=[patient, uid, step])
            for uid in things["check_ins"][:1]
            for step in ("day", "night")
        ],
        "check_in_yesterday": at("check_in_yesterday", patient),
        "check_in_where": [
            reverse("check_in_where", args=[patient, uid]) for uid in things["check_ins"][:1]
        ],
        "check_in": [reverse("check_in", args=[patient, uid]) for uid in things["check_ins"]],
        "entry_list": all_kinds("entry_list", patient),
        "entry_new": all_kinds("entry_new", patient),
        "entry": [
            reverse("entry", args=[patient, k, things[k.slug]]) + query
            for k in RECORDED
            for query in ("", "?saved=1")
        ],
        "entry_edit": [reverse("entry_edit", args=[patient, k, things[k.slug]]) for k in RECORDED],
        "pain_place": at("pain_place", patient, pain, "hip.left"),
        "trends": [
            reverse("trends", args=[patient]) + query
            for query in ("", "?period=all", "?period=custom&start=2026-02-02&end=2026-01-01")
        ],
        "trends_panels": at("trends_panels", patient),
        "trends_places": at("trends_places", patient),
        "summary": [
            reverse("summary", args=[patient]) + query for query in ("", "?since=2099-01-01")
        ],
        "trends_compare": [
            reverse("trends_compare", args=[patient]) + query
            for query in ("", "?upper=pain&lower=walking&period=all")
        ],
        "patient_learn_page": at("patient_learn_page", patient, "symptoms"),
        "since_last": at("since_last", patient),
        "talk": at("talk", patient),
        "month": at("month", patient),
        "day": [reverse("day", args=[patient, day]) for day in ("2026-03-02", "2026-03-05")],
    }


def all_kinds(name: str, patient) -> list[str]:
    return [reverse(name, args=[patient, kind]) for kind in RECORDED]


def addresses(pages: Pages) -> list[str]:
    """Return all addresses, in order."""
    return [address for found in pages.values() for address in found]
