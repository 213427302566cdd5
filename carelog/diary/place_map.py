"""The body map and the list of places on the form of pain, made once for each set of ticks."""

from collections.abc import Sequence

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from carelog.dashboard.record_cache import cached
from carelog.logs import body_map

# A person may tick so many; what else is sent is rendered and not cached.
MOST_KEPT = 12


def place_map(ticked: Sequence[str]) -> SafeString:
    """Return the map and the list, with the codes of some places ticked."""
    ticked = tuple(ticked)
    if len(ticked) > MOST_KEPT or not all(map(body_map.is_place, ticked)):
        return _drawn(ticked)
    return cached(("body map", get_language(), ticked), lambda: _drawn(ticked))


def _drawn(ticked: tuple[str, ...]) -> SafeString:
    context: dict[str, object] = {"groups": body_map.groups_with(ticked), "ticked": ticked}
    context |= {"front": body_map.FRONT, "back": body_map.BACK, "view_box": body_map.VIEW_BOX}
    return render_to_string("logs/_body_map.html", context)
