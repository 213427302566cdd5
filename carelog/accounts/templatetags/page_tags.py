"""What every page needs, made once for all of them."""

from functools import cache

from django import template
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

register = template.Library()


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return an icon as inline SVG, for the eye alone: the word beside it says the same."""
    return lucide(name, size=24, **{"class": "icon", "aria_hidden": "true"})
