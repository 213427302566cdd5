"""Which question a sheet of signs answers: an answer keeps the words it was given to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from carelog.lazy import LazyStr


class AskedAs(models.TextChoices):
    """Which question the sheet answers; an answer keeps the words it was given to."""

    SINCE_YESTERDAY = "since_yesterday", _("New since yesterday?")
    NEW_OR_WORSE = "new_or_worse", _("New or getting worse?")


#: How a sign was called while the question was whether it is new since yesterday.
SINCE_YESTERDAY: dict[str, LazyStr] = {
    "limb_weakness_new": _("new weakness in an arm or leg"),
    "limb_numb_new": _("new numbness in an arm or leg"),
    "unsteady_new": _("newly unsteady on your feet"),
    "bladder_change": _("new trouble passing or holding urine"),
    "confusion_new": _("new confusion, seen by you or by others"),
    "chest_pain": _("chest pain"),
    "new_bruising": _("new bruises"),
    "bleeding": _("new bleeding"),
    "cannot_walk_new": _("newly not able to walk"),
    "one_limb_swelling": _("new swelling or pain in one leg or arm"),
    "constipation_new": _("newly constipated"),
    "very_tired_new": _("newly very tired"),
    "appetite_loss_new": _("newly off your food"),
}
