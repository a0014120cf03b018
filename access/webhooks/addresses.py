"""Where messages may be sent: over HTTP to others, never to what only this machine's network reaches."""

import asyncio
import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from access.webhooks.refusals import AddressRefusedError, NotReachedError

_URL, _SCHEMES, _LOGIN, _FRAGMENT = "URL", "http://… https://…", "user:password@", "#…"
_PRIVATE, _NAME = "private", "name"
_PORTS = {"http": 80, "https": 443}
_EMBEDDED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""IPv6 addresses behind which an IPv4 address stands, whichever. Source: RFC 6052, RFC 8215."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_address(url: str) -> SplitResult:
    """Return the parts of a URL to which messages may be sent. Raises `AddressRefusedError`."""
    try:
        parts = urlsplit(url)
        sound = parts.port != 0 and parts.scheme in _PORTS and bool(parts.hostname)
    except ValueError:
        raise AddressRefusedError(_URL) from None
    if not sound or not url.isascii() or any(char.isspace() or not char.isprintable() for char in url):
        raise AddressRefusedError(_SCHEMES)
    if "@" in parts.netloc:
        raise AddressRefusedError(_LOGIN)
    if parts.fragment:
        raise AddressRefusedError(_FRAGMENT)
    return parts


async def resolve(url: str, *, private: bool) -> Address:
    """
    Return the address of a URL's host, which is connected to as it is: a name that changes meanwhile changes nothing.

    `private`: addresses are allowed that others cannot reach: this machine, its networks, its cloud's. Raises
    `AddressRefusedError`, `NotReachedError`.
    """
    parts = check_address(url)
    port = parts.port or _PORTS[parts.scheme]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            parts.hostname, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
        )
    except (OSError, UnicodeError):
        raise NotReachedError(_NAME) from None
    addresses = [ipaddress.ip_address(one[4][0]) for one in found]
    allowed = [one for one in addresses if private or is_public(one)]
    if not allowed:
        raise AddressRefusedError(_PRIVATE)
    return allowed[0]


def is_public(address: Address) -> bool:
    """Whether an address is one that everybody reaches."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if inner or any(address in network for network in _EMBEDDED):
            return False  # it stands for another one: whoever means that says so
    return address.is_global and not address.is_multicast and not address.is_reserved
