"""Template tags for every page."""

from functools import cache

from django import template
from lucide.templatetags.lucide import lucide

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> str:
    """Return an icon as inline SVG, hidden from screen readers: the word beside it says it."""
    return lucide(name, size=24, **{"class": "icon", "aria_hidden": "true"})


@register.filter
def asked(label: str) -> str:
    """Return a label as it stands before its answer: a question keeps its own mark."""
    return label if str(label).endswith("?") else f"{label}:"
