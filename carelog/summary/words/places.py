"""Where it hurts, in words: what is new or worse first, then a line for each place."""

from django.utils.translation import gettext as _

from carelog.dashboard import place_words
from carelog.logs.models import PainEntry
from carelog.logs.pain_places import PlaceFigures, Places
from carelog.summary.places import LastPain, WhereItHurts
from carelog.summary.words.pieces import BodyMap, Item, Said
from carelog.summary.words.reader import Reader


def where_it_hurts(found: WhereItHurts, reader: Reader) -> Said | None:
    """Return the last numbers and what is new or worse as facts, which nothing cuts; then lines."""
    places = found.places.places
    if not places and found.last_pain is None:
        return None
    marked = [one for one in places if one.is_new or one.is_worse]
    facts = [_item(one, found.places, reader) for one in marked]
    if found.last_pain is not None:
        facts.append(_last_pain(found.last_pain, reader))
    rest = tuple(_item(one, found.places, reader) for one in places if one not in marked)
    return Said(
        text="" if places else _("No place was named in these days."),
        facts=tuple(facts),
        items=rest,
        body=_map(found.places) if places else None,
    )


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
    title = _("The highest number of each place, 0 to 10; • without a number")
    return BodyMap(
        title,
        "; ".join(map(place_words.short, places.places)),
        {one.code: one.highest.value if one.highest else None for one in places.places},
    )
