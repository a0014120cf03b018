"""The problem document (RFC 9457): what a refusal is answered, in the language of who asks."""

from collections.abc import Mapping, Sequence

from pydantic import Field
from starlette.responses import Response

from domain.model import Model
from domain.refusals import Refusal
from interfaces.http.languages import Language
from interfaces.http.problems import TITLES, WAITS, address_of, status_of

MEDIA_TYPE = "application/problem+json"

_ALLOWED = (
    "possible",
    "roles",
    "shape",
    "parts",
    "known",
    "limit",
    "needed",
    "earliest",
    "latest",
    "until",
    "following",
)
"""What of a refusal's data says what is allowed instead."""
_CONFLICTING = ("by", "stream", "branch", "enterprise", "actual", "status", "command_id", "upload")
"""What of a refusal's data says with what it is in conflict; the first that is there."""


class FieldProblem(Model):
    """One thing in a request that is not as it should be. `pointer`: where, as a JSON pointer from the request."""

    pointer: str
    problem: str
    detail: str


class Allowed(Model):
    """Something that would be accepted instead. `what`: the name of the datum."""

    what: str
    value: str


class Problem(Model):
    """Why a request was not carried out."""

    type: str = Field(description="规则说明的地址 where the rule is explained")
    title: str = Field(description="类别 what kind of problem")
    status: int = Field(description="HTTP 状态 the status")
    detail: str = Field(description="原因 why, in the language asked for")
    rule: str = Field(description="规则 the rule that refused")
    policy: str | None = Field(None, description="所依政策字段 the field of the policy that it rests on")
    conflicts_with: str | None = Field(None, description="与何冲突 with what it is in conflict")
    allowed: tuple[Allowed, ...] = Field((), description="可以怎样 what is allowed instead")
    data: dict[str, str] = Field({}, description="数据 what the sentence was made of")
    zh: str = Field(description="原因（中文） why, in Chinese")
    en: str = Field(description="原因（英文） why, in English")
    errors: tuple[FieldProblem, ...] = Field((), description="逐项 each thing that is wrong with the fields")


def problem_of(refusal: Refusal, language: Language, errors: Sequence[FieldProblem] = ()) -> Problem:
    """Return the document of a refusal."""
    status, data = status_of(refusal.rule), refusal.data
    return Problem(
        type=address_of(refusal.rule),
        title=TITLES[status].told(language),
        status=status,
        detail=refusal.en if language is Language.EN else refusal.zh,
        rule=refusal.rule,
        policy=refusal.policy,
        conflicts_with=_conflict(data) if status in {409, 412} else None,
        allowed=tuple(Allowed(what=name, value=data[name]) for name in _ALLOWED if name in data),
        data=data,
        zh=refusal.zh,
        en=refusal.en,
        errors=tuple(errors),
    )


def answer_of(problem: Problem, language: Language, headers: Mapping[str, str] | None = None) -> Response:
    """Return the document as a response, with what its status asks for beside it."""
    told = {"content-language": language.value, "cache-control": "no-store", **(headers or {})}
    wait = problem.data.get("wait") or WAITS.get(problem.rule)
    if wait is not None:
        told["retry-after"] = str(wait)
    if problem.status == 401:  # noqa: PLR2004  # RFC 9110, 15.5.2
        told["www-authenticate"] = f'Bearer error="{_challenge(problem.rule)}"'
    content = problem.model_dump_json(exclude_defaults=True)
    return Response(content, problem.status, told, MEDIA_TYPE)


def _conflict(data: Mapping[str, str]) -> str | None:
    return next((data[name] for name in _CONFLICTING if name in data), None)


def _challenge(rule: str) -> str:
    """Return why a token does not do (RFC 6750, RFC 9470)."""
    return "insufficient_user_authentication" if rule == "access.step-up" else "invalid_token"
