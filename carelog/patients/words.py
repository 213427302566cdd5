"""The plain words for places of the body."""

from django.utils.translation import gettext_lazy as _

SITE_WORDS = {
    "skull": _("head"),
    "jaw": _("jaw"),
    "spine_cervical": _("neck"),
    "spine_thoracic": _("upper back"),
    "spine_lumbar": _("lower back"),
    "sacrum": _("base of the back"),
    "clavicle": _("collarbone"),
    "scapula": _("shoulder blade"),
    "sternum": _("breastbone"),
    "rib": _("ribs"),
    "belly": _("belly"),
    "pelvis": _("pelvis"),
    "groin": _("groin"),
    "hip": _("hip"),
    "shoulder": _("shoulder"),
    "humerus": _("upper arm"),
    "forearm": _("forearm"),
    "hand": _("hand"),
    "thigh": _("thigh"),
    "knee": _("knee"),
    "shin": _("lower leg"),
    "foot": _("foot"),
    "other": _("somewhere else"),
}
