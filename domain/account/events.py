"""What happens to an account."""

from typing import Literal

from domain.account.kinds import Identity, PrincipalKind
from domain.events import Event
from domain.model import Text
from domain.orders import OrgId


class AccountAdded(Event):
    """Somebody may sign in."""

    kind: Literal["account.added.v1"] = "account.added.v1"
    org: OrgId
    holder: PrincipalKind
    identities: tuple[Identity, ...] = ()


class IdentityLinked(Event):
    """An identity opens the account."""

    kind: Literal["account.identity_linked.v1"] = "account.identity_linked.v1"
    identity: Identity


class IdentityUnlinked(Event):
    """An identity opens the account no more."""

    kind: Literal["account.identity_unlinked.v1"] = "account.identity_unlinked.v1"
    identity: Identity


class CredentialsReset(Event):
    """The password of before is void."""

    kind: Literal["account.credentials_reset.v1"] = "account.credentials_reset.v1"


class AccountDisabled(Event):
    """Nobody enters by the account."""

    kind: Literal["account.disabled.v1"] = "account.disabled.v1"
    reason: Text


class AccountEnabled(Event):
    """It can be entered again."""

    kind: Literal["account.enabled.v1"] = "account.enabled.v1"
    reason: Text


AccountEvent = (
    AccountAdded | IdentityLinked | IdentityUnlinked | CredentialsReset | AccountDisabled | AccountEnabled
)
