"""Branches from before the system taken over by `branchctl import-branches`: good rows go in, bad rows are told, nothing twice."""

import csv
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from domain.branch.state import BranchState, BranchStatus
from infra.ids import new_id
from tests.domain.enterprise_cases import code
from tests.interfaces.conftest import EXAMPLES, Branchctl, Office

HEADER = ["党组织名称", "上级党组织编号", "统一社会信用代码", "设置形式", "组建方式", "正式党员数", "书记编号", "书记姓名", "2024年星级"]  # fmt: skip
SUPERIOR = "o-370199-t3"
OPERATOR = "p-1501"
APPROVER = "p-1204"
"""Of the county: the township, which acts for branches without an office, is asked by it."""


def fresh() -> str:
    """Return the code of an enterprise that no other test has."""
    return code(1_000_000 + new_id().int % 9_000_000)


def listed(name: str, uscc: str, **more: str) -> list[str]:
    told = {"党组织名称": name, "上级党组织编号": SUPERIOR, "统一社会信用代码": uscc, "设置形式": "党支部"}
    told |= {"组建方式": "单独组建", "正式党员数": "5"} | more
    return [told.get(heading, "") for heading in HEADER]


def written(folder: Path, *rows: list[str], header: list[str] = HEADER) -> str:
    path = folder / f"{new_id().hex[-8:]}.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([["示例县既有党组织"], header, *rows])
    return str(path)


async def registered(branchctl: Branchctl, folder: Path, *codes: str) -> None:
    rows = [[one, f"示例企业{one[-6:]}", "12", SUPERIOR] for one in codes]
    header = ["统一社会信用代码", "企业名称", "从业人数", "组织编号"]
    ran = await branchctl("import", written(folder, *rows, header=header), "--as", OPERATOR, "--json")
    assert ran.code == 0, ran


async def branch(office: Office, stream: str) -> BranchState:
    state = (await office.desk.state(stream)).state
    assert isinstance(state, BranchState)
    return state


