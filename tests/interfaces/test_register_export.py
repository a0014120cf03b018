"""Registers as workbooks: nothing in them is evaluated, and the same file comes back without change."""

import csv
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from domain.branch.kinds import BranchMode, UnknownFact
from domain.branch.onboarding import LegacyFacts
from domain.branch.state import BranchState
from domain.branch_kinds import BranchKind
from domain.enterprise.decider import DECIDER as ENTERPRISE
from domain.register.again import tells_again
from domain.register.cells import is_nothing, plain
from domain.register.columns import Column as Enterprises
from domain.register.columns import meaning as of_enterprises
from domain.register.ownership import Ownership, ownership_of
from domain.register.parsing import parse_rows
from domain.register.row import RegisterRow, RowError
from domain.takeover.cells import read_kind, read_mode
from domain.takeover.columns import Column as Branches
from domain.takeover.columns import meaning as of_branches
from domain.takeover.columns import names_branches, recognise
from domain.takeover.parsing import Listed, parse_branches
from domain.takeover.registering import registration
from domain.takeover.standing import stands_so
from infra.ids import new_id
from interfaces.cli.coverage import percent
from interfaces.registers import names_enterprises, open_register, read_register
from interfaces.sheets.column import Value
from interfaces.sheets.columns import columns_of, heading
from interfaces.sheets.exporting import About, export
from interfaces.sheets.spool import Spool, spooled
from interfaces.sheets.workbook import EVALUATED, Heading, Sheet, UnwritableError, write_workbook
from ledger.coverage.counted import Share
from ledger.registers.branches import ShownBranch, branch_row
from ledger.registers.enterprises import ShownEnterprise, enterprise_row
from ledger.registers.register import Register
from tests.catalogues import catalogue
from tests.domain import branch_given
from tests.domain.enterprise_cases import code, register
from tests.interfaces.conftest import EXAMPLES, Branchctl, Office
from tests.spec import Spec, did

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
ABOUT = About(org="示例县 o-1", position=77, at=NOW, asked_at=NOW, asked_by="王某 p-wang")
HOSTILE = [
    '=HYPERLINK("http://example.com","点我")',
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "甲\n乙",
    "_x0041_公司",
    "<b>&amp;\"'</b>",
    "http://example.com",
    "00123",
    "１２３有限公司",
    "1e5",
    "TRUE",
    "2026-01-01",
]


def shown(row: RegisterRow, number: int = 1) -> ShownEnterprise:
    """An enterprise that was registered by a row, as the ledger shows it."""
    order = register(org=row.org or "o-1").model_copy(update={"row": row})
    made = enterprise_row(Spec(ENTERPRISE, f"enterprise/e-{number}").given(did(order)).state, number)
    assert made is not None
    return ShownEnterprise(**made.model_dump(), branch_name=None)


def written(path: Path, register: Register, rows: Iterable[Any], about: About = ABOUT) -> Path:
    with spooled(register) as spool:
        spool.add(rows)
        export(path, spool, about, catalogue(), lambda _more, _all: None)
    return path


def read_back(path: Path) -> list[RegisterRow]:
    found = list(read_register(path))
    wrong = [one for one in found if isinstance(one, RowError)]
    assert wrong == []
    return [one for one in found if isinstance(one, RegisterRow)]


# cells


def sheet_of(*rows: Sequence[Value]) -> Sheet:
    return Sheet("表", [Heading("甲 (a)", 10)] * max(map(len, rows)), rows)


def test_nothing_that_begins_as_a_formula_becomes_one(tmp_path: Path) -> None:
    texts = [*HOSTILE, *(f"{sign}1" for sign in EVALUATED)]
    path = tmp_path / "a.xlsx"
    write_workbook(path, [sheet_of(*([text] for text in texts))], NOW)
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        styles = parts.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower().replace("=hyperlink(", "")
    assert sheet.count('t="inlineStr"') == len(texts) + 1
    assert 'quotePrefix="1"' in styles
    cells = [row[0] for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]]
    assert [str(cell).replace("\r", "\n") for cell in cells] == [text.replace("\r", "\n") for text in texts]


