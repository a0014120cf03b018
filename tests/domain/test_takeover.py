"""A list of branches from before the system: what its rows tell, what is wrong with them, and what is ordered."""

import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import domain
from domain.branch import commands as c
from domain.branch import events as e
from domain.branch.facts import HeldContract, Officer, Partner, TermOfOffice, YearStar
from domain.branch.kinds import BranchMode, UnknownFact
from domain.branch.onboarding import LegacyFacts, RegisterExistingBranch
from domain.branch.state import BranchState
from domain.branch_kinds import BranchKind
from domain.deadlines import fixed_deadline
from domain.filing.kinds import Post
from domain.people import Person
from domain.refusals import all_refusals
from domain.register.cells import Cell
from domain.register.refusals import ColumnsMissingError, ColumnTwiceError
from domain.register.row import RowError, Severity
from domain.takeover import refusals
from domain.takeover.cells import MOST, read_kind, read_mode, read_star
from domain.takeover.columns import Column, meaning, names_branches, recognise, year_of
from domain.takeover.parsing import Listed, parse_branches
from domain.takeover.registering import outstanding, registration
from domain.takeover.row import BranchRow, ListedEnterprise
from domain.takeover.standing import is_vacant, secretary_contract, stars_by_year
from tests.catalogues import catalogue
from tests.domain.branch_given import HAN, LIN, MEI, SPEC, begin, contract, living, partner, register, seated
from tests.domain.enterprise_cases import code
from tests.spec import ZHAO, Did, TimePasses, by_service, did, like, rules, time_passes

ONE, TWO = code(1), code(2)
IDS = {ONE: "e-1", TWO: "e-2"}
NEEDED = ("党组织名称", "上级党组织编号", "统一社会信用代码")
NAMED = ("示例支部", "o-1", ONE)
BARE = BranchRow(name="示例支部", superior="o-1", org="o-1", enterprises=(ListedEnterprise(uscc=ONE),))


STARS: dict[str, Cell] = {"2024年星级": "四星级", "2023年星级": 0, "2022年星级": ""}


def parsed(
    header: Sequence[Cell], *rows: Sequence[Cell], superior: str | None = None
) -> list[Listed | RowError]:
    return list(parse_branches(recognise(header), rows, superior=superior))


def row(**cells: Cell) -> BranchRow:
    told: dict[str, Cell] = {**dict(zip(NEEDED, NAMED, strict=True)), **cells}
    [found] = parsed(list(told), list(told.values()))
    assert isinstance(found, Listed), found
    return found.row


def wrong(**cells: Cell) -> list[tuple[str, str]]:
    told: dict[str, Cell] = {**dict(zip(NEEDED, NAMED, strict=True)), **cells}
    found = parsed(list(told), list(told.values()))
    return [(one.column, one.rule) for one in found if isinstance(one, RowError)]


# columns


@pytest.mark.parametrize("column", list(Column))
def test_every_column_is_known_by_its_english_heading(column: Column) -> None:
    assert meaning(column.value) is column
    assert meaning(column.value.replace("_", " ").title()) is column


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("支部名称*", Column.NAME),
        ("书 记（姓名）", Column.SECRETARY_NAME),
        ("正式党员数（人）", Column.COUNTED),
        ("任期届满日期", Column.TERM_ENDS_ON),
        ("联系电话", None),
        ("", None),
    ],
)
def test_headings_are_known_by_what_they_mean(heading: str, column: Column | None) -> None:
    assert meaning(heading) == column


@pytest.mark.parametrize(
    "heading",
    [
        "2024年星级",
        "2024年度星级评定结果",
        "２０２４ 星级（评定）",
        "星级(2024年)",
        "stars 2024",
        "2024_star",
    ],
)
def test_a_year_of_stars_has_a_column_of_its_own(heading: str) -> None:
    column = meaning(heading)
    assert column is not None
    assert year_of(column) == 2024


def test_a_column_without_a_year_tells_no_stars_of_any_year() -> None:
    assert meaning("星级") is None
    assert meaning("1024年星级") is None
    assert year_of(Column.NAME) is None


