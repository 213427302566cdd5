"""The owner's side of people: who has a place, inviting, changing, handing over, taking back."""

import uuid
from contextlib import suppress

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carelog.accounts.requests import AuthenticatedRequest
from carelog.accounts.step_up import require_recent_sign_in
from carelog.form_data import form_data
from carelog.links import actions as links
from carelog.links.qr import qr_svg
from carelog.patients.access import Access, open_own_record, open_record
from carelog.patients.models import Invitation, Membership
from carelog.patients.rights import AlreadyDone
from carelog.sharing import invitations, memberships
from carelog.sharing.forms import ChangeForm, EndingForm, HandOverForm, InvitationForm
from carelog.sharing.ways_in import Ended, Ways, how_many, ways_of

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def sharing(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show who may see the record and what can be taken along; the owner can change it here."""
    access = open_record(request.user, patient_id, page="sharing")
    members = access.rows(Membership).select_related("user").order_by("created_at", "pk")
    context = {"access": access, "mine": next(p for p in members if p.user == access.actor)}
    if access.is_owner:
        open_ones = access.rows(Invitation).filter(
            accepted_at=None, taken_back_at=None, expires_at__gt=timezone.now()
        )
        context |= {
            "others": [p for p in members if p.state == "active" and p.user != access.actor],
            "waiting": [p for p in members if p.state == "pending"],
            "former": [p for p in members if p.state in ("left", "revoked")],
            "invitations": open_ones.order_by("created_at", "pk"),
            "guessed": links.guessed_to_death(access),
        }
    else:
        context["ways"] = ways_of(access.patient, access.person)
    return render(request, "sharing/sharing.html", context)


@form_methods
def person_invite(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Invite someone; the answer shows the link and its code, once."""
    access = open_own_record(request.user, patient_id, page="sharing")
    require_recent_sign_in(request)
    form = InvitationForm(form_data(request), instance=Invitation(patient=access.patient))
    if request.method == "POST" and form.is_valid():
        try:
            return _invited(request, access, form.instance)
        except ValidationError as error:
            form.add_error("email" if "email" in form.fields else None, error.messages)
    status = 422 if request.method == "POST" else 200
    context = {"access": access, "form": form}
    return render(request, "sharing/person_invite.html", context, status=status)


def _invited(request: HttpRequest, access: Access, invitation: Invitation) -> HttpResponse:
    try:
        link = invitations.invite(access, invitation)
    except invitations.AlreadyMade:
        said = _(
            "This invitation was made already, and its link cannot be shown again. Without it,"
            " take the invitation back and make a new one."
        )
        messages.info(request, said)
        return redirect("sharing", access.patient.uid)
    code = qr_svg(link, _("Code with the link of this invitation"))
    context = {"access": access, "invitation": invitation, "link": link, "code": code}
    return render(request, "sharing/person_invited.html", context)


@require_POST
def invitation_take_back(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """End an invitation nobody has accepted yet."""
    access = open_own_record(request.user, patient_id, page="sharing")
    invitation = access.find(Invitation, uid)
    require_recent_sign_in(request)
    try:
        with suppress(AlreadyDone):
            invitations.take_back(access, invitation)
    except invitations.AcceptedMeanwhile:
        said = _("It was accepted meanwhile. Take the place back instead.")
        messages.warning(request, said)
    else:
        messages.success(request, _("The invitation is taken back. Its link is dead."))
    return redirect("sharing", patient_id)


def _place(
    request: AuthenticatedRequest, access: Access, uid: uuid.UUID, *states: str
) -> Membership:
    """Return someone else's place in one of some states, for a recent sign-in only."""
    place = access.find(Membership, uid)
    if place.state not in states or place.user_id == access.person.pk:
        raise Http404
    require_recent_sign_in(request)
    return place


@form_methods
def person_edit(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Show and change what someone may do and see, and ask what is to end with their place."""
    access = open_own_record(request.user, patient_id, page="sharing")
    place = _place(request, access, uid, "active", "pending")
    ways = ways_of(access.patient, place.user)
    label = _("They made %(what)s. If I take something away here, also end what shows it.")
    asked = {"label": label % {"what": ways.made_words} if ways.made_words else ""}
    form = ChangeForm(form_data(request), instance=place, **asked)
    if request.method == "POST" and form.is_valid():
        ended = memberships.change(access, form.instance, end_made=form.ends_made())
        messages.success(request, ended.told_after(_("Saved. It holds from now on.")))
        return redirect("sharing", patient_id)
    status = 422 if request.method == "POST" else 200
    context = {"access": access, "form": form, "place": place, "ways": ways}
    context["ending"] = _ending(ways)
    context["others"] = links.living(access.patient).exclude(created_by=place.user).count()
    return render(request, "sharing/person_edit.html", context, status=status)


def _ending(ways: Ways, data: QueryDict | None = None) -> EndingForm:
    """Ask whether links that somebody made end with their place."""
    label = _("Also end what they made: %(what)s") % {"what": how_many(len(ways.links), 0)}
    help_text = _("If not, it goes on working, for them too.")
    # Another form with such fields stands on the same page.
    more = {"label": label if ways.links else "", "help_text": help_text}
    return EndingForm(data, auto_id="ending_%s", **more)


@require_POST
def person_confirm(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Let in someone who opened an invitation by link or code."""
    access = open_own_record(request.user, patient_id, page="sharing")
    place = _place(request, access, uid, "pending", "active")
    with suppress(AlreadyDone):
        memberships.confirm(access, place)
    messages.success(request, _("%(who)s can now open this record.") % {"who": place.user})
    return redirect("sharing", patient_id)


@require_POST
def person_revoke(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Take someone's place back, with the ways in that they were given or made."""
    access = open_own_record(request.user, patient_id, page="sharing")
    place = _place(request, access, uid, *Membership.State.values)
    form = _ending(ways_of(access.patient, place.user), request.POST)
    ended = memberships.revoke(access, place, end_links=not form.is_valid() or form.ends_made())
    said = _("%(who)s can no longer open this record.") % {"who": place.user}
    messages.success(request, ended.told_after(said))
    return redirect("sharing", patient_id)


@form_methods
def person_hand_over(
    request: AuthenticatedRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """Make someone else the owner, after a second look."""
    if request.method == "POST":
        done = memberships.handed_over_to(request.user, patient_id, uid)
        if done is not None:
            # Pressed twice.
            return _handed_over(request, done, Ended())
    access = open_own_record(request.user, patient_id, page="sharing")
    place = _place(request, access, uid, "active")
    ways = ways_of(access.patient, access.person)
    label = _("Also end what I made: %(what)s")
    asked = {"label": label % {"what": ways.made_words} if ways.made_words else ""}
    asked["help_text"] = _("If not, it goes on working. The new owner can end it.")
    form = HandOverForm(form_data(request), **asked)
    if request.method == "POST" and form.is_valid():
        ended = memberships.hand_over(access, place, end_made=form.ends_made())
        return _handed_over(request, place, ended)
    status = 422 if request.method == "POST" else 200
    context = {"access": access, "form": form, "place": place, "ways": ways}
    return render(request, "sharing/person_hand_over.html", context, status=status)


def _handed_over(request: HttpRequest, place: Membership, ended: Ended) -> HttpResponse:
    said = _("%(who)s now owns this record.") % {"who": place.user}
    messages.success(request, ended.told_after(said))
    return redirect("sharing", place.patient.uid)
