"""How someone comes to have a place in a record: invited, accepted, the invitation taken back."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from carelog.accounts import invitations as sign_up
from carelog.accounts.addresses import is_confirmed
from carelog.accounts.invitations import hash_of
from carelog.accounts.models import User
from carelog.ceilings import keep_within
from carelog.outbox import actions as outbox
from carelog.patients.access import Access
from carelog.patients.models import Invitation, Membership, Patient
from carelog.patients.rights import AlreadyDone, changing_rights, note
from carelog.sharing import ways_in
from carelog.site_address import link_to

State = Membership.State
INVITED_FOR = timedelta(days=7)


class NotForThem(Exception):
    """An invitation cannot be accepted by this person: it is for another, or they are in."""


class AlreadyMade(Exception):
    """The same form was sent twice. The link that the first answer showed is not shown again."""


#: So many invitations one person may send for a record in an hour.
MOST_AN_HOUR = 10


class AcceptedMeanwhile(Exception):
    """An invitation cannot be taken back any more: it has become a place."""


def invite(access: Access, invitation: Invitation) -> str:
    """Save a filled-in invitation and return its link, which cannot be shown again.

    With an address and a mail server the link is sent there too. What has ended of the same
    address makes way for it.

    Raises AlreadyMade for a form sent twice, ValidationError for an address that has an open
    invitation, PermissionDenied for anyone but the owner, TooMany after many in an hour.
    """
    token = secrets.token_urlsafe(32)
    invitation.patient, invitation.invited_by = access.patient, access.actor
    invitation.token_hash = hash_of(token)
    invitation.expires_at = timezone.now() + INVITED_FOR
    link = link_to("invitation_open", token)
    with changing_rights(access, "invited", invitation.access_key):
        if Invitation.objects.filter(uid=invitation.uid).exists():
            raise AlreadyMade
        sent = Invitation.objects.filter(patient=access.patient, invited_by=access.actor)
        keep_within(sent, MOST_AN_HOUR)
        _take_back_ended(access, invitation.email)
        invitation.validate_constraints()
        invitation.save(force_insert=True)
        # Where accounts are made by invitation, this is one.
        sign_up.open_for(invitation.token_hash, invitation.expires_at)
        if settings.HAS_MAIL and invitation.email:
            _send(invitation, link)
    return link


def _take_back_ended(access: Access, email: str) -> None:
    """Take back the invitations of an address that were not accepted in time."""
    unused = access.patient.invitations.filter(accepted_at=None, taken_back_at=None)
    of_address = unused.alias(address=Lower("email")).filter(address=Lower(Value(email)))
    now = timezone.now()
    for ended in of_address.exclude(email="").filter(expires_at__lte=now):
        Invitation.objects.filter(pk=ended.pk).update(taken_back_at=now)
        note(access.person, access.patient, "invitation taken back", ended.access_key)


def _send(invitation: Invitation, link: str) -> None:
    said = _("You are invited to CareLog. The link works for you alone, once, for 7 days:")
    ignore = _("If you do not expect this, you can ignore it.")
    outbox.put(
        key=f"invitation {invitation.uid}",
        to=invitation.email,
        subject=_("CareLog: an invitation"),
        body=f"{said}\n\n{link}\n\n{ignore}\n",
        urgent=True,
    )


def open_invitation(token: str) -> Invitation | None:
    """Return the invitation of a token while it can be accepted."""
    found = Invitation.objects.select_related("patient", "invited_by")
    invitation = found.filter(token_hash=hash_of(token)).first()
    return invitation if invitation and invitation.is_open else None


def is_for(invitation: Invitation, user: User) -> bool:
    """Say whether a person may accept: with an address, only whoever has confirmed it."""
    if not (invitation.email and settings.HAS_MAIL):
        return True
    return is_confirmed(user, invitation.email)


@transaction.atomic
def accept(invitation: Invitation, user: User) -> Membership:
    """Use an invitation up, once. Without a confirmed address the owner has to say yes first.

    Raises NotForThem where it is another person's, has just been used, is older than the end of
    a place they had, or they are in already.
    """
    Patient.objects.select_for_update().get(pk=invitation.patient_id)
    place = Membership.objects.filter(patient=invitation.patient_id, user=user).first()
    if (place and place.state == State.ACTIVE) or not is_for(invitation, user):
        raise NotForThem
    if ways_in.is_barred(invitation, user):
        raise NotForThem
    used = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, taken_back_at=None)
    now = timezone.now()
    if not used.filter(expires_at__gt=now).update(accepted_at=now, accepted_by=user):
        raise NotForThem
    place = place or Membership(patient_id=invitation.patient_id, user=user)
    place.role, place.relation = invitation.role, invitation.relation
    place.scope, place.looked_at = invitation.scope, None
    is_known = bool(invitation.email and settings.HAS_MAIL)
    place.state = State.ACTIVE if is_known else State.PENDING
    place.save()
    what = "accepted" if is_known else "asks to be confirmed"
    note(user, invitation.patient, what, user.access_key)
    return place


def take_back(access: Access, invitation: Invitation) -> None:
    """End an invitation that nobody has accepted.

    Raises AcceptedMeanwhile where somebody has, AlreadyDone where it was taken back before,
    PermissionDenied for anyone but the owner.
    """
    with changing_rights(access, "invitation taken back", invitation.access_key):
        if not ways_in.end_invitation(invitation):
            unused = Invitation.objects.filter(pk=invitation.pk, accepted_at=None)
            raise AlreadyDone if unused.exists() else AcceptedMeanwhile