def test_a_header_without_names_or_enterprises_is_refused() -> None:
    assert names_branches(["支部名称", None, "信用代码"])
    assert not names_branches(["支部名称", 3])
    with pytest.raises(ColumnsMissingError) as caught:
        recognise(["支部名称", "备注"])
    assert caught.value.data["missing"] == "统一社会信用代码 (enterprises)"
    assert recognise([*NEEDED, "备注"]).ignored == ("备注",)


def test_two_columns_of_the_same_year_are_refused() -> None:
    with pytest.raises(ColumnTwiceError):
        recognise([*NEEDED, "2024年星级", "stars 2024"])


# rows


def test_a_full_row_is_read() -> None:
    read = row(
        所属组织="o-1-b1",
        统一社会信用代码=f"{ONE}；{TWO.lower()}",
        设置形式="党总支",
        组建方式="联合组建",
        成立日期="2015年6月1日",
        正式党员数="３人;4",
        职工数="40、不详",
        书记编号="p-9",
        书记="示例",
        任期开始=datetime(2024, 6, 1),  # noqa: DTZ001  # as workbooks tell days
        任期届满="2027-05-31",
        合同编号="K-1",
        **STARS,
    )
    assert read == BranchRow(
        name="示例支部",
        superior="o-1",
        org="o-1-b1",
        branch_kind=BranchKind.GENERAL_BRANCH,
        mode=BranchMode.JOINT,
        founded_on=date(2015, 6, 1),
        enterprises=(
            ListedEnterprise(uscc=ONE, counted=3, employees=40),
            ListedEnterprise(uscc=TWO, counted=4),
        ),
        secretary=Person(id="p-9", name="示例"),
        term=TermOfOffice(starts_on=date(2024, 6, 1), ends_on=date(2027, 5, 31)),
        contract="K-1",
        stars=(YearStar(year=2023, star=0), YearStar(year=2024, star=4)),
    )


@pytest.mark.parametrize("missing", ["", None, "N/A", "不详"])
def test_what_is_missing_is_unknown_and_never_none(missing: Cell) -> None:
    others = [one.value for one in Column if one not in {Column.NAME, Column.SUPERIOR, Column.ENTERPRISES}]
    assert row(**dict.fromkeys([*others, "2024年星级"], missing)) == BARE


@pytest.mark.parametrize("cells", [("无", ""), ("", "空缺"), ("无", "无")])
def test_a_secretary_who_is_told_to_be_none_is_no_unknown_one(cells: tuple[str, str]) -> None:
    read = row(书记编号=cells[0], 书记姓名=cells[1])
    assert read.vacant
    assert UnknownFact.SECRETARY not in registration(read, IDS).unknown
    assert UnknownFact.SECRETARY in registration(BARE, IDS).unknown


def test_a_branch_may_be_told_to_have_no_enterprise() -> None:
    assert row(统一社会信用代码="无").enterprises == ()
    assert row(统一社会信用代码="", 组建方式="临时党支部").enterprises == ()
    assert wrong(统一社会信用代码="") == [("统一社会信用代码", "takeover.enterprises-missing")]
    assert wrong(统一社会信用代码="", 组建方式="单独组建") == [
        ("统一社会信用代码", "takeover.enterprises-missing")
    ]


def test_the_superior_may_be_told_for_all_and_acts_for_a_branch_without_an_office() -> None:
    [told] = parsed([NEEDED[0], NEEDED[2]], [NAMED[0], ONE], superior="o-7")
    assert isinstance(told, Listed)
    assert (told.row.superior, told.row.org) == ("o-7", "o-7")
    [asked] = parsed([NEEDED[0], NEEDED[2]], [NAMED[0], ONE])
    assert isinstance(asked, RowError)
    assert (asked.row, asked.rule, asked.data) == (2, "takeover.superior-missing", {"name": NAMED[0]})


