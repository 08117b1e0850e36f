"""By which addresses other machines reach this one; asking sends nothing over the network."""

from __future__ import annotations

import ipaddress
import socket

import psutil


def network_addresses(*, with_ipv6: bool) -> list[str]:
    """The addresses of this machine on its networks, IPv4 before IPv6; none without a network."""
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    found: dict[int, list[str]] = {4: [], 6: []}
    for name, addresses in psutil.net_if_addrs().items():
        for each in addresses:
            if name in up and each.family in (socket.AF_INET, socket.AF_INET6):
                address = ipaddress.ip_address(each.address.partition("%")[0])
                # An address of the link alone wants the name of a network card behind it.
                if not (address.is_loopback or address.is_link_local or address.is_unspecified):
                    found[address.version].append(str(address))
    return found[4] + (found[6] if with_ipv6 else [])
