"""`/problems/{rule}`: a page that explains a rule, where the `type` of its problems leads."""

from html import escape
from string import Template
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import HTMLResponse, Response

from domain.refusals import all_refusals
from interfaces.http.asked import parts_of
from interfaces.http.needs import nothing
from interfaces.http.problems import TITLES, status_of
from interfaces.http.refusals import NoSuchAddressError

router = APIRouter(tags=["运行 operations"], dependencies=[Depends(nothing)])

RuleName = Annotated[str, Path(pattern=r"^[a-z][a-z-]*\.[a-z][a-z0-9-]*$", examples=["matter.stale"])]

_HEADERS = {
    "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cache-control": "public, max-age=3600",
}
_PAGE = Template("""\
<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>$rule</title><meta name="viewport" content="width=device-width"></head>
<body>
<h1>$zh_title <small lang="en">$en_title</small></h1>
<p><code>$rule</code> · HTTP $status$policy</p>
<p>$zh</p>
<p lang="en">$en</p>
</body>
</html>
""")


@router.get(
    "/problems/{rule}",
    summary="规则说明 what a rule says",
    response_class=HTMLResponse,
)
async def page(
    rule: RuleName,
    request: Request,
) -> Response:
    """
    Return a page about a rule: what it says, and with which status it refuses.

    规则说明：内容、HTTP 状态、所依政策字段。
    """
    catalogue = parts_of(request).desk.catalogue
    known = next((one for one in all_refusals() if one.rule == rule), None)
    if known is None or rule not in catalogue:
        raise NoSuchAddressError
    said, status = catalogue.sentence(rule), status_of(rule)
    told = {
        "rule": rule,
        "status": str(status),
        "zh_title": TITLES[status].zh,
        "en_title": TITLES[status].en,
        "policy": f" · {known.policy}" if known.policy else "",
        "zh": said.zh,
        "en": said.en,
    }
    return HTMLResponse(
        _PAGE.substitute({name: escape(text) for name, text in told.items()}), headers=_HEADERS
    )
