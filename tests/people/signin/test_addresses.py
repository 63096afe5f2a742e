"""Whose address it is that somebody signs in from."""

import pytest

from jarplan.people.signin.addresses import client_address, network_of


@pytest.mark.parametrize(
    ("proxies", "heard", "address"),
    [
        (0, "6.6.6.6", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        (2, "6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),
        (1, "not an address", "10.0.0.1"),
    ],
)
def test_the_address_that_is_counted_cannot_be_made_up(rf, settings, proxies, heard, address):
    settings.PROXY_COUNT = proxies
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=heard)
    assert client_address(request) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        (None, ""),
        ("unix:", ""),
    ],
)
def test_an_address_of_the_new_kind_counts_with_all_of_its_network(address, network):
    assert network_of(address) == network