@pytest.mark.parametrize(
    ("heading", "cell", "rule"),
    [
        ("党组织名称", "", "register.cell-empty"),
        ("上级党组织编号", "示例镇", "register.org-id"),
        ("组织编号", "-", None),
        ("组织编号", "镇", "register.org-id"),
        ("统一社会信用代码", "91370199MA990001X5", "register.code-check-digit"),
        ("统一社会信用代码", 913701990000000000, "register.code-as-number"),
        ("统一社会信用代码", f"{ONE};{ONE}", "takeover.enterprise-twice"),
        ("统一社会信用代码", ";".join(map(code, range(MOST + 1))), "takeover.too-many"),
        ("设置形式", "党小组", "takeover.branch-kind"),
        ("组建方式", "挂靠", "takeover.mode"),
        ("成立日期", "很早", "register.date"),
        ("成立日期", "1921-06-30", "takeover.day"),
        ("成立日期", "2201-01-01", "takeover.day"),
        ("正式党员数", "三", "register.count"),
        ("正式党员数", "3;4", "takeover.counts-differ"),
        ("职工数", "30;40", "takeover.counts-differ"),
        ("书记编号", "p-9", "takeover.secretary-half-told"),
        ("书记姓名", "示例", "takeover.secretary-half-told"),
        ("任期开始", "2024-06-01", "takeover.term-half-told"),
        ("任期届满", "2027-05-31", "takeover.term-half-told"),
        ("合同编号", "K-1", "takeover.contract-of-nobody"),
        ("合同编号", "合同", "takeover.id"),
        ("合同编号", "无", None),
        ("2024年星级", "无", "takeover.star"),
        ("2024年星级", "6", "takeover.star"),
    ],
)
def test_a_bad_cell_is_reported_where_it_stands(heading: str, cell: Cell, rule: str | None) -> None:
    assert wrong(**{heading: cell}) == ([(heading, rule)] if rule else [])


def test_a_secretary_is_told_by_a_right_id_and_a_right_name() -> None:
    assert wrong(书记编号="书记", 书记姓名="示例") == [("书记编号", "takeover.id")]
    assert wrong(书记编号="p-9", 书记姓名="名\x07") == [("书记姓名", "takeover.person-name")]
    assert wrong(书记编号="p-9", 书记姓名="无") == [("书记编号", "takeover.secretary-half-told")]


def test_a_term_does_not_end_before_it_begins() -> None:
    assert wrong(任期开始="2024-06-01", 任期届满="2024-05-31") == [("任期届满", "takeover.term-backwards")]


def test_more_years_of_stars_than_a_registration_takes_are_refused() -> None:
    assert wrong(**{f"{year}年星级": 3 for year in range(1970, 1971 + MOST)}) == [("", "takeover.too-many")]


def test_everything_wrong_in_a_row_is_said_at_once_and_the_other_rows_go_in() -> None:
    header = [*NEEDED, "成立日期", "2024年星级"]
    found = parsed(header, ["甲", "o-1", ONE, "昨天", "十星"], [], ["乙", "o-1", TWO, "", "", "错位"], NAMED)
    assert [(one.row, one.column) for one in found if isinstance(one, RowError)] == [
        (2, "成立日期"),
        (2, "2024年星级"),
        (4, ""),
    ]
    assert [one for one in found if isinstance(one, Listed)] == [Listed(5, BARE)]


def test_only_known_orgs_are_taken_when_they_are_told() -> None:
    found = list(parse_branches(recognise(NEEDED), [NAMED, ["乙", "o-9", TWO]], orgs={"o-1"}))
    assert isinstance(found[0], Listed)
    assert isinstance(found[1], RowError)
    assert found[1].rule == "register.org-unknown"


def test_a_branch_is_taken_once() -> None:
    first, same, other = parsed(NEEDED, NAMED, [" 示例支部 ", "o-1", ONE.lower()], ["示例支部", "o-1", TWO])
    assert isinstance(first, Listed)
    assert isinstance(same, RowError)
    assert (same.severity, same.rule, same.data) == (
        Severity.WARNING,
        "register.row-repeated",
        {"first": "2"},
    )
    assert isinstance(other, RowError)
    assert (other.severity, other.rule) == (Severity.ERROR, "takeover.branch-twice")
    assert other.data == {"name": "示例支部", "first": "2"}


