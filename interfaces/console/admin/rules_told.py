"""`/problems/{rule}` for who looks with a browser: what a rule says, what its policy sets and where that comes from."""

import string
from typing import NamedTuple

from fastapi import APIRouter, Request
from starlette.responses import Response

from domain.model import StreamName
from domain.policy.document import policy_digest
from domain.policy.policy import NamedRule, Policy, rules
from domain.refusals import DomainError, all_refusals
from interfaces.console.admin.rulebook import Wording
from interfaces.console.drawing import page
from interfaces.console.visiting import Anybody, Visitor, speech_of
from interfaces.http import problem_pages
from interfaces.http.asked import parts_of
from interfaces.http.problems import TITLES, status_of
from interfaces.http.refusals import NoSuchAddressError

router = APIRouter(include_in_schema=False)


class Part(NamedTuple):
    """A piece of a sentence; or the name of a datum that each refusal fills in."""

    text: str
    datum: str | None


class Basis(NamedTuple):
    """The rule of the policy in force that another rests on, and the document in which it stands."""

    rule: NamedRule
    stream: StreamName


@router.get("/problems/{rule}")
async def rule(rule: problem_pages.RuleName, request: Request, visitor: Anybody) -> Response:
    """Return the page; for who asks for no page, what programs are told."""
    if "text/html" not in request.headers.get("accept", ""):
        return await problem_pages.page(rule, request)
    known = next((one for one in all_refusals() if one.rule == rule), None)
    if known is None or rule not in parts_of(request).desk.catalogue:
        raise NoSuchAddressError
    speech = speech_of(request)
    sentence = parts_of(request).desk.catalogue.sentence(rule)
    return page(
        request,
        visitor,
        "admin/rule.html",
        rule=rule,
        kind=TITLES[status_of(rule)].told(speech.language),
        parts=_parts(sentence.en if speech.english else sentence.zh),
        policy=known.policy,
        basis=await _basis(request, known, visitor),
        wording=Wording(speech, parts_of(request).desk.catalogue),
    )


async def _basis(request: Request, known: type[DomainError], visitor: Visitor | None) -> Basis | None:
    """Return what a rule rests on, for who is signed in."""
    if visitor is None or known.policy is None:
        return None
    policy: Policy = (await parts_of(request).desk.rules()).policy
    found = next((one for one in rules(policy) if one.path == known.policy), None)
    return Basis(found, f"policy/{policy_digest(policy)[:16]}") if found else None


def _parts(sentence: str) -> tuple[Part, ...]:
    return tuple(Part(text, datum) for text, datum, _, _ in string.Formatter().parse(sentence))
