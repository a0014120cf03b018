"""`branchctl roster` and `branchctl permissions`: who is who, and who may."""

from datetime import date
from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.types import ExistingFile

from domain.permissions import is_decision, table
from domain.reading import ROLES
from domain.roster.directory import Directory, Office
from domain.roster.document import parse_roster
from domain.titles import title_of
from interfaces.cli.connection import Common, Signed, catalogue, counter_of
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json, show_table
from interfaces.cli.reading import text_of
from interfaces.cli.speech import say

roster = App(name="roster", help="组织与人员名册 who is who")


@roster.command(name="import")
async def import_roster(file: ExistingFile, /, *, acting: Signed | None = None) -> int:
    """
    导入名册 (bring in organisations, persons and offices from TOML).

    首次导入不需要岗位。已有的内容不会重复；未列出的不会删除，岗位以 until 终止。

    The first roster needs no office. What is so already changes nothing; what a file leaves out stays: an office ends
    by its `until`. See interfaces/examples/roster.toml.
    """
    acting = acting or Signed()
    document = parse_roster(text_of(file))
    by = acting.sender()
    async with counter_of(acting) as desk:
        answers = [await desk.settle(document.stream, portion, by) for portion in document.portions()]
        changed = [one for one in answers if not one.already_so]
        if acting.json:
            show_json({"stream": document.stream, "portions": len(answers), "changed": len(changed)})
        elif changed:
            say(
                f"已导入 {document.stream}：组织 {len(document.orgs)}，人员 {len(document.people)}。",
                f"Imported into {document.stream}: {len(document.orgs)} organisations, {len(document.people)} persons.",
            )
        else:
            say(
                f"{document.stream} 已是如此，没有变化。",
                f"{document.stream} is so already; nothing changed.",
            )
    return Exit.OK


@roster.command
async def show(
    *,
    on: Annotated[date | None, Parameter(help="某日，默认今天 a day, today if absent")] = None,
    common: Common | None = None,
) -> int:
    """名册：某日的组织、人员和岗位 (organisations, persons and offices on a day)."""
    common = common or Common()
    async with counter_of(common) as desk:
        directory, day = await desk.directory(), on or desk.today
        if common.json:
            show_json(
                {
                    "on": day,
                    "orgs": [
                        {
                            "id": one.id,
                            "level": one.level,
                            "name": one.name_on(day),
                            "path": directory.path(one.id, day),
                            "guides": one.guides,
                        }
                        for one in directory.orgs()
                    ],
                    "persons": [
                        {
                            "id": one,
                            "name": directory.name_of(one),
                            "offices": [office._asdict() for office in directory.offices(one, day)],
                        }
                        for one in directory.persons()
                    ],
                    "delegations": directory.delegations(day),
                }
            )
        elif directory.empty:
            say(
                "还没有名册：branchctl roster import FILE --as PERSON。",
                "There is no roster yet: branchctl roster import FILE --as PERSON.",
            )
        else:
            _show(directory, day)
    return Exit.OK


def permissions(*, common: Common | None = None) -> int:
    """权限表：每个命令需要的岗位和范围 (every command with the roles that may give it, and from where)."""
    common = common or Common()
    sentences = catalogue()
    lines = list(table())
    if common.json:
        show_json(
            [
                {
                    "process": one.process,
                    "command": one.command.kind_name(),
                    **title_of(one.command)._asdict(),
                    "roles": one.roles,
                    "reach": one.reach,
                    "decision": is_decision(one.command),
                }
                for one in lines
            ]
        )
        return Exit.OK
    rows = [
        (
            one.process,
            one.command.kind_name(),
            title_of(one.command).zh,
            "、".join(sentences.label(role).zh for role in one.roles),
            sentences.label(one.reach).zh,
            "✓" if is_decision(one.command) else "",
            ", ".join(one.roles),
        )
        for one in lines
    ]
    headings = ("事项 process", "命令 command", "名称", "岗位", "范围 reach", "决定 decides", "roles")
    show_table("权限 permissions", headings, rows)
    asking = [
        (
            sentences.label(enquiry).zh,
            "、".join(sentences.label(role).zh for role in sorted(roles)),
            ", ".join(sorted(roles)),
        )
        for enquiry, roles in ROLES.items()
    ]
    show_table("查阅 asking", ("事 what", "岗位", "roles"), asking)
    return Exit.OK


def _show(directory: Directory, day: date) -> None:
    sentences = catalogue()
    orgs = [
        (
            one.id,
            one.name_on(day),
            sentences.label(one.level).zh,
            " < ".join(directory.path(one.id, day)[1:]),
            f"→ {one.into}" if one.successor_on(day) else "",
        )
        for one in directory.orgs()
    ]
    show_table(
        f"组织 organisations · {day}", ("编号 id", "名称 name", "层级 level", "上级 above", "并入 into"), orgs
    )

    def office(one: Office) -> str:
        lent = f"（代 {one.on_behalf_of}）" if one.on_behalf_of else ""
        return f"{sentences.label(one.role).zh} {one.role} @ {one.org}{lent}"

    people = [
        (one, directory.name_of(one), "\n".join(map(office, directory.offices(one, day))))
        for one in directory.persons()
    ]
    show_table("人员 persons", ("编号 id", "姓名 name", "岗位 offices"), people)
