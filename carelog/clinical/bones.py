"""Where it can hurt: the sites of the body map and what belongs together.

Bone metastases favour the bones near the centre of the body: spine first, then pelvis, upper
leg, upper arm, ribs and skull (American Cancer Society, Bone Metastases).
"""

SITES: tuple[str, ...] = (
    "skull",
    "jaw",
    "spine_cervical",
    "spine_thoracic",
    "spine_lumbar",
    "sacrum",
    "clavicle",
    "scapula",
    "sternum",
    "rib",
    "belly",
    "pelvis",
    "groin",
    "hip",
    "shoulder",
    "humerus",
    "forearm",
    "hand",
    "thigh",
    "knee",
    "shin",
    "foot",
    "other",
)
SIDES: tuple[str, ...] = ("left", "right", "both", "middle", "not_sure")
MIDLINE: frozenset[str] = frozenset(
    {"skull", "jaw", "spine_cervical", "spine_thoracic", "spine_lumbar", "sacrum", "sternum"}
    | {"belly"}
)
SPINE: frozenset[str] = frozenset({"spine_cervical", "spine_thoracic", "spine_lumbar", "sacrum"})
LOAD_BEARING: frozenset[str] = frozenset(
    {"hip", "groin", "thigh", "shin", "humerus", "shoulder", "pelvis"}
)


def code_of(site: str, side: str) -> str:
    """Return the code of a place, such as `thigh.left`."""
    return f"{site}.{side}"


def parse_code(code: str) -> tuple[str, str]:
    """Return site and side of a code; ValueError for anything that is not a place."""
    site, _, side = code.partition(".")
    if site not in SITES or side not in SIDES:
        raise ValueError(f"not a place: {code!r}")
    return site, side
