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
        zh, en = (
            f"该登录无权建立角色与模式（{error}）；请以 DATABASE_OWNER_URL 指定有权的登录。",
            f"This login may not create roles and a schema ({error}): name one that may in DATABASE_OWNER_URL.",
        )
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
