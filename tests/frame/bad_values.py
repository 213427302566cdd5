"""The one list of bad values, and every place of every route where one can be put.

Good values are templates: `{record}` and the like are filled in by the test, right before each
request, so that one bad value stands among good ones.
"""

from dataclasses import dataclass, field
from urllib.parse import quote

from carelog.diary.kinds import RECORDED
from tests.kinds import TYPED, WHEN

ABSENT = "00000000-0000-4000-8000-000000000000"

#: Name → what a browser would send, percent-encoded. `{name}` is the parameter itself.
BAD_VALUES: dict[str, str] = {
    name: quote(text.encode("utf-8", "surrogatepass"), safe="")
    for name, text in {
        "nothing": "",
        "spaces": " \t ",
        "NUL": "\0",
        "half a character": "\ud800",
        "no character": "\ufffe",
        "first year": "0001-01-01T00:00",
        "first day": "0001-01-01",
        "last year": "9999-12-31T23:59",
        "last day": "9999-12-31",
        "impossible day": "2026-13-45T25:61",
        "10^30": "1" + "0" * 30,
        "minus one": "-1",
        "not whole": "1.5",
        "not a number": "NaN",
        "endless": "Infinity",
        "5,000 digits": "9" * 5000,
        # In base 36, as addresses name a person, it is more than the number of a column holds.
        "a word": "zzzzzzzzzzzzz",
        "a key of nothing": ABSENT,
        "100,000 letters": "a" * 100_000,
        "a script": "<script>alert(1)</script>",
        "a quote": "' OR 1=1 --",
        "a way up": "../../etc/passwd",
        "emoji": "\U0001f9b4" * 3,
        "turned text": "\u202egnp.exe",
        "JSON": '{"a": [1, null, "\\ud800"]}',
        "a formula": "$\\frac{1}{0}$",
        "a header": "x\r\nSet-Cookie: carelog_session=1",
    }.items()
} | {"raw half a character": "\udced\udca0\udc80", "sent twice": "0&{name}=-1"}

#: Values that one database may take or refuse where another does not: what is too large for its
#: numbers, no number, at the ends of its calendar, too long for a column, or no text to it.
TOLD_APART = {
    *("NUL", "half a character", "first year", "last day", "10^30", "minus one", "not whole"),
    *("not a number", "endless", "100,000 letters"),
}

#: What pages read from their address; each route gets all of them at once, too.
PARAMETERS = ("page", "period", "start", "end", "next", "dose", "visit")


@dataclass(frozen=True, eq=False)
class Case:
    """A route with good values for its address, its query and, if it takes one, its form."""

    route: str
    address: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] | None = None
    #: Whether bad values of its fields are sent together, one a field: `storm.py` says how.
    together: bool = False
    #: Whether its address, query, key and version are those of another case of the same route.
    only_answers: bool = False
    #: Whether another case sends what the fields of its form refuse.
    same_form: bool = False

    def __str__(self) -> str:
        return "-".join([self.route, *(v for v in self.address.values() if v.isalpha())])

    @property
    def places(self) -> list[tuple[str, str]]:
        """Return (part of the request, name) for every value that can be bad."""
        if self.only_answers:
            return [("form", name) for name in self.form if name not in ("uid", "version")]
        parts = [("address", name) for name in self.address]
        parts += [("query", name) for name in self.query] + [("query", "all at once")]
        return parts + [("form", name) for name in self.form or ()]


