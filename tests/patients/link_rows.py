"""A valid link and opening, and what breaks each rule of their tables."""

from datetime import date, timedelta

from carelog.links.models import Opening, ShareLink
from tests import cast

LINK = {"domains": ["pain"], "token_hash": "x" * 64, "created_at": cast.NOON}
LINK |= {"expires_at": cast.NOON + timedelta(days=90)}
OPENING = {"opened_at": cast.NOON, "expires_at": cast.NOON + timedelta(minutes=60)}
OPENING |= {"session_hash": "x" * 64}

SECOND = timedelta(seconds=1)
LONG = "A link works for 90 days at most."
DAY = "The day must be between 1900 and 2100."

CHECKS = [
    ("link_ends_within_90_days", ShareLink, {"expires_at": LINK["expires_at"] + SECOND}, LONG),
    ("link_ends_within_90_days", ShareLink, {"expires_at": cast.NOON}, LONG),
    ("link_shows_something", ShareLink, {"domains": []}, "Tick at least one."),
    ("link_first_day_is_possible", ShareLink, {"starts": date(1899, 12, 31)}, DAY),
    ("link_last_day_is_possible", ShareLink, {"ends": date(2101, 1, 1)}, DAY),
    (
        "link_days_are_in_order",
        ShareLink,
        {"starts": date(2026, 3, 2), "ends": date(2026, 3, 1)},
        "The first day is after the last one. Please check.",
    ),
    (
        "link_opens_at_least_once",
        ShareLink,
        {"max_opens": 0},
        "A link opens between 1 and 1,000 times.",
    ),
    ("link_opens_no_more_than_allowed", ShareLink, {"max_opens": 1, "opens": 2}, ""),
    ("link_dies_of_ten_wrong_tries", ShareLink, {"wrong_tries": 11}, ""),
    ("link_ends_after_it_began", ShareLink, {"revoked_at": cast.NOON - SECOND}, ""),
    ("link_has_a_token", ShareLink, {"token_hash": ""}, ""),
    ("link_of_an_app_has_a_salt", ShareLink, {"kind": "app"}, ""),
    (
        "only_a_page_opens_private_answers",
        ShareLink,
        {"kind": "calendar", "opens_private": True},
        "",
    ),
    ("only_a_page_may_be_answered", ShareLink, {"kind": "calendar", "may_answer": True}, ""),
    ("link_of_an_app_has_a_salt", ShareLink, {"key_salt": "00"}, ""),
    ("link_of_an_app_has_a_salt", ShareLink, {"kind": "fax"}, ""),
    ("link_of_a_calendar_is_plain", ShareLink, {"kind": "calendar", "passcode_hash": "x"}, ""),
    ("link_of_a_calendar_is_plain", ShareLink, {"kind": "calendar", "max_opens": 1}, ""),
    ("opening_ends_within_an_hour", Opening, {"expires_at": OPENING["expires_at"] + SECOND}, ""),
    ("opening_ends_within_an_hour", Opening, {"expires_at": cast.NOON}, ""),
    ("opening_closes_after_it_began", Opening, {"closed_at": cast.NOON - SECOND}, ""),
    ("opening_has_a_secret", Opening, {"session_hash": ""}, ""),
]
