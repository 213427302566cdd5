"""A record in one streamed JSON file, exactly as it is stored."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby, islice
from operator import attrgetter
from uuid import UUID

from django.db.models import QuerySet

from carelog.diary.kinds import RECORDED
from carelog.exchange.tables.around import around, person
from carelog.exchange.tables.catalog import kept_rows, may_read
from carelog.exchange.tables.people import Person, people_of
from carelog.logs.models import CheckIn, Entry
from carelog.patients.access import Access
from carelog.patients.models import DOMAINS, Kept, KeptChild, Number
from carelog.safety.models import PrivateAnswer
from carelog.safety.private import mine

FORMAT, SCHEMA = "carelog-export", 1
AT_ONCE = 100
#: What the record says of the person, each with the scope a reader needs; "" for all.
FACTS = {
    **dict.fromkeys(
        ("name", "birth_year", "sex", "country", "zone", "phone", "cancer_type", "bones"), ""
    ),
    **{"height_cm": "food", "pain_goal": "pain", "is_demo": "", "created_at": ""},
}
#: What a share link leaves out, and what only the owner is told.
NOT_BY_LINK, FOR_OWNER = ("birth_date", "phone"), ("messages_stopped_at",)


def json_of(access: Access, *, generated_at: datetime) -> Iterator[bytes]:
    """Yield the file in chunks, in UTF-8: one line for each row, in a stable order.

    It holds what the reader may see, and no row that was removed. docs/export.md says its shape.
    """
    yield b"{\n"
    for name, value in _head(access, generated_at).items():
        yield f"{text_of(name)}: {text_of(value)},\n".encode()
    yield b'"rows": {'
    between = "\n"
    for slug, rows in lists_of(access):
        yield from _list(between, slug, rows)
        between = ",\n"
    yield b"\n}\n}\n"


def lists_of(access: Access) -> Iterator[tuple[str, Iterator[dict]]]:
    """Give the lists of a reader's scope by their names, none of them read yet."""
    people = people_of(access)
    kinds = [kind for kind in RECORDED if access.may_see(kind)]
    lists: list[tuple[str, type[Kept]]] = [("check-ins", CheckIn)]
    lists += [(kind.slug, kind) for kind in kinds]
    numbers: list[tuple[str, type[Kept]]] = [("numbers", Number)] if access.role != "link" else []
    for slug, model in (*numbers, *lists):
        yield slug, rows_of(access, model, kept_rows(access, model), people)
    if access.role != "link":
        # Whoever exports has their own alone.
        alone = mine(access).filter(removed_at=None).order_by("created_at", "pk")
        yield PrivateAnswer.slug, rows_of(access, PrivateAnswer, alone, people)
    yield from around(access, people)


def text_of(value: object) -> str:
    """Return a value as JSON: decimals, times and keys as text, so that no digit is lost."""
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"cannot be written: {value!r}")


def _list(before: str, slug: str, rows: Iterable[dict]) -> Iterator[bytes]:
    """Give one list, some rows at a time."""
    yield f"{before}{text_of(slug)}: [".encode()
    lines, between = map(text_of, rows), "\n"
    while some := list(islice(lines, AT_ONCE)):
        yield (between + ",\n".join(some)).encode()
        between = ",\n"
    yield b"]"


def _head(access: Access, generated_at: datetime) -> dict:
    hidden = [code for code, _label in DOMAINS if not access.sees(code)]
    return {
        "format": FORMAT,
        "schema": SCHEMA,
        "generated_at": generated_at,
        "reader": {"role": access.role, "relation": access.relation, "not_shared": hidden},
        "from": access.starts,
        "to": access.ends,
        "patient": facts_of(access),
    }


def facts_of(access: Access) -> dict[str, object]:
    """Return what the record says of the person, in the reader's scope."""
    names = [name for name, domain in FACTS.items() if not domain or access.sees(domain)]
    more = () if access.role == "link" else NOT_BY_LINK
    own = FOR_OWNER if access.is_owner else ()
    return {name: getattr(access.patient, name) for name in (*names, *more, *own)}


def rows_of(
    access: Access, model: type[Kept], rows: QuerySet, people: dict[int, Person]
) -> Iterator[dict]:
    """Give the rows of a kept model, oldest first, each with what it said before.

    By a link the history is left out: it is the record's own matter.
    """
    rows = rows.prefetch_related(*model.kept_children)
    if issubclass(model, Entry):
        rows = rows.select_related("check_in")
    for some in _some(rows):
        history = {} if access.role == "link" else _history(access, model, some, people)
        for row in some:
            yield _row(access, row, people) | (
                {"history": history.get(row.uid, [])} if access.role != "link" else {}
            )


def _some(rows: QuerySet) -> Iterator[list]:
    found = rows.iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        yield some


def _row(access: Access, row: Kept, people: dict[int, Person]) -> dict:
    sitting = {"check_in": row.check_in and row.check_in.uid} if isinstance(row, Entry) else {}
    said = _seen(access, _values(row))
    for related_name in row.kept_children:
        said[related_name] = [_values(child) for child in getattr(row, related_name).all()]
    return {
        "uid": row.uid,
        "version": row.version,
        "recorded_by": person(people, row.recorded_by_id),
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        **sitting,
        "fields": said,
    }


def _values(row: Kept | KeptChild) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.kept_fields}


def _seen(access: Access, said: dict) -> dict:
    """Leave out what is not for the reader: notes, and what the person wants told."""
    return {name: value for name, value in said.items() if may_read(access, name)}


def _history(
    access: Access, model: type[Kept], rows: list[Kept], people: dict[int, Person]
) -> dict[UUID, list[dict]]:
    """Return every state the rows have had, oldest first, by their key."""
    states = model.state_model()._base_manager.filter(
        patient=access.patient, model=model._meta.label_lower, uid__in=[row.uid for row in rows]
    )
    states = states.order_by("uid", "version")
    return {
        uid: [
            {
                "version": state.version,
                "act": state.act,
                "at": state.at,
                "by": person(people, state.by_id),
                "fields": _seen(access, state.snapshot),
            }
            for state in found
        ]
        for uid, found in groupby(states, attrgetter("uid"))
    }
