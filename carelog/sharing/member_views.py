"""The side of whoever was invited: accepting, and leaving again."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from carelog.accounts import invitations as sign_up
from carelog.accounts.models import User
from carelog.accounts.requests import AuthenticatedRequest
from carelog.form_data import form_data
from carelog.patients.access import open_record, refuse
from carelog.patients.models import Invitation, Membership
from carelog.sharing import invitations, memberships
from carelog.sharing.forms import AcceptForm
from carelog.sharing.ways_in import is_barred


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_open(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation: to a stranger nothing of it, to whoever signed in what it offers."""
    invitation = invitations.open_invitation(token)
    if invitation is None:
        raise Http404
    if not request.user.is_authenticated:
        return _at_the_door(request, token)
    if is_barred(invitation, request.user):
        # To them it is as dead as one that was taken back.
        raise Http404
    if not invitations.is_for(invitation, request.user):
        return render(request, "sharing/invitation_for_another.html", status=403)
    form = None if request.user.name else AcceptForm(form_data(request))
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accepted(request, request.user, invitation, form)
    status = 422 if request.method == "POST" else 200
    context = {"invitation": invitation, "form": form}
    return render(request, "sharing/invitation.html", context, status=status)


def _at_the_door(request: HttpRequest, token: str) -> HttpResponse:
    back = urlencode({"next": reverse("invitation_open", args=[token])})
    if request.method == "POST":
        request.session[sign_up.SESSION_KEY] = invitations.hash_of(token)
        return redirect(f"{reverse('account_signup')}?{back}")
    return render(request, "sharing/invitation_door.html", {"back": back})


def _accepted(
    request: HttpRequest, user: User, invitation: Invitation, form: AcceptForm | None
) -> HttpResponse:
    if form is not None:
        user.name = form.cleaned_data["name"]
        user.save(update_fields=("name",))
    try:
        place = invitations.accept(invitation, user)
    except invitations.NotForThem:
        messages.info(request, _("You have a place in this record already, or the link is used."))
        return redirect("patient_list")
    if place.state == Membership.State.PENDING:
        return render(request, "sharing/invitation_waits.html", {"invitation": invitation})
    messages.success(request, _("You can open this record now."))
    return redirect("today", invitation.patient.uid)


@require_POST
def leave(request: AuthenticatedRequest, patient_id: uuid.UUID) -> HttpResponse:
    """Give up one's own place in a record."""
    if memberships.has_left(request.user, patient_id):
        # Pressed twice. Whoever left long ago does not learn what the record is called by now.
        messages.success(request, _("You have left the record."))
        return redirect("patient_list")
    access = open_record(request.user, patient_id, page="sharing")
    if access.is_owner:
        refuse(access)
    ended = memberships.leave(access)
    said = _("You have left the record of %(who)s.") % {"who": access.patient}
    messages.success(request, ended.told_after(said))
    return redirect("patient_list")
