"""A place in a record: confirmed, changed, taken back, left, and the record handed over."""

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from carelog.accounts.models import User
from carelog.links.alone import show_nothing_private
from carelog.patients.access import Access
from carelog.patients.models import AccessEvent, Membership
from carelog.patients.rights import AlreadyDone, changing_rights, holding_rights, note
from carelog.safety.private import close_private
from carelog.sharing import ways_in
from carelog.sharing.ways_in import Ended, Ways

Role, State, Relation = Membership.Role, Membership.State, Membership.Relation


def confirm(access: Access, place: Membership) -> None:
    """Let a person in who opened an invitation; the owner has seen their name.

    Raises AlreadyDone for someone who is in, PermissionDenied for anyone but the owner.
    """
    with changing_rights(access, "confirmed", place.user.access_key):
        _set_state(place, (State.PENDING,), State.ACTIVE, done=(State.ACTIVE,))


def revoke(access: Access, place: Membership, *, end_links: bool = True) -> Ended:
    """Take a place back, with every way in again: it grants nothing from the next request on.

    Invitations that the person was given or made end with it; links they made unless the owner
    wants them to go on. A place that was given up before stays as it is, and an invitation that
    its person was given since then stays good.

    Raises PermissionDenied for anyone but the owner.
    """
    held, given_up = (State.PENDING, State.ACTIVE), (State.REVOKED, State.LEFT)
    with holding_rights(access):
        found = ways_in.ways_of(access.patient, place.user)
        invitations, made = found.invitations, found.links if end_links else []
        newest = ways_in.newest_invitation(access.patient)
        try:
            _set_state(place, held, State.REVOKED, done=given_up, barred_up_to=newest)
        except AlreadyDone:
            invitations = []
        else:
            note(access.person, access.patient, "taken back", place.user.access_key)
        ended = ways_in.end(access, invitations, made)
    return ended._replace(links_left=len(found.links) - len(made))


def _close_private(places: QuerySet[Membership]) -> None:
    """Close what stands open, to or by some places, of what one answers for oneself alone."""
    close_private(places)
    show_nothing_private(places)


def _set_state(
    place: Membership, old: Collection[str], new: str, *, done: Collection[str], **more: int
) -> None:
    rows = Membership.objects.filter(pk=place.pk).exclude(role=Role.OWNER)
    if rows.filter(state__in=old).update(state=new, **more):
        if new == State.REVOKED:
            _close_private(rows)
        return
    raise AlreadyDone if rows.filter(state__in=done).exists() else PermissionDenied


def change(access: Access, place: Membership, *, end_made: bool = True) -> Ended:
    """Save what a form changed of a place: role, relation, scope.

    Where the person sees less than before, links and invitations they made that show more end,
    unless the owner wants them to go on.

    Raises PermissionDenied for anyone but the owner.
    """
    with changing_rights(access, "role or scope changed", place.user.access_key):
        rows = Membership.objects.filter(pk=place.pk)
        seen, was = rows.values_list("scope", "relation").get()
        if was == Relation.PATIENT != place.relation:
            # Who is no more the person could not close it again.
            _close_private(rows)
        place.save(update_fields=("role", "relation", "scope"))
        hidden = set(seen) - set(place.scope)
        found = ways_in.ways_of(access.patient, place.user).showing(hidden)
        return _end_made(access, found, end_made)


def _end_made(access: Access, found: Ways, end_made: bool) -> Ended:
    """End what a person was given, and what they made unless it is to go on."""
    if end_made:
        return ways_in.end(access, found.invitations, found.links)
    ended = ways_in.end(access, found.given, [])
    return ended._replace(links_left=len(found.links), invitations_left=len(found.made))


def leave(access: Access) -> Ended:
    """Give one's own place up, with every way in again; once is enough. An owner hands over first.

    What the person made ends with it: nobody is there any more who answers for it.

    Raises PermissionDenied for the owner, and for a place that was taken back.
    """
    if access.is_owner:
        raise PermissionDenied
    try:
        with changing_rights(access, "left", access.person.access_key, by_owner=False):
            place = Membership.objects.filter(patient=access.patient, user=access.actor)
            newest = ways_in.newest_invitation(access.patient)
            place.update(state=State.LEFT, barred_up_to=newest)
            _close_private(place)
            found = ways_in.ways_of(access.patient, access.person)
            return _end_made(access, found, end_made=True)
    except PermissionDenied:
        if not has_left(access.person, access.patient.uid):
            raise
    return Ended()


def has_left(user: User, patient_id: UUID) -> bool:
    """Say whether someone has given up their place in a record themself."""
    places = Membership.objects.filter(user=user, patient__uid=patient_id)
    return places.filter(state=State.LEFT).exists()


def hand_over(access: Access, place: Membership, *, end_made: bool = True) -> Ended:
    """Make another active member the owner; the former owner goes on as one who can write.

    Invitations to the former owner's addresses end, and unless they are to go on the links and
    invitations that the former owner made. Once is enough.

    Raises PermissionDenied for anyone but the owner, and for a place that is not active.
    """
    try:
        with changing_rights(access, "handed over", place.user.access_key):
            mine = Membership.objects.filter(patient=access.patient, user=access.actor)
            if not Membership.objects.filter(pk=place.pk, state=State.ACTIVE).exists():
                raise PermissionDenied
            mine.update(role=Role.EDITOR)
            # Who is no owner any more could not end such a link.
            show_nothing_private(mine)
            Membership.objects.filter(pk=place.pk).update(role=Role.OWNER)
            found = ways_in.ways_of(access.patient, access.person)
            return _end_made(access, found, end_made)
    except PermissionDenied:
        if handed_over_to(access.person, access.patient.uid, place.uid) is None:
            raise
    return Ended()


def handed_over_to(user: User, patient_id: UUID, place_id: UUID) -> Membership | None:
    """Return the place of somebody whom a member has made the owner, and who still is it."""
    places = Membership.objects.select_related("patient", "user").filter(patient__uid=patient_id)
    now_owner = places.filter(uid=place_id, role=Role.OWNER, state=State.ACTIVE).first()
    if now_owner is None or not places.filter(user=user, state=State.ACTIVE).exists():
        return None
    noted = AccessEvent.objects.filter(act="rights", page="handed over", actor=user.access_key)
    patient, about = now_owner.patient, now_owner.user.access_key
    return now_owner if noted.filter(record=patient.access_key, about=about).exists() else None
