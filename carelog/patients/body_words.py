"""The one list of words for places of the body: forms, lists, summary, files and FHIR read it."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

#: Each site within a sentence; a label begins with a capital.
SITE_WORDS = {
    "skull": _("head (skull)"),
    "jaw": _("jaw"),
    "spine_cervical": _("neck"),
    "spine_thoracic": _("upper back"),
    "spine_lumbar": _("lower back"),
    "sacrum": _("tailbone area (sacrum)"),
    "clavicle": _("collarbone"),
    "scapula": _("shoulder blade"),
    "sternum": _("breastbone"),
    "rib": _("ribs"),
    "belly": _("belly"),
    "pelvis": _("pelvis"),
    "groin": _("groin"),
    "hip": _("hip or buttock"),
    "shoulder": _("shoulder"),
    "humerus": _("upper arm"),
    "forearm": _("forearm or elbow"),
    "hand": _("hand or wrist"),
    "thigh": _("thigh"),
    "knee": _("knee"),
    "shin": _("lower leg"),
    "foot": _("foot or ankle"),
    "other": _("somewhere else"),
}
SITE_LABELS = {site: capfirst(words) for site, words in SITE_WORDS.items()}
SIDE_WORDS = {
    "left": _("left"),
    "right": _("right"),
    "both": _("both sides"),
    "middle": _("in the middle"),
    "not_sure": _("not sure"),
}

# Whole phrases per side, because in many languages "left" has to agree with the noun.
PAIRED = {
    "scapula": (_("left shoulder blade"), _("right shoulder blade")),
    "clavicle": (_("left collarbone"), _("right collarbone")),
    "rib": (_("left ribs"), _("right ribs")),
    "pelvis": (_("left side of the pelvis"), _("right side of the pelvis")),
    "hip": (_("left hip or buttock"), _("right hip or buttock")),
    "groin": (_("left groin"), _("right groin")),
    "shoulder": (_("left shoulder"), _("right shoulder")),
    "humerus": (_("left upper arm"), _("right upper arm")),
    "forearm": (_("left forearm or elbow"), _("right forearm or elbow")),
    "hand": (_("left hand or wrist"), _("right hand or wrist")),
    "thigh": (_("left thigh"), _("right thigh")),
    "knee": (_("left knee"), _("right knee")),
    "shin": (_("left lower leg"), _("right lower leg")),
    "foot": (_("left foot or ankle"), _("right foot or ankle")),
}
_SIDED = {
    "left": _("%(place)s, left side"),
    "right": _("%(place)s, right side"),
    "middle": _("%(place)s, in the middle"),
    "both": _("%(place)s, both sides"),
    "not_sure": _("%(place)s, side not sure"),
}
LABELS = (
    {f"{site}.middle": SITE_LABELS[site] for site in SITE_WORDS if site not in PAIRED}
    | {f"{site}.left": capfirst(left) for site, (left, _right) in PAIRED.items()}
    | {f"{site}.right": capfirst(right) for site, (_left, right) in PAIRED.items()}
    | {"other.not_sure": SITE_LABELS["other"]}
)


def within(code: str) -> str:
    """Return the words for a place inside a sentence: "left hip or buttock"."""
    site, _dot, side = code.partition(".")
    if site in PAIRED and side in ("left", "right"):
        return str(PAIRED[site][side == "right"])
    if code in LABELS:
        return str(SITE_WORDS[site])
    return str(_SIDED[side]) % {"place": SITE_WORDS[site]}


def label_for(code: str) -> str:
    """Plain words, in the active language, for any `site.side`; KeyError if it is unknown."""
    if code in LABELS:
        return str(LABELS[code])
    site, _dot, side = code.partition(".")
    return str(_SIDED[side]) % {"place": SITE_LABELS[site]}
