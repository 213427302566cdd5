"""Where each kind of link leads."""

from django.conf import settings
from django.urls import reverse

from carelog.sharing import health_link
from carelog.sharing.models import ShareLink


def address_of(link: ShareLink, token: str) -> str:
    """Return the whole link, to copy or to show as a code. It cannot be made again later."""
    if link.kind == ShareLink.Kind.APP:
        return health_link.uri_of(link, token)
    if link.kind == ShareLink.Kind.CALENDAR:
        return settings.PUBLIC_URL + reverse("calendar_feed", args=[token])
    return f"{settings.PUBLIC_URL}{reverse('share_open')}#{token}"