RECORD = {"patient_id": "{record}"}
VERSIONS = {kind.slug: f"{{{kind.slug}_version}}" for kind in RECORDED}
CHECK_IN = RECORD | {"uid": "{check_in}"}
MEDICINE = RECORD | {"uid": "{medicine}"}
NUMBER = {"role": "team", "number": "+49 30 1234", "hours": "8 to 16", "next": "/home/"}
PERSON = {
    "name": "Anna",
    "birth_year": "1958",
    "birth_date": "1958-02-03",
    "country": "DE",
    "zone": "Europe/Berlin",
    "sex": "female",
    "height_cm": "165.5",
    "cancer_type": "breast",
    "phone": "+49 30 5551",
    "bones": "pelvis",
    "pain_goal": "3",
}
FORMS = {kind.slug: WHEN | TYPED[kind] for kind in RECORDED}
PLACE = {
    "intensity": "4",
    "is_new": "yes",
    "sudden_onset": "no",
    "night_waking": "",
    "team_knows": "yes",
    "pattern": "flares",
    "qualities": "dull",
    "worse_with": "lying",
    "better_with": "heat",
    "version": "{pain_version}",
}
PREFERENCES = {
    "name": "Anna",
    "weight_unit": "kg",
    "temperature_unit": "c",
    "drink_unit": "ml",
    "text_size": "large",
    "theme": "dark",
}
INVITATION = {"uid": "{fresh}", "name": "Robin", "relation": "caregiver", "role": "viewer"}
INVITATION |= {"scope": "pain"}
LINK = {
    "uid": "{fresh}",
    "label": "Friday",
    "domains": "pain",
    "sure": "yes",
    "days": "7",
    "max_opens": "3",
}
LINK |= {"starts": "2026-01-01", "ends": "2026-02-01", "no_passcode": ""}
ALONE = {"uid": "{fresh}", "version": "0", "self_harm": "passive", "feels_unsafe": "no"}
SECRETS = {"password1": "plain words for a test", "password2": "plain words for a test"}
CREDENTIAL = {"credential": '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}'}


def _entry_cases(kind: str) -> list[Case]:
    of_kind = RECORD | {"kind": kind}
    one = of_kind | {"uid": f"{{{kind}}}"}
    version = {"version": VERSIONS[kind]}
    new, old = {"uid": "{fresh}", "version": "0"}, {"uid": f"{{{kind}}}"} | version
    day = {"day": "2026-02-01"} if kind == "pain" else {}
    again = kind not in ("pain", "doses", "appointments")
    written = [
        Case("entry_new", of_kind, day, FORMS[kind] | new, together=True, only_answers=again),
        Case(
            "entry_edit",
            one,
            form=FORMS[kind] | old,
            together=True,
            only_answers=again,
            same_form=True,
        ),
    ]
    if kind != "pain":
        return written
    return [
        *written,
        Case("log_kind", {"kind": kind}),
        Case("entry_list", of_kind, {"page": "1"}),
        Case("entry", one),
        Case("entry_remove", one, form=version),
        Case("entry_put_back", one, form=version),
        Case("entry_restore", one | {"to": "1"}, form=version),
    ]


_NO_VALUES = (
    "welcome about urgent learn_booklet healthz readyz robots_txt account_inactive"
    " account_email_verification_sent account_reset_password_done"
    " account_reset_password_from_key_done mfa_index mfa_list_webauthn session_list"
    " mfa_view_recovery_codes mfa_download_recovery_codes home patient_list own_record"
    " fhir_code_system"
)
_RECORD_ALONE = "patient_welcome number_list patient_urgent act_now today log_index patient_learn"
_RECORD_ALONE += " wallet_card private_list"

