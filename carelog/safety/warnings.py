"""Reading warnings: which are open, what a page shows of them, whom to call."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils import timezone

from carelog.clinical.emergency_numbers import EMERGENCY_NUMBERS
from carelog.patients.access import Access
from carelog.patients.models import Number
from carelog.patients.models.share import between
from carelog.safety.listed import RULES
from carelog.safety.models import RaisedWarning, Trigger, WarningState
from carelog.safety.rules import Hit, on_screen, rule_for
from carelog.safety.texts import title_for
from education.signs import WORDS


@dataclass(frozen=True)
class Call:
    """A number to call: whom it reaches, as it is written and as a phone dials it, and when.

    `is_published` says that nobody gave it: a source names it for the record's country, and it is
    to be shown as not confirmed.
    """

    role: str
    label: str
    number: str
    tel: str
    hours: str = ""
    is_published: bool = False


#: How long an ending stays on the page where it can be taken back.
ENDED_SHOWN_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Told:
    """A warning as a page tells it: its title for the numbers there are, and its ticks."""

    warning: RaisedWarning
    title: str
    ticked: tuple[str, ...]


@dataclass(frozen=True)
class EndedAct:
    """What someone noted as dealt with in one act: one of its warnings, and all their ticks."""

    warning: RaisedWarning
    ticked: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """What stands on the page for one tier: each warning with its ticks, and whom to call.

    `is_for_it` says whether the first number is one that its rules name.
    """

    warnings: tuple[Told, ...]
    calls: tuple[Call, ...]
    is_for_it: bool


def open_warnings(access: Access) -> list[RaisedWarning]:
    """Return the warnings nobody has dealt with, in the published order."""
    order = {rule.id: place for place, rule in enumerate(RULES)}
    warnings = access.rows(RaisedWarning).filter(ended_at=None).prefetch_related("triggers")
    return sorted(warnings, key=lambda w: order.get(w.rule, len(order)))


def as_of(access: Access, rows: QuerySet[RaisedWarning], moment: datetime) -> list[RaisedWarning]:
    """Return warnings as they stood at a moment, with the ticks up to then.

    Within a share that has a first day, ticks before it are left out, and a warning begins with
    the first one it shows. The rows are for reading: they are never to be saved.
    """
    starts, _ends = access.moments()
    ticks = Trigger.objects.filter(between("at", starts, moment))
    ends = {"state__in": WarningState.ENDS, "at__lte": moment}
    acts = WarningState.objects.filter(warning=OuterRef("pk"), **ends)
    last = acts.order_by("-at", "-pk")
    stood = rows.annotate(
        last_state=Subquery(last.values("state")[:1]), last_at=Subquery(last.values("at")[:1])
    )
    found = [*stood.prefetch_related(Prefetch("triggers", ticks))]
    for row in found:
        is_ended = row.last_state not in (None, WarningState.State.REOPENED)
        row.ended_at, row.ending = (row.last_at, row.last_state) if is_ended else (None, "")
        if starts and row.raised_at < starts:
            row.raised_at = min(tick.at for tick in row.triggers.all())
    return [*found]


def answer_route(access: Access) -> str:
    """Return the route that answers a ticked sign: without warnings in scope, the whole list."""
    return "act_now" if access.may_see(RaisedWarning) else "patient_urgent"


def shown(warnings: list[RaisedWarning]) -> list[RaisedWarning]:
    """Return the warnings to put on the screen: one may stand for another."""
    kept = {hit.rule_id for hit in on_screen(Hit(w.rule, ()) for w in warnings)}
    return [w for w in warnings if w.rule in kept]


def ticked_words(warning: RaisedWarning, until: datetime | None = None) -> list[str]:
    """Return the signs that fired a warning, or had by some moment, in words, each once."""
    ticks = [one for one in warning.triggers.all() if until is None or one.at <= until]
    facts = [fact for tick in ticks for fact in tick.facts]
    return list(dict.fromkeys(str(WORDS[field].of(code)) for field, code in facts))


def parts(access: Access) -> dict[str, Part]:
    """Return what is to be put on the screen, by tier: open warnings and the numbers to call.

    The numbers of the rules come first, in the order of the first rule; all others follow, as the
    right one may not answer. Where no emergency number was given, the published one stands in.
    """
    found = shown(open_warnings(access))
    numbers = calls(access) if found else []
    return {tier: _of_tier(access, found, tier, numbers) for tier in ("E", "T")}


def told_of(access: Access, warning: RaisedWarning, reachable: Collection[str]) -> Told:
    """Return a warning as its page tells this reader, by the roles there is a number for."""
    rule = rule_for(warning.rule)
    title = title_for(rule.tier, rule.calls, reachable, reader=access.relation)
    return Told(warning, str(title), tuple(ticked_words(warning)))


def _of_tier(access: Access, warnings: list[RaisedWarning], tier: str, numbers: list[Call]) -> Part:
    reachable = {call.role for call in numbers}
    of_it = [(w, rule_for(w.rule)) for w in warnings if rule_for(w.rule).tier == tier]
    told = tuple(told_of(access, warning, reachable) for warning, _rule in of_it)
    roles = [role for _warning, rule in of_it for role in rule.calls]
    return Part(told, tuple(in_order(numbers, roles)), not reachable.isdisjoint(roles))


def ended_acts(access: Access) -> list[EndedAct]:
    """Return what was dealt with in the last days, newest first."""
    rows = access.rows(RaisedWarning)
    ended = rows.filter(ended_at__gte=_last_days()).select_related("ended_by")
    rows = ended.prefetch_related("triggers").order_by("-ended_at", "ended_by", "raised_at", "pk")
    acts = (list(act) for _key, act in groupby(rows, lambda w: (w.ended_at, w.ended_by_id)))
    return [EndedAct(act[0], _all_ticked(act)) for act in acts]


def is_on_page(warning: RaisedWarning) -> bool:
    """Say whether the page of warnings tells of one: open, or dealt with in the last days."""
    return warning.ended_at is None or warning.ended_at >= _last_days()


def _last_days() -> datetime:
    return timezone.now() - ENDED_SHOWN_FOR


def _all_ticked(warnings: list[RaisedWarning]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for one in warnings for words in ticked_words(one)))


def titles(access: Access) -> list[str]:
    """Return the titles of what is to be put on the screen, each once, the emergencies first."""
    told = [told.title for part in parts(access).values() for told in part.warnings]
    return list(dict.fromkeys(told))


def calls(access: Access) -> list[Call]:
    """Return all numbers there are, in the order of their roles."""
    labels = {role: str(label) for role, label in Number.Role.choices}
    given = [
        Call(one.role, labels[one.role], one.number, one.tel, one.hours)
        for one in access.rows(Number).order_by("created_at")
    ]
    known = EMERGENCY_NUMBERS.get(access.patient.country)
    role = Number.Role.EMERGENCY
    if known and all(call.role != role for call in given):
        given += [Call(role, labels[role], known.number, known.number, is_published=True)]
    return sorted(given, key=lambda call: [*labels].index(call.role))


def in_order(numbers: Iterable[Call], roles: Iterable[str]) -> list[Call]:
    """Return numbers with those of some roles first, in the order of these; all others follow."""
    order = {role: place for place, role in enumerate(dict.fromkeys(roles))}
    return sorted(numbers, key=lambda call: order.get(call.role, len(order)))


def stood_for(access: Access, warning: RaisedWarning) -> list[RaisedWarning]:
    """Return the open warnings that were not shown because this one was."""
    hidden, others = {*rule_for(warning.rule).replaces}, open_warnings(access)
    for other in others:
        if other.rule in hidden:
            hidden |= {*rule_for(other.rule).replaces}
    return [other for other in others if other.rule in hidden]
