"""`branchctl migrate`: bring the database to the schema of this version."""

from infra.engines import find_engines
from infra.schema import bring_up_to_date
from infra.settings import Settings
from interfaces.cli.exits import Exit
from interfaces.cli.speech import say


async def migrate() -> int:
    """
    迁移数据库 (migrate the database).

    Bring the database (DATABASE_OWNER_URL, else DATABASE_URL, else the running embedded stack) to this version's
    schema. Forward only; running it again changes nothing.
    """
    engines = find_engines(Settings.load())
    applied = await bring_up_to_date(engines.database_owner_url.get_secret_value())
    for migration in applied:
        say(f"已执行 {migration.name}", f"applied {migration.name}")
    if not applied:
        say("数据库已是最新，无需迁移。", "The database is up to date already.")
    return Exit.OK
