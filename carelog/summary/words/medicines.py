"""Medicines in words: what was logged as taken of each, and what the labels say."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.entries.quantities import in_words, unit_for
from carelog.lazy import LazyStr
from carelog.medications.models.choices import Opioid, SkipReason, StrengthUnit
from carelog.medications.models.medication import AS_TYPED
from carelog.summary.medicines import MONTH, WEEK, Medicine, Medicines, Week
from carelog.summary.words.pieces import Cell, Item, Said, Table, given, joined
from carelog.summary.words.reader import NONE, Reader


def medicines(found: Medicines, reader: Reader) -> Said:
    """Return a table of what was taken in the last days, and what was stopped."""
    columns = (_("Medicine"), _last(reader.period.seen(WEEK)))
    rows = tuple(_row(one, reader) for one in found.current.items)
    stopped = tuple(_stopped(one, reader) for one in found.stopped.items)
    return Said(
        text="" if rows else _("No medicine is written down as taken now."),
        table=Table(columns, rows, found.current.more) if rows else None,
        items=stopped,
        more=found.stopped.more,
    )


def labels(found: Medicines, reader: Reader) -> Said | None:
    """Return what is written down of each medicine; None where there is none."""
    both = (*found.current.items, *found.stopped.items)
    items = tuple(Item(one.row.name, _label(one, reader), _month(one, reader)) for one in both)
    logged = _("As logged: what nobody wrote is in no number. Medicines are not added up.")
    more = found.current.more + found.stopped.more
    return Said(items=items, more=more, notes=(logged,)) if items else None


def _last(days: int) -> str:
    return ngettext("Last %(n)d day", "Last %(n)d days", days) % {"n": days}


def _row(one: Medicine, reader: Reader) -> tuple[Cell, ...]:
    is_new = one.row.started_on >= reader.period.since
    since = _("since %(day)s") % {"day": reader.day(one.row.started_on)} if is_new else ""
    needed = _("when needed") if one.row.only_when_needed else ""
    return Cell(one.row.name, joined((_strength(one), needed, since))), _week(one, reader)


def _month(one: Medicine, reader: Reader) -> str:
    """Return what was taken and skipped in a month, and why: "Last 30 days: 50 taken"."""
    reasons = joined(_reason(code, n) for code, n in one.skips)
    skipped = joined((_skipped(one.skipped30), f"({reasons})" if reasons else ""), " ")
    said = joined((_taken(one.taken30), skipped))
    return f"{_last(reader.period.seen(MONTH))}: {said}" if said else ""


def _strength(one: Medicine) -> str:
    """Return the strength alone: "20 mg"."""
    row = one.row
    number = row.strength if row.strength is not None else row.strength_per_ml
    if number is None:
        return ""
    said = f"{_typed(number)} {row.get_strength_unit_display()}"
    return said if row.strength is not None else _("%(strength)s in 1 ml") % {"strength": said}


def _week(one: Medicine, reader: Reader) -> Cell:
    """Return the amounts of the days with a dose; of a bone medicine its last day."""
    if one.last_on is not None:
        return Cell(_("last %(day)s") % {"day": reader.day(one.last_on)})
    if not one.now.doses:
        return Cell(NONE, _skipped(one.skipped7))
    more = _skipped(one.skipped7)
    if one.row.only_when_needed and not reader.hides_before:
        more = joined((_("before: %(n)d doses") % {"n": one.before.doses}, more))
    return Cell(_amount(one.now, needed=bool(one.row.only_when_needed)), more)


def _amount(week: Week, *, needed: bool) -> str:
    low, high = _typed(week.low), _typed(week.high)
    span = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
    unit = dict(StrengthUnit.choices).get(week.unit) or ngettext("dose", "doses", int(week.high))
    days = ngettext("on %(n)d day", "on %(n)d days", week.days) % {"n": week.days}
    amount = f"{span} {unit} {days}"
    if not needed:
        return amount
    doses = ngettext("%(n)d dose", "%(n)d doses", week.doses) % {"n": week.doses}
    return f"{doses}: {amount}" if week.unit else f"{doses} {days}"


def _typed(number: object) -> str:
    return in_words(number, unit_for(AS_TYPED, None))  # type: ignore[arg-type]


def _taken(count: int) -> str:
    return _("%(n)d taken") % {"n": count} if count else ""


def _skipped(count: int) -> str:
    return _("%(n)d skipped") % {"n": count} if count else ""


def _reason(code: str, count: int) -> str:
    return f"{count} {dict(SkipReason.choices)[code]}"


def _stopped(one: Medicine, reader: Reader) -> Item:
    day = _("stopped %(day)s") % {"day": reader.day(given(one.stopped_on))}
    taken = _amount(one.now, needed=False) if one.now.doses else ""
    said = joined((one.row.name, _strength(one), taken))
    return Item(capfirst(day), said, one.row.stop_reason)


def _needed(answer: bool | None) -> str:
    if answer is None:
        return ""
    return _("only when needed") if answer else _("not only when needed")


def _label(one: Medicine, reader: Reader) -> str:
    row = one.row
    kind: LazyStr = row.get_drug_class_display() if row.drug_class else ""
    opioid = row.opioid and _("opioid: %s") % dict(Opioid.choices)[row.opioid]
    parts = (
        row.label_words(),
        _needed(row.only_when_needed),
        str(row.get_route_display()),
        str(kind),
        opioid,
        row.paracetamol_mg and _("%d mg of paracetamol in one") % row.paracetamol_mg,
        _("strengthens bone") if row.bone_agent else "",
        row.purpose and _("for: %(purpose)s") % {"purpose": row.purpose},
        row.instructions,
        row.prescriber and _("prescribed by %s") % row.prescriber,
        _("since %(day)s") % {"day": reader.day(row.started_on)},
    )
    return joined((str(part) for part in parts if part), "; ")
