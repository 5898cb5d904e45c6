"""Where somebody came from, as far as it is kept: the beginning of the address, which is that of many. Pure."""

from __future__ import annotations

import ipaddress

#: Bits that are kept: what a household or an office shares.
_BITS = {4: 24, 6: 48}


def prefix(address: str) -> str:
    """Return the network of an address, « 192.0.2.0/24 »; empty for what is no address."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return str(ipaddress.ip_network((parsed, _BITS[parsed.version]), strict=False))
