"""A document in files of a length that readers take: first what matters, then all the rest.

Libraries that open a SMART Health Link stop at 250,000 bytes after inflating (jose) or at 256,000
(joserfc, jwcrypto, authlib), against archives that burst. Ninety full days are ten times that.
"""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.html import escape

from carelog.exchange.fhir import day_by_day
from carelog.exchange.fhir.bundle import Made
from carelog.exchange.fhir.composition import SECTIONS, composition, part_of
from carelog.exchange.fhir.document import SectionEntry
from carelog.exchange.fhir.elements import identifier_of, text_of
from carelog.exchange.fhir.observations import LOGS

MOST_BYTES = 240_000
#: How much of the first file words may take, and those of one section.
WORDS, OF_ONE = 1 / 2, 1 / 6
#: What surrounds a resource: its `fullUrl`, its identifier, and where a section points to it.
AROUND = 320
#: How much longer a reference becomes that names what stands in another file.
ABROAD = 90
#: What goes into the first file while there is room; logs and what hangs on them never do.
FIRST = (
    *("problems", "allergies", "medications", "alerts", "story", "figures", "plan"),
    *("procedures", "results", "vitals"),
)
GOES_ON = "This list goes on: the rest stands in the further files."
ELSEWHERE = "The entries themselves stand in the further files."


def files_of(made: Made, most: int = MOST_BYTES) -> Iterator[dict]:
    """Give a record as document Bundles of at most so many bytes each.

    One, if all of it fits. Else the first has every section, with figures and the days one by
    one, and as many resources as there is room for, newest first; the others have all the rest.
    What points to a resource of another file names it by its identifier.
    """
    with translation.override("en"):
        whole = made.document(
            composition(made.doc, made.entries, made.key),
            [*made.people, *_resources(made.entries)],
        )
        if _size(whole) <= most:
            yield whole
            return
        days = list(day_by_day.entries(made.doc))
        made = replace(made, entries=[*made.entries, *days])
        named = {one["id"]: one for one in _resources(made.entries)}
        first, ids = _first(made, most)
        yield _linked(first, named)
        rest = [one for one in _resources(made.entries) if one["id"] not in ids]
        for number, resources in enumerate(_packed(rest, made, most), 2):
            yield _linked(_further(made, number, resources), named)


def _resources(entries: Iterable[SectionEntry]) -> Iterator[dict]:
    return (one.resource for one in entries if one.resource)


def _size(thing: Any) -> int:
    """Return how many bytes something takes as JSON."""
    return len(text_of(thing).encode())


def _room_for(resource: dict) -> int:
    """Return how many bytes a resource takes at most, wherever what it points to stands."""
    text = text_of(resource)
    return len(text.encode()) + AROUND + ABROAD * text.count('"reference"')


def _first(made: Made, most: int) -> tuple[dict, set[str]]:
    """Return the first file, and the ids of what is in it."""
    bare = _in_words(made, most)
    empty = made.document(composition(made.doc, bare, made.key), made.people)
    room = most - _size(empty)
    kept: set[str] = set()
    for section in FIRST:
        # Newest last, wherever rows are read by time.
        for one in reversed(list(_resources(_of(made, section)))):
            if (needed := _room_for(one)) <= room:
                room -= needed
                kept.add(one["id"])
    told = [replace(one, words="") for one in made.entries if one.resource]
    resources = [one for one in told if one.resource and one.resource["id"] in kept]
    first = composition(made.doc, [*bare, *resources], made.key)
    return made.document(first, [*made.people, *_resources(resources)]), kept


def _of(made: Made, section: str) -> list[SectionEntry]:
    return [one for one in made.entries if one.section == section]


def _in_words(made: Made, most: int) -> list[SectionEntry]:
    """Return the words of all sections that have room in the first file."""
    room, said = most * WORDS, []
    keys = [section.key for section in SECTIONS]
    for key in sorted(keys, key=lambda key: FIRST.index(key) if key in FIRST else len(FIRST)):
        lines = _lines(made, key, min(room, most * OF_ONE))
        room -= sum(map(_length, lines))
        said += [SectionEntry(key, None, line) for line in lines]
    return said


def _lines(made: Made, section: str, room: float) -> list[str]:
    """Return the lines of a section that have room, the newest rather than the oldest."""
    inside = _of(made, section)
    words = [one.words for one in inside if one.words]
    lines: list[str] = []
    for line in reversed(words):
        if (needed := _length(line)) <= room:
            room -= needed
            lines.insert(0, line)
    if section == LOGS:
        lines.append(ELSEWHERE)
    elif len(lines) < len(words):
        lines.append(GOES_ON)
    return lines


def _length(line: str) -> int:
    return _size(f"<li>{escape(line)}</li>")


def _packed(resources: list[dict], made: Made, most: int) -> Iterator[list[dict]]:
    """Give resources in lots that fit into a file each, in their order."""
    start = most - _size(_further(made, 2, []))
    lot: list[dict] = []
    room = start
    for one in resources:
        needed = _room_for(one)
        if lot and needed > room:
            yield lot
            lot, room = [], start
        lot.append(one)
        room -= needed
    if lot:
        yield lot


def _further(made: Made, number: int, resources: list[dict]) -> dict:
    """Return a further file: a document of its own, which names what it is a part of."""
    key = str(uuid.uuid5(uuid.UUID(made.key), f"file {number}"))
    name = str(uuid.uuid5(uuid.UUID(made.name), f"file {number}"))
    first = part_of(made.doc, key, made.key, number, [one["id"] for one in resources])
    return made.document(first, [*made.people, *resources], name)


def _linked(bundle: dict, named: dict[str, dict]) -> dict:
    """Return a Bundle in which whatever points out of it does so by an identifier."""
    inside = {entry["fullUrl"] for entry in bundle["entry"]}
    return _pointing(bundle, inside, named)


def _pointing(thing: Any, inside: set[str], named: dict[str, dict]) -> Any:
    if isinstance(thing, list):
        return [_pointing(one, inside, named) for one in thing]
    if not isinstance(thing, dict):
        return thing
    to = thing.get("reference")
    if isinstance(to, str) and to not in inside:
        one = named[to.removeprefix("urn:uuid:")]
        return {"type": one["resourceType"], "identifier": identifier_of(one)}
    return {name: _pointing(value, inside, named) for name, value in thing.items()}
