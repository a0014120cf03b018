"""Registers brought in by `branchctl import`: good rows go in, bad rows are told, nothing twice; then a campaign."""

import csv
from pathlib import Path

import pytest

from domain.enterprise.state import EnterpriseState
from domain.register.uscc import enterprise_id
from infra.ids import new_id
from tests.interfaces.conftest import EXAMPLES, Branchctl, Office

REGISTER = EXAMPLES / "register.csv"
REAL = Path(__file__).parents[3] / "shared" / "registry" / "henan-2002-a.csv"
HEADER = ["统一社会信用代码", "企业名称", "从业人数", "组织编号"]
GOOD = ["91370199MA990001X4", "示例青石机械有限公司", "86", "o-370199-t1"]


def _file(folder: Path, *rows: list[str], header: list[str] = HEADER) -> Path:
    path = folder / f"register-{new_id().hex[-6:]}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


async def test_the_example_register_goes_in_once(branchctl: Branchctl, office: Office) -> None:
    looked = await branchctl(
        "import", str(REGISTER), "--org", "o-370199", "--dry-run", "--as", "p-1201", "--json"
    )
    assert looked.code == 0, looked
    assert looked.json["dry_run"]
    first = await branchctl("import", str(REGISTER), "--org", "o-370199", "--as", "p-1201", "--json")
    assert first.code == 0, first
    told = first.json
    assert told["rows"] == looked.json["rows"] == told["registered"] + told["updated"] + told["unchanged"]
    assert told["wrong"] == looked.json["wrong"]
    before = await office.service.journal.streams("", limit=10_000)
    again = await branchctl("import", str(REGISTER), "--org", "o-370199", "--as", "p-1201")
    assert again.code == 0
    assert "没有变化" in again.out
    assert await office.service.journal.streams("", limit=10_000) == before
    enterprise = next(one for one in before if one.name.startswith("enterprise/"))
    state = (await office.desk.state(enterprise.name)).state
    assert isinstance(state, EnterpriseState)
    assert state.row is not None


async def test_bad_rows_are_told_with_row_column_value_and_reason(
    branchctl: Branchctl, tmp_path: Path
) -> None:
    file = _file(tmp_path, ["91370199MA990001X5", "示例某公司", "5", ""], GOOD, [*GOOD[:2], "很多", "o-none"])
    ran = await branchctl("import", str(file), "--org", "o-370199-t1", "--as", "p-1301", "--json")
    assert ran.code == 0, ran
    told = {(one["row"], one["column"]): one for one in ran.json["wrong"]}
    assert told[2, "统一社会信用代码"]["value"] == "91370199MA990001X5"
    assert told[4, "从业人数"]["value"] == "很多"
    assert told[4, "组织编号"]["rule"] == "register.org-unknown"
    assert all(one["zh"] and one["en"] for one in told.values())
    assert ran.json["rows"] == 1
    shown = await branchctl("import", str(file), "--org", "o-370199-t1", "--as", "p-1301")
    assert "91370199MA990001X5" in shown.out


async def test_what_a_register_tells_differently_brings_the_enterprise_up_to_date(
    branchctl: Branchctl, tmp_path: Path
) -> None:
    code = "91370199MA9900036Y"
    for number, (employees, result) in enumerate([("240", None), ("241", "updated"), ("240", "updated")]):
        file = _file(tmp_path, [code, "示例云岭纺织有限公司", employees, "o-370199-t2"])
        ran = await branchctl("import", str(file), "--as", "p-1201", "--json")
        assert ran.code == 0, ran
        assert number == 0 or ran.json[str(result)] == 1


async def test_a_good_row_that_a_rule_refuses_is_told_where_it_stands(
    branchctl: Branchctl, tmp_path: Path
) -> None:
    code = "91370199MA9900044R"
    name = "示例小荷设计工作室"
    first = _file(tmp_path, [code, name, "6", "o-370199-t2"])
    moved = _file(tmp_path, ["", "", "", ""], [code, name, "6", "o-370199-t1"])
    assert (await branchctl("import", str(first), "--as", "p-1201")).code == 0
    ran = await branchctl("import", str(moved), "--as", "p-1201", "--json")
    assert ran.code == 1, ran
    again = await branchctl("import", str(moved), "--as", "p-1201", "--json")
    assert (again.code, again.json["changed_nothing"]) == (1, False)
    assert [(one["row"], one["value"]) for one in ran.json["wrong"]] == [(3, code)]
    assert ran.json["wrong"][0]["rule"] == "enterprise.other-org"


