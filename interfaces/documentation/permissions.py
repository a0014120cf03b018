"""The page that shows who may what (权限表)."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from domain.catalogue import Catalogue
from domain.orders import Role
from domain.permissions import EVERYWHERE, Permission, is_decision, table
from domain.reading import ROLES
from domain.titles import title_of

_HEAD = """# 权限 Who may what

由 `domain/permissions.py` 与 `domain/reading.py` 生成（`make docs`）；同一内容：`branchctl permissions`。没有列出的，一律不许。

Made of `domain/permissions.py` and `domain/reading.py` by `make docs`; the same in a terminal: `branchctl permissions`.
What is not listed is denied.

- 岗位随组织：在事项所属组织或其上级任职即可；标为“上级”的，只有上级可以。
  An office counts in the case's own organisation and in all below it; where it says `superior`, only from above.
- “决定”需要所见版本（`If-Match`）和最近一次登录验证。
  A decision takes the version that was seen (`If-Match`) and credentials that were given lately.
- 谁提交的，谁不能审核；谁审核的，谁不能审批；任何人不能决定自己的事（见 `docs/processes/`）。
  Four eyes and conflicts of interest are rules of each process (see `docs/processes/`).
- 系统（`upstream`）不经此表下达命令以外的事，也不能查阅。A system gives the commands listed for it, and may ask nothing.
"""


def page(sentences: Catalogue) -> str:
    """Return the page, Markdown."""
    return "\n".join([_HEAD, *_enquiries(sentences), *_commands(sentences)])


def _enquiries(sentences: Catalogue) -> Iterator[str]:
    yield "## 查阅 Asking\n"
    yield "| 事 what | 岗位 roles |"
    yield "|---|---|"
    for enquiry, roles in ROLES.items():
        yield f"| {sentences.label(enquiry).zh} `{enquiry}` | {_named(sorted(roles), sentences)} |"
    yield ""


def _commands(sentences: Catalogue) -> Iterator[str]:
    for process, lines in groupby(table(), key=lambda one: one.process):
        yield f"## {'所有事项 every case' if process == EVERYWHERE else process}\n"
        yield "| 命令 command | 名称 | 岗位 roles | 范围 reach | 决定 decision |"
        yield "|---|---|---|---|---|"
        for line in lines:
            yield _row(line, sentences)
        yield ""


def _row(line: Permission, sentences: Catalogue) -> str:
    name, roles = title_of(line.command).zh, _named(line.roles, sentences)
    reach = f"{sentences.label(line.reach).zh} `{line.reach}`"
    return f"| `{line.command.kind_name()}` | {name} | {roles} | {reach} | {'✓' if is_decision(line.command) else ''} |"


def _named(roles: Iterable[Role], sentences: Catalogue) -> str:
    return "、".join(f"{sentences.label(one).zh} `{one}`" for one in roles)
