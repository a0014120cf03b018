"""What protects the pages: whoever comes from elsewhere, or writes what is not text, gets nowhere."""

import re
from collections.abc import AsyncIterator, Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from fastapi.routing import RouteContext, iter_route_contexts

from interfaces.console.drawing import STATIC, static
from interfaces.console.visiting import SESSION, Visiting, place_here
from interfaces.http.needs import nothing
from tests.access.conftest import GOOD
from tests.browser.cases import Cases, Written, made
from tests.browser.console import Console, opened_console
from tests.browser.pages import PAGES, Page
from tests.browser.people import OPERATOR
from tests.interfaces.conftest import Office
from tests.interfaces.console.words import ROOM
from tests.interfaces.http.conftest import client_of
from tests.interfaces.http.test_needs import calls, silent

HTML = {"accept": "text/html"}
HERE = {"sec-fetch-site": "same-origin"}
OPEN = {
    "GET /static/{digest}/{name}",
    "GET /login",
    "POST /login",
    "POST /password",
    "GET /language/{language}",
    "GET /oidc/login",
}
"""What is open to all. Nothing else is."""
SCRIPTS = tuple(map(static, ("console.js", "check.js", "replay.js", "live.js")))
"""All that runs in a page; each of them is a file of ours."""
ELSEWHERE: tuple[dict[str, str], ...] = (
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"sec-fetch-site": "cross-site", "origin": "https://console"},
    {"origin": "https://evil.example"},
    {"origin": "https://console.evil.example"},
    {"origin": "https://evil.example@console"},
    {"origin": "http://console:8080"},
    {"origin": "null"},
    {"origin": "https://["},
)
"""How a browser tells that a form comes from another page than one of ours; without `sec-fetch-site`: an old one."""
AWAY = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "https:evil.example",
    "https://evil.example",
    "https:/evil.example",
    "//evil.example\\@console/",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "",
    ".//evil.example",
    "http://[",
    "//[",
    "/\x00/evil.example",
    "/\x7f",
    "/a\r\nset-cookie: x=1",
)
"""Places that are not here, or that one reader finds here and another one elsewhere."""
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


class Guarded(NamedTuple):
    """The console, asked in this process; its cases carry what a hostile writer wrote."""

    client: httpx.AsyncClient
    console: Console
    cases: Cases

    @property
    def routes(self) -> list[RouteContext]:
        """The pages, and not the API."""
        found = iter_route_contexts(self.console.app.routes)
        return [one for one in found if not (one.path or "").startswith(("/v1/", "/log/"))]

    async def get(self, path: str, session: str = "") -> httpx.Response:
        return await self.client.get(path, headers=HTML | _cookie(session))

    async def post(
        self, path: str, form: dict[str, str], session: str = "", **headers: str
    ) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.post(path, data=form, headers=HTML | _cookie(session) | named)

    async def token(self, session: str) -> str:
        """Return what the forms of a session carry."""
        found = re.search(r'name="_token" value="([0-9a-f]{64})"', (await self.get("/account", session)).text)
        assert found
        return found[1]


def _cookie(session: str) -> dict[str, str]:
    return {"cookie": f"{SESSION}={session}"} if session else {}


@pytest.fixture(scope="module")
async def guarded(own_office: Office) -> AsyncIterator[Guarded]:
    cases = await made(own_office, Written(HOSTILE, HOSTILE))
    async with opened_console(own_office) as console, client_of(console.app) as client:
        client.base_url = httpx.URL("https://console")
        yield Guarded(client, console, cases)


BY_ADDRESS = tuple(one for one in PAGES if one.does is None)


