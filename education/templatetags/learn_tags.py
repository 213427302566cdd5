"""Which page a place of CareLog offers: the pages themselves say so, in their front matter."""

from django import template
from django.utils.translation import get_language

from education.pages import FALLBACK, Page
from education.pages import page_for as page_of

register = template.Library()


@register.simple_tag
def page_for(place: str) -> Page | None:
    """Return the page that a place offers, such as the form of a kind of log."""
    return page_of(place, get_language() or FALLBACK)
