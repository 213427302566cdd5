"""Where it hurts, in words: what is new or worse first, then a line for each place."""

from django.utils.translation import gettext as _

from carelog.dashboard import place_words
from carelog.logs.models import PainEntry
from carelog.logs.pain_places import PlaceFigures, Places
from carelog.summary.places import LastPain, WhereItHurts
from carelog.summary.words.pieces import BodyMap, Item, Said
from carelog.summary.words.reader import Reader


def where_it_hurts(found: WhereItHurts, reader: Reader) -> Said | None:
    """Return what is new or worse as facts, which nothing cuts, with all that was said of it; then
    a line for each other place.
    """
    places = found.places.places
    if not places and found.last_pain is None:
        return None
    marked = [one for one in places if one.is_new or one.is_worse]
    return Said(
        text="" if places else _("No place was named in these days."),
        facts=tuple(_line(one, found.places, reader, whole=True) for one in marked),
        items=tuple(_line(one, found.places, reader) for one in places if one not in marked),
        body=_map(found.places) if places else None,
    )


def place_details(found: WhereItHurts, reader: Reader) -> Said | None:
    """Return the newest numbers and all that was said of each place; None where nothing was."""
    last = (_last_pain(found.last_pain, reader),) if found.last_pain else ()
    items = tuple(_item(one, found.places, reader) for one in found.places.places)
    return Said(items=(*last, *items)) if last or items else None


def _line(one: PlaceFigures, places: Places, reader: Reader, *, whole: bool = False) -> Item:
    said = {"n": one.days, "of": places.days, "first": reader.day(one.first_day)}
    days = _("%(n)d of %(of)d days, since %(first)s") if whole else _("%(n)d of %(of)d days")
    detail = "; ".join(place_words.details(one, reader.day)) if whole else ""
    return Item(place_words.heading(one), f"{_how_bad(one, reader)}; {days % said}", detail)


def _how_bad(one: PlaceFigures, reader: Reader) -> str:
    """Return the highest and the last number: "up to 6, last 4 (29 Nov)"."""
    if one.highest is None or one.last is None:
        return _("no number given")
    said = {"high": one.highest.value, "last": one.last.value, "day": reader.day(one.last.day)}
    if one.highest.value == one.last.value:
        return _("%(last)d (%(day)s)") % said
    return _("up to %(high)d, last %(last)d (%(day)s)") % said


def _item(one: PlaceFigures, places: Places, reader: Reader) -> Item:
    bad = place_words.how_bad(one, reader.day)
    often = place_words.how_often(one, places, reader.day)
    detail = "; ".join(place_words.details(one, reader.day))
    return Item(place_words.heading(one), f"{bad}; {often}", detail)


def _last_pain(last: LastPain, reader: Reader) -> Item:
    said = (f"{PainEntry.brief[name]} {score}" for name, score in last.scores.items())
    return Item(_("Pain, last entry"), f"{', '.join(said)} ({reader.day(last.day)})")


def _map(places: Places) -> BodyMap:
    """Return the highest number of each place, for the picture."""
    title = _("Highest number of each place; • none given")
    return BodyMap(
        title,
        "; ".join(map(place_words.short, places.places)),
        {one.code: one.highest.value if one.highest else None for one in places.places},
    )
