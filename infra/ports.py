"""
Ports on the loopback address, held for who will listen there.

Seconds pass between the choice of a port and a server that listens on it. Two stacks that start together must not choose
the same: the second would take the first one's answers for its own. So whoever chooses a port holds the datagram port of the
same number, which nobody here uses, and whose end ends with the process, however that comes about.
"""

import socket
import weakref
from itertools import count

LOOPBACK = "127.0.0.1"


class Port:
    """A port that is held as long as this is: nobody else who asks here is given `number`."""

    def __init__(self, number: int, holding: socket.socket) -> None:
        self.number = number
        weakref.finalize(self, holding.close)

    def still_free(self) -> bool:
        """Whether nobody listens on it who did not ask here."""
        return _nobody_listens(self.number)


def held_port(wanted: int) -> Port:
    """Hold `wanted`, or, when that is 0, taken or held, another one."""
    found = _held(wanted) if wanted else None
    return found or next(port for _ in count() if (port := _held(_any_port())))


def free_port(wanted: int) -> int:
    """Return `wanted`, or, when that is taken or held, another one that was free a moment ago."""
    return held_port(wanted).number


def is_free(port: int) -> bool:
    """Whether nobody listens on `port`, or is about to."""
    return _held(port) is not None


def _held(number: int) -> Port | None:
    holding = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        holding.bind((LOOPBACK, number))
    except OSError:
        holding.close()
        return None
    port = Port(number, holding)
    return port if port.still_free() else None


def _nobody_listens(number: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, number))
        except OSError:
            return False
    return True


def _any_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
