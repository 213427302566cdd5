"""Who gets which answer where: literal rows, one for each named route.

Each shape holds, for GET and for POST, one status for each of ROLES on the record of the cast.
Where a record is looked at, one that is foreign or absent is 404 for whoever is signed in, and so
is a foreign thing under one's own record wherever the shape would answer 200 or 302.
"""

from dataclasses import dataclass

ROLES = ("anonymous", "owner", "editor", "viewer", "pending", "revoked", "left", "other")


@dataclass(frozen=True)
class Shape:
    """The statuses of a kind of route, in the order of ROLES, for GET and for POST."""

    get: str
    post: str
    #: Whether 403 depends on the row: one that is not there is then 404 for that role, too.
    by_row: bool = False

    def expected(self, method: str, role: str) -> int:
        """Return the status for a role on the record of the cast."""
        statuses = (self.get if method == "get" else self.post).split()
        return int(statuses[ROLES.index(role)])

    def with_foreign_thing(self, method: str, role: str) -> int:
        """Return the status for a thing of another record, or of none, in that of the cast."""
        status = self.expected(method, role)
        return status if status == 403 and not self.by_row else 404


NOT_POST = "401 405 405 405 405 405 405 405"
NOT_GET = "302 405 405 405 405 405 405 405"
WRITERS = "401 302 302 403 404 404 404 404"

READ = Shape("302 200 200 200 404 404 404 404", NOT_POST)
FORM = Shape("302 200 200 403 404 404 404 404", WRITERS)
# A form in which everything may be left out.
STEP = Shape(FORM.get, FORM.post)
OWNERS_FORM = Shape("302 200 403 403 404 404 404 404", "401 302 403 403 404 404 404 404")
WRITERS_PAGE = Shape("302 200 200 403 404 404 404 404", NOT_POST)
# What a person likes to see, which every member may set for themselves.
OWN_LIKING = Shape("302 200 200 200 404 404 404 404", "401 302 302 302 404 404 404 404")
ACT = Shape(NOT_GET, WRITERS)
# A mark for oneself, which every member may set.
OWN_MARK = Shape(NOT_GET, "401 302 302 302 404 404 404 404")
ACT_AND_SHOW = Shape(NOT_GET, "401 200 200 403 404 404 404 404")

# Only the owner, and only after signing in again: with the session of the cast that leads there.
OWNERS_STEP = Shape("302 302 403 403 404 404 404 404", "401 302 403 403 404 404 404 404")
OWNERS_ACT = Shape(NOT_GET, "401 302 403 403 404 404 404 404")
# What someone else did since, and one's own mark that it was seen.
OWN_LOOK = Shape("302 200 200 200 404 404 404 404", "401 302 302 302 404 404 404 404")
# The person the record is about alone; here the owner is. With no page open, they lead to Today.
PERSONS = Shape("302 302 404 404 404 404 404 404", "401 302 404 404 404 404 404 404")
PERSONS_PAGE = Shape(PERSONS.get, NOT_POST)
PERSONS_ACT = Shape(NOT_GET, PERSONS.post)