async def test_a_list_goes_in_once_bad_rows_are_told_and_the_superior_confirms_the_rest_in_a_batch(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    one, two, unknown, other = fresh(), fresh(), fresh(), fresh()
    await registered(branchctl, tmp_path, one, two)
    file = written(
        tmp_path,
        listed(f"甲支部{one}", one, 书记编号=f"p-{one}", 书记姓名="示例甲", **{"2024年星级": "四星"}),
        listed(f"乙支部{two}", two, 书记姓名="无", 正式党员数=""),
        listed("丙支部", one, 正式党员数="五个"),
        listed("丁支部", f"{unknown};{one};{other}", 正式党员数=""),
        listed(f"戊支部{one}", one),
    )
    looked = await branchctl("import-branches", file, "--as", OPERATOR, "--dry-run", "--json")
    assert looked.code == 0, looked
    assert [(bad["row"], bad["rule"]) for bad in looked.json["wrong"]] == [
        (5, "register.count"),
        (6, "takeover.enterprise-unregistered"),
        (6, "takeover.enterprise-unregistered"),
    ]
    ran = await branchctl("import-branches", file, "--as", OPERATOR, "--json")
    assert ran.code == 0, ran
    told = {bad["row"]: bad for bad in ran.json["wrong"]}
    assert (told[5]["column"], told[5]["value"]) == ("正式党员数", "五个")
    assert (told[6]["column"], told[6]["value"]) == ("统一社会信用代码", other)
    assert (told[7]["value"], told[7]["rule"]) == (f"戊支部{one}", "enterprise.application-pending")
    assert all(bad["zh"] and bad["en"] for bad in told.values())
    first, second = ran.json["registered"]
    assert [bad["row"] for bad in ran.json["wrong"]] == [5, 6, 6, 7]
    assert not ran.json["changed_nothing"]
    before = [await branch(office, stream) for stream in (first, second)]
    assert [one.status for one in before] == [BranchStatus.REGISTERED] * 2
    own = await branchctl("batch", "confirm_branch_registration", first, "--as", OPERATOR)
    assert own.code == 1
    done = await branchctl("batch", "confirm_branch_registration", first, second, "--as", APPROVER, "--json")
    assert done.code == 0, done
    state = await branch(office, first)
    assert state.status == BranchStatus.ACTIVE
    assert state.secretary is not None
    assert [(star.year, star.star) for star in state.stars] == [(2024, 4)]
    assert {str(fact) for fact in (await branch(office, second)).unknown} == {
        "founded_on",
        "members",
        "employees",
        "term",
    }


async def test_the_same_list_again_changes_nothing(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    uscc = fresh()
    await registered(branchctl, tmp_path, uscc)
    file = written(tmp_path, listed(f"支部{uscc}", uscc))
    first = await branchctl("import-branches", file, "--as", OPERATOR, "--json")
    [stream] = first.json["registered"]
    version = (await office.desk.state(stream)).version
    for person in (OPERATOR, "p-1502"):
        again = await branchctl("import-branches", file, "--as", person, "--json")
        assert again.code == 0, again
        assert again.json["changed_nothing"]
        assert (again.json["registered"], again.json["unchanged"]) == ([], 1)
    assert (await office.desk.state(stream)).version == version
    assert "没有变化" in (await branchctl("import-branches", file, "--as", OPERATOR)).out
    other = written(tmp_path, listed(f"支部{uscc}", uscc, 正式党员数="6"))
    ran = await branchctl("import-branches", other, "--as", OPERATOR, "--json")
    assert ran.code == 1
    assert [bad["rule"] for bad in ran.json["wrong"]] == ["takeover.branch-stands"]
    assert (await office.desk.state(stream)).version == version


async def test_a_row_that_a_rule_refused_goes_in_once_what_stood_against_it_is_gone(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    uscc = fresh()
    await registered(branchctl, tmp_path, uscc)
    mistaken = written(tmp_path, listed(f"误登{uscc}", uscc))
    ran = await branchctl("import-branches", mistaken, "--as", OPERATOR, "--json")
    [stream] = ran.json["registered"]
    right = written(tmp_path, listed(f"支部{uscc}", uscc))
    refused = await branchctl("import-branches", right, "--as", OPERATOR, "--json")
    assert refused.code == 1, refused
    assert not refused.json["changed_nothing"]
    rejected = await branchctl(
        "do", stream, "reject_branch_registration", "--reason", "查无此支部", "--as", APPROVER
    )
    assert rejected.code == 0, rejected
    assert (await branch(office, stream)).status == BranchStatus.REJECTED
    ran = await branchctl("import-branches", right, "--as", OPERATOR)
    assert ran.code == 0, ran
    assert "新登记 1 个" in ran.out
    assert "confirm_branch_registration" in ran.out


async def test_a_workbook_names_the_superior_once_for_all(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    one, two = fresh(), fresh()
    await registered(branchctl, tmp_path, one, two)
    path = tmp_path / "branches.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("既有党组织")
        sheet.write_row(0, 0, ["支部名称", "信用代码", "组建形式", "党员人数", "备注"])
        sheet.write_row(1, 0, [f"联合支部{one}", f"{one}、{two}", "联合", "3、4", "示例"])
    asked = await branchctl("import-branches", str(path), "--as", OPERATOR, "--dry-run")
    assert asked.code == 1
    assert "--org" in asked.out
    assert "备注" in asked.err
    ran = await branchctl("import-branches", str(path), "--org", SUPERIOR, "--as", OPERATOR, "--json")
    assert ran.code == 0, ran
    state = await branch(office, ran.json["registered"][0])
    assert [partner.counted for partner in state.partners] == [3, 4]
    assert state.superior == SUPERIOR


async def test_an_operator_of_another_township_takes_over_nothing(
    branchctl: Branchctl, tmp_path: Path
) -> None:
    uscc = fresh()
    await registered(branchctl, tmp_path, uscc)
    file = written(tmp_path, listed(f"支部{uscc}", uscc))
    ran = await branchctl("import-branches", file, "--as", "p-1401", "--json")
    assert ran.code == 1
    assert [bad["rule"] for bad in ran.json["wrong"]] == ["permission.denied"]


async def test_the_example_list_goes_in_after_the_example_register(branchctl: Branchctl) -> None:
    example = (str(EXAMPLES / "branches.csv"), "--as", "p-1201", "--json")
    assert (await branchctl("import", str(EXAMPLES / "register.csv"), "--as", "p-1201")).code == 0
    ran = await branchctl("import-branches", *example)
    assert ran.code == 0, ran
    # other tests of the same office may have had some of it registered
    assert len(ran.json["registered"]) + ran.json["unchanged"] == 6
    assert (ran.json["wrong"], ran.json["ignored"]) == ([], [])
    assert (await branchctl("import-branches", *example)).json["unchanged"] == 6


async def test_a_file_that_is_no_list_and_a_superior_nobody_knows_are_refused(branchctl: Branchctl) -> None:
    other = await branchctl("import-branches", str(EXAMPLES / "register.csv"), "--as", OPERATOR, "--json")
    assert other.code == 1
    assert other.json["refused"]["rule"] == "register.columns-missing"
    example = str(EXAMPLES / "branches.csv")
    ran = await branchctl("import-branches", example, "--org", "o-none", "--as", OPERATOR)
    assert ran.code == 2
    assert "o-none" in ran.err
