"""What may be visited: plain addresses of the web, on a public address, however it is written."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.checking.links import public_hosts

PRIVATE = (
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.5.4", "192.168.1.1", "100.64.0.1", "100.100.100.200",
    "169.254.169.254", "192.0.0.192", "198.18.0.1", "168.63.129.16", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "100::1",
    "3fff::1", "5f00::1", "fec0::1",
)  # fmt: skip
PUBLIC = ("93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8", "64:ff9b::808:808")


@pytest.mark.parametrize("address", PRIVATE)
def test_what_only_this_network_sees_is_not_public(address: str) -> None:
    """This machine, its neighbours, the metadata of its host, and IPv6 addresses that hide one of them."""
    assert not public_hosts.is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_everybody_sees_is(address: str) -> None:
    """Translated addresses (DNS64) too, when what they hide is public."""
    assert public_hosts.is_public(address)


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_as_public_as_the_one_inside(address: ipaddress.IPv4Address) -> None:
    """Whichever of the two ways it is written."""
    public = public_hosts.is_public(str(address))

    assert public_hosts.is_public(f"::ffff:{address}") is public
    assert (
        public_hosts.is_public(str(ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(address))))
        is public
    )


@pytest.mark.parametrize(
    "url",
    [
        "ftp://site.example/", "file:///etc/passwd", "gopher://site.example/", "javascript:alert(1)", "//site.example/",
        "http://", "https:///chemin", "http://user@site.example/", "http://user:pass@site.example/",
        "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/",
        "http://127.0.0.1.2/", "http://site.example:0/", "http://site.example:99999/", "http://site.example:x/",
        "http://site\\@127.0.0.1/", "http://site.example/\r\nHost: autre", "http://site.example/a b", "http://é.example/",
        "http://[::1/", "http://-site.example/", "http://site..example/", "http://" + "a" * 64 + ".example/",
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_not_followed(url: str) -> None:
    """Other schemes, hidden users, numbers in disguise, line ends."""
    with pytest.raises(public_hosts.Unvisitable, match=r"\w"):
        public_hosts.target(url)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://Site.Example", public_hosts.HostTarget("http", "site.example", 80, "/")),
        ("https://site.example./a?b=1#c", public_hosts.HostTarget("https", "site.example", 443, "/a?b=1")),
        ("https://site.example:80/", public_hosts.HostTarget("https", "site.example", 80, "/")),
        ("http://8.8.8.8/a", public_hosts.HostTarget("http", "8.8.8.8", 80, "/a")),
        ("http://[2606:2800::1]:443/", public_hosts.HostTarget("http", "2606:2800::1", 443, "/")),
        ("https://a_b.xn--e1aybc.example/", public_hosts.HostTarget("https", "a_b.xn--e1aybc.example", 443, "/")),
    ],
)
def test_a_plain_address_is_read_strictly(url: str, target: public_hosts.HostTarget) -> None:
    """Host in small letters, port as it is served, no fragment."""
    assert public_hosts.target(url) == target


@given(st.text(max_size=40))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    """Nothing else is raised, and no line is ever added to a request."""
    try:
        target = public_hosts.target(f"http://{text}")
    except public_hosts.Unvisitable:
        return
    assert target.host
    assert not any(sign.isspace() or sign == "@" for sign in target.host + target.path.partition("@")[0])
