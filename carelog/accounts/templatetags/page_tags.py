"""Template tags for every page."""

from functools import cache

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return an icon as inline SVG, hidden from screen readers: the word beside it says it."""
    return SafeString(lucide(name, size=24, **{"class": "icon", "aria_hidden": "true"}))
