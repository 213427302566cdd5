"""A valid row of each model of ours, and for each rule of the tables what breaks it."""

import uuid
from datetime import date, timedelta

from django.db import models

from carelog.accounts.models import Session, SignupInvitation, User
from carelog.diary.models import PageMark
from carelog.links.models import Opening, ShareLink
from carelog.logs.models import (
    KINDS,
    BowelsEntry,
    CheckIn,
    DietEntry,
    Entry,
    MobilityEntry,
    MoodEntry,
    PainEntry,
    PainPlace,
    ResultEntry,
    SymptomsEntry,
    WellbeingEntry,
)
from carelog.outbox.models import Message
from carelog.patients.models import (
    AccessEvent,
    Invitation,
    LeavingRecord,
    Membership,
    Number,
    Patient,
    Revision,
)
from carelog.safety.models import RaisedWarning, Trigger, WarningState
from carelog.talk.models import Comment, CommentRead, Task
from carelog.upkeep.models import DemoLink, DemoUser, DutyDone
from tests import cast, kinds
from tests.patients import (
    facts_rows,
    link_rows,
    medicine_rows,
    message_rows,
    private_rows,
    visit_rows,
)

ONE, TOO_EARLY = uuid.UUID(int=1), cast.NOON.replace(year=1899)
DAY_BEFORE_1900 = date(1899, 12, 31)
OTHER_KINDS = [kind for kind in KINDS if kind not in (PainEntry, SymptomsEntry)]


def valid(model: type[models.Model], record: Patient) -> dict:
    """Return the values of a row the database takes, in this record."""
    entry = {"patient": record, "uid": ONE, "at": cast.NOON, "zone": "UTC", "day": cast.NOON.date()}
    warning = {"patient": record, "rule": "RF-01", "rules_version": "1", "raised_at": cast.NOON}
    rows = {
        User: {"email": "one@example.org"},
        SignupInvitation: {"token_hash": "x" * 64, "expires_at": cast.NOON},
        Patient: {"name": "N", "birth_year": 1958, "country": "DE", "zone": "Europe/Berlin"},
        Membership: {"patient": record, "role": "editor", "relation": "caregiver"},
        AccessEvent: {"at": cast.NOON, "quarter": cast.NOON, "act": "read", "page": "today"}
        | {"actor": ONE, "record": ONE},
        Revision: {"patient": record, "model": "x", "uid": ONE, "version": 1, "act": "created"}
        | {"snapshot": {}},
        Number: {"patient": record, "uid": ONE, "role": "team", "number": "030 1234"},
        CheckIn: {"patient": record, "uid": ONE, "opened_at": cast.NOON, "zone": "UTC"}
        | {"day": cast.NOON.date()},
        PainEntry: entry | {"worst_24h": 5, "average_24h": 4, "least_24h": 3, "now": 4},
        SymptomsEntry: entry,
        PainPlace: {"site": "hip", "side": "left"},
        RaisedWarning: warning,
        WarningState: {"patient": record, "state": "help", "at": cast.NOON},
        PageMark: {"patient": record, "user": owner_of(record), "slug": "symptoms"},
        Invitation: {"patient": record, "name": "N", "role": "viewer", "relation": "caregiver"}
        | {"email": "n@example.org", "token_hash": "x" * 64, "expires_at": cast.NOON},
        ShareLink: {"patient": record} | link_rows.LINK,
        Opening: link_rows.OPENING,
        CommentRead: {"user": owner_of(record)},
        Comment: {"patient": record, "text": "Hello"},
        Task: {"patient": record, "text": "Ring", "due_on": cast.NOON.date()},
        Message: message_rows.VALID,
        **private_rows.valid(record, owner_of(record)),
        Trigger: {"entry_uid": ONE, "entry_version": 1, "facts": [], "at": cast.NOON},
        DemoUser: {"user": owner_of(record)},
        DemoLink: {"token_hash": "x" * 64, "expires_at": cast.NOON},
        DutyDone: {"name": "swept"},
        LeavingRecord: {"record": 1},
        Session: {"session_key": "0" * 64, "session_data": "x", "expire_date": cast.NOON},
    }
    if model in rows:
        return rows[model]
    if issubclass(model, Entry):
        return entry | said(kinds.example(model, record))
    made = kinds.example(model, record)
    kept = {name: getattr(made, name) for name in made.kept_fields}
    return {"patient": record, "uid": ONE} | kept | medicine_rows.MORE.get(model, {})


def owner_of(record: Patient) -> User:
    """Return whose record it is."""
    return record.memberships.get(role="owner").user


def said(entry: Entry) -> dict:
    """Return what an entry says, but for when."""
    return {name: getattr(entry, name) for name in entry.own_fields()}


def nothing(kind: type[Entry]) -> dict:
    """Return no answer to any question of a kind."""
    columns = map(kind._meta.get_field, kind.own_fields())
    return {column.name: None if column.null else "" for column in columns}


