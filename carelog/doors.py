"""The five items of the main navigation, and which of them a route belongs to."""

from django.http import HttpRequest

#: The first route of an item is where it leads in a record.
DOORS: dict[str, tuple[str, ...]] = {
    "today": (
        "today",
        "check_in_start",
        "check_in_too_ill",
        "check_in",
        "check_in_signs",
        "check_in_step",
        "check_in_where",
        "check_in_yesterday",
        "check_in_same",
        "check_in_done",
        "check_in_remove",
        "check_in_put_back",
    ),
    "log": (
        "log_index",
        "timeline",
        "month",
        "day",
        "dose_now",
        "dose_skip",
        "entry_list",
        "entry_new",
        "entry",
        "entry_edit",
        "entry_remove",
        "entry_put_back",
        "entry_restore",
        "pain_place",
        "question_add",
        "private_new",
        "private_answer",
        "private_edit",
        "private_list",
    ),
    "trends": ("trends", "trends_panels", "trends_compare", "trends_places"),
    "learn": (
        "patient_learn",
        "patient_learn_page",
        "patient_learn_read",
        "patient_learn_dismiss",
        "learn",
        "learn_page",
        "learn_booklet",
        "learn_booklet_pdf",
    ),
    "share": (
        "sharing",
        "person_invite",
        "invitation_take_back",
        "person_edit",
        "person_confirm",
        "person_revoke",
        "person_hand_over",
        "leave",
        "access_log",
        "since_last",
        "link_list",
        "link_new",
        "link_new_app",
        "link_new_calendar",
        "link_revoke",
        "export",
        "summary",
        "talk",
        "comment_new",
        "comment_remove",
        "comments_read",
        "task_new",
        "task_done",
    ),
}
_DOOR_OF = {route: door for door, routes in DOORS.items() for route in routes}


def current_door(request: HttpRequest) -> dict[str, str]:
    """Return the item that the navigation marks as current; "" for a page outside all."""
    match = request.resolver_match
    return {"door": _DOOR_OF.get(match.view_name, "") if match else ""}
