"""What stands around a rule's text: its title by whom to call, and what is said without one."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from carelog.safety.rule_texts import TEXTS, RuleText
from education.wording import Text

NOTHING_FIRED = _("Saved. CareLog cannot tell if you are well. If you are worried, call your team.")
NOBODY_WATCHES = _("Nobody is watching CareLog. It has not told anyone. Please phone.")
#: Instead, once somebody has noted that they know of it, or commented on it.
SOMEBODY_KNOWS = _(
    "Nobody is watching CareLog. A note in it is not a phone call. If nobody has phoned yet, please"
    " phone."
)


#: What stands above a text, by tier and by who is to be called; "" where nobody can be.
_TITLES: dict[tuple[str, str], Text] = {
    ("E", "emergency"): _("Call the emergency number now"),
    ("E", "cancer_line"): _("Call your cancer line now"),
    ("E", "crisis_line"): _("Call the crisis line now"),
    ("E", ""): _("Get emergency help now"),
    ("T", "cancer_line"): _("Call your cancer line today"),
    ("T", "crisis_line"): _("Call the crisis line today"),
    ("T", "team"): _("Call your team today"),
    ("T", ""): _("Call a doctor or nurse today"),
}
#: The same to a reader who does not have the sign: the line is the other's.
_TITLES_FOR_OTHERS: dict[tuple[str, str], Text] = _TITLES | {
    ("E", "cancer_line"): _("Call the cancer line now"),
    ("T", "cancer_line"): _("Call the cancer line today"),
    ("T", "team"): _("Call the team today"),
}
#: To a clinician, who may be the one to be called: what is open, and not whom to call.
_TITLES_FOR_CLINICIANS: dict[str, Text] = {
    "E": _("A sign for emergency help is open"),
    "T": _("A sign to call about the same day is open"),
}


def title_for(
    tier: str, calls: Iterable[str], reachable: Collection[str], *, reader: str = "patient"
) -> Text:
    """Return whom to call first of the roles `calls`: one that there is a number for.

    `tier` is "E" (emergency now) or "T" (call today), `reachable` the roles with a number.
    `reader` is who reads it, by relation to the person who has the sign: that person, a clinician,
    or anyone else.
    """
    if reader == "clinician":
        return _TITLES_FOR_CLINICIANS[tier]
    titles = _TITLES if reader == "patient" else _TITLES_FOR_OTHERS
    return titles[tier, next((role for role in calls if role in reachable), "")]


def text_for(rule_id: str) -> RuleText:
    """The published text of a rule. Raises KeyError for a rule without one."""
    return TEXTS[rule_id]
