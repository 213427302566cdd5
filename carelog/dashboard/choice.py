"""Which panels a person wants to see of a record, and in which order."""

from carelog.dashboard.panels import BY_SLUG, PANELS, Panel
from carelog.patients.access import Access
from carelog.patients.models import Membership


def seen_by(access: Access) -> list[Panel]:
    """Return the panels in the reader's scope, in the order of the list."""
    return [panel for panel in PANELS if access.may_see(panel.kind)]


def chosen_by(access: Access) -> list[Panel]:
    """Return the panels this person chose, in their order; all of them until they choose."""
    if not access.panels:
        return seen_by(access)
    chosen = [BY_SLUG[slug] for slug in access.panels if slug in BY_SLUG]
    return [panel for panel in chosen if access.may_see(panel.kind)]


def remember(access: Access, slugs: list[str]) -> None:
    """Save a choice: a preference of the person, no part of the record and its history."""
    rows = Membership.objects.filter(patient=access.patient, user=access.actor)
    rows.update(panels=slugs)
