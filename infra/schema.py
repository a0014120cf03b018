"""Migrates a database and says in both languages what kept it from being migrated."""

import asyncpg

from infra.errors import EngineError
from infra.migrate import Applied, EditedMigrationError, MigrationError, UnknownMigrationError, migrate


class NotMigratedError(EngineError):
    """The database keeps its schema: what the code expects is not there."""


async def bring_up_to_date(dsn: str) -> list[Applied]:
    """Apply what is missing; return it. Raises `NotMigratedError` with what to do; it never shows the address."""
    try:
        return await migrate(dsn)
    except MigrationError as error:
        zh, en = _in_chinese(error), f"{error}."
        raise NotMigratedError(zh, en) from error
    except asyncpg.InsufficientPrivilegeError as error:
        zh, en = _missing_right(error)
        raise NotMigratedError(zh, en) from error
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InternalClientError, ValueError) as error:
        zh, en = (
            f"数据库迁移未完成：{error}。执行 branchctl doctor 可知原因。",
            f"The database was not migrated: {error}. `branchctl doctor` says why.",
        )
        raise NotMigratedError(zh, en) from error


def _in_chinese(error: MigrationError) -> str:
    match error:
        case EditedMigrationError():
            return f"迁移文件 {error.name} 在执行之后被修改；请恢复原文件，另加新的迁移。"
        case UnknownMigrationError():
            return f"数据库中有本版本不认识的迁移 {error.name}；请使用更新的版本。"
        case _:
            return f"数据库迁移未完成：{error}。"


def _missing_right(error: asyncpg.InsufficientPrivilegeError) -> tuple[str, str]:
    """Say which login may: roles belong to the whole cluster, and only who made them may grant them."""
    zh = (
        f"该登录无权执行迁移（{error}）；请以 DATABASE_OWNER_URL 指定可建立角色与模式的登录。"
        "角色若由他人（如另一个库的迁移登录）所建，请由其迁移，或由其执行 GRANT journal_owner TO 该登录。"
    )
    en = (
        f"This login may not migrate ({error}): name in DATABASE_OWNER_URL one that may create roles and a schema. "
        "If somebody else made the roles (as another database's migrator), let him migrate, or have him run "
        "GRANT journal_owner TO this login."
    )
    return zh, en