def test_the_id_of_a_branch_is_made_of_its_superior_and_its_name() -> None:
    same = row(书记编号="p-9", 书记姓名="示例")
    assert same.branch == BARE.branch
    assert len({BARE.branch, row(上级党组织编号="o-2").branch, row(党组织名称="示例二支部").branch}) == 3


@pytest.mark.parametrize(
    ("word", "star"),
    [("3", 3), (3, 3), ("３星", 3), ("三星级", 3), ("★★★", 3), ("★★★☆☆", 3), ("⭐️⭐️", 2), ("0", 0), ("5 stars", 5), ("", None)],
)  # fmt: skip
def test_stars_are_read_as_offices_write_them(word: Cell, star: int | None) -> None:
    assert read_star(word) == star


def test_kinds_and_modes_are_known_by_their_names() -> None:
    assert [read_kind(word) for word in ("党支部", "党总支部", "基层委员会", "")] == [*BranchKind, None]
    modes = ("单独组建", "联合组建", "项目党支部", "临时党支部", "流动党员党支部", None)
    assert [read_mode(word) for word in modes] == [*BranchMode, None]


# what is ordered


def full() -> RegisterExistingBranch:
    return registration(
        row(
            设置形式="党支部",
            组建方式="单独组建",
            成立日期="2015-06-01",
            正式党员数=3,
            职工数=40,
            书记编号="p-9",
            书记姓名="示例",
            任期开始="2024-06-01",
            任期届满="2027-05-31",
            合同编号="K-1",
            **{"2024年星级": "4"},
        ),
        IDS,
    )


def test_a_row_that_tells_all_leaves_nothing_unknown() -> None:
    secretary = Person(id="p-9", name="示例")
    assert full() == RegisterExistingBranch(
        org="o-1",
        superior="o-1",
        name="示例支部",
        facts=LegacyFacts(
            branch_kind=BranchKind.BRANCH,
            mode=BranchMode.INDEPENDENT,
            founded_on=date(2015, 6, 1),
            secretary=Officer(person=secretary),
            term=TermOfOffice(starts_on=date(2024, 6, 1), ends_on=date(2027, 5, 31)),
            partners=(Partner(enterprise="e-1", counted=3, employees=40),),
        ),
        contracts=(HeldContract(contract="K-1", person=secretary, post=Post.SECRETARY),),
        stars=(YearStar(year=2024, star=4),),
    )


def test_what_a_row_does_not_tell_is_listed_as_unknown() -> None:
    assert set(registration(BARE, IDS).unknown) == set(UnknownFact)
    half = row(统一社会信用代码=f"{ONE};{TWO}", 正式党员数="3；不详")
    assert UnknownFact.MEMBERS in registration(half, IDS).unknown


def test_a_temporary_branch_has_no_term_that_could_be_unknown() -> None:
    temporary = registration(row(统一社会信用代码="无", 组建方式="临时"), IDS)
    assert temporary.unknown == (UnknownFact.BRANCH_KIND, UnknownFact.FOUNDED_ON, UnknownFact.SECRETARY)


@pytest.mark.parametrize("order", [full(), registration(BARE, IDS)], ids=["full", "bare"])
def test_what_is_ordered_is_registered(order: RegisterExistingBranch) -> None:
    SPEC.given().when(did(order)).then(like(e.ExistingBranchRegistered, name="示例支部"))


def test_a_branch_that_was_registered_as_the_row_says_is_not_ordered_again() -> None:
    order = full()
    told = {name: getattr(order, name) for name in type(order).model_fields if name != "kind"}
    by = fixed_deadline("confirm", date(2026, 1, 5), date(2026, 2, 5), rules())
    event = e.ExistingBranchRegistered(**told, offices_limit=1, confirmation=by)
    empty = BranchState(stream="branch/b-1")
    assert outstanding(order, "branch/b-1", None, empty)
    assert not outstanding(order, "branch/b-1", event, empty)
    for other, first in (
        (order.model_copy(update={"stars": ()}), event),
        (order, e.RegistrationRejected(reason="查无此支部")),
    ):
        with pytest.raises(refusals.BranchStandsError):
            outstanding(other, "branch/b-1", first, empty)


