"""Absolute URLs of this site, for mails, QR codes and share links.

They are made here alone, of CARELOG_PUBLIC_URL. What a request says of its own address is a
stranger's word: a link made of it could lead whoever gets it to another place.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse


def link_for(path: str) -> str:
    """Return the absolute URL of a path of this site, such as "/learn/"."""
    return settings.PUBLIC_URL + path


def link_to(route: str, *args: object) -> str:
    """Return the absolute URL of a route and its arguments."""
    return link_for(reverse(route, args=args))


def netloc() -> str:
    """Return the host of this site, with its port where that is not the usual one."""
    return urlsplit(settings.PUBLIC_URL).netloc


def host() -> str:
    """Return the name of the host of this site, without a port."""
    return urlsplit(settings.PUBLIC_URL).hostname or ""
