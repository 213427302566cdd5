"""Links that show what their maker answered for themself alone."""

from django.db.models import QuerySet

from carelog.links.actions import living
from carelog.links.models import ShareLink
from carelog.patients.access import Access
from carelog.patients.models import Membership
from carelog.safety.private import shown
from carelog.safety.private_words import Opened, opened


def private_of(link: ShareLink) -> list[Opened]:
    """Return the private answers that a link shows: of who made it, for themself, in its days."""
    if not link.opens_private or link.created_by is None:
        return []
    found = shown(link.patient, link.created_by, link.starts, link.ends)
    return [opened(found)] if found else []


def opening_private(access: Access) -> QuerySet[ShareLink]:
    """Return the actor's own links that show their private answers now."""
    return living(access.patient).filter(opens_private=True, created_by=access.actor)


def show_nothing_private(places: QuerySet[Membership]) -> None:
    """Let links made by the holders of some places go on without private answers, for good."""
    for patient, person in places.values_list("patient", "user"):
        ShareLink.objects.filter(patient=patient, created_by=person).update(opens_private=False)
