"""Which addresses a page may be fetched from."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_IPV4_COMPATIBLE = IPv6Network("::/96")
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


def parse_address(text: str) -> Address:
    """An address as the resolver spells it, without the zone that link-local ones carry."""
    return ip_address(text.partition("%")[0])


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, and so does every IPv4 address that it stands for.

    Private, shared (RFC 6598), loopback, link-local, multicast, reserved and unspecified addresses do not.
    """
    if isinstance(address, IPv6Address) and address.is_site_local:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return _is_public_nat64(address)
    return all(is_public(inner) for inner in _embedded(address))


def _is_public_nat64(address: Address) -> bool:
    """The well-known prefix counts as reserved, but is how networks without IPv4 reach public servers (RFC 6052)."""
    return isinstance(address, IPv6Address) and address in _NAT64[0] and is_public(_low_bits(address))


def _embedded(address: Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that a translator, tunnel or stack would turn an IPv6 address into."""
    if isinstance(address, IPv4Address):
        return ()
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in (*_NAT64, _IPV4_COMPATIBLE)) or int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        found.append(_low_bits(address))
    return tuple(inner for inner in found if inner is not None)


def _low_bits(address: IPv6Address) -> IPv4Address:
    return IPv4Address(int(address) & 0xFFFFFFFF)
