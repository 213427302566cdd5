"""The published line of each kind: it stands on the answer to a save, whatever was saved.

No value is looked at, so nothing is calculated, and nobody reads silence as comfort. The words are
those of the one list of signs; what that list does not say in general words stands here.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from carelog.patients.access import Access
from carelog.patients.models import Number
from carelog.safety.urgent import URGENT_GROUPS, UrgentGroup, UrgentLine, groups_for
from carelog.safety.warnings import Call, calls, in_order
from education import temperature
from education.stop_and_call import GROUPS
from education.wording import Text

CANNOT_TELL = _("CareLog cannot tell if you are well. If you are worried, call your team.")
#: Stands for *too ill today* where kinds are named by their slugs.
TOO_ILL = "too-ill"

_EMERGENCY, _CANCER_LINE, _TODAY = URGENT_GROUPS
_CRISIS = UrgentGroup(
    "E",
    _("Call the crisis line now. No answer? Call the emergency number."),
    ("crisis_line", "emergency"),
    (),
)
_IN_ORDER = (_EMERGENCY, _CRISIS, _CANCER_LINE, _TODAY)


def _of_the_list() -> Iterator[tuple[str, tuple[UrgentGroup, UrgentLine]]]:
    """Give every line of the list by its rule, with the group it stands in."""
    for group, listed in zip(URGENT_GROUPS, GROUPS, strict=True):
        for line in listed.lines:
            yield line.rule, (group, UrgentLine(line.rule, group.tier, line.text))


def _own(group: UrgentGroup, rule: str, text: Text) -> tuple[UrgentGroup, UrgentLine]:
    return group, UrgentLine(rule, group.tier, text)


_LINES: dict[str, tuple[UrgentGroup, UrgentLine]] = {
    **dict(_of_the_list()),
    # What the list words for one person's card, figure or answer.
    "RF-08, in figures": _own(_CANCER_LINE, "RF-08", temperature.ON_TREATMENT),
    "RF-10, in figures": _own(_TODAY, "RF-10", temperature.OTHERWISE),
    "RF-12, without one": _own(_TODAY, "RF-12", _("Pain that your extra dose has not eased.")),
    "RF-28, to all": _own(
        _CRISIS,
        "RF-28",
        _("If you might hurt yourself or do not feel safe. Tell someone near you, too."),
    ),
}

#: The lines of each kind. Their sources are those of the rules (`docs/safety/listed-signs.md`).
PUBLISHED: dict[str, tuple[str, ...]] = {
    "pain": ("RF-01", "RF-03"),
    "breakthrough": ("RF-04", "RF-12, without one"),
    "temperature": ("RF-08, in figures", "RF-10, in figures"),
    # Each tick has a text of its own; here stands that CareLog cannot tell.
    "symptoms": (),
    "falls": ("RF-31", "RF-32"),
    "bowels": ("RF-21", "RF-20"),
    "diet": ("RF-45", "RF-22", "RF-44"),
    "mood": ("RF-28, to all",),
    "doses": ("RF-17", "RF-16"),
    TOO_ILL: tuple(line.rule_id for one in (_EMERGENCY, _CANCER_LINE) for line in one.lines),
}
#: Kinds that are answered with "Saved." alone, and why.
UNPUBLISHED: dict[str, str] = {
    "mobility": "no source names a line for how far someone walks; a fall is a kind of its own",
    "weight": "a weight by itself is no reason to call; what is compared is calculated",
    "wellbeing": "tiredness and sleep are for the next visit; being hard to wake is a sign",
    "results": "whoever asked for the test tells what it means",
    "medicines": "a box on the list, not something taken",
    "appointments": "a date",
    "questions": "words for a visit",
    "decisions": "what was agreed, in the words of whoever writes",
    "emergency-facts": "what is true of the person for whoever helps, and nothing felt",
    "events": "a treatment that took place, told by the team",
}


@dataclass(frozen=True)
class Published:
    """What stands on the answer to a save."""

    groups: tuple[UrgentGroup, ...]
    calls: tuple[Call, ...]
    cannot_tell: Text = CANNOT_TELL

    @property
    def has_own_number(self) -> bool:
        """Say whether somebody gave a number to call; next of kin are for others to call."""
        known = (call for call in self.calls if not call.is_published)
        return any(call.role != Number.Role.NEXT_OF_KIN for call in known)


def published(access: Access, slugs: Iterable[str]) -> Published | None:
    """Return the lines of kinds, each once, with the numbers to call; None where none has one."""
    known = [slug for slug in slugs if slug in PUBLISHED]
    if not known:
        return None
    numbers = calls(access)
    names = {name for slug in known for name in PUBLISHED[slug]}
    groups = groups_for({call.role for call in numbers}, tuple(_groups(names)))
    roles = [role for group in groups for role in group.calls]
    return Published(groups, tuple(in_order(numbers, roles)))


def _groups(names: Collection[str]) -> Iterator[UrgentGroup]:
    """Give the groups that hold lines of these names, the most urgent first."""
    for group in _IN_ORDER:
        lines = [line for name, (of, line) in _LINES.items() if of is group and name in names]
        if lines:
            yield replace(group, lines=tuple(lines))
