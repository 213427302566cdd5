"""The ways into a record that one person was given or made: which are open, and ending them.

To take a place back is not enough. An open invitation to an address of theirs brings the person
in again, and by a link or an invitation that they made themself they, or whom they gave it to,
go on reading.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from carelog.accounts import invitations as sign_up
from carelog.accounts.addresses import addresses_of, normal_form
from carelog.accounts.models import User
from carelog.links import actions as links
from carelog.links.models import ShareLink
from carelog.patients.access import Access
from carelog.patients.models import Invitation, Membership, Patient
from carelog.patients.rights import note


class Ways(NamedTuple):
    """What is open: invitations given to a person, invitations and links made by them."""

    given: list[Invitation]
    made: list[Invitation]
    links: list[ShareLink]

    def showing(self, domains: Collection[str]) -> "Ways":
        """Return what a person made that shows one of some domains."""
        made = [one for one in self.made if not set(domains).isdisjoint(one.scope)]
        shown = [one for one in self.links if not set(domains).isdisjoint(one.domains)]
        return Ways([], made, shown)

    @property
    def invitations(self) -> list[Invitation]:
        """Return the invitations to a person and those they made."""
        return self.given + self.made

    @property
    def made_words(self) -> str:
        """Return how much a person made that is open, in words; "" for nothing."""
        return how_many(len(self.links), len(self.made))


class Ended(NamedTuple):
    """How many ways in were ended, and how many that somebody made go on."""

    links: int = 0
    invitations: int = 0
    links_left: int = 0
    invitations_left: int = 0

    def told_after(self, said: str) -> str:
        """Return a sentence on what was done, with what has ended by it."""
        parts = [said]
        if what := how_many(self.links, self.invitations):
            parts.append(_("Ended with it: %(what)s.") % {"what": what})
        if what := how_many(self.links_left, self.invitations_left):
            parts.append(_("Still working: %(what)s.") % {"what": what})
        return " ".join(parts)


def how_many(of_links: int, of_invitations: int) -> str:
    """Return numbers of links and of open invitations in words; "" where there is none."""
    words = ngettext("%(n)d link", "%(n)d links", of_links) % {"n": of_links}
    if not of_invitations:
        return words if of_links else ""
    more = ngettext("%(n)d open invitation", "%(n)d open invitations", of_invitations)
    more %= {"n": of_invitations}
    return _("%(one)s and %(other)s") % {"one": words, "other": more} if of_links else more


def ways_of(patient: Patient, user: User) -> Ways:
    """Return every way into a record that a person was given or made, and that is open."""
    unused = patient.invitations.filter(accepted_at=None, taken_back_at=None)
    still_open = list(unused.filter(expires_at__gt=timezone.now()).order_by("created_at", "pk"))
    theirs = addresses_of(user)
    given = [one for one in still_open if one.email and normal_form(one.email) in theirs]
    made = [one for one in still_open if one.invited_by_id == user.pk and one not in given]
    return Ways(given, made, list(links.living(patient).filter(created_by=user)))


def end(access: Access, invitations: Iterable[Invitation], made: Iterable[ShareLink]) -> Ended:
    """End invitations and links, each noted in the access log; call it while rights are held."""
    ended_links = [link for link in made if links.end(link)]
    ended_invitations = [one for one in invitations if end_invitation(one)]
    for link in ended_links:
        note(access.person, access.patient, "link ended", link.access_key)
    for invitation in ended_invitations:
        note(access.person, access.patient, "invitation taken back", invitation.access_key)
    return Ended(len(ended_links), len(ended_invitations))


def end_invitation(invitation: Invitation) -> bool:
    """Make an invitation good for nobody, also not for an account; False where it was so."""
    unused = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, taken_back_at=None)
    if not unused.update(taken_back_at=timezone.now()):
        return False
    sign_up.use(invitation.token_hash)
    return True


def newest_invitation(patient: Patient) -> int:
    """Return the number of the newest invitation to a record, 0 where there was none."""
    return patient.invitations.aggregate(newest=Max("pk"))["newest"] or 0


def is_barred(invitation: Invitation, user: User) -> bool:
    """Say whether a person had a place that ended after the invitation was made.

    Nobody may come back by it, whatever address it is for: that takes the owner's new yes.
    """
    places = Membership.objects.filter(patient=invitation.patient_id, user=user)
    return places.filter(barred_up_to__gte=invitation.pk).exists()
