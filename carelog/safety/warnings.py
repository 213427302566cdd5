"""Reading warnings: which are open, what a page shows of them, whom to call."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from carelog.clinical.emergency_numbers import EMERGENCY_NUMBERS
from carelog.patients.access import Access
from carelog.patients.models import Number
from carelog.patients.models.share import between
from carelog.safety.models import RaisedWarning, Trigger
from carelog.safety.rules import RULES, Hit, on_screen, rule_for
from carelog.safety.signs import SIGNS_BY_FIELD


@dataclass(frozen=True)
class Call:
    """A phone button: whom it reaches, and the numbers given for that.

    Where nobody gave an emergency number, `published` is the one that a source names for the
    record's country, to be shown as not confirmed; else "".
    """

    role: str
    label: str
    numbers: tuple[Number, ...]
    published: str = ""


@dataclass(frozen=True)
class Part:
    """What stands on the page for one tier: each warning with its ticks, and whom to call."""

    warnings: tuple[tuple[RaisedWarning, list[str]], ...]
    calls: tuple[Call, ...]


def open_warnings(access: Access) -> list[RaisedWarning]:
    """Return the warnings nobody has dealt with, in the published order."""
    if not access.sees("warnings"):
        return []
    order = {rule.id: place for place, rule in enumerate(RULES)}
    warnings = RaisedWarning.objects.filter(patient=access.patient, ended_at=None)
    warnings = warnings.prefetch_related("triggers")
    return sorted(warnings, key=lambda w: order.get(w.rule, len(order)))


def as_of(access: Access, rows: QuerySet[RaisedWarning], moment: datetime) -> list[RaisedWarning]:
    """Return warnings as they stood at a moment, with the ticks up to then.

    Within a share that has a first day, ticks before it are left out, and a warning begins with
    the first one it shows. The rows are for reading: they are never to be saved.
    """
    starts, _ends = access.moments()
    ticks = Trigger.objects.filter(between("at", starts, moment))
    found = list(rows.prefetch_related(Prefetch("triggers", ticks)))
    for row in found:
        if row.ended_at is not None and row.ended_at > moment:
            row.ended_at, row.ending = None, ""
        if starts and row.raised_at < starts:
            row.raised_at = min(tick.at for tick in row.triggers.all())
    return found


def answer_route(access: Access) -> str:
    """Return the route that answers a ticked sign: without warnings in scope, the whole list."""
    return "act_now" if access.sees("warnings") else "patient_urgent"


def shown(warnings: list[RaisedWarning]) -> list[RaisedWarning]:
    """Return the warnings to put on the screen: one may stand for another."""
    kept = {hit.rule_id for hit in on_screen(Hit(w.rule, ()) for w in warnings)}
    return [w for w in warnings if w.rule in kept]


def ticked_words(warning: RaisedWarning) -> list[str]:
    """Return the signs that fired a warning, in words, each once."""
    facts = [fact for trigger in warning.triggers.all() for fact in trigger.facts]
    return list(dict.fromkeys(str(SIGNS_BY_FIELD[field].words(code)) for field, code in facts))


def of_tier(access: Access, warnings: list[RaisedWarning], tier: str) -> Part:
    """Return the part of the page for one tier: its warnings and the numbers to call for them."""
    of_it = [warning for warning in warnings if rule_for(warning.rule).tier == tier]
    buttons = calls_for(access, [warning.rule for warning in of_it])
    given = tuple(call for call in buttons if call.numbers or call.published)
    return Part(tuple((warning, ticked_words(warning)) for warning in of_it), given)


def calls_for(access: Access, rule_ids: list[str]) -> list[Call]:
    """Return the phone buttons of the rules shown, in the order of the first rule."""
    roles: dict[str, None] = {}
    for rule_id in rule_ids:
        roles |= dict.fromkeys(rule_for(rule_id).calls)
    return calls(access, tuple(roles))


def calls(access: Access, roles: tuple[str, ...]) -> list[Call]:
    """Return the phone buttons for these roles, in this order."""
    given: dict[str, list[Number]] = {role: [] for role in roles}
    for number in access.rows(Number).order_by("created_at"):
        if number.role in given:
            given[number.role].append(number)
    labels = dict(Number.Role.choices)
    return [
        Call(role, str(labels[role]), tuple(numbers), "" if numbers else _published(access, role))
        for role, numbers in given.items()
    ]


def _published(access: Access, role: str) -> str:
    known = EMERGENCY_NUMBERS.get(access.patient.country)
    return known.number if known and role == Number.Role.EMERGENCY else ""


def stood_for(access: Access, warning: RaisedWarning) -> list[RaisedWarning]:
    """Return the open warnings that were not shown because this one was."""
    replaced = rule_for(warning.rule).replaces
    return [other for other in open_warnings(access) if other.rule in replaced]
