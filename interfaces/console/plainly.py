"""What went wrong, in words for people: rules that speak to programs have others here; and what to do next."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from domain.catalogue import Catalogue, Said
from domain.orders import Role
from domain.reading import NO_ORG, NotForYouError
from domain.refusals import Refusal
from interfaces.console.speaking import Speech, marked
from interfaces.http.problem import FieldProblem
from interfaces.http.problems import TITLES

_SENTENCES: Mapping[str, str] = {
    "http.no-such-address": marked("没有这个页面：地址可能写错了，或者链接已经过时。"),
    "http.no-such-case": marked("没有“%(stream)s”这个事项。"),
    "http.no-such-version": marked("“%(stream)s”没有第 %(version)s 版，现在到第 %(last)s 版。"),
    "http.no-such-upload": marked("没有这次上传，或者已经超过一天。"),
    "http.no-such-event": marked("没有第 %(position)s 号收件。"),
    "http.invalid": marked("地址或者表单里有内容不对，所以没有办理，也没有查询。"),
    "http.bad-request": marked("浏览器发来的内容不完整或者不规范，没有办理。"),
    "http.cursor": marked("翻页的地址已经失效：条件变了，或者地址不完整。"),
    "http.method": marked("这个地址不能这样打开。"),
    "http.key-missing": marked("这份表单不完整，没有办理。"),
    "http.key-invalid": marked("这份表单不完整，没有办理。"),
    "http.version-missing": marked("作决定须从看得到的页面办理；这份表单没有写明依据的是哪一版。"),
    "http.version-invalid": marked("作决定须从看得到的页面办理；这份表单没有写明依据的是哪一版。"),
    "http.too-slow": marked("系统太忙，没有及时答复。再提交一次同一份表单，不会重复办理。"),
    "http.too-many-at-once": marked("这个事项正在办的太多。稍后再提交同一份表单，不会重复办理。"),
    "http.unavailable": marked("系统暂时没有应答。稍后再提交同一份表单，不会重复办理。"),
    "http.defect": marked("系统出错，没有答复。日志中的编号是 %(request)s。"),
    "permission.not-for-you": marked("您的岗位不能看这一页。看它需要的岗位：%(roles)s。"),
}
_ELSEWHERE = marked(
    "这一页所属的组织不在您可查阅的范围之内，或者没有这个组织。看它须在该组织或其上级担任岗位：%(roles)s。"
)
"""In place of `permission.not-for-you`, where an organisation is asked about: who holds such an office holds it elsewhere."""
_NEXT: Mapping[int, str] = {
    400: marked("请从本系统的页面重新打开，再试一次。"),
    403: marked("需要看的，请找本单位管理员给予岗位，或者请有岗位的人员办理。"),
    404: marked("请核对地址，或者从待办、台账里找。"),
    405: marked("请从本系统的页面重新打开，再试一次。"),
    409: marked("请回到事项，看它现在怎样，再决定怎么办。"),
    412: marked("请回到事项，看它现在怎样，再决定怎么办。"),
    422: marked("请返回改正，再试一次。"),
    429: marked("请稍等片刻，再试一次。"),
    500: marked("请把编号交给管理员；稍后可以再试。"),
    503: marked("请稍等片刻，再试一次；一直如此，请告诉管理员。"),
}
_UNKNOWN = marked("取值不对")
_VALUES = frozenset({"string_pattern_mismatch", "enum", "literal_error"})
"""Problems of which programs are told what would fit, and people nothing that helps."""


class Wrong(NamedTuple):
    """A field that is not right, as the page names it, and what is wrong with it."""

    field: str
    text: str


class Plainly(NamedTuple):
    """A mistake. `follows`: what to do next, where there is something; `rule`: by which it is explained."""

    title: str
    sentence: str
    wrong: tuple[Wrong, ...]
    follows: str
    rule: str


def plainly(
    refusal: Refusal, status: int, errors: Sequence[FieldProblem], speech: Speech, catalogue: Catalogue
) -> Plainly:
    """Return what is told of a refusal."""
    elsewhere = refusal.rule == NotForYouError.rule and refusal.data["org"] != NO_ORG
    own = _ELSEWHERE if elsewhere else _SENTENCES.get(refusal.rule)
    data = refusal.data | {"roles": _roles(refusal, speech, catalogue)}
    return Plainly(
        title=TITLES[status].told(speech.language),
        sentence=speech._(own) % data if own else speech.told(Said(zh=refusal.zh, en=refusal.en)),
        wrong=tuple(_wrong(one, speech) for one in errors),
        follows=speech._(_NEXT[status]) if status in _NEXT else "",
        rule=refusal.rule,
    )


def _roles(refusal: Refusal, speech: Speech, catalogue: Catalogue) -> str:
    known = [one for one in Role if one.value in refusal.data.get("roles", "").split(", ")]
    return ("、", ", ")[speech.english].join(speech.told(catalogue.label(one)) for one in known)


def _wrong(error: FieldProblem, speech: Speech) -> Wrong:
    name = error.pointer.rpartition("/")[2].replace("_", " ").strip()
    return Wrong(name, speech._(_UNKNOWN) if error.problem in _VALUES else error.detail)
