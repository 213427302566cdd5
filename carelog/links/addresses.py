"""Where each kind of link leads."""

from carelog.links import health_link
from carelog.links.models import ShareLink
from carelog.site_address import link_to


def address_of(link: ShareLink, token: str) -> str:
    """Return the URL of a link, to copy or to show as a QR code. It cannot be made again later."""
    if link.kind == ShareLink.Kind.APP:
        return health_link.uri_of(link, token)
    if link.kind == ShareLink.Kind.CALENDAR:
        return link_to("calendar_feed", token)
    return f"{link_to('share_open')}#{token}"
