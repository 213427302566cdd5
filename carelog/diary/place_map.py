"""The body map and the list of places on the form of pain, made once for each set of ticks."""

from collections.abc import Collection

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from carelog.dashboard.memory import kept
from carelog.logs import body_map


def place_map(ticked: Collection[str]) -> SafeString:
    """Return the map and the list, with the codes of some places ticked."""
    ticked = tuple(ticked)
    context = {"groups": body_map.groups_with(ticked), "ticked": ticked}
    context |= {"front": body_map.FRONT, "back": body_map.BACK, "view_box": body_map.VIEW_BOX}
    return kept(
        ("body map", get_language(), ticked),
        lambda: render_to_string("logs/_body_map.html", context),
    )
