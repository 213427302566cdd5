"""What a form was sent with."""

from django.http import HttpRequest, QueryDict


def form_data(request: HttpRequest) -> QueryDict | None:
    """Return what was posted, also where that is nothing at all; None where nothing was posted.

    `request.POST or None` would take an empty body, which a script may send with the token in a
    header, for a page that is opened, and leave a form unchecked.
    """
    return request.POST if request.method == "POST" else None
