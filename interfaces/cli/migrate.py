"""`branchctl migrate`: bring the database to the schema of this version."""

from infra.engines import find_engines
from infra.schema import bring_up_to_date
from interfaces.cli.connection import Common, settings_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json
from interfaces.cli.speech import say


async def migrate(*, common: Common | None = None) -> int:
    """
    迁移数据库 (migrate the database).

    Bring the database (DATABASE_OWNER_URL, else DATABASE_URL, else the running embedded stack) to this version's
    schema. Forward only; running it again changes nothing.
    """
    common = common or Common()
    engines = find_engines(settings_of(common))
    applied = await bring_up_to_date(engines.database_owner_url.get_secret_value())
    if common.json:
        show_json({"applied": [migration.name for migration in applied]})
        return Exit.OK
    for migration in applied:
        say(f"已执行 {migration.name}", f"applied {migration.name}")
    if not applied:
        say("数据库已是最新，无需迁移。", "The database is up to date already.")
    return Exit.OK
