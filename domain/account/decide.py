"""What may be done with an account, and what it causes. Source: issue 4 §3.1 [P]."""

from typing import assert_never

from domain.account import commands as c
from domain.account import events as e
from domain.account import refusals as r
from domain.account.kinds import Identity, PrincipalKind
from domain.account.state import AccountState, AccountStatus
from domain.events import Event
from domain.orders import Act


def decide(  # noqa: C901  # one arm a command
    act: Act[c.AccountCommand], state: AccountState
) -> list[Event]:
    """Return what the command causes. An empty list means: already so."""
    if isinstance(act.command, c.AddAccount):
        return _add(act.command, state)
    if state.status is AccountStatus.NONE:
        raise r.NoAccountError(state.person)
    match act.command:
        case c.LinkIdentity(identity=identity):
            return _link(identity, state)
        case c.UnlinkIdentity(identity=identity):
            return [e.IdentityUnlinked(identity=identity)] if identity in state.identities else []
        case c.ResetCredentials():
            return _reset(state)
        case c.DisableAccount(reason=reason):
            return _disable(reason, act, state)
        case c.EnableAccount(reason=reason):
            return [] if state.active else [e.AccountEnabled(reason=reason)]
        case unknown:
            assert_never(unknown)


def _add(command: c.AddAccount, state: AccountState) -> list[Event]:
    if state.status is AccountStatus.NONE:
        named = tuple(dict.fromkeys(command.identities))
        return [e.AccountAdded(org=command.org, holder=command.holder, identities=named)]
    same = (state.org, state.holder) == (command.org, command.holder)
    if same and set(command.identities) == set(state.identities):
        return []
    raise r.AccountExistsError(state.person)


def _link(identity: Identity, state: AccountState) -> list[Event]:
    if identity in state.identities:
        return []
    _check_active(state)
    if len(state.identities) >= c.IDENTITIES:
        raise r.TooManyIdentitiesError(c.IDENTITIES)
    return [e.IdentityLinked(identity=identity)]


def _reset(state: AccountState) -> list[Event]:
    _check_active(state)
    if state.holder is PrincipalKind.SYSTEM:
        raise r.NoPasswordError(state.person)
    return [e.CredentialsReset()]


def _disable(reason: str, act: Act[c.AccountCommand], state: AccountState) -> list[Event]:
    if act.order.actor.id == state.person:
        raise r.OwnAccountError(state.person)
    return [e.AccountDisabled(reason=reason)] if state.active else []


def _check_active(state: AccountState) -> None:
    if not state.active:
        raise r.AccountClosedError(state.person)
