"""Registers come in over HTTP: looked through first, then written, once; and what is a bomb is not opened."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from interfaces.http.app import application
from interfaces.http.imports.spool import safe_name
from interfaces.http.settings import HttpSettings
from interfaces.sheets.guard import Bounds, WorkbookUnsafeError, check_workbook
from tests.interfaces.conftest import Office
from tests.interfaces.http.conftest import OPERATOR, Api, client_of, parts_of
from tests.interfaces.http.test_ordering import problem

T1 = "o-370199-t1"
COUNTY = "p-1201"
IMPORTS = "/v1/registers/imports"
HEADER = "统一社会信用代码,企业名称,从业人数,组织编号"
GOOD = "91370199MA990001X4,示例青石机械有限公司,86,o-370199-t1"
BAD = "91370199MA990001X5,示例某公司,5,o-370199-t1"


def table(*rows: str) -> bytes:
    return "\n".join((HEADER, *rows, "")).encode()


async def upload(api: Api, content: bytes, name: str = "register.csv", **fields: str) -> httpx.Response:
    return await api.client.post(
        IMPORTS,
        files={"file": (name, content)},
        data=fields,
        headers={"authorization": f"Bearer {api.person}"},
    )


def kept(spool: Path) -> int:
    return len(list(spool.iterdir()))


async def ended(api: Api, path: str) -> Any:
    """Follow the progress of an import to its end; return what was told last."""
    headers = {"authorization": f"Bearer {api.person}"}
    async with api.client.stream("GET", f"{path}/events", headers=headers) as events:
        assert events.headers["content-type"].startswith("text/event-stream")
        told = [line async for line in events.aiter_lines()]
    names = [line.removeprefix("event: ") for line in told if line.startswith("event: ")]
    assert names[-1] == "end"
    assert set(names[:-1]) <= {"progress"}
    return json.loads(
        next(line for line in reversed(told) if line.startswith("data: ")).removeprefix("data: ")
    )


async def test_a_register_is_looked_through_and_then_written_once(api: Api) -> None:
    person = api.of(COUNTY)
    looked = await upload(person, table(GOOD, BAD))
    told = looked.json()
    assert looked.status_code == 201, looked.text
    assert (told["status"], told["rows"]) == ("surveyed", 1)
    (wrong,) = told["wrong"]
    assert (wrong["row"], wrong["column"], wrong["value"]) == (3, "统一社会信用代码", "91370199MA990001X5")
    assert wrong["zh"]
    assert wrong["en"]

    path = looked.headers["location"]
    assert path == f"{IMPORTS}/{told['id']}"
    begun = await person.post(f"{path}/commit")
    assert (begun.status_code, begun.json()["status"]) == (202, "running")
    assert (await ended(person, path))["status"] == "done"
    outcome = (await person.get(path)).json()["outcome"]
    assert outcome["registered"] + outcome["updated"] + outcome["unchanged"] == 1
    assert outcome["refused"] == 0

    await person.post(f"{path}/commit")
    assert (await ended(person, path))["outcome"]["unchanged"] == 1


async def test_an_upload_is_its_senders_alone(api: Api) -> None:
    path = (await upload(api.of(COUNTY), table(GOOD))).headers["location"]
    for ask in (api.of("p-1202").get(path), api.of("p-1202").get(f"{path}/events")):
        problem(await ask, 404, "http.no-such-upload")
    problem(await api.of("p-1202").post(f"{path}/commit"), 404, "http.no-such-upload")
    problem(await api.of(COUNTY).get(f"{IMPORTS}/{'0' * 32}"), 404, "http.no-such-upload")
    problem(await api.of(COUNTY).get(f"{IMPORTS}/..%2f..%2fetc"), 404, "http.no-such-address")
    problem(await api.of(COUNTY).get(f"{IMPORTS}/etc"), 422, "http.invalid")


async def test_what_is_being_written_is_not_begun_twice(api: Api) -> None:
    person = api.of(COUNTY)
    path = (await upload(person, table(GOOD))).headers["location"]
    spool = api.app.state.spool
    with spool.held(spool.find(path.rpartition("/")[2], COUNTY)):
        problem(await person.post(f"{path}/commit"), 409, "http.import-running")


async def test_who_may_not_register_is_told_at_the_commit(api: Api) -> None:
    auditor = api.of("p-1003")
    path = (await upload(auditor, table(GOOD.replace("86", "87")))).headers["location"]
    await auditor.post(f"{path}/commit")
    told = await ended(auditor, path)
    assert (told["status"], told["refusal"]["rule"]) == ("failed", "permission.denied")


async def test_a_list_of_branches_is_looked_through(api: Api) -> None:
    answer = await upload(api.of(COUNTY), "党组织名称,企业\n".encode(), kind="branches")
    assert answer.status_code == 422
    assert answer.json()["rule"].startswith(("register.", "takeover."))


@pytest.mark.parametrize(
    ("name", "content", "status", "rule"),
    [
        ("register.exe", b"MZ", 415, "register.file-kind"),
        ("register", b"x", 415, "register.file-kind"),
        ("register.xls", b"\xd0\xcf", 415, "register.file-kind"),
        ("register.csv", b"", 422, "register.file-empty"),
        ("register.csv", b"\xff\x00\x81", 422, "register.file-encoding"),
        ("register.xlsx", b"no zip", 422, "register.file-unreadable"),
        ("../../etc/passwd.csv", "一,二\n1,2\n".encode(), 422, "register.columns-missing"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused(
    api: Api, name: str, content: bytes, status: int, rule: str
) -> None:
    told = problem(await upload(api.of(COUNTY), content, name), status, rule)
    assert "/" not in told["data"].get("file", "")


async def test_an_organisation_that_is_not_ones_own_is_refused(api: Api) -> None:
    answer = await upload(api.of("p-1405"), table(GOOD), org=T1)
    problem(answer, 403, "permission.not-for-you")
    problem(await upload(api.of(COUNTY), table(GOOD), org="../x"), 422, "http.invalid")


async def test_a_form_that_is_none_is_refused(api: Api) -> None:
    signed = {"authorization": f"Bearer {COUNTY}"}
    problem(await api.client.post(IMPORTS, json={}, headers=signed), 415, "http.media-type")
    form = signed | {"content-type": "multipart/form-data; boundary=x"}
    problem(await api.client.post(IMPORTS, content=b"--y\r\n", headers=form), 400, "http.bad-request")
    unbounded = signed | {"content-type": "multipart/form-data"}
    problem(await api.client.post(IMPORTS, content=b"", headers=unbounded), 400, "http.bad-request")


async def test_an_upload_without_end_is_cut_off(office: Office, tmp_path: Path) -> None:
    settings = HttpSettings(upload_limit=5000, spool=tmp_path, rate=1e6, burst=10**6)
    async with client_of(application(parts_of(office, settings))) as client:

        async def pieces() -> AsyncIterator[bytes]:
            yield b'--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
            for _ in range(100):
                yield b"x" * 100

        headers = {
            "authorization": f"Bearer {COUNTY}",
            "content-type": "multipart/form-data; boundary=x",
        }
        answer = await client.post(IMPORTS, content=pieces(), headers=headers)
        problem(answer, 413, "http.body-too-large")
    assert kept(tmp_path) == 0


async def test_of_one_persons_uploads_the_oldest_goes(office: Office, tmp_path: Path) -> None:
    settings = HttpSettings(spool=tmp_path, rate=1e6, burst=10**6)
    app = application(parts_of(office, settings))
    async with client_of(app) as client:
        person = Api(app, client, OPERATOR)
        paths = [(await upload(person, table(GOOD))).headers["location"] for _ in range(6)]
        problem(await person.get(paths[0]), 404, "http.no-such-upload")
        assert (await person.get(paths[-1])).status_code == 200
    assert kept(tmp_path) == 5


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\台账\\2026年 企业.xlsx", "2026年_企业.xlsx"),
        (".hidden.csv", "hidden.csv"),
        ("a\x00b\r\n.csv", "a_b__.csv"),
        ("", "-"),
        (None, "-"),
        ("x" * 300 + ".csv", "x" * 100 + ".csv"),
    ],
)
def test_a_name_is_kept_without_what_could_lead_elsewhere(given: str | None, kept: str) -> None:
    assert safe_name(given) == kept


def workbook(**cells: str) -> bytes:
    """Return a workbook with some cells filled."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, value in cells.items():
            sheet.write(place, value)
    return kept.getvalue()


