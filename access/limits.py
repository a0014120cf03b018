"""How long a session lasts, and how many attempts there are (会话与锁定)."""

from datetime import timedelta

from pydantic import Field

from domain.model import Model


class Lockout(Model):
    """
    How attempts that fail are slowed down.

    `free`: failures without a delay; the last of them locks for `first`, each one after it for twice as long, up to
    `longest`. After `forgotten` without an attempt they count no more.
    """

    free: int = Field(ge=1, le=1000)
    first: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(minutes=15)
    forgotten: timedelta = timedelta(hours=24)


class Limits(Model):
    """
    The limits of sign-in. Source: issue 4 §3.3; the numbers are choices of this project [P].

    `idle`, `absolute`: a session ends when it was not used for so long, and after so long in any case. `once`: how long
    a one-time password lives.
    """

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)
    once: timedelta = timedelta(days=7)
    account: Lockout = Lockout(free=5)
    address: Lockout = Lockout(free=50)