SCALE = "Pain is between 0 and 10."
TIME = "The time must be between 1900 and 2100."
ABOVE = {"worst_24h": None, "average_24h": None, "least_24h": None, "now": None}
SAYS_NOTHING = "Answer at least one question, or write a note."
ENDED = {"ended_at": cast.NOON}

# The rule, its model, what breaks it, and its own words where a person can meet them.
CHECKS = [
    ("user_has_email", User, {"email": ""}, ""),
    (
        "birth_year_is_possible",
        Patient,
        {"birth_year": 1899},
        "The year of birth must be between 1900 and 2100.",
    ),
    (
        "birth_date_is_in_birth_year",
        Patient,
        {"birth_date": date(1959, 1, 1)},
        "The date of birth is not in the year of birth.",
    ),
    (
        "pain_goal_is_on_the_scale",
        Patient,
        {"pain_goal": 11},
        "A pain goal is between 0 and 10.",
    ),
    ("height_is_possible", Patient, {"height_cm": 29}, "A height is between 30 and 272 cm."),
    ("patient_has_name_country_zone", Patient, {"name": ""}, ""),
    ("patient_has_name_country_zone", Patient, {"country": ""}, ""),
    ("patient_has_name_country_zone", Patient, {"zone": ""}, ""),
    ("role_is_known", Membership, {"role": "boss"}, ""),
    ("relation_is_known", Membership, {"relation": "friend"}, ""),
    ("membership_state_is_known", Membership, {"state": "asleep"}, ""),
    ("event_act_is_known", AccessEvent, {"act": "stolen"}, ""),
    ("revision_act_is_known", Revision, {"act": "lost"}, ""),
    ("number_version_from_one", Number, {"version": 0}, ""),
    ("number_has_digits", Number, {"number": ""}, ""),
    ("number_role_is_known", Number, {"role": "aunt"}, ""),
    ("checkin_version_from_one", CheckIn, {"version": 0}, ""),
    ("checkin_time_is_possible", CheckIn, {"opened_at": TOO_EARLY}, ""),
    ("checkin_day_is_possible", CheckIn, {"day": DAY_BEFORE_1900}, ""),
    (
        "checkin_ends_after_it_began",
        CheckIn,
        {"done_at": cast.NOON - timedelta(seconds=1)},
        "",
    ),
    ("painentry_version_from_one", PainEntry, {"version": 0}, ""),
    ("painentry_time_is_possible", PainEntry, {"at": TOO_EARLY}, TIME),
    ("painentry_day_is_possible", PainEntry, {"day": DAY_BEFORE_1900}, ""),
    ("pain_worst_24h_on_scale", PainEntry, ABOVE | {"worst_24h": 11}, SCALE),
    ("pain_average_24h_on_scale", PainEntry, ABOVE | {"average_24h": 11}, SCALE),
    ("pain_least_24h_on_scale", PainEntry, ABOVE | {"least_24h": 11}, SCALE),
    ("pain_now_on_scale", PainEntry, ABOVE | {"now": 11}, SCALE),
    (
        "pain_least_24h_not_above_average_24h",
        PainEntry,
        {"least_24h": 5, "average_24h": 4},
        "The least pain is above the average. Please check.",
    ),
    (
        "pain_average_24h_not_above_worst_24h",
        PainEntry,
        {"average_24h": 6},
        "The average is above the worst. Please check.",
    ),
    (
        "pain_least_24h_not_above_worst_24h",
        PainEntry,
        {"least_24h": 6, "average_24h": None},
        "The least pain is above the worst. Please check.",
    ),
    ("pain_has_a_score", PainEntry, ABOVE, "Choose at least one number."),
    ("symptomsentry_version_from_one", SymptomsEntry, {"version": 0}, ""),
    ("symptomsentry_time_is_possible", SymptomsEntry, {"at": TOO_EARLY}, TIME),
    ("symptomsentry_day_is_possible", SymptomsEntry, {"day": DAY_BEFORE_1900}, ""),
    ("symptoms_asked_as_is_known", SymptomsEntry, {"asked_as": "odd"}, ""),
    ("bladder_change_is_known", SymptomsEntry, {"bladder_change": "odd"}, ""),
    ("place_intensity_on_scale", PainPlace, {"intensity": 11}, SCALE),
    ("place_site_is_known", PainPlace, {"site": "tail"}, ""),
    ("place_side_is_known", PainPlace, {"side": "inside"}, ""),
    ("place_pattern_is_known", PainPlace, {"pattern": "odd"}, ""),
    ("place_only_of_the_spine_has_its_signs", PainPlace, {"spine_pain_signs": True}, ""),
    *(
        (f"{kind._meta.model_name}_{rule}", kind, broken, message)
        for kind in OTHER_KINDS
        for rule, broken, message in (
            ("version_from_one", {"version": 0}, ""),
            ("time_is_possible", {"at": TOO_EARLY}, TIME),
            ("day_is_possible", {"day": DAY_BEFORE_1900}, ""),
        )
    ),
    *kinds.broken_columns(),
    *visit_rows.CHECKS,
    *facts_rows.CHECKS,
    *private_rows.CHECKS,
    *medicine_rows.CHECKS,
    *link_rows.CHECKS,
    *(
        (f"{kind.slug}_says_something", kind, nothing(kind), SAYS_NOTHING)
        for kind in (DietEntry, MobilityEntry, MoodEntry, WellbeingEntry)
    ),
    (
        "mobility_only_an_aid_is_carried",
        MobilityEntry,
        {"aid": "", "carried_from": cast.NOON.date()},
        "",
    ),
    (
        "bowels_form_only_if_moved",
        BowelsEntry,
        {"moved": False},
        "You said what the stool was like, but not that your bowels moved. Please check.",
    ),
    ("results_test_is_chosen", ResultEntry, {"test": ""}, "Choose which test it was."),
    (
        "results_other_has_a_name",
        ResultEntry,
        {"test": "other", "name": ""},
        "Write the name of the test.",
    ),
    (
        "results_lab_test_has_a_value",
        ResultEntry,
        {"value": None},
        "A blood or urine test needs the number on the report.",
    ),
    (
        "results_scan_has_a_report",
        ResultEntry,
        {"test": "ct", "report": ""},
        "A scan needs what the report says.",
    ),
    (
        "results_ref_runs_upwards",
        ResultEntry,
        {"ref_low": 3},
        "The range starts above its end. Please check.",
    ),
    ("ending_is_known", RaisedWarning, ENDED | {"ending": "forgot"}, ""),
    ("warning_ends_with_a_reason", RaisedWarning, ENDED, ""),
    ("warning_ends_with_a_reason", RaisedWarning, {"ending": "help"}, ""),
    ("comment_by_a_link_says_by_whom", Comment, {"by_link": ONE, "by_name": "N"}, ""),
    ("comment_by_a_link_says_by_whom", Comment, {"by_role": "nurse"}, ""),
    ("warning_state_is_known", WarningState, {"state": "forgot"}, ""),
    ("what_is_taken_back_is_named", WarningState, {"state": "undone"}, ""),
    (
        "what_the_team_said_is_written",
        WarningState,
        {"state": "advised"},
        "Write what the team said.",
    ),
    ("invited_as_editor_or_viewer", Invitation, {"role": "owner"}, ""),
    ("invitation_relation_is_known", Invitation, {"relation": "friend"}, ""),
    ("invitation_names_someone", Invitation, {"name": ""}, ""),
    ("comment_says_something", Comment, {"text": ""}, ""),
    ("comment_is_about_a_row_or_none", Comment, {"kind": "pain"}, ""),
    ("comment_is_about_a_row_or_none", Comment, {"about": ONE}, ""),
    ("task_says_something", Task, {"text": ""}, ""),
    (
        "task_day_is_possible",
        Task,
        {"due_on": DAY_BEFORE_1900},
        "The day must be between 1900 and 2100.",
    ),
    *message_rows.CHECKS,
    ("suggestion_has_a_reason", PageMark, {"suggested_at": cast.NOON}, ""),
]

