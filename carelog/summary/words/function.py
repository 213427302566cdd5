"""Getting about, in words."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from carelog.clinical.statistics import FunctionLevels
from carelog.lazy import LazyStr
from carelog.logs.models.falls import Place
from carelog.logs.models.mobility import Aid
from carelog.logs.models.mobility import Function as Level
from carelog.summary.function import MONTH, QUARTER, AidUsed, FallSeen, Function
from carelog.summary.period import WEEK
from carelog.summary.words.pieces import Item, Said, joined
from carelog.summary.words.reader import Reader
from carelog.summary.words.tallies import lines
from education.signs import WORDS

ANSWERS: dict[str, LazyStr] = {
    "rest_share": __("in bed or a chair"),
    "stairs": __("stairs"),
    "chair": __("out of a chair"),
    "steps": __("steps a day"),
    "activity": __("activity"),
    "activity_minutes": __("its minutes"),
    "activity_pain": __("pain with it"),
}


def function(found: Function, reader: Reader) -> Said | None:
    """Return the aid, the longest walk, the level, other answers, and falls with their days."""
    falls = tuple(_fall(one, reader) for one in found.falls.items)
    facts = tuple(
        line
        for line in (
            _aid(found, reader),
            _walk(found, reader),
            _level(found.levels, reader),
            _answers(found, reader),
            _counts(found, reader),
        )
        if line
    )
    if len(facts) == 1 and not found.falls90.falls + found.falls90.near_falls:
        return None
    level = (
        _("Function level: our own wording, told by the person, not rated by a clinician.")
        if found.levels.last
        else ""
    )
    return Said(facts=facts, items=falls, more=found.falls.more, notes=(level,) if level else ())


def _answers(found: Function, reader: Reader) -> Item | None:
    """Return what else was answered, in one line."""
    said = (f"{line.lead}: {line.text}" for line in lines(found.answers, ANSWERS, reader))
    text = joined(said, "; ")
    return Item("", capfirst(text)) if text else None


def _aid(found: Function, reader: Reader) -> Item | None:
    if found.aid is None:
        return None
    now = _named(found.aid, reader)
    before = found.aid_before
    was = ""
    if before is not None and before.code != found.aid.code:
        was = _("before: %(aid)s") % {"aid": _named(before, reader)}
    return Item(_("Walking aid"), now, was)


def _named(aid: AidUsed, reader: Reader) -> str:
    return f"{dict(Aid.choices)[aid.code]} ({reader.day(aid.day)})"


def _walk(found: Function, reader: Reader) -> Item | None:
    lead = _("Longest walk, last %(days)d days") % {"days": reader.period.seen(WEEK)}
    if found.longest_walk is None:
        return None
    day, minutes = found.longest_walk
    text = _("%(n)d minutes (%(day)s)") % {"n": minutes, "day": reader.day(day)}
    return Item(lead, text)


def _level(levels: FunctionLevels, reader: Reader) -> Item | None:
    lead = _("Function level, 0 to 4")
    if levels.last is None:
        return None
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
    has_detail = any((few.near_falls, many.near_falls, few.injuries, many.injuries))
    return Item(_("Falls logged"), text % figures, detail % figures if has_detail else "")


def _fall(one: FallSeen, reader: Reader) -> Item:
    what = _("near fall") if one.near else _("fall")
    place = str(dict(Place.choices).get(one.place, ""))
    said = joined((capfirst(what), place, *_after(one), one.injury))
    return Item(reader.day(one.day), said)


def _after(one: FallSeen) -> Iterator[str]:
    """Give what was answered about a fall, with yes or with no."""
    if one.head_hit is not None:
        yield str(WORDS["fall_head_hit"].below) if one.head_hit else _("head not hit")
    if one.fainted is not None:
        yield _("fainted") if one.fainted else _("did not faint")
    if one.could_get_up is not None:
        yield _("could get up") if one.could_get_up else _("could not get up")
    if one.bad_pain_after is not None:
        yield _("bad pain after it") if one.bad_pain_after else _("no bad pain after it")
    if one.pain_after is not None:
        yield _("pain after it %(n)d") % {"n": one.pain_after}
