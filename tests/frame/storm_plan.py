"""What of a storm goes where: the whole list of bad values once to each kind of place.

What becomes of a value is decided by what reads it, so places that are read alike are one kind:
fields of one class that are set up alike, and the names of SHARED, which one function reads for
every route. The first place of a kind is sent the whole list. Each other one is sent FEW, going
round the list from place to place, one of them refused and one taken where it does both: enough
to see that it is read at all, and that what is refused is told beside it. The run on SQLite asks
what its database does with a value, and that one place of a kind shows.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from itertools import islice

from django.forms import Field

from tests.frame.bad_values import CASES, Case
from tests.frame.storm import Place, bad_values, fields_of, is_whole_run, refuses

FEW = 4
#: (part of the request, name) that one function reads, whatever the route.
SHARED = {
    *(("address", name) for name in ("patient_id", "uid")),
    *(("query", name) for name in ("all at once", "next", "page", "since")),
    *(("form", name) for name in ("uid", "version", "mend", "next", "x")),
}

#: What an address asks for by being "on"; whatever else it says is no.
ON = {"detail", "mine", "snomed"}

Kind = tuple[object, ...]
#: Which bad values each place of each case is sent.
Plan = dict[Case, set[Place]]


def plan(good: dict[str, str]) -> Plan:
    """Deal the bad values out; `good` as in `storm.py`."""
    dealt: Plan = defaultdict(set)
    seen: Counter[Kind] = Counter()
    values = bad_values(good)
    labels = list(values)
    for case in CASES:
        fields = fields_of(case, good)
        for part, name in case.places:
            field = fields.get(name) if part == "form" else None
            kind = kind_of(case, part, name, field)
            turn = seen[kind] * FEW % len(labels)
            some = labels[turn:] + labels[:turn]
            if seen[kind] and not is_whole_run():
                continue
            if seen[kind]:
                some = _few(some, partial(_is_refused, field, name, values))
            dealt[case].update((part, name, label) for label in some)
            seen[kind] += 1
    return dealt


def kind_of(case: Case, part: str, name: str, field: Field | None) -> Kind:
    """Return what a place has in common with all that are read alike."""
    if part == "query" and name in ON:
        return (part, "on")
    if field is None:
        return (part, name) if (part, name) in SHARED else (part, name, case)
    limits = sorted(
        (type(v).__name__, str(getattr(v, "limit_value", ""))) for v in field.validators
    )
    return (type(field), type(field.widget), field.required, *limits)


def _few(labels: list[str], is_refused: Callable[[str], bool]) -> list[str]:
    """Return the first few; if none of them is refused, or all, the next that is not so, too."""
    some = labels[:FEW]
    if len({is_refused(label) for label in some}) == 1:
        others = (label for label in labels[FEW:] if is_refused(label) is not is_refused(some[0]))
        some += [*islice(others, 1)]
    return some


def _is_refused(field: Field | None, name: str, values: dict[str, str], label: str) -> bool:
    """Whether a field refuses a bad value by itself."""
    return field is not None and refuses(field, name, values[label])