# The rule, its model, and how a second row differs from the first and is refused all the same.
UNIQUE = [
    (
        "one_person_per_email",
        User,
        {"email": "ONE@example.org"},
        "There is already an account with this address.",
    ),
    ("one_membership_per_person", Membership, {"role": "viewer", "state": "left"}, ""),
    ("one_event_per_quarter", AccessEvent, {"at": cast.NOON + timedelta(minutes=1)}, ""),
    ("one_revision_per_version", Revision, {"act": "changed"}, ""),
    ("number_uid_once", Number, {"number": "030 5678"}, ""),
    ("checkin_uid_once", CheckIn, {"too_ill": True}, ""),
    ("painentry_uid_once", PainEntry, {"worst_24h": 6}, ""),
    ("symptomsentry_uid_once", SymptomsEntry, {"chest_pain": True}, ""),
    *((f"{kind._meta.model_name}_uid_once", kind, {"note": "other"}, "") for kind in OTHER_KINDS),
    *visit_rows.UNIQUE,
    *facts_rows.UNIQUE,
    *private_rows.UNIQUE,
    *medicine_rows.UNIQUE,
    (
        "one_open_invitation_per_address",
        Invitation,
        {"email": "N@example.org", "token_hash": "y" * 64},
        "There is already an open invitation for this address.",
    ),
    ("one_reading_per_person", CommentRead, {}, ""),
    ("one_mark_per_person_and_page", PageMark, {"read_at": cast.NOON}, ""),
    ("one_row_per_place", PainPlace, {"intensity": 3}, ""),
    ("one_open_warning_per_rule", RaisedWarning, {"title": "again"}, ""),
    ("one_trigger_per_version", Trigger, {"facts": [["chest_pain", True]]}, ""),
]
OWNER = ("one_active_owner_per_record", Membership, "This record already has an owner.")
