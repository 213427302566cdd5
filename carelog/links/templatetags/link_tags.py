"""The links by which a person's private answers are read, on the pages of these."""

from django import template

from carelog.links.alone import opening_private
from carelog.links.models import ShareLink
from carelog.patients.access import Access

register = template.Library()


@register.simple_tag
def private_links(access: Access) -> list[ShareLink]:
    """Return the living links of the reader that show what they answered for themself alone."""
    return list(opening_private(access).order_by("created_at"))
