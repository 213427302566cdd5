"""What was said of a place that hurts, in words: the summary and Trends read the same."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carelog.entries import words
from carelog.logs.models import PainPlace
from carelog.logs.pain_places import TICKS, Latest, PlaceFigures, Places, Ticked
from carelog.patients.body_words import label_for
from education.signs import WORDS

#: How a day is said, with its year where that is not plain.
DayWords = Callable[[date], str]
MARKS = {
    (True, False): gettext_lazy("new"),
    (False, True): gettext_lazy("worse"),
    (True, True): gettext_lazy("new and worse"),
}
TICKED = {
    "band_or_shooting_pain": WORDS["band_or_shooting_pain"].below,
    "spine_pain_signs": WORDS["spine_pain_signs"].below,
    "sudden_onset": gettext_lazy("came on suddenly"),
    "night_waking": gettext_lazy("wakes at night"),
}
LISTS = {
    "worse_with": gettext_lazy("worse with %(said)s"),
    "better_with": gettext_lazy("better with %(said)s"),
    "qualities": gettext_lazy("feels %(said)s"),
}


def heading(one: PlaceFigures) -> str:
    """Return the name of a place, with what it is marked as: "Left hip or buttock (new)"."""
    label = label_for(one.code)
    mark = MARKS.get((one.is_new, one.is_worse))
    return _("%(place)s (%(mark)s)") % {"place": label, "mark": mark} if mark else label


def how_bad(one: PlaceFigures, day: DayWords) -> str:
    """Return the highest and the last number of a place, each with its day."""
    if one.highest is None or one.last is None:
        return _("no number given")
    said = {"high": one.highest.value, "on": day(one.highest.day)}
    if one.highest == one.last:
        return _("%(high)d on %(on)s") % said
    said |= {"last": one.last.value, "last_on": day(one.last.day)}
    return _("highest %(high)d on %(on)s, last %(last)d on %(last_on)s") % said


def how_often(one: PlaceFigures, places: Places, day: DayWords) -> str:
    """Return on how many of the days with any place this one was named, and since when."""
    said = {"n": one.days, "of": places.days, "carried": one.carried_days}
    often = _("named on %(n)d of %(of)d days with a place") % said
    if one.carried_days:
        often += " " + _("(on %(carried)d carried over)") % said
    return f"{often}, {_since(one, places, day)}"


def _since(one: PlaceFigures, places: Places, day: DayWords) -> str:
    said = {"first": day(one.first_day), "last": day(one.last_day)}
    if one.first_day == one.last_day:
        return _("only on %(last)s") % said
    if places.seen_from is not None:
        return _("first in the days shared %(first)s, last %(last)s") % said
    return _("first %(first)s, last %(last)s") % said


def short(one: PlaceFigures) -> str:
    """Return a place with its highest number and its mark: "Left hip or buttock 6 (new)"."""
    number = "" if one.highest is None else f" {one.highest.value}"
    label = label_for(one.code)
    return heading(one).replace(label, label + number, 1)


def details(one: PlaceFigures, day: DayWords) -> list[str]:
    """Return what else was said of a place: signs and yes or no first, then the lists."""
    return [
        *_signs(one, day),
        *_week(one),
        *_lists(one),
        *_pattern(one.pattern),
        *_known(one.team_knows, one.said_new, day),
    ]


def _signs(one: PlaceFigures, day: DayWords) -> Iterator[str]:
    for name in TICKS:
        if name in one.ticks:
            yield _ticked(str(TICKED[name]), one.ticks[name], day)


def _ticked(sign: str, said: Ticked, day: DayWords) -> str:
    figures = {"sign": sign, "n": said.days, "last": day(said.last)}
    if said.no_since is not None:
        figures["no"] = day(said.no_since)
        return _("%(sign)s (last %(last)s; no on %(no)s)") % figures
    if said.days == 1:
        return _("%(sign)s (%(last)s)") % figures
    return _("%(sign)s (%(n)d days, last %(last)s)") % figures


def _week(one: PlaceFigures) -> Iterator[str]:
    if one.is_worse:
        yield _("highest %(now)d in the last 7 days, %(before)d in the 7 before") % {
            "now": one.week,
            "before": one.week_before,
        }


def _lists(one: PlaceFigures) -> Iterator[str]:
    for name, text in LISTS.items():
        latest: Latest[Sequence[str]] | None = getattr(one, name)
        if latest is not None:
            yield str(text) % {"said": words.in_words(PainPlace, name, list(latest.value))}


def _pattern(latest: Latest[str] | None) -> Iterator[str]:
    if latest is not None:
        yield words.in_words(PainPlace, "pattern", latest.value)


def _known(
    known: Latest[bool] | None, said_new: Latest[bool] | None, day: DayWords
) -> Iterator[str]:
    if known is not None:
        yield _("the team knows it") if known.value else _("unknown to the team")
    if said_new is not None:
        on = {"day": day(said_new.day)}
        yield (_("said to be new on %(day)s") if said_new.value else _("said not to be new")) % on