RECORD: dict[str, Shape] = {
    "link_list": Shape("302 200 403 403 404 404 404 404", NOT_POST),
    "link_new": OWNERS_STEP,
    "link_new_app": OWNERS_STEP,
    "link_new_calendar": OWNERS_STEP,
    "link_revoke": OWNERS_ACT,
    "sharing": READ,
    "person_invite": OWNERS_STEP,
    "invitation_take_back": OWNERS_ACT,
    "person_edit": OWNERS_STEP,
    "person_confirm": OWNERS_ACT,
    "person_revoke": OWNERS_ACT,
    "person_hand_over": OWNERS_STEP,
    # Whoever has left already is led on as the first time.
    "leave": Shape(NOT_GET, "401 403 302 302 404 404 302 404"),
    "access_log": Shape("302 200 403 403 404 404 404 404", NOT_POST),
    "since_last": OWN_LOOK,
    "export": READ,
    "export_csv": READ,
    "export_json": Shape(OWNERS_STEP.get, NOT_POST),
    "fhir_bundle": READ,
    "summary": READ,
    "summary_pdf": READ,
    "talk": READ,
    # What members say to each other, readers too.
    "comment_new": OWN_MARK,
    "comments_read": OWN_MARK,
    "comment_remove": Shape(NOT_GET, "401 302 302 403 404 404 404 404", by_row=True),
    "task_new": OWN_MARK,
    "task_done": OWN_MARK,
    "patient_edit": OWNERS_FORM,
    "patient_welcome": WRITERS_PAGE,
    "number_list": READ,
    "number_new": FORM,
    "number_edit": FORM,
    "number_remove": ACT_AND_SHOW,
    "number_put_back": ACT_AND_SHOW,
    "patient_urgent": READ,
    "wallet_card": READ,
    "act_now": READ,
    "warning_close": ACT,
    "warning_reopen": ACT,
    "warning_note": OWN_MARK,
    "note_take_back": Shape(NOT_GET, "401 302 302 403 404 404 404 404", by_row=True),
    "private_open": PERSONS_ACT,
    "private_new": PERSONS,
    "private_answer": PERSONS_PAGE,
    "private_edit": PERSONS,
    "private_list": PERSONS,
    "private_remove": PERSONS_ACT,
    "private_put_back": PERSONS_ACT,
    "person_private": PERSONS_ACT,
    "today": READ,
    "trends": READ,
    "trends_panels": OWN_LIKING,
    "trends_compare": READ,
    "trends_places": READ,
    "log_index": READ,
    "timeline": READ,
    "month": READ,
    "day": READ,
    "patient_learn": READ,
    "patient_learn_page": READ,
    "patient_learn_read": OWN_MARK,
    "patient_learn_dismiss": OWN_MARK,
    "check_in_start": ACT,
    "check_in_too_ill": ACT,
    "check_in": READ,
    "check_in_signs": ACT,
    "check_in_step": STEP,
    "check_in_where": STEP,
    "check_in_yesterday": WRITERS_PAGE,
    "check_in_same": ACT,
    "check_in_done": ACT,
    "check_in_remove": ACT,
    "check_in_put_back": ACT,
    "dose_now": ACT,
    "dose_skip": ACT,
    "entry_list": READ,
    "entry_new": FORM,
    "entry": READ,
    "entry_edit": FORM,
    "entry_remove": ACT,
    "entry_put_back": ACT,
    "entry_restore": ACT,
    "pain_place": FORM,
    "question_add": ACT,
}


def of(anonymous: int, signed_in: int) -> str:
    """Return the statuses of a route that knows no record."""
    return " ".join([str(anonymous), *[str(signed_in)] * (len(ROLES) - 1)])


SAME_FOR_ALL = Shape(of(200, 200), of(405, 405))
SIGNED_IN = Shape(of(302, 200), of(401, 405))
LEADS_ON = Shape(of(302, 302), of(401, 405))
ASKS_AGAIN = Shape(of(302, 302), of(401, 302))
SIGNED_IN_FORM = Shape(of(302, 200), of(401, 302))
EMPTY_IS_WRONG = Shape(of(302, 200), of(401, 200))
ENTRANCE = Shape(of(200, 302), of(200, 302))
NOTHING_TO_SHOW = Shape(of(302, 404), of(401, 404))
NOT_THERE = Shape(of(404, 404), of(404, 404))

