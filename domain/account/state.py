"""An account as it stands."""

from enum import StrEnum

from domain.account.kinds import Identity, PrincipalKind
from domain.matter.state import Matter
from domain.people import PersonId


class AccountStatus(StrEnum):
    """账号状态."""

    NONE = "none"
    ACTIVE = "active"
    DISABLED = "disabled"


class AccountState(Matter):
    """
    Whether an account can be entered, and by what.

    `resets`: a password that was made before the last reset is void. `entrances`: a session that began under another
    number has ended; both are counted here, so that nothing depends on a clock.
    """

    status: AccountStatus = AccountStatus.NONE
    holder: PrincipalKind = PrincipalKind.PERSON
    identities: tuple[Identity, ...] = ()
    resets: int = 0
    entrances: int = 0

    @property
    def person(self) -> PersonId:
        """Whose it is, as the stream's name tells."""
        return self.stream.split("/")[1]

    @property
    def active(self) -> bool:
        """Whether it can be entered."""
        return self.status is AccountStatus.ACTIVE
