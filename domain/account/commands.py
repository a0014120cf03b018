"""What can be ordered of an account; never with a secret in it."""

from typing import ClassVar, Literal

from pydantic import Field

from domain.account.kinds import Identity, PrincipalKind
from domain.model import Text
from domain.orders import Command, OrgId, Role

ADMINS = frozenset({Role.ADMIN})
IDENTITIES = 8
"""Identities of one account, at most."""


class AddAccount(Command):
    """设立账号: lets a person or a system sign in; what they may do is the roster's matter."""

    kind: Literal["add_account"] = "add_account"
    roles: ClassVar = ADMINS
    opens: ClassVar = True
    org: OrgId = Field(title="管理组织", description="the organisation that administers the account")
    holder: PrincipalKind = Field(
        default=PrincipalKind.PERSON, title="账号类型", description="who signs in: person, or system"
    )
    identities: tuple[Identity, ...] = Field(
        default=(),
        max_length=IDENTITIES,
        title="外部身份",
        description="who the account is to issuers outside",
    )


class LinkIdentity(Command):
    """关联身份: the account can be entered by an identity that an issuer outside vouches for."""

    kind: Literal["link_identity"] = "link_identity"
    roles: ClassVar = ADMINS
    identity: Identity = Field(title="外部身份", description="the identity")


class UnlinkIdentity(Command):
    """取消关联: the identity opens the account no more; sessions of the account end."""

    kind: Literal["unlink_identity"] = "unlink_identity"
    roles: ClassVar = ADMINS
    identity: Identity = Field(title="外部身份", description="the identity")


class ResetCredentials(Command):
    """重置凭证: the password is void and sessions end; a new one-time password is handed over outside of the journal."""

    kind: Literal["reset_credentials"] = "reset_credentials"
    roles: ClassVar = ADMINS


class DisableAccount(Command):
    """停用账号: nobody enters by it any more, and its sessions end."""

    kind: Literal["disable_account"] = "disable_account"
    roles: ClassVar = ADMINS
    reason: Text = Field(title="理由", description="why")


class EnableAccount(Command):
    """启用账号: it can be entered again; sessions of before stay ended."""

    kind: Literal["enable_account"] = "enable_account"
    roles: ClassVar = ADMINS
    reason: Text = Field(title="理由", description="why")


AccountCommand = (
    AddAccount | LinkIdentity | UnlinkIdentity | ResetCredentials | DisableAccount | EnableAccount
)
