import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.addresses import is_public, parse_address


@pytest.mark.parametrize("text", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::808:808"])
def test_addresses_of_the_public_internet_may_be_fetched_from(text: str) -> None:
    assert is_public(parse_address(text))


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "::",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "2001:0:7f00:1::",
        "fec0::1",
    ],
)
def test_all_others_may_not_however_they_are_written(text: str) -> None:
    assert not is_public(parse_address(text))


@given(st.ip_addresses(v=4).filter(lambda address: not address.is_global))
def test_no_ipv6_spelling_hides_a_private_ipv4_address(address: object) -> None:
    value = int(parse_address(str(address)))
    low = f"{value >> 16:x}:{value & 0xFFFF:x}"
    for text in (f"::ffff:{low}", f"64:ff9b::{low}", f"2002:{low}::1", f"::{low}", f"64:ff9b:1::{low}"):
        assert not is_public(parse_address(text)), text
