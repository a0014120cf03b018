"""`branchctl doctor`: what is missing or wrong, and what to do."""

from infra.doctor import database, embedded, engine, projecting, relaying, sealing, serving
from infra.doctor.finding import Finding
from infra.engines import find_engines, temporal_is_told
from infra.errors import NowhereError
from infra.seal_files import find_seal_files
from infra.settings import Settings
from interfaces.cli.connection import Common, settings_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json
from interfaces.cli.speech import out


async def doctor(*, common: Common | None = None) -> int:
    """
    检查运行环境：缺什么、错在哪里、该怎么办 (what is missing or wrong, and what to do).

    Look at the embedded stack, or, where DATABASE_URL is set, at that PostgreSQL and the Temporal of TEMPORAL_ADDRESS:
    what is missing or wrong, and what to do. Nothing is changed. Exit code 3 when something is wrong.
    """
    common = common or Common()
    findings = await _examine(settings_of(common))
    if common.json:
        show_json([finding._asdict() for finding in findings])
    else:
        for finding in findings:
            _show(finding)
    return Exit.OK if all(finding.ok for finding in findings) else Exit.UNREACHABLE


async def _examine(settings: Settings) -> list[Finding]:
    findings = [] if settings.database_url else embedded.examine(settings.data)
    try:
        engines = find_engines(settings)
    except NowhereError:
        return [*findings, *(await engine.examine(None) if temporal_is_told() else [])]
    service, owner = engines.database_url.get_secret_value(), engines.database_owner_url.get_secret_value()
    return [
        *findings,
        *await database.examine(service, owner),
        *await sealing.examine(service, find_seal_files(settings)),
        *await projecting.examine(service),
        *await relaying.examine(service),
        *await engine.examine(engines),
        *([] if settings.database_url else await serving.examine(settings.data)),
    ]


def _show(finding: Finding) -> None:
    mark = "[green]✓ 正常 ok   [/]" if finding.ok else "[bold red]✗ 有误 wrong[/]"
    out.print(mark, end=" ", soft_wrap=True)
    what = dict.fromkeys((finding.what_zh, finding.what_en))  # a version reads the same in both
    out.print("  ".join(what), markup=False, soft_wrap=True)
    if not finding.ok:
        out.print(f"    → {finding.remedy_zh}\n    → {finding.remedy_en}", markup=False, soft_wrap=True)
