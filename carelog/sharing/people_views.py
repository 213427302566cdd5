"""The owner's side of people: who has a place, inviting, changing, handing over, taking back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from carelog.accounts.step_up import require_recent_sign_in
from carelog.patients.access import Access, get_patient, refuse
from carelog.patients.models import Invitation, Membership
from carelog.sharing import people
from carelog.sharing.forms import HandOverForm, InvitationForm, PlaceForm
from carelog.sharing.qr import qr_svg

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def sharing(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Show who may see the record and what can be taken along; the owner can change it here."""
    access = get_patient(request.user, patient_id, page="sharing")
    places = access.patient.memberships.select_related("user").order_by("created_at", "pk")
    context = {"access": access, "mine": next(p for p in places if p.user == access.actor)}
    if access.is_owner:
        open_ones = access.patient.invitations.filter(
            accepted_at=None, taken_back_at=None, expires_at__gt=timezone.now()
        )
        context |= {
            "others": [p for p in places if p.state == "active" and p.user != access.actor],
            "waiting": [p for p in places if p.state == "pending"],
            "former": [p for p in places if p.state in ("left", "revoked")],
            "invitations": open_ones.order_by("created_at", "pk"),
        }
    return render(request, "sharing/sharing.html", context)


def owned(request: HttpRequest, patient_id: uuid.UUID) -> Access:
    """Fetch a record for an act that is its owner's alone."""
    access = get_patient(request.user, patient_id, page="sharing")
    if not access.is_owner:
        refuse(access)
    return access


@form_methods
def person_invite(request: HttpRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Invite someone; the answer shows the link and its code, once."""
    access = owned(request, patient_id)
    require_recent_sign_in(request)
    invitation = Invitation(patient=access.patient)
    form = InvitationForm(request.POST or None, instance=invitation)
    context = {"access": access, "form": form}
    if request.method == "POST" and form.is_valid():
        link = people.invite(access, form.instance)
        code = qr_svg(link, _("Code with the link of this invitation"))
        context |= {"invitation": invitation, "link": link, "code": code}
        return render(request, "sharing/person_invited.html", context)
    status = 422 if request.method == "POST" else 200
    return render(request, "sharing/person_invite.html", context, status=status)


@require_POST
def invitation_take_back(
    request: HttpRequest, patient_id: uuid.UUID, uid: uuid.UUID
) -> HttpResponse:
    """End an invitation nobody has accepted yet."""
    access = owned(request, patient_id)
    invitation = access.patient.invitations.filter(uid=uid).first()
    if invitation is None:
        raise Http404
    require_recent_sign_in(request)
    people.take_back(access, invitation)
    messages.success(request, _("The invitation is taken back. Its link is dead."))
    return redirect("sharing", patient_id)


def _place(request: HttpRequest, access: Access, uid: uuid.UUID, *states: str) -> Membership:
    """Return someone else's place in one of some states, for a recent sign-in only."""
    places = access.patient.memberships.select_related("user").filter(uid=uid, state__in=states)
    place = places.exclude(user=access.actor).first()
    if place is None:
        raise Http404
    require_recent_sign_in(request)
    return place


@form_methods
def person_edit(request: HttpRequest, patient_id: uuid.UUID, uid: uuid.UUID) -> HttpResponse:
    """Show and change what someone may do and see."""
    access = owned(request, patient_id)
    place = _place(request, access, uid, "active", "pending")
    form = PlaceForm(request.POST or None, instance=place)
    if request.method == "POST" and form.is_valid():
        people.change(access, form.instance)
        messages.success(request, _("Saved. It holds from now on."))
        return redirect("sharing", patient_id)
    status = 422 if request.method == "POST" else 200
    context = {"access": access, "form": form, "place": place}
    return render(request, "sharing/person_edit.html", context, status=status)


@require_POST
def person_confirm(request: HttpRequest, patient_id: uuid.UUID, uid: uuid.UUID) -> HttpResponse:
    """Let in someone who opened an invitation by link or code."""
    access = owned(request, patient_id)
    place = _place(request, access, uid, "pending", "active")
    # Pressed twice, they are in already.
    if place.state == Membership.State.PENDING:
        people.confirm(access, place)
    messages.success(request, _("%(who)s can now open this record.") % {"who": place.user})
    return redirect("sharing", patient_id)


@require_POST
def person_revoke(request: HttpRequest, patient_id: uuid.UUID, uid: uuid.UUID) -> HttpResponse:
    """Take someone's place back."""
    access = owned(request, patient_id)
    place = _place(request, access, uid, "active", "pending")
    people.revoke(access, place)
    messages.success(request, _("%(who)s can no longer open this record.") % {"who": place.user})
    return redirect("sharing", patient_id)


@form_methods
def person_hand_over(request: HttpRequest, patient_id: uuid.UUID, uid: uuid.UUID) -> HttpResponse:
    """Make someone else the owner, after a second look."""
    access = owned(request, patient_id)
    place = _place(request, access, uid, "active")
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        people.hand_over(access, place)
        messages.success(request, _("%(who)s now owns this record.") % {"who": place.user})
        return redirect("sharing", patient_id)
    status = 422 if request.method == "POST" else 200
    context = {"access": access, "form": form, "place": place}
    return render(request, "sharing/person_hand_over.html", context, status=status)
