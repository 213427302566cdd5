"""What stands around the entries of a record: warnings, and what its members say to each other."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Prefetch

from carelog.exchange.tables.catalog import kept_rows
from carelog.exchange.tables.people import Person
from carelog.patients.access import Access
from carelog.safety.models import RaisedWarning, WarningState
from carelog.safety.states import states_of
from carelog.talk.actions import comments_of
from carelog.talk.models import Task

WARNING = (
    *("uid", "rule", "rules_version", "title", "body", "meanwhile", "raised_at", "ended_at"),
    *("ending", "raised_by", "ended_by"),
)
TRIGGER = ("entry_uid", "entry_version", "facts", "at")
STATE = ("uid", "state", "text", "at", "recorded_by")
COMMENT = (
    *("uid", "kind", "about", "text", "created_at", "author"),
    *("by_link", "by_name", "by_role"),
)
TASK = ("uid", "text", "due_on", "created_at", "done_at", "created_by", "owner", "done_by")


def person(people: dict[int, Person], key: int | None) -> dict | None:
    """Return a writer as a file names one; None where that is not known."""
    found = people.get(key) if key else None
    return {"name": found.name, "relation": found.relation} if found else None


def values(row: models.Model, names: tuple[str, ...], people: dict[int, Person]) -> dict:
    """Return some columns of a row; a person among them by name and relation."""
    fields = {name: row._meta.get_field(name) for name in names}
    return {
        name: person(people, getattr(row, field.attname))
        if isinstance(field, models.ForeignKey)
        else getattr(row, name)
        for name, field in fields.items()
    }


def warnings_of(access: Access, people: dict[int, Person]) -> Iterator[dict]:
    """Give the warnings raised, oldest first, each with its ticks and what became of it."""
    rows = kept_rows(access, RaisedWarning)
    acts = states_of(access).select_related("takes_back")
    for row in rows.prefetch_related("triggers", Prefetch("states", acts)):
        triggers = [values(one, TRIGGER, people) for one in row.triggers.all()]
        states = [_act(one, people) for one in row.states.all()]
        yield values(row, WARNING, people) | {"triggers": triggers, "states": states}


def _act(row: WarningState, people: dict[int, Person]) -> dict:
    """Return what was done about a warning, and which earlier act it takes back, if any."""
    before = row.takes_back
    return values(row, STATE, people) | {"takes_back": before.uid if before else None}


def comments(access: Access, people: dict[int, Person]) -> Iterator[dict]:
    """Give the comments that stand, oldest first, each with who has read it."""
    for row in comments_of(access).order_by("created_at", "pk"):
        read = [{"by": person(people, one.user_id), "at": one.at} for one in row.reads.all()]
        yield values(row, COMMENT, people) | {"read": read}


def tasks(access: Access, people: dict[int, Person]) -> Iterator[dict]:
    """Give all tasks, done ones too, by the day they are due."""
    for row in access.rows(Task).order_by("due_on", "pk"):
        yield values(row, TASK, people)


def around(access: Access, people: dict[int, Person]) -> Iterator[tuple[str, Iterator[dict]]]:
    """Give each list by its name. A link shows no talk: that is between members."""
    yield "warnings", warnings_of(access, people)
    if access.role != "link":
        yield "comments", comments(access, people)
        yield "tasks", tasks(access, people)
