"""Who wrote what, as files name people: by the name they gave and who they are."""

from dataclasses import dataclass

from carelog.patients.access import Access
from carelog.patients.models import Membership


@dataclass(frozen=True, slots=True)
class Person:
    """A writer of the record: `name` may be "", `relation` is a code of Membership.Relation.

    An e-mail address never stands in for a name that was not given.
    """

    name: str
    relation: str


NOBODY = Person("", "")


def people_of(access: Access) -> dict[int, Person]:
    """Return everyone who has or had a place in the record, by the key of their account.

    Whoever reads by a link is told who people are, not what they are called.
    """
    places = Membership.objects.filter(patient=access.patient)
    found = places.order_by("pk").values_list("user_id", "user__name", "relation")
    by_link = access.role == "link"
    return {key: Person("" if by_link else name, relation) for key, name, relation in found}
