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
SIDE_WORDS = {
    "left": _("left"),
    "right": _("right"),
    "both": _("both sides"),
    "middle": _("in the middle"),
    "not_sure": _("not sure"),
}

# Whole phrases per side, because in many languages "left" has to agree with the noun.
PAIRED = {
    "scapula": (_("Shoulder blade"), _("Left shoulder blade"), _("Right shoulder blade")),
    "clavicle": (_("Collarbone"), _("Left collarbone"), _("Right collarbone")),
    "rib": (_("Ribs"), _("Left ribs"), _("Right ribs")),
    "pelvis": (_("Pelvis"), _("Left side of the pelvis"), _("Right side of the pelvis")),
    "hip": (_("Hip or buttock"), _("Left hip or buttock"), _("Right hip or buttock")),
    "groin": (_("Groin"), _("Left groin"), _("Right groin")),
    "shoulder": (_("Shoulder"), _("Left shoulder"), _("Right shoulder")),
    "humerus": (_("Upper arm"), _("Left upper arm"), _("Right upper arm")),
    "forearm": (_("Forearm or elbow"), _("Left forearm or elbow"), _("Right forearm or elbow")),
    "hand": (_("Hand or wrist"), _("Left hand or wrist"), _("Right hand or wrist")),
    "thigh": (_("Thigh"), _("Left thigh"), _("Right thigh")),
    "knee": (_("Knee"), _("Left knee"), _("Right knee")),
    "shin": (_("Lower leg"), _("Left lower leg"), _("Right lower leg")),
    "foot": (_("Foot or ankle"), _("Left foot or ankle"), _("Right foot or ankle")),
}
SINGLE = {
    "skull": _("Head (skull)"),
    "jaw": _("Jaw"),
    "spine_cervical": _("Neck"),
    "spine_thoracic": _("Upper back"),
    "spine_lumbar": _("Lower back"),
    "sacrum": _("Tailbone area (sacrum)"),
    "sternum": _("Breastbone"),
    "belly": _("Belly"),
    "other": _("Somewhere else"),
}
_SIDED = {
    "left": _("%(place)s, left side"),
    "right": _("%(place)s, right side"),
    "middle": _("%(place)s, in the middle"),
    "both": _("%(place)s, both sides"),
    "not_sure": _("%(place)s, side not sure"),
}
LABELS = (
    {f"{site}.middle": name for site, name in SINGLE.items()}
    | {f"{site}.left": names[1] for site, names in PAIRED.items()}
    | {f"{site}.right": names[2] for site, names in PAIRED.items()}
    | {"other.not_sure": SINGLE["other"]}
)
WHOLE = SINGLE | {site: names[0] for site, names in PAIRED.items()}


def label_for(code: str) -> str:
    """Plain words, in the active language, for any `site.side`; KeyError if it is unknown."""
    if code in LABELS:
        return str(LABELS[code])
    site, _dot, side = code.partition(".")
    return str(_SIDED[side]) % {"place": WHOLE[site]}
