"""Where a request came from; asked by the lock after failed logins (django-axes) and by the audit log."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The client's IP address; None where the server names none (a socket).

    X-Forwarded-For counts only behind a proxy of ours (PERFORMANCE_TEXT_BEHIND_PROXY), and of it the last address
    alone: that is what the proxy itself saw, all before it is what the client claims.
    """
    found = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        found = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or found
    try:
        address = ip_address(found)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)
