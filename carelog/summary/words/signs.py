"""Signs ticked and the main concern, in words."""

from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carelog.summary.main_concern import Concern
from carelog.summary.section_values import NotShared, Shortened
from carelog.summary.signs import Noted, Signs, SignShown
from carelog.summary.ticks import Tick
from carelog.summary.words.pieces import Item, Said, given, joined
from carelog.summary.words.reader import Reader

TIERS = {
    "E": gettext_lazy("on the emergency list"),
    "T": gettext_lazy("on the same-day list"),
}
ENDINGS = {
    "help": gettext_lazy("closed %(day)s: “I have got help”"),
    "mistake": gettext_lazy("closed %(day)s: “this was entered by mistake”"),
}
NOTED = {
    "seen": gettext_lazy("seen by %(who)s, %(when)s"),
    "called": gettext_lazy("%(who)s called, %(when)s"),
    "advised": gettext_lazy("what the team said, noted by %(who)s, %(when)s"),
}
#: Who that was, where no name is told, and beside a name.
RELATIONS = {
    "patient": gettext_lazy("the person"),
    "caregiver": gettext_lazy("family or caregiver"),
    "clinician": gettext_lazy("clinician"),
    "": gettext_lazy("somebody"),
}


def signs(found: Signs, reader: Reader) -> Said:
    """Return each warning with its ticks and what became of it, and all other ticks.

    What no warning tells stands in the facts, which are never cut.
    """
    alone = found.ticks_alone
    answered = tuple(_tick(tick, reader) for tick in alone if tick.has_prompt)
    silent = tuple(_tick(tick, reader) for tick in alone if not tick.has_prompt)
    facts = (
        Item(_("Ticked"), joined(answered, "; ") + ".") if answered else None,
        Item(_("Ticked, no prompt of CareLog"), joined(silent, "; ") + ".") if silent else None,
    )
    warnings = Shortened(()) if isinstance(found.warnings, NotShared) else found.warnings
    return Said(
        text=_nothing(found, reader) if not warnings.items and not alone else "",
        facts=tuple(fact for fact in facts if fact),
        items=tuple(_item(sign, reader) for sign in warnings.items),
        more=warnings.more,
        notes=_not_shared(found),
    )


def _nothing(found: Signs, reader: Reader) -> str:
    """Return that nothing was ticked, only where all ticks are in the reader's scope."""
    if isinstance(found.ticks, NotShared):
        return _("No warning was raised in these days. It does not mean that all is well.")
    none = _("No sign was ticked in these days.")
    if not found.falls:
        none = _("On the sheet of signs nothing was ticked in these days. Falls are not shared.")
    rest = _("Signs were answered on %(days)d of %(of)d days. It does not mean that all is well.")
    return f"{none} {rest % {'days': found.days_answered, 'of': reader.period.days}}"


def _not_shared(found: Signs) -> tuple[str, ...]:
    if isinstance(found.ticks, NotShared):
        return (_("Not shared with the reader of this page: which other signs were ticked."),)
    if isinstance(found.warnings, NotShared):
        return (_("Not shared with the reader of this page: what became of warnings."),)
    return ()


def _tick(tick: Tick, reader: Reader) -> str:
    """Return a tick with its days: "shivering (2 days, 3 Mar to 5 Mar)"."""
    words = tick.words if tick.most is None else f"{tick.words}: {tick.most}"
    if tick.most is not None and tick.days > 1:
        words = _("%(sign)s: up to %(most)d") % {"sign": tick.words, "most": tick.most}
    if tick.days == 1:
        return f"{words} ({reader.day(tick.first)})"
    days = {"sign": words, "n": tick.days}
    days |= {"first": reader.day(tick.first), "last": reader.day(tick.last)}
    return _("%(sign)s (%(n)d days, %(first)s to %(last)s)") % days


def _item(sign: SignShown, reader: Reader) -> Item:
    noted = tuple(_noted(one, reader) for one in sign.noted)
    detail = joined((str(TIERS.get(sign.tier, "")), _again(sign, reader), *noted), "; ")
    return Item(reader.day(sign.day), f"{joined(sign.ticks, '; ')}. {_ended(sign, reader)}", detail)


def _noted(noted: Noted, reader: Reader) -> str:
    """Return "called": who, when, and what was said."""
    there = noted.at.astimezone(ZoneInfo(reader.period.zone))
    relation = str(RELATIONS.get(noted.relation, RELATIONS[""]))
    who = noted.name or relation
    if noted.name and noted.relation in ("caregiver", "clinician"):
        who = f"{noted.name} ({relation})"
    when = f"{reader.day(there.date())}, {date_format(there, 'H:i')}"
    said = str(NOTED[noted.state]) % {"who": who, "when": when}
    return f"{said}: “{noted.text}”" if noted.text else said


def _again(sign: SignShown, reader: Reader) -> str:
    if sign.times < 2:
        return ""
    return _("ticked %(n)d times, last on %(day)s") % {
        "n": sign.times,
        "day": reader.day(sign.last_day),
    }


def _ended(sign: SignShown, reader: Reader) -> str:
    period = reader.period
    if sign.is_open and period.end < period.today:
        return _("Still open on %(day)s.") % {"day": reader.day(period.end)}
    if sign.is_open:
        return _("OPEN: not marked as dealt with.")
    return str(ENDINGS[sign.ending]) % {"day": reader.day(given(sign.ended_day))} + "."


def concern(found: Concern | None, reader: Reader) -> Said:
    """Return the newest main concern with its day."""
    if found is None:
        return Said(text=_("None was written."))
    return Said(items=(Item(reader.day(found.day), f"“{found.text}”"),))
