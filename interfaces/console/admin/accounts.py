"""`/admin/accounts`: who may sign in; a one-time password is shown on the answer to the act, once, and nowhere else."""

from typing import Annotated, NamedTuple

from fastapi import APIRouter, Form, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from access.opening import Access
from domain.account import commands as c
from domain.account.kinds import Identity, Issuer, PrincipalKind, Subject, account_stream
from domain.account.standing import top
from domain.account.state import AccountState
from domain.model import Text
from domain.orders import OrgId
from domain.people import PersonId
from domain.refusals import Refusal
from interfaces.console.acts.deciding import sender_of
from interfaces.console.asked import Id
from interfaces.console.drawing import page
from interfaces.console.proving import new_key, with_proof
from interfaces.console.visiting import Administrator, Visitor
from interfaces.desk.answers import RefusedError
from interfaces.http.asked import parts_of
from interfaces.http.ordering import settled

_PAGE = 100
"""Accounts on one page."""
Person = Annotated[PersonId, Path()]
Reason = Annotated[Text, Form()]


class Accounts(NamedTuple):
    """Accounts in the order of their ids. `after`: where the next page begins; None behind the last one."""

    rows: tuple[AccountState, ...]
    after: PersonId | None


def router(access: Access) -> APIRouter:
    """Return the pages of accounts."""
    made = APIRouter(prefix="/admin/accounts", include_in_schema=False)
    _listing(made, access)
    _of_one(made, access)
    _of_identities(made, access)
    return made


def _listing(made: APIRouter, access: Access) -> None:
    @made.get("")
    async def accounts(
        request: Request,
        visitor: Administrator,
        text: Annotated[str, Query(max_length=64)] = "",
        after: Id = None,
    ) -> Response:
        return await _all(request, visitor, text, after)

    @made.post("")
    async def add(
        visitor: Administrator,
        person: Annotated[PersonId, Form()],
        org: Annotated[OrgId, Form()],
        holder: Annotated[PrincipalKind, Form()] = PrincipalKind.PERSON,
    ) -> Response:
        return await _act(visitor, access, person, c.AddAccount(org=org, holder=holder))


def _of_one(made: APIRouter, access: Access) -> None:
    @made.get("/{person}")
    async def account(request: Request, visitor: Administrator, person: Person) -> Response:
        return await _one(request, visitor, person)

    @made.post("/{person}/reset")
    async def reset(visitor: Administrator, person: Person) -> Response:
        return await _act(visitor, access, person, c.ResetCredentials())

    @made.post("/{person}/disable")
    async def disable(visitor: Administrator, person: Person, reason: Reason) -> Response:
        return await _act(visitor, access, person, c.DisableAccount(reason=reason))

    @made.post("/{person}/enable")
    async def enable(visitor: Administrator, person: Person, reason: Reason) -> Response:
        return await _act(visitor, access, person, c.EnableAccount(reason=reason))


def _of_identities(made: APIRouter, access: Access) -> None:
    @made.post("/{person}/link")
    async def link(
        visitor: Administrator,
        person: Person,
        issuer: Annotated[Issuer, Form()],
        subject: Annotated[Subject, Form()],
    ) -> Response:
        identity = Identity(issuer=issuer, subject=subject)
        return await _act(visitor, access, person, c.LinkIdentity(identity=identity))

    @made.post("/{person}/unlink")
    async def unlink(
        visitor: Administrator,
        person: Person,
        issuer: Annotated[Issuer, Form()],
        subject: Annotated[Subject, Form()],
    ) -> Response:
        identity = Identity(issuer=issuer, subject=subject)
        return await _act(visitor, access, person, c.UnlinkIdentity(identity=identity))


async def _act(visitor: Visitor, access: Access, person: PersonId, command: c.AccountCommand) -> Response:
    """Have an act of an account settled, for who has shown lately who they are."""
    named = parts_of(visitor.caller.request).desk.catalogue.named("command", command.kind_name())
    doing = f"{visitor.speech.headed(named)} · {person}"

    async def settle(sure: Visitor) -> Response:
        request = sure.caller.request
        try:
            answer = await settled(request, account_stream(person), command, sender_of(sure))
        except RefusedError as refused:
            return await _refused(request, sure, person, command, refused.refusal)
        opens = isinstance(command, c.AddAccount | c.ResetCredentials)
        if not opens or getattr(command, "holder", None) is PrincipalKind.SYSTEM:
            return RedirectResponse(f"/admin/accounts/{person}", 303)
        if answer.already_so and await access.signing_in.has_password(person):
            return RedirectResponse(f"/admin/accounts/{person}", 303)
        once = await access.signing_in.issue(person)
        return page(request, sure, "admin/one_time.html", room="/admin", issued=[(person, once)])

    return await with_proof(visitor, access, doing, settle)


async def _refused(
    request: Request, visitor: Visitor, person: PersonId, command: c.AccountCommand, refusal: Refusal
) -> Response:
    if isinstance(command, c.AddAccount):
        return await _all(request, visitor, "", None, refusal=refusal, filled=(person, command.org))
    return await _one(request, visitor, person, refusal)


async def _all(  # what the page shows
    request: Request,
    visitor: Visitor,
    text: str,
    after: PersonId | None,
    refusal: Refusal | None = None,
    filled: tuple[str, str] = ("", ""),
) -> Response:
    found = await _found(visitor, text, after or "")
    return page(
        request,
        visitor,
        "admin/accounts.html",
        status=422 if refusal else 200,
        room="/admin",
        found=found,
        text=text,
        refusal=refusal,
        filled=filled,
        orgs=sorted(visitor.caller.orgs),
        kinds=list(PrincipalKind),
        key=new_key(request),
    )


async def _one(
    request: Request, visitor: Visitor, person: PersonId, refusal: Refusal | None = None
) -> Response:
    desk = parts_of(request).desk
    state = (await desk.state(account_stream(person))).state
    assert isinstance(state, AccountState)  # noqa: S101  # what such streams hold
    if state.version and not _administered(visitor, state):
        visitor.caller.check(state.org)
    return page(
        request,
        visitor,
        "admin/account_of.html",
        status=422 if refusal else 200,
        room="/admin",
        account=state,
        offices=visitor.directory.offices(person, desk.today),
        refusal=refusal,
        new_key=lambda: new_key(request),
    )


async def _found(visitor: Visitor, text: str, after: PersonId) -> Accounts:
    """Return a page of the accounts that a visitor administers."""
    desk, directory = parts_of(visitor.caller.request).desk, visitor.directory
    people = sorted(stream.split("/")[1] for stream in await desk.streams("account"))
    wanted = [one for one in people if one > after and (text in one or text in directory.name_of(one))]
    rows: list[AccountState] = []
    for person in wanted:
        state = (await desk.state(account_stream(person))).state
        if isinstance(state, AccountState) and _administered(visitor, state):
            if len(rows) == _PAGE:
                return Accounts(tuple(rows), rows[-1].person)
            rows.append(state)
    return Accounts(tuple(rows), None)


def _administered(visitor: Visitor, state: AccountState) -> bool:
    """Whether an account is a visitor's to administer; one of an organisation that no roster names is the top's."""
    orgs, directory = visitor.caller.orgs, visitor.directory
    if directory.org(state.org) is None:
        return bool(orgs.intersection(top(directory, parts_of(visitor.caller.request).desk.today)))
    return state.org in orgs