async def test_a_row_without_an_organisation_asks_for_one(branchctl: Branchctl, tmp_path: Path) -> None:
    file = _file(tmp_path, [*GOOD[:3], ""])
    ran = await branchctl("import", str(file), "--as", "p-1301")
    assert ran.code == 1
    assert "没有可以导入的行" in ran.err
    looked = await branchctl("import", str(file), "--as", "p-1301", "--dry-run")
    assert looked.code == 1
    assert "--org" in looked.out


async def test_a_row_is_not_placed_in_an_organisation_that_the_roster_does_not_know(
    branchctl: Branchctl, tmp_path: Path
) -> None:
    file = _file(tmp_path, [*GOOD[:3], ""])
    ran = await branchctl("import", str(file), "--org", "坏 org", "--as", "p-1301")
    assert ran.code == 2
    assert "名册中没有组织“坏 org”" in ran.err


async def test_what_waits_is_told_by_the_name_of_its_enterprise(branchctl: Branchctl, tmp_path: Path) -> None:
    code, name = "91370199MA9900781C", "示例待排查机械厂"
    told = ("--org", "o-370199-t1", "--round", "2026")
    file = _file(tmp_path, [code, name, "9", "o-370199-t1"])
    assert (await branchctl("import", str(file), "--as", "p-1301")).code == 0
    ran = await branchctl("open", "investigation", enterprise_id(code), *told, "--as", "p-1301", "--json")
    assert ran.code == 0, ran
    waiting = (await branchctl("work", "--process", "investigation", "--json")).json["items"]
    assert name in {one["about"] for one in waiting if one["stream"] == ran.json["stream"]}


async def test_an_import_is_many_orders_and_takes_no_id_of_one(branchctl: Branchctl, tmp_path: Path) -> None:
    for options in (("--command-id", "n-1"), ("--expected", "7")):
        ran = await branchctl("import", str(_file(tmp_path, GOOD)), *options, "--as", "p-1301")
        assert ran.code == 2
        assert f"没有选项 {options[0]}" in ran.err


async def test_an_operator_of_another_township_may_not_import(branchctl: Branchctl, tmp_path: Path) -> None:
    file = _file(tmp_path, [*GOOD[:2], "87", GOOD[3]])
    ran = await branchctl("import", str(file), "--as", "p-1401", "--json")
    assert ran.code == 1
    assert ran.json["refused"]["rule"] == "permission.denied"


async def test_a_campaign_is_opened_over_an_imported_register_and_shows_its_progress(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    header = [*HEADER[:2], "企业类型", "组织编号"]
    state_owned = ["91370199MA9900771B", "示例国营粮站", "国有企业", "o-370199-t3"]
    file = _file(tmp_path, state_owned, header=header)
    done = await branchctl("import", str(file), "--as", "p-1501", "--json")
    assert done.code == 0, done
    name = f"r{new_id().hex[-8:]}"
    register = done.json["register_stream"]
    ran = await branchctl("campaign", "open", "o-370199-t3", name, register, "--as", "p-1501", "--json")
    assert ran.code == 0, ran
    stream = f"campaign/o-370199-t3/{name}"

    async def complete() -> bool:
        return bool((await office.desk.state(stream)).state.closed)

    await office.service.until(complete)
    shown = await branchctl("campaign", "show", stream)
    assert "已处理 1/1" in shown.out
    assert (await branchctl("campaign", "show", stream, "--json")).json["state"]["status"] == "completed"
    unknown = await branchctl("campaign", "show", f"{stream}x")
    assert unknown.code == 2
    assert "没有这一轮" in unknown.err


@pytest.mark.parametrize("name", ["register.pdf", "register.csv"])
async def test_a_file_that_is_no_register_says_why(branchctl: Branchctl, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    ran = await branchctl("import", str(file), "--as", "p-1301")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert (await branchctl("import", str(tmp_path / "none.csv"), "--as", "p-1301")).code == 2


@pytest.mark.skipif(not REAL.exists(), reason="the extract of a real register is not in the repository")
async def test_a_real_register_imports_completely(branchctl: Branchctl) -> None:
    ran = await branchctl("import", str(REAL), "--org", "o-370199-t3", "--as", "p-1501", "--json")
    assert ran.code == 0, ran
    assert ran.json["rows"] == 234
    assert ran.json["registered"] == 234
    assert [one for one in ran.json["wrong"] if one["severity"] == "error"] == []
