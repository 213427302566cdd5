"""Getting about, in words."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from carelog.clinical.statistics import FunctionLevels
from carelog.logs.models.falls import Place
from carelog.logs.models.mobility import Aid
from carelog.logs.models.mobility import Function as Level
from carelog.summary.function import MONTH, QUARTER, AidUsed, FallSeen, Function
from carelog.summary.period import WEEK
from carelog.summary.words.pieces import Item, Said, joined
from carelog.summary.words.reader import Reader
from education.signs import WORDS


def function(found: Function, reader: Reader) -> Said:
    """Return the aid, the longest walk, the level, and falls with their days."""
    falls = tuple(_fall(one, reader) for one in found.falls.items)
    facts = (
        _aid(found, reader),
        _walk(found, reader),
        _level(found.levels, reader),
        _counts(found, reader),
    )
    level = (
        _("Function level: our own wording, told by the person, not rated by a clinician.")
        if found.levels.last
        else ""
    )
    return Said(facts=facts, items=falls, more=found.falls.more, notes=(level,) if level else ())


def _aid(found: Function, reader: Reader) -> Item:
    now = _named(found.aid, reader)
    before = found.aid_before
    was = ""
    if before is not None and found.aid is not None and before.code != found.aid.code:
        was = _("before: %(aid)s") % {"aid": _named(before, reader)}
    return Item(_("Walking aid"), now, was)


def _named(aid: AidUsed | None, reader: Reader) -> str:
    if aid is None:
        return _("not logged")
    return f"{dict(Aid.choices)[aid.code]} ({reader.day(aid.day)})"


def _walk(found: Function, reader: Reader) -> Item:
    lead = _("Longest walk, last %(days)d days") % {"days": reader.period.seen(WEEK)}
    if found.longest_walk is None:
        return Item(lead, _("not logged"))
    day, minutes = found.longest_walk
    text = _("%(n)d minutes (%(day)s)") % {"n": minutes, "day": reader.day(day)}
    return Item(lead, text)


def _level(levels: FunctionLevels, reader: Reader) -> Item:
    lead = _("Function level, 0 to 4")
    if levels.last is None:
        return Item(lead, _("not logged"))
    day, level = levels.last
    text = _("%(level)d on %(day)s: %(words)s") % {
        "level": level,
        "day": reader.day(day),
        "words": Level(level).label,
    }
    return Item(lead, text, _days_at(levels))


def _days_at(levels: FunctionLevels) -> str:
    figures = {"n": levels.days.logged, "window": levels.days.window}
    if not levels.days.enough:
        return _("last %(window)d days: not enough entries (%(n)d of %(window)d days)") % figures
    at = joined(
        _("level %(level)d on %(n)d") % {"level": level, "n": days}
        for level, days in enumerate(levels.days_at)
        if days
    )
    return _("last %(window)d days: %(at)s of %(n)d logged days") % (figures | {"at": at})


def _counts(found: Function, reader: Reader) -> Item:
    month, quarter = (reader.period.seen(days) for days in (MONTH, QUARTER))
    few, many = found.falls30, found.falls90
    figures = {"n": few.falls, "days": month, "n3": many.falls, "days3": quarter}
    figures |= {"near": few.near_falls, "near3": many.near_falls}
    figures |= {"hurt": few.injuries, "hurt3": many.injuries}
    text = _("%(n)d in %(days)d days, %(n3)d in %(days3)d days")
    detail = _("near falls: %(near)d and %(near3)d; something hurt: %(hurt)d and %(hurt3)d")
    if month == quarter:
        # A share shows no more than the shorter of the two.
        text = _("%(n)d in %(days)d days")
        detail = _("near falls: %(near)d; something hurt: %(hurt)d")
    return Item(_("Falls logged"), text % figures, detail % figures)


def _fall(one: FallSeen, reader: Reader) -> Item:
    what = _("near fall") if one.near else _("fall")
    head = str(WORDS["fall_head_hit"].below) if one.head_hit else ""
    place = str(dict(Place.choices).get(one.place, ""))
    return Item(reader.day(one.day), joined((capfirst(what), place, head, one.injury)))
