"""Ports are held for who will listen there."""

import gc
import socket
import subprocess
import sys

from infra.ports import LOOPBACK, free_port, held_port, is_free


def test_a_port_that_is_held_is_given_to_nobody_else_until_it_is_let_go() -> None:
    held = held_port(0)
    assert not is_free(held.number)
    assert held.still_free()  # for who holds it
    assert free_port(held.number) != held.number
    number = held.number
    del held
    gc.collect()
    assert free_port(number) == number


def test_who_holds_a_port_can_listen_there() -> None:
    held = held_port(0)
    with socket.create_server((LOOPBACK, held.number)):
        assert not held.still_free()
        assert free_port(held.number) != held.number


def test_another_process_is_given_another_port() -> None:
    held = held_port(0)
    asks = f"from infra.ports import free_port; print(free_port({held.number}))"
    told = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)  # ours
    assert int(told.stdout) != held.number


def test_a_port_where_a_stranger_listens_is_left_to_him() -> None:
    with socket.create_server((LOOPBACK, 0)) as server:
        number = server.getsockname()[1]
        assert not is_free(number)
        assert held_port(number).number != number