def listed_today(branch: BranchState) -> BranchRow:
    """What an exported register tells of a branch."""
    codes = {one: uscc for uscc, one in IDS.items()}
    person = branch.secretary.person if branch.secretary else None
    return BranchRow(
        registered_as=branch.id,
        name=branch.name or "",
        superior=branch.superior or "",
        org=branch.org,
        branch_kind=branch.branch_kind,
        mode=branch.mode,
        founded_on=branch.founded_on,
        enterprises=tuple(
            ListedEnterprise(uscc=codes[one.enterprise], counted=one.counted, employees=one.employees)
            for one in branch.partners
        ),
        secretary=person,
        vacant=is_vacant(branch),
        term=branch.term,
        contract=secretary_contract(branch),
        stars=stars_by_year(branch),
    )


HELD = HeldContract(contract="K-1", person=HAN, post=Post.SECRETARY)
LIVES: dict[str, Sequence[Did | TimePasses]] = {
    "founded": [begin()],
    "living": living(),
    "without a secretary": living(None),
    "taken over": [did(register(contracts=(HELD,), stars=(YearStar(year=2024, star=4),)))],
    "nothing known": [did(register(LegacyFacts(partners=(partner(None, None),)), *sorted(UnknownFact)))],
    "another secretary since": [*living(), by_service(seated(MEI))],
    "a contract ended": [
        did(register(contracts=(HELD,))),
        did(c.ConfirmRegistration(), by=ZHAO),
        by_service(contract("2026-01-05")),
        time_passes("2026-01-06"),
    ],
}


@pytest.mark.parametrize("life", LIVES)
def test_a_row_that_tells_how_a_branch_stands_today_changes_nothing(life: str) -> None:
    branch: BranchState = SPEC.given(*LIVES[life]).state
    told = listed_today(branch)
    first = e.RegistrationRejected(reason="随便什么")
    assert told.branch == "b-1"
    assert not outstanding(registration(told, IDS), branch.stream, first, branch)
    for other in (
        {"name": "另一支部"},
        {"stars": (YearStar(year=1999, star=1),)},
        {"founded_on": date(2001, 1, 1)},
        {"secretary": LIN, "vacant": False},
        {"org": "o-9"},
    ):
        changed = registration(told.model_copy(update=other), IDS)
        with pytest.raises(refusals.BranchStandsError):
            outstanding(changed, branch.stream, first, branch)


# anything whatever

CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=30),
    st.text(alphabet="0123456789;；、.-/年月日 星★无N/A", max_size=12),
    st.sampled_from([ONE, f"{ONE};{TWO}", "示例支部", "o-1", "无", "临时", "2024-06-01", "1;2", "p-9"]),
    st.dates(),
    st.datetimes(),
    st.times(),
)
ALL = [*(column.value for column in Column), "2024年星级"]


@given(st.lists(st.lists(CELLS, max_size=len(ALL) + 1), max_size=6))
def test_no_cells_whatever_make_it_crash_and_no_row_is_lost(rows: list[list[Cell]]) -> None:
    found = parsed(ALL, *rows)
    good = [one for one in found if isinstance(one, Listed)]
    bad = {one.row for one in found if isinstance(one, RowError)}
    assert len({one.row.branch for one in good}) == len(good)
    assert not bad & {one.number for one in good}
    assert all(BranchRow.model_validate_json(one.row.model_dump_json()) == one.row for one in good)
    for one in good:
        registration(one.row, {listed.uscc: "e-1" for listed in one.row.enterprises})


# sentences

CATALOGUE = tomllib.loads((Path(domain.__file__).parent / "messages" / "takeover.toml").read_text("utf-8"))
CLASSES = [refusal for refusal in all_refusals() if refusal.__module__ == refusals.__name__]


def test_no_sentence_of_a_list_is_left_without_a_refusal() -> None:
    assert set(CATALOGUE) == {refusal.rule for refusal in CLASSES}


def test_an_id_that_no_branch_has_is_told() -> None:
    refusal = catalogue().refusal(refusals.BranchUnknownError("b-17"))
    assert "b-17" in refusal.zh
    assert "b-17" in refusal.en