WITHOUT_RECORD: dict[str, Shape] = {
    # A browser that knows someone is led on: `tests/accounts/test_look.py`.
    "welcome": SAME_FOR_ALL,
    "about": SAME_FOR_ALL,
    "urgent": SAME_FOR_ALL,
    "learn": SAME_FOR_ALL,
    "learn_page": SAME_FOR_ALL,
    "learn_booklet": SAME_FOR_ALL,
    "learn_booklet_pdf": Shape(of(400, 400), of(405, 405)),
    "healthz": SAME_FOR_ALL,
    "readyz": SAME_FOR_ALL,
    "robots_txt": SAME_FOR_ALL,
    "fhir_code_system": SAME_FOR_ALL,
    "signup_invitation": NOT_THERE,
    "demo_sign_in": NOT_THERE,
    "invitation_open": NOT_THERE,
    # Whoever holds no opening of a link finds nothing, signed in or not.
    "share_open": Shape(of(200, 200), of(422, 422)),
    "shared_summary": Shape(of(404, 404), of(405, 405)),
    "shared_close": Shape(of(405, 405), of(404, 404)),
    "shared_answer": Shape(of(405, 405), of(404, 404)),
    "shared_pdf": Shape(of(404, 404), of(405, 405)),
    "shared_fhir": Shape(of(404, 404), of(405, 405)),
    "shared_csv": Shape(of(404, 404), of(405, 405)),
    # What is sent here is no request of an app; with one, LINKS below holds.
    "health_link": Shape(of(405, 405), of(400, 400)),
    "health_link_file": Shape(of(404, 404), of(405, 405)),
    "calendar_feed": Shape(of(404, 404), of(405, 405)),
    # Whoever was signed out meanwhile is led away, too.
    "private_leave": Shape(of(405, 405), of(302, 302)),
    "preferences": SIGNED_IN_FORM,
    "still_here": Shape(of(302, 405), of(401, 204)),
    "home": LEADS_ON,
    "go": LEADS_ON,
    "own_record": LEADS_ON,
    "log_kind": LEADS_ON,
    "own_learn_page": LEADS_ON,
    "patient_list": SIGNED_IN,
    "patient_new": SIGNED_IN_FORM,
    "account_login": ENTRANCE,
    "account_signup": ENTRANCE,
    "account_logout": Shape(of(302, 200), of(302, 302)),
    "account_inactive": SAME_FOR_ALL,
    "account_reauthenticate": EMPTY_IS_WRONG,
    "account_email": ASKS_AGAIN,
    "account_email_verification_sent": SAME_FOR_ALL,
    "account_confirm_email": Shape(of(200, 200), of(404, 404)),
    "account_change_password": EMPTY_IS_WRONG,
    "account_set_password": ASKS_AGAIN,
    "account_reset_password": Shape(of(200, 200), of(200, 200)),
    "account_reset_password_done": SAME_FOR_ALL,
    "account_reset_password_from_key": Shape(of(200, 200), of(200, 200)),
    "account_reset_password_from_key_done": SAME_FOR_ALL,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": Shape(of(302, 302), of(302, 302)),
    "mfa_login_webauthn": Shape(of(302, 302), of(302, 302)),
    "mfa_reauthenticate": ASKS_AGAIN,
    "mfa_reauthenticate_webauthn": ASKS_AGAIN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": ASKS_AGAIN,
    "mfa_edit_webauthn": ASKS_AGAIN,
    "mfa_remove_webauthn": ASKS_AGAIN,
    "mfa_view_recovery_codes": Shape(of(302, 404), of(401, 405)),
    "mfa_generate_recovery_codes": ASKS_AGAIN,
    "mfa_download_recovery_codes": NOTHING_TO_SHOW,
    "session_list": SIGNED_IN_FORM,
    # Named by the account library and not used here: no policy, so refused for everyone.
    "account_confirm_login_code": NOT_THERE,
}
CLOSED = frozenset({"account_confirm_login_code"})

#: Who holds a link without an account, and what it is: it shows all; nothing that a route below is
#: asked for, and no day with an entry; it is past its time; its owner ended it.
HOLDERS = ("link", "narrow link", "expired link", "revoked link")


@dataclass(frozen=True)
class Reach:
    """The statuses of a route of links, in the order of HOLDERS, with the holder's own secret.

    With that of someone else's link, or of none, each of them gets `elsewhere`.
    """

    get: str
    post: str
    elsewhere: int = 404

    def expected(self, method: str, holder: str) -> int:
        """Return the status for a holder."""
        statuses = (self.get if method == "get" else self.post).split()
        return int(statuses[HOLDERS.index(holder)])


NEVER = "405 405 405 405"
READS = "200 200 404 404"
LINKS: dict[str, Reach] = {
    "shared_summary": Reach(READS, NEVER),
    "shared_pdf": Reach(READS, NEVER),
    "shared_fhir": Reach(READS, NEVER),
    # A table that the link does not show is not there.
    "shared_csv": Reach("200 404 404 404", NEVER),
    # Where its owner let it be answered; an empty line is asked again.
    "shared_answer": Reach(NEVER, "422 422 404 404"),
    # It takes the cookie away, so it comes after the others.
    "shared_close": Reach(NEVER, READS),
    "health_link": Reach(NEVER, READS),
    "health_link_file": Reach(READS, NEVER),
    "calendar_feed": Reach(READS, NEVER),
}