def replaced(book: bytes, part: str, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(kept, "w", method) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == part else old.read(info))
    return kept.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BOMBS = {
    "cells at the far corners": workbook(A1="x", XFD1048576="y"),
    "entities": replaced(
        workbook(A1="x"),
        SHEET,
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
    ),
    "another encoding": replaced(workbook(A1="x"), SHEET, '<worksheet r="XFD1048576"/>'.encode("utf-16")),
    "much from little": replaced(workbook(A1="x"), SHEET, b"<worksheet>" + b" " * (60 << 20)),
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
async def test_a_bomb_is_not_opened(api: Api, content: bytes) -> None:
    problem(await upload(api.of(COUNTY), content, "bomb.xlsx"), 422, "register.workbook-unsafe")


def test_what_a_part_says_of_its_size_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "lying.xlsx"
    content = replaced(workbook(A1="x"), SHEET, b" " * (8 << 20))
    told, real = struct.pack("<I", 8 << 20), struct.pack("<I", 10)
    path.write_bytes(content.replace(told, real))
    with pytest.raises(WorkbookUnsafeError, match="size"):
        check_workbook(path, Bounds(size=1 << 20))


def test_too_many_parts_and_parts_that_are_locked_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    path.write_bytes(workbook(A1="x"))
    with pytest.raises(WorkbookUnsafeError, match="parts"):
        check_workbook(path, Bounds(parts=3))
    path.write_bytes(replaced(workbook(A1="x"), SHEET, b"<x/>", zipfile.ZIP_BZIP2))
    with pytest.raises(WorkbookUnsafeError, match="ZIP"):
        check_workbook(path)


def test_a_cell_that_lies_between_two_pieces_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "between.xlsx"
    for shift in range(8):
        filler = b"<x>" + zlib.crc32(b"x").to_bytes(4, "big").hex().encode()
        padding = b"a" * ((1 << 16) - len(filler) - 12 - shift)
        content = filler + padding + b'<c r="XFD1048576"/>'
        path.write_bytes(replaced(workbook(A1="x"), SHEET, content, zipfile.ZIP_STORED))
        with pytest.raises(WorkbookUnsafeError, match="cells"):
            check_workbook(path)


async def test_an_honest_workbook_is_taken(api: Api) -> None:
    names, values = HEADER.split(","), GOOD.split(",")
    filled = {f"{'ABCD'[at]}1": name for at, name in enumerate(names)}
    filled |= {f"{'ABCD'[at]}2": value for at, value in enumerate(values)}
    told = await upload(api.of(COUNTY), workbook(**filled), "台账.xlsx")
    assert (told.status_code, told.json()["rows"], told.json()["wrong"]) == (201, 1, []), told.text
