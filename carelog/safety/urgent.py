"""Every line of the public urgent page.

The order in this file is the published order. It never depends on a person's answers.
"""

from collections.abc import Set
from dataclasses import dataclass, replace

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from carelog.safety.signs import SIGNS_BY_FIELD, Text
from carelog.safety.texts import title_for


@dataclass(frozen=True)
class UrgentLine:
    """One plain line of the urgent page; `asked` names the tick of the check-in, "" for none."""

    rule_id: str
    tier: str
    line: Text
    asked: str = ""


@dataclass(frozen=True)
class UrgentGroup:
    """Lines with one thing to do; `calls` are the roles of the numbers to show, in order."""

    tier: str
    heading: Text
    calls: tuple[str, ...]
    lines: tuple[UrgentLine, ...]


def _asked(rule_id: str, field: str, tier: str = "E") -> UrgentLine:
    return UrgentLine(rule_id, tier, capfirst(SIGNS_BY_FIELD[field].said), asked=field)


_EMERGENCY = (
    _asked("RF-36", "chest_pain"),
    _asked("RF-36", "breathless_sudden"),
    UrgentLine("RF-36", "E", _("Fainting")),
    UrgentLine("RF-17", "E", _("Very hard to wake, slow breathing or blue lips")),
    UrgentLine("RF-26", "E", _("A seizure (a fit)")),
    UrgentLine(
        "RF-26", "E", _("On bone-strengthening treatment: a tight throat or an uneven heartbeat")
    ),
    UrgentLine(
        "RF-34", "E", _("Heavy bleeding, vomiting blood, black stools, or coughing up much blood")
    ),
    _asked("RF-02", "saddle_numb"),
    UrgentLine("RF-02", "E", _("Not able to pass urine at all")),
    _asked("RF-02", "bowel_control_loss"),
    _asked("RF-04", "cannot_bear_weight"),
    UrgentLine("RF-04", "E", _("A snap in a bone, or an arm or leg with a changed shape")),
    UrgentLine(
        "RF-31",
        "E",
        _("A fall or near fall with a head knock, fainting or bad pain, or you cannot get up"),
    ),
    UrgentLine(
        "RF-28",
        "E",
        _(
            "If you think of ending your life or do not feel safe: call the emergency number or"
            " a crisis line now. Tell someone near you."
        ),
    ),
)

_CANCER_LINE_NOW = (
    _asked("RF-01", "limb_weakness_new"),
    _asked("RF-01", "limb_numb_new"),
    _asked("RF-01", "unsteady_new"),
    UrgentLine("RF-01", "E", _("Not able to walk, new or getting worse")),
    _asked("RF-01", "bladder_change"),
    _asked("RF-01", "band_or_shooting_pain"),
    _asked("RF-06", "confusion_new"),
    UrgentLine(
        "RF-08", "E", _("Fever, shivering or feeling ill: follow the card your team gave you")
    ),
    UrgentLine(
        "RF-21",
        "E",
        _("No bowel movement, with vomiting, a swollen belly or bad belly pain"),
    ),
    UrgentLine(
        "RF-16",
        "E",
        _(
            "More paracetamol (acetaminophen) in 24 hours than the label allows, even if you"
            " feel well: you can call a poison line too"
        ),
    ),
)

_TODAY = (
    _asked("RF-03", "back_pain_unspecified", "T"),
    _asked("RF-03", "spine_pain_signs", "T"),
    UrgentLine(
        "RF-18", "T", _("Sleepy most of the day, seeing things that are not there, or jerking")
    ),
    UrgentLine("RF-22", "T", _("Not able to keep fluids or medicine down")),
    UrgentLine(
        "RF-23",
        "T",
        _(
            "On bone-strengthening treatment: jaw pain or swelling, pus, a loose tooth, a numb"
            " chin or lip, bare bone in the mouth, or a mouth sore that lasts"
        ),
    ),
    UrgentLine(
        "RF-25",
        "T",
        _(
            "On bone-strengthening treatment: tingling around the mouth or in the fingers, or"
            " muscle cramps"
        ),
    ),
    UrgentLine(
        "RF-29",
        "T",
        _("Thoughts that life is not worth living: talk to your team or a crisis line today"),
    ),
    UrgentLine(
        "RF-32", "T", _("Any fall, even if you feel all right. Say if you use a blood thinner.")
    ),
    UrgentLine(
        "RF-35",
        "T",
        _(
            "Bruises, new or getting worse, a long nosebleed, or a little blood in urine, stool or"
            " phlegm"
        ),
    ),
    UrgentLine("RF-37", "T", _("Swelling of one leg or arm, new or getting worse. Do not rub it.")),
)

URGENT_GROUPS: tuple[UrgentGroup, ...] = (
    UrgentGroup("E", _("Call the emergency number now"), ("emergency",), _EMERGENCY),
    UrgentGroup(
        "E",
        _("Call your cancer line now. No answer? Call the emergency number."),
        ("cancer_line", "emergency"),
        _CANCER_LINE_NOW,
    ),
    UrgentGroup(
        "T", _("Call your cancer line or your team today"), ("cancer_line", "team"), _TODAY
    ),
)


def groups_for(reachable: Set[str]) -> tuple[UrgentGroup, ...]:
    """Return the groups with headings that name only lines of a record that have a number."""
    return tuple(
        group
        if reachable >= {*group.calls}
        else replace(group, heading=title_for(group.tier, group.calls, reachable))
        for group in URGENT_GROUPS
    )