def test_codes_are_text_days_are_days_and_what_is_not_told_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    days = [date(1899, 12, 31), date(1900, 2, 28), date(1900, 3, 1), date(2026, 11, 26), date(9999, 12, 31)]
    write_workbook(path, [sheet_of(["007", 7, None, True], *([day] for day in days))], NOW)
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[1:]
    assert rows[0][:3] == ["007", 7.0, ""]
    assert [row[0] for row in rows[1:]] == [str(days[0]), str(days[1]), *days[2:]]


def test_the_header_stays_in_sight(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", Register.ENTERPRISES, [])
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert 'ySplit="1"' in sheet
    assert 'state="frozen"' in sheet


def test_a_file_that_cannot_be_written_leaves_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("alt")

    def broken() -> Iterable[Sequence[Value]]:
        yield ["eins"]
        raise OSError(28, "disk full")

    with pytest.raises(UnwritableError, match="disk full"):
        write_workbook(path, [Sheet("表", [Heading("甲", 10)], broken())], NOW)
    assert path.read_text() == "alt"
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(UnwritableError):
        write_workbook(tmp_path / "none" / "a.xlsx", [sheet_of(["x"])], NOW)


def test_the_second_sheet_says_what_the_first_is(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", Register.ENTERPRISES, [shown(register().row)])
    book = CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["企业台账", "说明"]
    told = {str(row[0]).split()[0]: row[1] for row in book.get_sheet_by_index(1).to_python()[1:]}
    assert told["账本位置"] == 77
    assert told["行数"] == 1
    assert (told["组织"], told["导出人"]) == ("示例县 o-1", "王某 p-wang")
    assert told["数据时间"] == "2026-11-26 12:00:00+08:00"
    assert "不作凭证" in str(told["说明"])
    nobody = written(tmp_path / "b.xlsx", Register.FILINGS, [], ABOUT._replace(org=None, asked_by=None))
    rows = CalamineWorkbook.from_path(str(nobody)).get_sheet_by_index(1).to_python()
    assert any("全部组织" in str(row[1]) for row in rows)


# headings


def test_what_is_imported_stands_under_headings_that_the_import_knows_and_nothing_else_does() -> None:
    for name, columns, meaning, wanted in (
        ("enterprises", columns_of(Register.ENTERPRISES), of_enterprises, set(Enterprises)),
        ("branches", columns_of(Register.BRANCHES, [2024]), of_branches, {*Branches, "stars 2024"}),
    ):
        said = [heading(one, catalogue()) for one in columns]
        known = [meaning(f"{one.zh} ({one.en})") for one in said]
        assert [one for one in known if one] == known[: len(wanted)], name
        assert {one for one in known if one} == wanted, name


def test_no_register_is_taken_for_another() -> None:
    for register_ in Register:
        said = [heading(one, catalogue()) for one in columns_of(register_, [2024])]
        headings = [f"{one.zh} ({one.en})" for one in said]
        assert len(set(headings)) == len(headings)
        assert names_enterprises(headings) == (register_ is Register.ENTERPRISES)
        assert names_branches(headings) == (register_ is Register.BRANCHES)


def test_the_names_of_choices_are_words_that_the_import_reads() -> None:
    for ownership in set(Ownership) - {Ownership.UNKNOWN}:
        assert ownership_of(catalogue().label(ownership).zh) is ownership
    for kind in BranchKind:
        assert read_kind(catalogue().label(kind).zh) is kind
    for mode in BranchMode:
        assert read_mode(catalogue().label(mode).zh) is mode


# enterprises come back


def test_a_row_with_everything_told_comes_back(tmp_path: Path) -> None:
    with (EXAMPLES / "register.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    rows = [one for one in parse_rows(table[0], table[1:]) if isinstance(one, RegisterRow)]
    everything = rows[0].model_copy(
        update={
            "employees": rows[0].employees.model_validate(
                {"total": 15, "open_ended": 1, "fixed_term": 2, "by_task": 3, "part_time": 4, "dispatched": 5}
            ),
            "registered_on": date(1898, 1, 5),
            "park": "０号园区",
        }
    )
    path = written(tmp_path / "a.xlsx", Register.ENTERPRISES, map(shown, [everything, *rows[1:]]))
    back = read_back(path)
    assert len(back) == len(rows) > 40
    assert all(tells_again(one, told) for one, told in zip([everything, *rows[1:]], back, strict=True))
    assert [one.org for one in back] == [one.org for one in rows]
    assert back[0].employees == everything.employees


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    row = register(name=name, address=name, park=name, type_text=name, county=name).row
    path = written(tmp_path / "a.xlsx", Register.ENTERPRISES, [shown(row)])
    [back] = read_back(path)
    assert tells_again(row, back)
    assert back.name == " ".join(name.split())


TEXTS = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff\ufffe\uffff"),
    min_size=1,
    max_size=40,
).filter(lambda text: bool(plain(text)) and not is_nothing(plain(text)) and text == text.strip())
TOLD = st.one_of(st.none(), TEXTS, st.sampled_from(HOSTILE))
COUNTS = st.one_of(st.none(), st.integers(0, 10_000_000))
ANSWERS = st.sampled_from([None, True, False])


@st.composite
def rows_of_a_register(draw: st.DrawFn, number: int) -> RegisterRow:
    """Anything that a register can have told, its parts agreeing with each other."""
    total = draw(COUNTS)
    ownership = draw(st.sampled_from(Ownership))
    type_text = draw(TOLD)
    if ownership_of(type_text) is not Ownership.UNKNOWN:
        ownership = ownership_of(type_text)
    capital = draw(
        st.sampled_from([(None, None), (12_000_000, "1,200"), (50, "50元"), (None, "3万美元"), (0, "0")])
    )
    return RegisterRow.model_validate(
        {
            "uscc": code(number),
            "name": draw(st.one_of(TEXTS, st.sampled_from(HOSTILE))),
            "registered_on": draw(st.one_of(st.none(), st.dates())),
            "type_text": type_text,
            "ownership": ownership,
            "capital": capital[0],
            "capital_text": capital[1],
            **{name: draw(TOLD) for name in ("province", "city", "county", "address", "park")},
            "industry": draw(st.sampled_from([None, "C", "3311", "C3311", "0111"])),
            "employees": {"total": total, "dispatched": 0 if total is not None else draw(COUNTS)},
            **{name: draw(ANSWERS) for name in ("premises", "in_production", "cluster_or_park")},
            "members": {"full_here": draw(COUNTS), "probationary": draw(COUNTS)},
            "existing_organisation": draw(ANSWERS),
            "org": draw(st.sampled_from(["o-1", "007", "1e5"])),
        }
    )


@settings(max_examples=25)
@given(st.data())
def test_whatever_a_register_told_comes_back(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    rows = [data.draw(rows_of_a_register(number)) for number in range(1, 8)]
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    back = read_back(written(path, Register.ENTERPRISES, map(shown, rows)))
    for row, told in zip(rows, back, strict=True):
        assert tells_again(row, told)
        assert told.org == row.org


# branches come back

IDS = {code(1): "e-1", code(2): "e-2"}


def branch_shown(state: BranchState) -> ShownBranch:
    row = branch_row(state, 5)
    assert row is not None
    codes = {one: uscc for uscc, one in IDS.items()}
    names = tuple("=示例企业" for _ in row.enterprises)
    told = tuple(codes[one] for one in row.enterprises)
    return ShownBranch(**row.model_dump(), codes=told, enterprise_names=names)


def branches_back(path: Path) -> list[Listed]:
    with open_register(path, is_header=names_branches) as table:
        header = recognise(table.header)
        found = list(parse_branches(header, table.rows, first_row=table.first_row))
    assert [one for one in found if isinstance(one, RowError)] == []
    return [one for one in found if isinstance(one, Listed)]


HELD = {"contract": "00123", "person": branch_given.HAN, "post": "secretary"}
STARS = ({"year": 2023, "star": 0}, {"year": 2025, "star": 5})
BRANCHES = {
    "everything": branch_given.register(
        branch_given.facts(branch_kind=BranchKind.GENERAL_BRANCH, mode=BranchMode.JOINT),
        contracts=(HELD,),
        stars=STARS,
    ),
    "nothing": branch_given.register(
        LegacyFacts(partners=(branch_given.partner(None, None),)), *sorted(UnknownFact)
    ),
    "vacant": branch_given.register(branch_given.facts(secretary=None)),
    "half known": branch_given.register(
        branch_given.facts(
            partners=(branch_given.partner(5, None), branch_given.partner(None, 7, "e-2")),
            mode=BranchMode.JOINT,
        ),
        "members",
        "employees",
    ),
    "a project": branch_given.register(branch_given.facts(partners=(), mode=BranchMode.TEMPORARY, term=None)),
}


@pytest.mark.parametrize("name", ["示例党支部", *HOSTILE])
def test_branches_come_back_as_they_stand(name: str, tmp_path: Path) -> None:
    states = [
        Spec(branch_given.SPEC.decider, f"branch/b-{number}")
        .given(did(order.model_copy(update={"name": f"{name}{number}", "org": "007"})))
        .state
        for number, order in enumerate(BRANCHES.values())
    ]
    alive = Spec(branch_given.SPEC.decider, "branch/b-9").given(*branch_given.living(name=name))
    states.append(alive.state)
    path = written(tmp_path / "a.xlsx", Register.BRANCHES, map(branch_shown, states))
    back = branches_back(path)
    assert [one.row.branch for one in back] == [state.id for state in states]
    for state, told in zip(states, back, strict=True):
        assert stands_so(registration(told.row, IDS), state), told


# much


_MUCH = """
import resource, sys
from pathlib import Path
from tests.interfaces.test_register_export import ABOUT, shown, spooled, Register, export, catalogue
from tests.domain.enterprise_cases import register
one = shown(register(name="=示例", address="示例省示例市示例县示例路1号").row)
with spooled(Register.ENTERPRISES) as spool:
    for _ in range(int(sys.argv[2])):
        spool.add([one])
    export(Path(sys.argv[1]), spool, ABOUT, catalogue(), lambda more, all: None)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(path: Path, rows: int) -> int:
    """KiB that a process needed at most to export so many rows."""
    ran = subprocess.run(
        [sys.executable, "-c", _MUCH, str(path), str(rows)], capture_output=True, check=True, text=True
    )
    return int(ran.stdout)


def test_ten_times_the_rows_take_no_more_memory(tmp_path: Path) -> None:
    few, many = tmp_path / "few.xlsx", tmp_path / "many.xlsx"
    assert peak(many, 10_000) - peak(few, 1_000) < 8_000
    assert many.stat().st_size > 5 * few.stat().st_size


def test_a_spool_gives_back_what_it_was_given() -> None:
    rows = [shown(register().row, number) for number in (1, 2)]
    with spooled(Register.ENTERPRISES) as spool:
        assert isinstance(spool, Spool)
        spool.add(rows[:1])
        spool.add(rows[1:])
        assert list(spool) == rows
        assert list(spool) == rows
        assert (spool.rows, spool.years) == (2, set())


# at the office


def fresh() -> str:
    return code(1_000_000 + new_id().int % 9_000_000)


async def taken_over(branchctl: Branchctl, folder: Path, one: str, other: str) -> None:
    """Take over two branches: of one everything is told, of the other nothing."""
    path = folder / "taken-over.csv"
    rows = [
        [
            "党组织名称",
            "上级党组织编号",
            "信用代码",
            "设置形式",
            "组建方式",
            "成立日期",
            "正式党员数",
            "书记编号",
            "书记姓名",
        ],
        [f"@木棉{one}", "o-370199-t3", one, "总支", "单独", "2015-06-01", "５", f"p-{one}", "示例 甲"],
        [f"示例{other}", "o-370199-t3", other, "", "", "", "", "", "N/A"],
    ]
    rows[0] += ["任期开始", "任期届满", "合同编号", "2023年星级", "2024年星级"]
    rows[1] += ["2024-06-01", "2027-05-31", f"00{one}", "四星", "零"]
    rows[2] += ["", "", "", "", ""]
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)
    ran = await branchctl("import-branches", str(path), "--as", "p-1201", "--json")
    assert (ran.code, len(ran.json["registered"]), ran.json["wrong"]) == (0, 2, []), ran


async def enterprises(branchctl: Branchctl, folder: Path, *codes: str) -> None:
    """Register some enterprises of a township."""
    path = folder / "few.csv"
    rows = [["统一社会信用代码", "企业名称"], *([one, f"示例{one}"] for one in codes)]
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows(rows)
    assert (await branchctl("import", str(path), "--org", "o-370199-t3", "--as", "p-1501")).code == 0


async def test_the_registers_of_an_office_are_exported_and_change_nothing_when_they_come_back(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    uscc, other = fresh(), fresh()
    rows = [
        ["统一社会信用代码", "企业名称", "注册资本(万元)", "从业人数", "正式党员数", "企业类型"],
        [uscc, '=HYPERLINK("http://x")', "1,200", "N/A", "３", "有限责任公司(自然人独资)"],
        [other, "@００7号公司", "N/A", "", "", "N/A"],
    ]
    source = tmp_path / "source.csv"
    with source.open("w", encoding="gb18030", newline="") as opened:
        csv.writer(opened).writerows(rows)
    town = "o-370199-t3"
    assert (await branchctl("import", str(source), "--org", town, "--as", "p-1501")).code == 0
    assert (await branchctl("import", str(EXAMPLES / "register.csv"), "--as", "p-1201")).code == 0
    await taken_over(branchctl, tmp_path, uscc, other)

    file = str(tmp_path / "enterprises.xlsx")
    done = await branchctl("register", "enterprises", "--xlsx", file, "--as", "p-1201", "--json")
    assert done.code == 0, done
    assert done.json["rows"] >= 50
    before = await office.service.journal.length()
    again = await branchctl("import", file, "--as", "p-1201", "--json")
    assert again.code == 0, again
    assert (again.json["wrong"], again.json["changed_nothing"]) == ([], True)
    assert (again.json["unchanged"], again.json["register_stream"]) == (done.json["rows"], None)
    kept = await branchctl("import", file, "--keep", "--as", "p-1201", "--json")
    assert kept.code == 0, kept
    assert (kept.json["updated"], kept.json["registered"]) == (0, 0)
    assert kept.json["register_stream"].startswith("register/r-")

    file = str(tmp_path / "branches.xlsx")
    done = await branchctl("register", "branches", "--org", town, "--xlsx", file, "--as", "p-1201", "--json")
    assert done.code == 0, done
    assert done.json["rows"] >= 2
    again = await branchctl("import-branches", file, "--as", "p-1201", "--json")
    assert again.code == 0, again
    assert (again.json["wrong"], again.json["changed_nothing"]) == ([], True)
    assert again.json["unchanged"] == done.json["rows"]
    assert before <= done.json["position"] <= await office.service.journal.length()


async def test_a_branch_named_by_an_id_that_none_has_is_not_registered(
    branchctl: Branchctl, tmp_path: Path
) -> None:
    assert (await branchctl("import", str(EXAMPLES / "register.csv"), "--as", "p-1201")).code == 0
    path = tmp_path / "branches.csv"
    with path.open("w", encoding="utf-8", newline="") as opened:
        rows = [["党组织编号", "党组织名称", "上级党组织编号", "信用代码"]]
        rows.append(["b-none", "示例支部", "o-370199-t3", "91370199MA990001X4"])
        csv.writer(opened).writerows(rows)
    ran = await branchctl("import-branches", str(path), "--as", "p-1201", "--json")
    assert ran.code == 1
    assert [bad["rule"] for bad in ran.json["wrong"]] == ["takeover.branch-unknown"]


async def test_a_register_is_shown_page_by_page_with_the_position_it_is_true_at(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    assert (await branchctl("import", str(EXAMPLES / "register.csv"), "--as", "p-1201")).code == 0
    one, other = fresh(), fresh()
    await enterprises(branchctl, tmp_path, one, other)
    await taken_over(branchctl, tmp_path, one, other)
    ask = ("register", "enterprises", "--org", "o-370199-k1", "--status", "operating", "--json")
    whole = (await branchctl(*ask, "--limit", "1000")).json
    assert whole["position"] == await office.service.journal.length()
    assert datetime.fromisoformat(whole["at"]).tzinfo is not None
    assert whole["after"] is None
    first = (await branchctl(*ask, "--limit", "3")).json
    rest = (await branchctl(*ask, "--limit", "1000", "--after", first["after"])).json
    streams = [row["stream"] for row in whole["rows"]]
    assert [row["stream"] for row in first["rows"] + rest["rows"]] == streams
    assert {row["org"] for row in whole["rows"]} == {"o-370199-k1"}
    told = await branchctl("register", "branches", "--org", "o-370199-t3", "--text", f"木棉{one}")
    assert "1 行" in told.out
    assert "账本位置" in told.out
    assert "position" in told.out
    for name in Register:
        assert (await branchctl("register", name)).code == 0


async def test_what_no_register_knows_is_a_matter_of_usage(branchctl: Branchctl, tmp_path: Path) -> None:
    for words, said in (
        (("enterprises", "--status", "asleep"), "operating"),
        (("enterprises", "--org", "o-none"), "o-none"),
        (("enterprises", "--after", "x"), "--after"),
        (("enterprises", "--xlsx", str(tmp_path / "a.csv")), ".xlsx"),
        (("enterprises", "--xlsx", str(tmp_path / "none" / "a.xlsx")), "无法写入"),
        (("members",), "members"),
    ):
        ran = await branchctl("register", *words)
        assert ran.code == 2, ran
        assert said in ran.err + ran.out


async def test_figures_are_told_line_by_line_and_open_into_their_rows(
    branchctl: Branchctl, office: Office
) -> None:
    assert (await branchctl("import", str(EXAMPLES / "register.csv"), "--as", "p-1201")).code == 0
    found = (await branchctl("coverage", "--org", "o-370199", "--json")).json
    assert found["position"] == await office.service.journal.length()
    assert {"o-370199-t1", "o-370199-t2", "o-370199-t3", "o-370199-k1"} <= {
        one["org"] for one in found["lines"]
    }
    for name in ("uninvestigated", "base", "overdue", "stars", "terms", "terms_ending", "late", "founded"):
        rows = (await branchctl("coverage", "--org", "o-370199", "--figure", name, "--rows", "--json")).json
        assert len(rows["rows"]) == found["total"][name], name
        assert (await branchctl("coverage", "--org", "o-370199", "--figure", name, "--rows")).code == 0
    assert found["total"]["uninvestigated"] > 0
    shown_ = await branchctl("coverage", "--org", "o-370199", "--by", "township")
    assert shown_.code == 0, shown_
    assert "尚未排查" in shown_.out
    assert (await branchctl("coverage", "--rows")).code == 2


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (0, 1, "0.00%"),
        (1, 3, "33.33%"),
        (2, 3, "66.67%"),
        (1, 200, "0.50%"),
        (1, 20_000, "0.01%"),
        (7, 7, "100.00%"),
    ],
)
def test_a_share_is_divided_at_the_edge_and_rounded_half_up(part: int, whole: int, said: str) -> None:
    assert percent(Share(part, whole)) == said
