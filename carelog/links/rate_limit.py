"""Rate limit for pages that need no account: 30 requests a minute from one address."""

import ipaddress
import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

#: Beyond the exact count of each link: so many requests a minute from one address.
MOST_A_MINUTE = 30
#: The IPv6 prefix of one subscriber.
IPV6_LINE = 64


def is_within_limit(request: HttpRequest) -> bool:
    """Count a request, and say whether its address has sent no more than allowed this minute."""
    key = f"rate:{int(time.time() // 60)}:{_line_of(request)}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) <= MOST_A_MINUTE
    except ValueError:
        # The key was evicted from a full cache.
        return True


def _line_of(request: HttpRequest) -> str:
    address = get_adapter().get_client_ip(request)
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    # IPv4-mapped IPv6 addresses would all share one /64.
    known = getattr(known, "ipv4_mapped", None) or known
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network(f"{known}/{IPV6_LINE}", strict=False).network_address)
