"""Comments beside what they are about."""

from django import template

from carelog.patients.access import Access
from carelog.sharing import talk
from carelog.sharing.talk_forms import CommentForm

register = template.Library()


@register.inclusion_tag("sharing/_comments.html", takes_context=True)
def comments_on(context: dict, access: Access, kind: str, row) -> dict:
    """Show the comments on a row and a field for another."""
    found = talk.comments_of(access).filter(kind=kind, about=row.uid)
    form = CommentForm(access=access, initial={"kind": kind, "about": row.uid})
    return {
        "access": access,
        "comments": found,
        "form": form,
        "csrf_token": context.get("csrf_token"),
        "request": context.get("request"),
    }
