"""Who wrote something, in the same words on every page."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from carelog.accounts.models import User
from carelog.lazy import LazyStr
from carelog.patients.dialling import dialled
from carelog.patients.models import Membership, Patient

register = template.Library()
register.filter("tel", dialled)

FOR_SOMEONE: dict[str, LazyStr] = {
    Membership.Relation.CAREGIVER: gettext_lazy("by %(who)s (family or caregiver) for %(patient)s"),
    Membership.Relation.CLINICIAN: gettext_lazy("by %(who)s (clinician) for %(patient)s"),
}


@register.simple_tag
def by(patient: Patient, user: User | None) -> str:
    """Say who wrote something, who they are to the person and for whom; whoever left, too.

    What the person themself wrote is by them alone.
    """
    relation = patient.relations.get(user.pk, "") if user else ""
    who = user.name if user else ""
    if relation == Membership.Relation.PATIENT:
        who = who or patient.name
    names = {"who": who or "–", "patient": patient.name}
    return (FOR_SOMEONE.get(relation) or _("by %(who)s")) % names
