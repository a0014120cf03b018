"""`branchctl` as a person runs it: orders, enquiries, documents; exit codes; one sentence for what is wrong."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from domain.permissions import table
from infra.ids import new_id
from interfaces.cli.connection import Acting, repeatable
from tests.interfaces.conftest import ROSTER, Branchctl, Office
from tests.interfaces.test_desk import OPERATOR
from tests.interfaces.test_desk import submission as submit_command
from tests.policies import default_policy_text

SUBMISSION = (
    *("--filing", "rescission"),
    *("--org", "o-370199-t1"),
    *("--enterprise", "e-1"),
    *("--post", "party_worker"),
    *("--person.id", "p-han"),
    *("--person.name", "韩示例"),
    *("--change.ground", "agreement"),
    *("--change.effective-on", "2026-01-05"),
    *("--change.before.duration", "fixed"),
    *("--change.before.starts-on", "2024-01-01"),
    *("--change.before.position", "干事"),
)


BRANCHCTL = (sys.executable, "-c", "import sys; from interfaces.cli.main import main; sys.exit(main())")
MEMBER = ("--content.section", "members", "--content.members.0.post", "cook")


def contract() -> str:
    return f"K-{new_id().hex[-12:]}"


def submission() -> list[str]:
    return [*SUBMISSION, "--branch", f"b-{new_id().hex[-12:]}"]


async def opened(branchctl: Branchctl) -> str:
    ran = await branchctl("open", "filing", contract(), *submission(), "--as", "p-1301", "--json")
    assert ran.code == 0, ran
    return str(ran.json["stream"])


async def test_a_filing_is_opened_looked_at_and_acknowledged(branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    waiting = await branchctl("work", "--as", "p-1305", "--process", "filing", "--json")
    assert stream in {item["stream"] for item in waiting.json["items"]}
    done = await branchctl("do", stream, "acknowledge-filing", "--as", "p-1305")
    assert done.code == 0
    assert "已记录" in done.out
    assert "Recorded" in done.out
    shown = await branchctl("show", stream, "--json")
    assert shown.json["state"]["status"] == "filed"
    then = await branchctl("show", stream, "--version", "1")
    assert "submitted" in then.out
    assert "answer_filing" in then.out
    told = await branchctl("timeline", stream, "--json")
    assert [line["kind"] for line in told.json["items"]][:2] == [
        "filing.submitted.v1",
        "filing.acknowledged.v1",
    ]
    assert "准予备案" in (await branchctl("timeline", stream)).out


async def test_a_refusal_ends_with_one_and_says_it_in_both_languages(branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    ran = await branchctl("do", stream, "acknowledge_filing", "--as", "p-1405")
    assert ran.code == 1
    assert "无权" in ran.err
    assert "may not" in ran.err
    as_json = await branchctl("do", stream, "acknowledge_filing", "--as", "p-1405", "--json")
    assert as_json.code == 1
    assert as_json.json["refused"]["rule"] == "permission.denied"


async def test_an_order_repeated_under_its_id_is_not_done_twice(branchctl: Branchctl) -> None:
    stream, mine = await opened(branchctl), new_id().hex
    order = (
        "do",
        stream,
        "comment",
        "--text",
        "已阅",
        "--as",
        "p-1305",
        "--command-id",
        f"n-{mine}",
        "--json",
    )
    first = await branchctl(*order)
    assert (await branchctl(*order)).json["position"] == first.json["position"]


async def test_a_command_may_come_as_one_json_object(branchctl: Branchctl, tmp_path: Path) -> None:
    stream = await opened(branchctl)
    items = {"items": ["补交协议", "补签日期"]}
    ran = await branchctl(
        "do", stream, "request_correction", "--json-input", json.dumps(items), "--as", "p-1305"
    )
    assert ran.code == 0
    change = tmp_path / "change.json"
    before = {"duration": "open", "starts_on": "2024-01-01", "position": "干事"}
    told = {"ground": "agreement", "effective_on": "2026-01-05", "before": before}
    change.write_text(json.dumps({"change": told}), encoding="utf-8")
    again = await branchctl("do", stream, "correct", "--json-input", f"@{change}", "--as", "p-1301")
    assert again.code == 0, again


async def test_a_meeting_may_have_decided(branchctl: Branchctl, office: Office) -> None:
    stream = await opened(branchctl)
    meeting = {"body": "示例县党组会议", "held_on": "2026-01-06", "document": "示发〔2026〕1号"}
    ran = await branchctl(
        *("do", stream, "acknowledge_filing", "--as", "p-1305", "--decided-by", json.dumps(meeting))
    )
    assert ran.code == 0, ran
    fact = (await office.desk.facts(stream))[1]
    assert getattr(fact.decided_by, "document", None) == "示发〔2026〕1号"


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["do", "filing/K-1/1", "acknowledge_filing"], "--as", "--as"),
        (["do", "filing/K-1/1", "no-such", "--as", "p-1"], "没有命令", "takes no command"),
        (["do", "filing/K-1/1", "urge", "--as", "p-1"], "--action 缺少", "--action: Field required"),
        (["do", "filing/K-1/1", "urge", "--wrong", "1", "--as", "p-1"], "没有这一项", "not permitted"),
        (
            ["do", "filing/K-1/1", "comment", "--text", "a", "--text", "b", "--as", "p-1"],
            "--text 应为一个值",
            "--text: Input should be a valid string",
        ),
        (["do", "filing/K-1/1", "comment", "text", "--as", "p-1"], "多余的参数", "one too many"),
        (["do", "filing/K-1/1", "comment", "--text", "{", "--as", "p-1"], "不是 JSON", "not JSON"),
        (["do", "filing/K-1/1", "comment", "--json-input", "[]", "--as", "p-1"], "JSON 对象", "JSON object"),
        (["do", "filing/K-1/1", "comment", "--json-input", "@/no/such", "--as", "p-1"], "无法读取", "cannot"),
        (
            ["do", "filing/K-1/1", "comment", "--text", "x", "--as", "p-1", "--decided-by", "{}"],
            "会议的 JSON",
            "a meeting as JSON",
        ),
        (["open", "establishment", "--as", "p-1"], "请写明一个", "name it"),
        (["open", "filing", "--as", "p-1"], "需要", "takes: CONTRACT"),
        (
            ["do", "investigation/e-1/1", "report-section", *MEMBER, "--as", "p-1"],
            "--content.members.0.post 取值不对，应为 'investor'、'management'",
            "--observed-on: Field required",
        ),
        (["show", "filing/K-1/1", "--at", "yesterday"], "--at", "--at takes a day"),
        (["show"], "缺少 STREAM", "STREAM requires an argument"),
        (["frob"], "没有命令“frob”", "Unknown command"),
        (["show", "filing/K-1/1", "more"], "多余的参数：more", "Unused"),
        (["work", "--frob"], "没有选项 --frob", "Unknown option"),
        (["work", "--acted-on", "today"], "--acted-on 的值“today”不对，应为日期", "into date"),
        (["calendar", "show", "99"], "YEAR 的值“99”不得小于 1921", "YEAR is '99': Input should be"),
        (["schedule", "yearly", "evaluation", "o-370199", "--month", "13"], "应 <= 12", "Must be <= 12"),
        (["import", "no-such.csv", "--as", "p-1"], "没有这个文件", "does not exist"),
        (
            ["campaign", "open", "o-370199", "2026", "register/no", "--window", "0", "--as", "p-1201"],
            "--window 的值“0”不对：应 >= 1",
            "Must be >= 1",
        ),
        (["work", "--as", "p-9999"], "名册中没有人员“p-9999”", "knows no person"),
        (["work", "--org", "bad org!"], "名册中没有组织", "knows no organisation"),
        (["pool", "nope"], "名册中没有组织“nope”", "knows no organisation"),
        (["campaign", "open", "o-370199", "2026", "--as", "p-1201"], "请写明台账", "Name the registers"),
        (
            ["campaign", "open", "o-370199", "2026", "register/no", "--as", "p-1201"],
            "不是已导入",
            "no register",
        ),
    ],
)
async def test_a_wrong_command_line_says_what_is_wrong_and_what_to_do(
    branchctl: Branchctl, arguments: list[str], zh: str, en: str
) -> None:
    ran = await branchctl(*arguments)
    assert ran.code == 2, ran
    assert zh in ran.err
    assert en in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (["show", "nothing/K-1"], "process.unknown"),
        (["timeline", "Nothing"], "process.unknown"),
        (["timeline", ""], "process.unknown"),
        (["do", "nothing/K-1", "comment"], "process.unknown"),
        (["show", "filing"], "desk.wrong-stream"),
        (["show", "filing/K-1"], "desk.wrong-stream"),
        (["show", "filing/K-1/one"], "desk.wrong-stream"),
        (["show", "filing/合同/1"], "desk.wrong-stream"),
        (["show", "evaluation/b-1/year"], "desk.wrong-stream"),
        (["open", "filing", "合同", *SUBMISSION, "--branch", "b-1", "--as", "p-1301"], "desk.wrong-stream"),
        (["open", "contract", "K-1", "--as", "p-1"], "desk.wrong-name"),
        (["do", "filing/K-0/1", "acknowledge_filing", "--as", "p-1305"], "permission.no-case"),
    ],
)
async def test_a_name_that_is_not_known_is_refused_by_its_rule(
    branchctl: Branchctl, arguments: list[str], rule: str
) -> None:
    ran = await branchctl(*arguments, "--json")
    assert ran.code == 1, ran
    assert ran.json["refused"]["rule"] == rule


async def test_do_and_open_list_and_explain_what_can_be_ordered(branchctl: Branchctl) -> None:
    listed = await branchctl("do", "filing/K-1/1")
    assert "acknowledge_filing" in listed.out
    assert "备案回执" in listed.out
    assert "submit_filing" in {one["command"] for one in (await branchctl("do", "filing/x", "--json")).json}
    explained = await branchctl("do", "filing/K-1/1", "submit_filing", "--help")
    assert "--change.effective-on" in explained.out
    assert "生效日期" in explained.out
    options = (await branchctl("open", "filing", "K-1", "-h", "--json")).json["options"]
    assert {"--person.id", "--change.documents.0.sha256"} <= {one["name"] for one in options}
    kinds = await branchctl("open", "--help")
    assert kinds.code == 0
    assert "filing" in kinds.out
    assert {"kind": "filing", "parts": "CONTRACT", "commands": ["submit_filing"]} in (
        await branchctl("open", "--json")
    ).json
    several = await branchctl("open", "establishment", "--help")
    assert several.code == 0
    assert "submit_application" in several.out or "apply" in several.out
    assert (await branchctl("do")).code == 2
    assert (await branchctl("do", "--help", "--json")).code == 0


async def test_the_table_of_permissions_has_every_public_command(branchctl: Branchctl) -> None:
    listed = (await branchctl("permissions", "--json")).json
    assert len(listed) == len(list(table()))
    assert "只有" not in (await branchctl("permissions")).out


async def test_a_roster_that_is_so_already_changes_nothing(branchctl: Branchctl, office: Office) -> None:
    before = (await office.desk.state("roster/o-37")).state
    ran = await branchctl("roster", "import", str(ROSTER), "--as", "p-1001")
    assert ran.code == 0, ran
    assert "没有变化" in ran.out
    after = (await office.desk.state("roster/o-37")).state
    assert getattr(after, "orgs", None) == getattr(before, "orgs", ())


async def test_a_roster_is_brought_in_by_an_administrator_only(branchctl: Branchctl) -> None:
    ran = await branchctl("roster", "import", str(ROSTER), "--as", "p-1301", "--json")
    assert ran.code == 1
    assert ran.json["refused"]["rule"] == "permission.denied"


async def test_a_wrong_roster_file_says_where(branchctl: Branchctl, tmp_path: Path) -> None:
    wrong = tmp_path / "roster.toml"
    wrong.write_text('province = "o-37"\nsince = 2020-01-01\n[[people]]\nid = "p-1"\n', encoding="utf-8")
    ran = await branchctl("roster", "import", str(wrong), "--as", "p-1001")
    assert ran.code == 1
    assert "people.0.name" in ran.err
    wrong.write_bytes("province = “".encode("gb18030"))
    assert (await branchctl("roster", "import", str(wrong), "--as", "p-1001")).code == 2


async def test_the_roster_is_shown_with_places_and_offices(branchctl: Branchctl) -> None:
    shown = (await branchctl("roster", "show", "--json")).json
    township = next(one for one in shown["orgs"] if one["id"] == "o-370199-t1")
    assert township["path"] == ["o-370199-t1", "o-370199", "o-3701", "o-37"]
    ran = await branchctl("roster", "show")
    assert "示例县一号镇" in ran.out
    assert "备案登记" in ran.out


async def test_policies_are_shown_compared_and_adopted(branchctl: Branchctl, tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    number = new_id().hex[-10:]
    text = default_policy_text().replace('version = "2026.1"', f'version = "t-{number}"')
    text = text.replace("answer = { value = 5,", "answer = { value = 6,")
    file.write_text(text, encoding="utf-8")
    shown = await branchctl("policy", "show")
    assert "filing.answer" in shown.out
    assert (await branchctl("policy", "show", str(file), "--json")).json["version"] == f"t-{number}"
    differs = await branchctl("policy", "diff", str(file), "--json")
    assert [one["path"] for one in differs.json] == ["filing.answer"]
    assert "filing.answer" in (await branchctl("policy", "diff", str(file))).out
    assert "没有差别" in (await branchctl("policy", "diff", str(file), str(file))).out
    adopt = ("policy", "adopt", str(file), "--from", "2199-01-01")
    assert (await branchctl(*adopt, "--as", "p-1305")).code == 1
    assert (await branchctl(*adopt, "--as", "p-1002")).code == 0
    again = await branchctl(*adopt, "--as", "p-1002")
    assert "没有变化" in again.out


async def test_star_schemes_are_listed_and_adopted(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    listed = (await branchctl("scheme", "list", "--json")).json
    assert listed
    assert "星级" in (await branchctl("scheme", "list")).out
    file = tmp_path / "scheme.toml"
    state = (await office.desk.state(listed[0]["stream"])).state
    file.write_text(str(getattr(state, "text", "")), encoding="utf-8")
    ran = await branchctl("scheme", "adopt", str(file), "--from", "2018-11-01", "--as", "p-1004")
    assert ran.code == 0, ran
    assert "没有变化" in ran.out


async def test_a_published_calendar_makes_provisional_deadlines_final(
    branchctl: Branchctl, office: Office, tmp_path: Path
) -> None:
    stream = await opened(branchctl)
    before = (await office.desk.state(stream)).state.deadline("answer_filing")
    assert before is not None
    year = before.due_on.year
    file = tmp_path / "calendar.toml"
    off = "\n".join(f"{one.isoformat()}," for one in _weekdays_from(before.since, before.due_on))
    file.write_text(
        f'year = {year}\nsource = "示例"\ndays_off = [{off}]\nworking_weekends = []\n', encoding="utf-8"
    )
    ran = await branchctl("calendar", "import", str(file), "--as", "p-1002", "--json")
    assert ran.code == 0, ran
    assert stream in ran.json["moved"]
    after = (await office.desk.state(stream)).state.deadline("answer_filing")
    assert after is not None
    assert after.due_on > before.due_on
    again = await branchctl("calendar", "import", str(file), "--as", "p-1002")
    assert "没有变化" in again.out
    assert "重新计算了 0 个" in again.out
    assert "放假" in (await branchctl("calendar", "show", str(year))).out
    assert "尚未公布" in (await branchctl("calendar", "show", "2150")).out
    assert (await branchctl("calendar", "show", str(year), "--json")).json["source"] == "示例"


def _weekdays_from(first: date, last: date) -> list[date]:
    days = (date.fromordinal(one) for one in range(first.toordinal() + 1, last.toordinal() + 1))
    return [one for one in days if one.weekday() < 5 and one.year == last.year]


async def test_a_calendar_is_adopted_by_the_provinces_leaders_only(
    branchctl: Branchctl, tmp_path: Path
) -> None:
    file = tmp_path / "calendar.toml"
    file.write_text('year = 2180\nsource = "示例"\ndays_off = []\nworking_weekends = []\n', encoding="utf-8")
    assert (await branchctl("calendar", "import", str(file), "--as", "p-1204")).code == 1


async def test_nothing_in_the_pool_or_on_the_list_says_so(branchctl: Branchctl) -> None:
    assert "没有待联建" in (await branchctl("pool", "o-370199-t3")).out
    assert (await branchctl("pool", "o-370199-t3", "--json")).json["items"] == []
    assert "没有待办" in (await branchctl("work", "--as", "p-1001")).out
    assert "没有记录" in (await branchctl("show", "filing/K-none/1")).out
    assert "没有记录" in (await branchctl("timeline", "filing/K-none/1")).out


async def test_without_a_service_it_says_how_to_start_one(
    branchctl: Branchctl, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://branch_service@127.0.0.1:1/none")
    away = await branchctl("work")
    assert away.code == 3
    assert "branchctl doctor" in away.err
    monkeypatch.delenv("DATABASE_URL")
    nowhere = await branchctl("show", "filing/K-1/1", "--data", str(tmp_path), "--json")
    assert nowhere.code == 3
    assert "branchctl up" in nowhere.json["problem"]["en"]


async def test_a_batch_answers_each_case_and_says_by_its_exit_whether_all_were_done(
    office: Office, branchctl: Branchctl
) -> None:
    streams = [f"filing/K-{new_id().hex[-12:]}/1" for _ in range(2)]
    await office.desk.execute(streams[0], submit_command(), person=OPERATOR)
    ran = await branchctl("batch", "comment", *streams, "--text", "成批", "--as", OPERATOR, "--json")
    assert ran.code == 1
    assert [one.get("refused", {}).get("rule") for one in ran.json] == [None, "permission.no-case"]
    done = await branchctl("batch", "comment", streams[0], "--text", "成批", "--as", OPERATOR)
    assert (done.code, "已办 1 件" in done.out) == (0, True)
    assert (await branchctl("batch", "comment", "--text", "x", "--as", OPERATOR)).code == 2


async def test_options_replace_what_the_json_input_says(branchctl: Branchctl, tmp_path: Path) -> None:
    told = tmp_path / "filing.json"
    before = {"duration": "open", "starts_on": "2024-01-01", "position": "干事"}
    change = {"ground": "agreement", "effective_on": "2026-01-05", "before": before}
    person = {"id": "p-han", "name": "韩示例"}
    whole = {
        "filing": "bogus",
        "org": "o-370199-t1",
        "branch": f"b-{new_id().hex[-12:]}",
        "enterprise": "e-1",
        "post": "party_worker",
        "person": person,
        "change": change,
    }
    told.write_text(json.dumps(whole), encoding="utf-8")
    order = ("open", "filing", contract(), "--json-input", f"@{told}", "--as", "p-1301")
    wrong = await branchctl(*order)
    assert wrong.code == 2
    assert "--filing 取值不对" in wrong.err
    ran = await branchctl(*order, "--filing", "rescission", "--change.effective-on", "2026-01-06", "--json")
    assert ran.code == 0, ran
    state = (await branchctl("show", ran.json["stream"], "--json")).json["state"]
    assert (state["change"]["effective_on"], state["change"]["before"]["position"]) == ("2026-01-06", "干事")


async def test_every_branch_of_a_choice_is_explained(branchctl: Branchctl) -> None:
    ran = await branchctl("do", "investigation/e-1/1", "report-section", "--help", "--json")
    options = {one["name"]: one for one in ran.json["options"]}
    assert options["--content.section"]["takes"] == "investors|workforce|members|operations|coverage"
    assert options["--content.youth-league"]["when"] == "--content.section workforce"
    assert options["--content.members.0.full-since"]["when"] == "--content.section members"
    assert options["--observed-on"]["when"] == ""
    shown = await branchctl("do", "roster/o-37", "reorganise-org", "--help")
    assert "--change.what merge" in shown.out


async def test_what_somebody_wrote_is_shown_as_it_was_written(branchctl: Branchctl) -> None:
    stream, text = await opened(branchctl), "see :x: and :100: [red]"
    assert (await branchctl("do", stream, "comment", "--text", text, "--as", "p-1305")).code == 0
    assert text in (await branchctl("timeline", stream)).out
    assert text in (await branchctl("timeline", stream, "--json")).json["items"][-1]["zh"]


async def test_what_a_case_waits_for_stands_before_what_else_can_be_ordered(branchctl: Branchctl) -> None:
    stream = await opened(branchctl)
    listed = (await branchctl("do", stream, "--json")).json
    awaited = [one["awaited"] for one in listed]
    assert awaited == sorted(awaited, reverse=True)
    assert {one["command"] for one in listed if one["awaited"]} >= {"acknowledge_filing"}


async def test_the_work_list_fits_80_columns_and_says_whom_a_case_is_about(
    branchctl: Branchctl, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = await opened(branchctl)
    monkeypatch.setenv("COLUMNS", "80")
    told = (await branchctl("work", "--as", "p-1305", "--process", "filing")).out.splitlines()
    row = next(place for place, line in enumerate(told) if stream in line)
    assert "韩示例" in told[row - 1]
    assert any("备案答复" in line for line in told)


async def test_a_repeated_order_is_told_its_id_when_it_is_interrupted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    by = Acting(person="p-1", command_id="n-1").sender()
    with pytest.raises(asyncio.CancelledError), repeatable(by):
        raise asyncio.CancelledError
    assert f"--command-id {by.command_id}" in capsys.readouterr().err
    assert Acting(person="p-1").sender().command_id is not None


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_terminal_that_is_not_utf8_shows_what_it_can(encoding: str) -> None:
    ran = subprocess.run(  # ourselves
        [*BRANCHCTL, "permissions"],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    as_json = subprocess.run(  # ourselves
        [*BRANCHCTL, "permissions", "--json"],
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    assert "备注" in {one["zh"] for one in json.loads(as_json.stdout)}
