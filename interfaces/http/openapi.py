"""`/v1/openapi.json` (OpenAPI 3.1): what FastAPI collects, and beside it every problem, command, and who needs what."""

import asyncio
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.responses import JSONResponse, Response

from domain.catalogue import Catalogue
from domain.refusals import all_refusals
from domain.titles import title_of
from interfaces.http.bodies import every_command, schema_name
from interfaces.http.described_headers import PROBLEM_HEADERS, describe_order_headers, headers_of
from interfaces.http.describing import DESCRIPTION
from interfaces.http.linked import links_of
from interfaces.http.needs import Needs, nothing
from interfaces.http.problem import MEDIA_TYPE, Problem
from interfaces.http.problems import TITLES, address_of, status_of
from interfaces.http.sending import sent

router = APIRouter(tags=["运行 operations"], dependencies=[Depends(nothing)])

_ALWAYS = (400, 404, 405, 422, 429, 500, 503)
_SIGNED = (401, 403)
_BODY = (408, 413, 415)
_ORDER = (409, 412, 428)
_OTHERS = {
    "/v1/audit/proof/{stream}": (409,),
    "/v1/events": (401, 403, 408, 409, 413, 415),
    "/v1/oidc/callback": (401, 403, 409),
    "/v1/password": (401, 403, 409),
    "/v1/registers/imports/{number}/commit": (409,),
    "/v1/sessions": (401, 403),
    "/v1/sessions/current/step-up": (409,),
}
"""What single addresses answer besides."""
_BEARER = "bearer"

Document = dict[str, Any]
"""OpenAPI itself: JSON of a shape that its specification describes."""


@router.get("/v1/openapi.json", summary="接口说明 this document", include_in_schema=False)
async def document(request: Request) -> Response:
    """
    Return the document.

    本接口的说明（OpenAPI 3.1）。
    """
    # it takes seconds to make, for the first who asks
    made = await asyncio.to_thread(request.app.openapi)
    return JSONResponse(made, headers={"cache-control": "public, max-age=300"})


def describe(app: FastAPI, catalogue: Catalogue) -> Document:
    """Return the document of an application, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            description=DESCRIPTION,
            routes=app.routes,
            separate_input_output_schemas=True,
        )
        _add_problems(made, catalogue)
        _name_schemas(made)
        for route in _described(app):
            _add_answers(made, route)
        app.openapi_schema = made
    return app.openapi_schema


def _described(app: FastAPI) -> Iterator[RouteContext]:
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute) and route.include_in_schema:
            yield route


def _add_problems(made: Document, catalogue: Catalogue) -> None:
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    whole = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    schemas.update(whole.pop("$defs", {}))
    rules = sorted({one.rule for one in all_refusals() if one.rule in catalogue})
    whole["properties"]["rule"]["examples"] = ["matter.stale", "permission.denied"]
    whole["required"] = ["type", "title", "status", "detail", "rule"]
    schemas["Problem"] = whole
    made["x-problem-types"] = [_problem_type(rule, catalogue) for rule in rules]
    made["components"]["responses"] = {
        f"Problem{status}": {
            "description": f"{title.zh} {title.en}",
            "headers": PROBLEM_HEADERS.get(status, {}),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, title in TITLES.items()
    }
    made["components"]["securitySchemes"] = {
        _BEARER: {
            "type": "http",
            "scheme": "bearer",
            "description": "登录所得，或者系统的 JWT a session's token, or a system's JWT",
        }
    }


def _problem_type(rule: str, catalogue: Catalogue) -> Document:
    said = catalogue.sentence(rule)
    return {"type": address_of(rule), "rule": rule, "status": status_of(rule), "zh": said.zh, "en": said.en}


def _name_schemas(made: Document) -> None:
    """Title each schema by its own name, since programs are made of titles; say of each command what it does."""
    schemas = made["components"]["schemas"]
    for name, schema in schemas.items():
        schema["title"] = name
    for command in every_command():
        title = title_of(command)
        schemas[schema_name(command)]["description"] = f"{title.zh}: {title.en}"


def _add_answers(made: Document, route: RouteContext) -> None:
    for method in route.methods or ():
        operation = made["paths"][route.path_format][method.lower()]
        answers = operation["responses"]
        answers.pop("422", None)
        _add_following(operation)
        for status in sorted(_statuses(route)):
            answers.setdefault(str(status), {"$ref": f"#/components/responses/Problem{status}"})
        if _signed_in(route):
            operation["security"] = [{_BEARER: []}]
        if sent in _calls(route.dependant):
            describe_order_headers(operation)


def _add_following(operation: Document) -> None:
    """Say of a good answer which headers it has, and what follows from it."""
    name = operation["operationId"]
    good = operation["responses"][min(operation["responses"])]
    for part, told in (("headers", headers_of(name)), ("links", links_of(name))):
        if told:
            good[part] = told


def _statuses(route: RouteContext) -> set[int]:
    found = {*_ALWAYS, *_OTHERS.get(str(route.path_format), ())}
    if _signed_in(route):
        found.update(_SIGNED)
    if route.body_field is not None:
        found.update(_BODY)
    if sent in _calls(route.dependant):
        found.update(_ORDER)
    return found


def _signed_in(route: RouteContext) -> bool:
    return any(isinstance(one, Needs) for one in _calls(route.dependant))


def _calls(dependant: Dependant) -> Iterator[object]:
    yield dependant.call
    for one in dependant.dependencies:
        yield from _calls(one)
