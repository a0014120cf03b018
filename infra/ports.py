"""Ports on the loopback address."""

import socket

LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether nobody listens on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port(wanted: int, besides: int = 0) -> int:
    """Return `wanted`, or, when it is taken or `besides`, another port that was free a moment ago."""
    if wanted != besides and is_free(wanted):
        return wanted
    while (port := _any_port()) == besides:
        pass
    return port


def _any_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