CASES: tuple[Case, ...] = (
    *(Case(route) for route in _NO_VALUES.split()),
    *(Case(route, RECORD) for route in _RECORD_ALONE.split()),
    Case("learn", query={"q": "pain"}),
    Case("learn_booklet_pdf", query={"symptoms": "on"}),
    Case("learn_page", {"slug": "red-flags"}),
    Case("patient_learn_page", RECORD | {"slug": "red-flags"}),
    Case("patient_learn_read", RECORD | {"slug": "red-flags"}, form={"x": ""}),
    Case("patient_learn_dismiss", RECORD | {"slug": "red-flags"}, form={"x": ""}),
    Case("go", {"door": "trends"}),
    Case("own_learn_page", {"slug": "red-flags"}),
    Case("signup_invitation", {"token": "tttt"}),
    Case("invitation_open", {"token": "tttt"}, form={"name": "Robin"}),
    Case("share_open", form={"link_code": "x", "passcode": "123456"}),
    *(
        Case(name, {"opening": ABSENT}, {"since": "2026-02-01"})
        for name in ("shared_summary", "shared_pdf", "shared_fhir")
    ),
    Case("shared_csv", {"opening": ABSENT, "table": "daily"}),
    Case(
        "shared_answer",
        {"opening": ABSENT},
        form={"uid": "{fresh}", "text": "Ring", "by_name": "Ines", "by_role": "nurse"},
    ),
    Case("shared_close", {"opening": ABSENT}, form={"x": ""}),
    Case("link_list", RECORD),
    Case("link_new", RECORD, form=LINK, together=True),
    Case(
        "link_new_app",
        RECORD,
        form={"uid": "{fresh}", "domains": "pain", "sure": "yes", "days": "7"},
        together=True,
        same_form=True,
    ),
    Case(
        "link_new_calendar",
        RECORD,
        form={
            "uid": "{fresh}",
            "label": "Friday",
            "sure": "yes",
            "days": "7",
            "names_visits": "on",
        },
        together=True,
    ),
    # Bad JSON, which is what it takes, is in tests/links/test_health_link.py.
    Case("health_link", {"token": "tttt"}, form={"recipient": "me"}),
    Case("health_link_file", {"token": "tttt", "secret": "ssss"}),
    Case("calendar_feed", {"token": "tttt"}),
    Case("link_revoke", RECORD | {"uid": ABSENT}, form={"x": ""}),
    Case("sharing", RECORD),
    Case("person_invite", RECORD, form=INVITATION, together=True),
    *(
        Case(name, RECORD | {"uid": ABSENT}, form={"x": ""})
        for name in ("invitation_take_back", "person_edit", "person_confirm")
    ),
    *(
        Case(name, RECORD | {"uid": "{person}"}, form={"asked": "True", "end": "on"})
        for name in ("person_revoke", "person_hand_over")
    ),
    Case("summary", RECORD, {"since": "2026-02-10"}),
    Case("summary_pdf", RECORD, {"since": "2026-02-10", "detail": "on"}),
    Case("talk", RECORD, {"page": "1"}),
    Case("leave", RECORD, form={"x": ""}),
    Case("comment_new", RECORD, form={"uid": "{fresh}", "kind": "", "about": "", "text": "Hello"}),
    Case("comments_read", RECORD, form={"x": ""}),
    Case("comment_remove", RECORD | {"uid": ABSENT}, form={"x": ""}),
    Case("task_new", RECORD, form={"uid": "{fresh}", "text": "Ring", "due_on": "2026-03-05"}),
    Case("task_done", RECORD | {"uid": ABSENT}, form={"x": ""}),
    Case("access_log", RECORD, {"page": "1", "mine": "on"}),
    Case("since_last", RECORD, form={"until": "2026-03-02 12:00:00"}),
    Case("export", RECORD),
    Case("export_json", RECORD),
    Case("export_csv", RECORD | {"table": "pain"}),
    Case("export_csv", RECORD | {"table": "summary"}, {"since": "2026-02-01"}),
    Case("fhir_bundle", RECORD, {"since": "2026-01-01", "until": "2026-03-01", "snomed": "on"}),
    Case("demo_sign_in", {"token": "tttt"}, form={"x": ""}),
    Case("account_login", query={"next": "/home/"}, form={"login": "x@example.org"} | SECRETS),
    Case("account_login", form={"login": "patient@example.org", "password": "x", "remember": "on"}),
    Case("account_signup", form={"email": "patient@example.org", "own_device": "on"} | SECRETS),
    Case("account_confirm_email", {"key": "kkkk"}, form={}),
    Case("account_reset_password", form={"email": "patient@example.org"}),
    Case("account_reset_password_from_key", {"uidb36": "zz", "key": "yyy-yyy"}, form=SECRETS),
    Case("account_logout", query={"next": "/home/"}),
    Case("account_reauthenticate", query={"next": "/home/"}, form={"password": "wrong words"}),
    Case("account_email", form={"email": "other@example.org", "action_add": ""}),
    Case("account_change_password", form={"oldpassword": "wrong words"} | SECRETS),
    Case("account_set_password", form=SECRETS),
    Case("mfa_authenticate", form={"code": "123456"} | CREDENTIAL),
    Case("mfa_login_webauthn", form=CREDENTIAL),
    Case("mfa_reauthenticate", form={"code": "123456"}),
    Case("mfa_add_webauthn", form={"name": "Phone", "passwordless": "on"} | CREDENTIAL),
    Case("mfa_edit_webauthn", {"pk": "1"}, form={"name": "Phone"}),
    Case("mfa_remove_webauthn", {"pk": "1"}, form={}),
    Case("mfa_reauthenticate_webauthn", form=CREDENTIAL),
    Case("mfa_generate_recovery_codes", form={"x": ""}),
    Case("preferences", form=PREFERENCES, together=True),
    Case("still_here", form={"x": ""}),
    Case(
        "patient_new",
        form=PERSON
        | {"for_whom": "caregiver", "your_name": "Eva", "weight_unit": "kg"}
        | {"temperature_unit": "c"},
        together=True,
    ),
    Case("patient_edit", RECORD, form=PERSON, together=True),
    Case(
        "number_new",
        RECORD,
        {"next": "/x/"},
        NUMBER | {"uid": "{fresh}", "version": "0"},
        together=True,
    ),
    Case(
        "number_edit",
        RECORD | {"uid": "{number}"},
        form=NUMBER | {"uid": "{number}", "version": "{number_version}"},
        together=True,
        same_form=True,
    ),
    Case("number_remove", RECORD | {"uid": "{number}"}, form={"x": ""}),
    Case("number_put_back", RECORD | {"uid": "{number}"}, form={"x": ""}),
    Case("private_new", RECORD, form=ALONE, together=True),
    Case(
        "private_edit",
        RECORD | {"uid": "{private}"},
        form=ALONE | {"uid": "{private}", "version": "{private_version}"},
        together=True,
        same_form=True,
    ),
    *(
        Case(name, RECORD | {"uid": "{private}"}, form={"version": "{private_version}"})
        for name in ("private_remove", "private_put_back")
    ),
    Case("private_answer", RECORD),
    Case("private_open", RECORD, form={"x": ""}),
    Case("private_leave", form={"x": ""}),
    Case("person_private", RECORD | {"uid": "{person}"}, form={"is_open": "yes"}),
    Case("warning_close", RECORD | {"uid": "{warning}"}, form={"ending": "help", "text": "Done"}),
    Case(
        "warning_note",
        RECORD | {"uid": "{warning}"},
        form={"uid": "{fresh}", "state": "called", "text": "Come in"},
    ),
    Case("note_take_back", RECORD | {"uid": ABSENT}, form={"x": ""}),
    Case("warning_reopen", RECORD | {"uid": "{warning}"}, form={"x": ""}),
    Case("check_in_start", RECORD, form={"uid": "{fresh}", "worst": "5", "night": "today"}),
    Case("check_in_too_ill", RECORD, form={"uid": "{fresh}", "night": "today"}),
    Case("check_in_yesterday", RECORD),
    Case("check_in", CHECK_IN),
    Case("check_in_signs", CHECK_IN, form={"ticked": "chest_pain", "none_of_these": ""}),
    Case(
        "check_in_step",
        CHECK_IN | {"step": "day"},
        form={"mobility-walk_minutes": "20", "mobility-function_level": "1"}
        | {"diet-appetite": "5", "diet-drinks_ml": "6", "bowels-moved": "yes", "stop": ""},
    ),
    Case("check_in_where", CHECK_IN, form={"places": "pelvis.left", "version": "1"}),
    Case("check_in_done", CHECK_IN, form={"main_concern": "my back"}),
    *(Case(f"check_in_{tap}", CHECK_IN, form={"x": ""}) for tap in ("same", "remove", "put_back")),
    *(case for kind in RECORDED for case in _entry_cases(kind.slug)),
    Case("dose_now", MEDICINE, form={"uid": "{fresh}", "units": "1,5"}),
    Case("dose_skip", MEDICINE, form={"uid": "{fresh}", "reason": "forgot"}),
    Case("question_add", RECORD, form={"uid": "{fresh}", "version": "0", "text": "How long?"}),
    Case(
        "pain_place",
        RECORD | {"uid": "{pain}", "code": "pelvis.left"},
        form=PLACE,
        together=True,
    ),
    Case(
        "timeline",
        RECORD,
        {"kind": "pain", "by": "1", "start": "2026-01-01", "end": "2026-03-03"}
        | {"after": "pain.{pain}"},
    ),
    Case("month", RECORD, {"of": "2026-02"}),
    Case("day", RECORD | {"day": "2026-03-02"}),
    Case("trends_panels", RECORD, form={"shown": "pain", "order": "weight", "move": "up:pain"}),
    Case(
        "trends_compare",
        RECORD,
        {"upper": "pain", "lower": "weight", "period": "custom"}
        | {"start": "2026-01-01", "end": "2026-02-01"},
    ),
    Case("trends_places", RECORD, {"period": "custom", "start": "2026-01-01", "end": "2026-02-01"}),
    Case("trends", RECORD, {"period": "custom", "start": "2026-01-01", "end": "2026-02-01"}),
)
