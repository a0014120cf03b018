"""What the service needs of a PostgreSQL, its own or another's. Nothing is changed by looking."""

from typing import NamedTuple

import asyncpg

from infra.doctor.finding import Finding, fine, wrong
from infra.migrate import EditedMigrationError, UnknownMigrationError, pending

_OLDEST = 160_000  # PostgreSQL's number for 16.0
_PATIENCE = 5.0  # seconds


async def examine(service_url: str, owner_url: str) -> list[Finding]:
    """Look at the database as the service's login, and, for the migrations, as their owner's."""
    try:
        connection = await asyncpg.connect(service_url, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError, asyncpg.PostgresError, asyncpg.InternalClientError) as error:
        return [unreachable(error)]
    try:
        seen = Seen(**await connection.fetchrow(_LOOK))
    finally:
        await connection.close()
    return [
        fine("可以连接 PostgreSQL", "PostgreSQL answers"),
        version(seen.version),
        lasting(seen.unsafe),
        login(superuser=seen.superuser),
        *([] if seen.superuser else [roles(seen.lacking), bound(seen.rights), limits(seen.unlimited)]),
        *([guarded(seen.guards)] if seen.exists else []),
        await migrated(owner_url),
    ]


class Seen(NamedTuple):
    """What one look answers, as the service's login sees it. Lists are of names."""

    version: int
    superuser: bool
    exists: bool
    unsafe: list[str]
    lacking: list[str]
    rights: list[str]
    unlimited: list[str]
    guards: list[str]


_LOOK = """
with entry as (
    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'journal' and c.relname = 'entry'
)
select
    current_setting('server_version_num')::int as version,
    (select rolsuper from pg_roles where rolname = current_user) as superuser,
    exists (select from entry) as exists,
    array(select s from unnest(array['fsync', 'full_page_writes']) s
          where current_setting(s) <> 'on') as unsafe,
    array(select r from unnest(array['journal_writer', 'journal_reader', 'delivery_keeper']) r
          where not exists (select from pg_roles
                            where rolname = r and pg_has_role(current_user, oid, 'USAGE'))
       union all
          select r from unnest(array['journal_sealer', 'ledger_projector', 'ledger_reader']) r
          where not exists (select from pg_roles
                            where rolname = r and pg_has_role(current_user, oid, 'SET'))) as lacking,
    array(select p from entry, unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
          where has_table_privilege(current_user, entry.oid, p)
       union all
          select rolname from pg_roles
          where rolname = 'journal_owner' and pg_has_role(current_user, oid, 'MEMBER')) as rights,
    array(select s from unnest(array['lock_timeout', 'idle_in_transaction_session_timeout',
                                     'statement_timeout', 'transaction_timeout']) s
          where current_setting(s, true) = '0') as unlimited,
    array(select c.relname || '.' || t.tgname from pg_trigger t
          join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = 'journal' and t.tgenabled = 'A'
       union all  -- what is not migrated yet is told as that
          select s || '.never_rewritten' from unnest(array['tile', 'seal', 'checkpoint']) s
          where not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                            where n.nspname = 'journal' and c.relname = s)) as guards
"""
_GUARDS = (
    "entry.never_rewritten",
    "gate.always_empty",
    "tile.never_rewritten",
    "seal.never_rewritten",
    "checkpoint.never_rewritten",
)


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


def lasting(unsafe: list[str]) -> Finding:
    """Whether what is acknowledged survives a power cut. `unsafe`: the settings that are off."""
    if not unsafe:
        return fine("确认即已落盘", "what is acknowledged is on disk")
    shown = "、".join(unsafe)
    return wrong(
        f"断电可能丢失已确认的记录：{shown} 已关闭",
        f"a power cut can lose what was acknowledged: off are {shown}",
        "请在 postgresql.conf 中将其设为 on，并重新加载。",
        "Set them to on in postgresql.conf, and reload.",
    )


def roles(lacking: list[str]) -> Finding:
    """Whether the service's login holds the roles it works with. `lacking`: those it does not."""
    missing = "、".join(lacking)
    if not missing:
        return fine("服务登录具有所需角色", "the service's login holds its roles")
    return wrong(
        f"服务登录缺少角色 {missing}",
        f"the service's login lacks the roles {missing}",
        "请执行 branchctl migrate 并使用 branch_service 登录，或把角色授予所用的登录。",
        "Run `branchctl migrate` and use the login branch_service, or grant the roles to the login in use.",
    )


def bound(rights: list[str]) -> Finding:
    """Whether the append function is the login's only way in. `rights`: what lets it pass by."""
    if not rights:
        return fine("服务登录只能追加", "the service's login can only append")
    shown = "、".join(rights)
    return wrong(
        f"服务登录可绕过追加函数：{shown}",
        f"the service's login can pass the append function by: {shown}",
        "请收回（REVOKE）journal.entry 上的这些权限与 journal_owner 角色，只留 journal_writer 和 journal_reader。",
        "REVOKE these rights on journal.entry and the role journal_owner; leave journal_writer and journal_reader.",
    )


def limits(unlimited: list[str]) -> Finding:
    """Whether who falls asleep at the gate is woken. `unlimited`: the timeouts the login is without."""
    if not unlimited:
        return fine("服务登录有时限", "the service's login has its timeouts")
    shown = "、".join(unlimited)
    return wrong(
        f"服务登录没有时限，可能使账本停顿：{shown}",
        f"the service's login has no limit and could stop the journal: {shown}",
        "请使用 branch_service 登录，或为所用的登录设定：ALTER ROLE … SET lock_timeout = '5s' 等（见 0001_roles.sql）。",
        "Use the login branch_service, or give the one in use its limits: ALTER ROLE … SET lock_timeout = '5s' and "
        "the others (see 0001_roles.sql).",
    )


def guarded(guards: list[str]) -> Finding:
    """Whether the triggers that refuse rewriting are on, always. `guards`: those that are."""
    off = "、".join(guard for guard in _GUARDS if guard not in guards)
    if not off:
        return fine("账本拒绝改写", "the journal refuses to be rewritten")
    return wrong(
        f"防改写触发器未启用：{off}",
        f"triggers that refuse rewriting are off: {off}",
        "请查明何人停用，然后 ALTER TABLE … ENABLE ALWAYS TRIGGER …（见 0003_never_rewritten.sql）。",
        "Find out who switched them off, then ALTER TABLE … ENABLE ALWAYS TRIGGER … (see 0003_never_rewritten.sql).",
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
    except EditedMigrationError as error:
        return wrong(
            f"迁移文件 {error.name} 在执行之后被修改",
            f"{error.name} was applied and edited since",
            "请恢复原文件，另加新的迁移。",
            "Restore the file, and add a new migration instead.",
        )
    except UnknownMigrationError as error:
        return wrong(
            f"数据库中有本版本不认识的迁移 {error.name}",
            f"the database holds {error.name}, which this version does not place",
            "请使用与数据库相符的版本，或更新的版本。",
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
