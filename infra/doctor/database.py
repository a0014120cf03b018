"""What the service needs of a PostgreSQL, its own or another's. Nothing is changed by looking."""

import asyncpg

from infra.doctor.finding import Finding, fine, wrong
from infra.migrate import MigrationError, pending

_OLDEST = 160_000  # PostgreSQL's number for 16.0
_ROLES = ("journal_writer", "journal_reader")
_PATIENCE = 5.0  # seconds


async def examine(service_url: str, owner_url: str) -> list[Finding]:
    """Look at the database as the service's login, and, for the migrations, as their owner's."""
    try:
        connection = await asyncpg.connect(service_url, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InternalClientError) as error:
        return [unreachable(error)]
    try:
        number = int(await connection.fetchval("select current_setting('server_version_num')"))
        superuser = bool(
            await connection.fetchval("select rolsuper from pg_roles where rolname = current_user")
        )
        held = [role for role in _ROLES if await connection.fetchval(_HOLDS, role)]
    finally:
        await connection.close()
    return [
        fine("可以连接 PostgreSQL", "PostgreSQL answers"),
        version(number),
        login(superuser=superuser),
        roles(held),
        await migrated(owner_url),
    ]


_HOLDS = "select exists (select from pg_roles where rolname = $1 and pg_has_role(current_user, oid, 'USAGE'))"


def unreachable(error: Exception) -> Finding:
    """Say that nothing answers, or not to us. The address, which may hold a password, is not shown."""
    return wrong(
        f"无法连接 PostgreSQL：{error!r}",
        f"PostgreSQL cannot be reached: {error!r}",
        "请检查 DATABASE_URL 的主机、端口、库名、登录与密码，以及服务器是否在运行。",
        "Check host, port, database, login and password in DATABASE_URL, and whether the server runs.",
    )


def version(number: int) -> Finding:
    """Whether PostgreSQL is new enough; `number` as it tells it: 180006 is 18.6."""
    shown = f"PostgreSQL {number // 10_000}.{number % 10_000}"
    if number >= _OLDEST:
        return fine(shown, shown)
    return wrong(shown, shown, "请使用 PostgreSQL 16 或更新版本。", "Use PostgreSQL 16 or newer.")


def login(*, superuser: bool) -> Finding:
    """Whether the service's login is bound by the roles: a superuser is bound by nothing."""
    if not superuser:
        return fine("服务登录不是超级用户", "the service's login is no superuser")
    return wrong(
        "服务以超级用户登录，可改写历史",
        "the service logs in as a superuser, who could rewrite history",
        "请让 DATABASE_URL 使用 branch_service 登录，DATABASE_OWNER_URL 仅用于迁移。",
        "Give DATABASE_URL the login branch_service, and keep DATABASE_OWNER_URL for migrations.",
    )


def roles(held: list[str]) -> Finding:
    """Whether the service's login holds the roles it works with."""
    missing = "、".join(role for role in _ROLES if role not in held)
    if not missing:
        return fine("服务登录具有所需角色", "the service's login holds its roles")
    return wrong(
        f"服务登录缺少角色 {missing}",
        f"the service's login lacks the roles {missing}",
        "请执行 branchctl migrate 并使用 branch_service 登录，或把角色授予所用的登录。",
        "Run `branchctl migrate` and use the login branch_service, or grant the roles to the login in use.",
    )


async def migrated(owner_url: str) -> Finding:
    """Whether the schema is this version's."""
    try:
        missing = await pending(owner_url)
    except asyncpg.InsufficientPrivilegeError:
        return wrong(
            "无法得知是否已迁移：该登录不可查看",
            "whether it is migrated cannot be seen with this login",
            "请以 DATABASE_OWNER_URL 指定执行迁移的登录。",
            "Name the login that migrates in DATABASE_OWNER_URL.",
        )
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InternalClientError) as error:
        return unreachable(error)
    except MigrationError as error:
        return wrong(
            f"数据库与本版本不符：{error}",
            f"the database does not fit this version: {error}",
            "请使用与数据库相符的版本。",
            "Use the version the database belongs to, or a newer one.",
        )
    if not missing:
        return fine("数据库已迁移至本版本", "the database has this version's schema")
    return wrong(
        f"尚未执行的迁移：{'、'.join(missing)}",
        f"migrations not applied: {', '.join(missing)}",
        "请执行 branchctl migrate。",
        "Run `branchctl migrate`.",
    )