class _Markup(HTMLParser):
    """The elements of a page, each with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    markup = _Markup()
    markup.feed(page)
    return markup.elements


async def shown(guarded: Guarded, page: Page) -> httpx.Response:
    """Return a page, as the one who looks at it gets it."""
    session = await guarded.console.session(page.person) if page.person else ""
    answer = await guarded.get(page.address.format(**guarded.cases._asdict()), session)
    assert answer.status_code == page.status, answer.text
    return answer


@pytest.mark.parametrize("page", BY_ADDRESS, ids=lambda one: one.name)
async def test_nothing_runs_in_a_page_but_what_it_says_itself(guarded: Guarded, page: Page) -> None:
    nonces = []
    for _ in range(2):
        answer = await shown(guarded, page)
        policy = dict(one.split(" ", 1) for one in answer.headers["content-security-policy"].split("; "))
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
        assert policy["style-src"] == policy["connect-src"] == policy["form-action"] == "'self'"
        nonce = re.fullmatch(r"'nonce-([\w-]{20,})'", policy["script-src"])
        assert nonce
        nonces.append(nonce[1])
        scripts = [found for tag, found in elements(answer.text) if tag == "script"]
        assert {(one["nonce"], one["src"]) for one in scripts} <= {(nonce[1], script) for script in SCRIPTS}
        assert static("console.js") in {one["src"] for one in scripts}
        for header, value in (
            ("x-frame-options", "DENY"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ):
            assert answer.headers[header] == value
    assert nonces[0] != nonces[1]


@pytest.mark.parametrize("page", BY_ADDRESS, ids=lambda one: one.name)
async def test_what_somebody_wrote_is_text_on_every_page(guarded: Guarded, page: Page) -> None:
    answer = await shown(guarded, page)
    assert "<script>alert" not in answer.text
    for tag, attributes in elements(answer.text):
        assert not (tag == "img" and attributes.get("src") == "x")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action", "formaction"):
            assert not re.match(r"\s*(javascript|vbscript):", attributes.get(name) or "", re.IGNORECASE)


async def test_what_somebody_wrote_is_shown_as_it_was_written(guarded: Guarded) -> None:
    worklist = await guarded.get("/?whose=reach", await guarded.console.session("p-1305"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in worklist.text
    assert "{{7*7}}" in worklist.text


async def test_what_a_stranger_typed_is_text_too(guarded: Guarded) -> None:
    form = {"login": HOSTILE, "password": HOSTILE, "back": f"/?org={HOSTILE}"}
    answer = await guarded.post("/login", form, **HERE)
    assert answer.status_code == 401
    assert "<script>alert" not in answer.text
    assert "{{7*7}}" in answer.text
    typed = [found for tag, found in elements(answer.text) if tag == "input" and found["name"] == "login"]
    assert [one["value"] for one in typed] == [HOSTILE]


async def test_every_address_of_the_console_says_whom_it_is_for(guarded: Guarded) -> None:
    assert silent(guarded.console.app) == []
    open_to_all = {
        f"{method} {one.path}"
        for one in guarded.routes
        if nothing in set(calls(one.dependant))
        for method in one.methods or ()
        if not (one.path or "").startswith(("/problems/", "/livez", "/readyz", "/metrics"))
    }
    assert open_to_all == OPEN


def unsafe(guarded: Guarded) -> Iterator[tuple[str, bool]]:
    """Yield the address of every form, and whether it is open to all."""
    for one in guarded.routes:
        for method in (one.methods or set()) - {"GET", "HEAD"}:
            visited = any(isinstance(call, Visiting) for call in calls(one.dependant))
            assert method == "POST", one.path
            assert visited != (f"POST {one.path}" in OPEN), one.path
            place = (one.path or "").replace("{stream:stream}", guarded.cases.filed)
            yield re.sub(r"\{.*?\}", "x", place), not visited


async def test_a_form_of_another_site_does_nothing(guarded: Guarded) -> None:
    session = await guarded.console.session(OPERATOR)
    token = await guarded.token(session)
    form = {"_token": token, "login": OPERATOR, "password": GOOD, "new": GOOD * 2, "again": GOOD * 2}
    before = await guarded.console.office.service.journal.read(0, 100_000)
    for address, _ in unsafe(guarded):
        for headers in ELSEWHERE:
            answer = await guarded.post(address, form, session, **headers)
            assert (answer.status_code, "console.foreign-form" in answer.text) == (403, True), (
                address,
                headers,
            )
            assert "set-cookie" not in answer.headers
    assert (await guarded.get("/account", session)).status_code == 200
    after = await guarded.console.office.service.journal.read(0, 100_000)
    assert [one.kind for one in after[len(before) :] if not one.kind.startswith("deadline.")] == []


async def test_a_form_without_the_token_of_its_session_does_nothing(guarded: Guarded) -> None:
    session, other = [await guarded.console.session(OPERATOR) for _ in range(2)]
    token, another = await guarded.token(session), await guarded.token(other)
    assert token != another
    for address, is_open in unsafe(guarded):
        for wrong in ({}, {"_token": ""}, {"_token": another}, {"_token": token.upper()}, {"_token": "é"}):
            if is_open:
                continue
            answer = await guarded.post(address, wrong, session, **HERE)
            assert (answer.status_code, "console.foreign-form" in answer.text) == (403, True), address
            gone = await guarded.post(address, wrong, "", **HERE)
            assert (gone.status_code, gone.headers["location"]) == (303, "/login?back=%2F")
    assert (await guarded.get("/account", session)).status_code == 200


@pytest.mark.parametrize("headers", [HERE, {"origin": "https://console"}, {}], ids=str)
async def test_a_form_of_ours_is_taken_from_new_and_old_browsers(
    guarded: Guarded, headers: dict[str, str]
) -> None:
    form = {"login": OPERATOR, "password": GOOD}
    answer = await guarded.post("/login", form, **headers)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


async def test_a_session_lies_in_a_cookie_that_only_this_host_and_no_script_reads(guarded: Guarded) -> None:
    answer = await guarded.post("/login", {"login": OPERATOR, "password": GOOD}, **HERE)
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith("__Host-session=bls_")
    assert {one.lower() for one in attributes} == {"httponly", "path=/", "samesite=lax", "secure"}
    assert "bls_" not in answer.text
    assert "bls_" not in answer.headers["location"]


async def test_a_session_that_was_ended_opens_nothing(guarded: Guarded) -> None:
    session = await guarded.console.session(OPERATOR)
    token = await guarded.token(session)
    out = await guarded.post("/logout", {"_token": token}, session, **HERE)
    assert (out.status_code, out.headers["location"]) == (303, "/login")
    name, *attributes = out.headers["set-cookie"].split("; ")
    assert name == '__Host-session=""'
    assert {"max-age=0", "path=/", "secure"} <= {one.lower() for one in attributes}
    after = await guarded.get("/account", session)
    assert (after.status_code, after.headers["location"]) == (303, "/login?back=%2Faccount")


@pytest.mark.parametrize("cookie", ["", "bls_x", "x" * 5000, "p-1001", "a.b.c", '"', "bls_%00"])
async def test_what_is_no_session_opens_nothing(guarded: Guarded, cookie: str) -> None:
    answer = await guarded.get("/account", cookie)
    assert answer.status_code in {303, 401}
    assert OPERATOR not in answer.text


def where_it_leads(location: str) -> str:
    """Return the host that a browser goes to; it takes a backslash for a slash, and overlooks tabs and line breaks."""
    read = re.sub(r"[\t\r\n]", "", location).replace("\\", "/").strip()
    parts = urlsplit(urljoin("https://console/login", read))
    return f"{parts.scheme}://{parts.netloc}"


@pytest.mark.parametrize("place", AWAY, ids=ascii)
async def test_whoever_comes_in_is_never_sent_to_another_host(guarded: Guarded, place: str) -> None:
    assert place_here(place) == "/"
    form = {"login": OPERATOR, "password": GOOD, "back": place}
    inside = await guarded.post("/login", form, **HERE)
    assert (inside.status_code, inside.headers["location"]) == (303, "/")
    refused = await guarded.post("/login", form | {"password": "a wrong password"}, **HERE)
    asked = await guarded.client.get("/login", params={"back": place})
    for answer in (refused, asked):
        kept = [found for tag, found in elements(answer.text) if tag == "input" and found["name"] == "back"]
        assert [one["value"] for one in kept] == ["/"] or answer.status_code == 400
    chosen = await guarded.client.get("/language/en", params={"back": place})
    assert chosen.headers.get("location", "/") == "/"


@pytest.mark.parametrize(
    "place",
    ["/", "/account", "/?whose=reach&process=filing", "/processes/filing/K-1/1?done=3#v2", "/a%2F%2Fb"],
)
async def test_a_place_of_ours_is_kept(guarded: Guarded, place: str) -> None:
    form = {"login": OPERATOR, "password": GOOD, "back": place}
    location = (await guarded.post("/login", form, **HERE)).headers["location"]
    assert location == place
    assert where_it_leads(location) == "https://console"


async def test_what_was_asked_for_comes_after_signing_in_wherever_it_was(guarded: Guarded) -> None:
    for path in ("/account?a=//evil.example", "//evil.example/account", "/account?a=%0d%0ax"):
        answer = await guarded.get(path)
        if answer.status_code == 303:
            assert where_it_leads(answer.headers["location"]) == "https://console"


async def test_the_files_of_the_console_never_change_and_nothing_else_is_one(guarded: Guarded) -> None:
    for path in STATIC.iterdir():
        answer = await guarded.get(static(path.name))
        assert (answer.status_code, answer.content) == (200, path.read_bytes())
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"
    digest = static("console.css").split("/")[2]
    for name in (
        "../drawing.py",
        "..%2fdrawing.py",
        "%2e%2e%2fdrawing.py",
        "..%5cdrawing.py",
        "%2fetc%2fpasswd",
        "..",
        ".css",
        "x.css",
        "console.css%00",
        "%00.css",
        f"{'x' * 5000}.css",
        "console.CSS",
    ):
        answer = await guarded.client.get(f"https://console/static/{digest}/{name}")
        assert answer.status_code in {400, 404}, name
    assert (await guarded.get("/static/000000000000/console.css")).status_code == 404


@pytest.mark.parametrize(
    "what",
    [
        r"\sstyle\s*=",
        r"\son[a-z]+\s*=\s*[\"']",
        r"<style",
        r"<script(?![^>]*\bsrc=)",
        r"javascript:",
        r"\|\s*safe\b",
        r"autoescape",
        r"<(iframe|object|embed|base)\b",
        r"(src|href|action)\s*=\s*[\"']?https?:",
    ],
)
def test_no_template_holds_what_the_policy_forbids(what: str) -> None:
    pattern = re.compile(what, re.IGNORECASE)
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOM / "templates").rglob("*.html")}
    assert len(texts) > 5
    assert {name: pattern.findall(text) for name, text in texts.items() if pattern.search(text)} == {}


def test_the_script_makes_no_markup_and_runs_no_text() -> None:
    dangerous = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\.style\b"
    )
    for path in STATIC.glob("*.js"):
        assert dangerous.findall(path.read_text(encoding="utf-8")) == []
