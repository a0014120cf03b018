"""docs/problems.md: every rule that can refuse, with its status and its sentences (拒绝目录)."""

import importlib
import pkgutil
from collections.abc import Iterator
from itertools import groupby

import access
import activities
import audit
import domain
import interfaces
import journal
from domain.catalogue import Catalogue
from domain.refusals import DomainError, all_refusals
from interfaces.http.problems import TITLES, WAITS, status_of

_ROOMS = (access, activities, audit, domain, interfaces, journal)
_HEAD = """\
# 拒绝目录 Every problem

由程序生成（`make docs`）：每条可能拒绝的规则，及接口作答的状态。作答格式为 `application/problem+json`（RFC 9457），`type` 为
`/problems/<规则>`；`Accept-Language` 选择语言，默认中文。

Made of the product (`make docs`): every rule that can refuse, and the status it is answered with over HTTP. The answer is
a problem document (RFC 9457) whose `type` is `/problems/<rule>`, in the language of `Accept-Language`. `{…}` are the
problem's `data`.

| 状态 status | 类别 title |
|---|---|"""


def page(sentences: Catalogue) -> str:
    """Return the page, Markdown."""
    titles = [f"| {status} | {title.zh} {title.en} |" for status, title in TITLES.items()]
    return "\n".join([_HEAD, *titles, "", *_rules(sentences)])


def refusals() -> list[type[DomainError]]:
    """Return every refusal of every room, each rule once, by its name."""
    for room in _ROOMS:
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            importlib.import_module(found.name)
    ours = {room.__name__ for room in _ROOMS}
    known = {one.rule: one for one in all_refusals() if one.__module__.partition(".")[0] in ours}
    return [known[rule] for rule in sorted(known)]


def _rules(sentences: Catalogue) -> Iterator[str]:
    for family, ones in groupby(refusals(), key=lambda one: one.rule.partition(".")[0]):
        yield f"## {family}\n"
        yield "| 规则 rule | 状态 | 说明 sentence | 政策 policy |"
        yield "|---|---|---|---|"
        for one in ones:
            yield _row(one, sentences)
        yield ""


def _row(one: type[DomainError], sentences: Catalogue) -> str:
    said = sentences.sentence(one.rule)
    wait = f", Retry-After {WAITS[one.rule]}" if one.rule in WAITS else ""
    policy = f"`{one.policy}`" if one.policy else ""
    text = f"{said.zh}<br>{said.en}".replace("|", "\\|").replace("\n", " ")
    return f"| `{one.rule}` | {status_of(one.rule)}{wait} | {text} | {policy} |"
