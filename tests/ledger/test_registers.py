"""The registers: what stands in a row, which rows are asked for, and how they come page by page."""

from datetime import date
from typing import Any

import pytest

from domain.branch import commands as b
from domain.branch.kinds import UnknownFact
from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise import commands as c
from domain.enterprise.decider import DECIDER as ENTERPRISE
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.enterprise.state import EnterpriseState
from domain.evaluation.state import EvaluationState
from domain.figures import Figure
from domain.filing.commands import AcknowledgeFiling, Withdraw
from domain.filing.state import FilingState
from journal.journal import Journal
from ledger.registers.branches import branch_row
from ledger.registers.enterprises import enterprise_row
from ledger.registers.evaluations import evaluation_row
from ledger.registers.filings import filing_row
from ledger.registers.register import Key, Order, Register, Wanted, key_of
from ledger.registers.secretaries import SecretaryStatus, secretary_row
from tests.domain import branch_given, evaluation_given
from tests.domain.branch_given import HAN, MEI, facts, living, seated
from tests.domain.enterprise_cases import CODE, NEW_CODE, code, register
from tests.domain.test_filing import SPEC as FILING
from tests.domain.test_filing import submit
from tests.ledger.province import covered, enterprise, lived, looking, noted
from tests.postgres import Database
from tests.spec import SUN, ZHAO, Did, Spec, by_service, did

SPEC = Spec(ENTERPRISE, stream="enterprise/e-1")
REGISTERED = did(register())


def life(what: LifeEventKind, **more: object) -> tuple[Did, Did]:
    told = LifeEvent.model_validate({"what": what, "happened_on": "2026-01-05"} | more)
    concluded = c.ConcludeLifeEvent(what=what, confirmed=True, reason="已核实")
    return did(c.ReportLifeEvent(life=told)), did(concluded, by=ZHAO)


def figures(*more: Did, **row: Any) -> tuple[str, ...]:
    made = enterprise_row(SPEC.given(did(register(**row)), *more).state, 1)
    assert made is not None
    return made.figures


# enterprises


def test_an_enterprise_has_no_row_before_it_is_registered() -> None:
    assert enterprise_row(EnterpriseState(stream="enterprise/e-1"), 1) is None


def test_a_row_tells_what_the_register_told_and_what_became_of_the_enterprise() -> None:
    told = register(registered_on=date(2001, 2, 3), employees={"total": 12}, premises=False, county="示例县")
    scene = SPEC.given(
        did(told),
        noted(1, Conclusion.INDEPENDENT, priority=True, counted=4),
        covered(1, CoverageLevel.INDEPENDENT, "b-1"),
        *life(LifeEventKind.CODE_CHANGED, code=NEW_CODE),
    )
    row = enterprise_row(scene.state, 17)
    assert row is not None
    assert (row.stream, row.position, row.org, row.enterprise) == ("enterprise/e-1", 17, "o-1", "e-1")
    assert (row.code, row.earlier_codes) == (NEW_CODE, (CODE,))
    assert (row.registered_on, row.employees, row.premises) == (date(2001, 2, 3), 12, False)
    assert (row.county, row.park, row.members_full_here) == ("示例县", None, None)
    assert (row.conclusion, row.concluded_by, row.priority, row.counted) == (
        "independent",
        "investigation/e-1/1",
        True,
        4,
    )
    assert (row.coverage, row.covered_by, row.branch) == ("independent", "establishment/x-1", "b-1")
    assert not row.in_pool


@pytest.mark.parametrize(
    ("level", "counts"),
    [
        (CoverageLevel.INDEPENDENT, (Figure.ORGANISATION, Figure.INDEPENDENT)),
        (CoverageLevel.JOINT, (Figure.ORGANISATION, Figure.JOINT)),
        (CoverageLevel.AFFILIATED, (Figure.ORGANISATION, Figure.AFFILIATED)),
        (CoverageLevel.WORK_COVERAGE, (Figure.WORK,)),
    ],
)
def test_a_granted_claim_counts_in_the_figures_of_its_level(
    level: CoverageLevel, counts: tuple[Figure, ...]
) -> None:
    conclusion = noted(1, Conclusion.WORK_COVERAGE)
    assert figures(conclusion, covered(1, level)) == (Figure.BASE, *counts)
    assert figures(covered(1, level)) == (Figure.UNINVESTIGATED,)


def test_an_enterprise_that_is_no_more_counts_nowhere() -> None:
    assert figures(noted(1, Conclusion.INDEPENDENT), *life(LifeEventKind.DEREGISTERED)) == ()


# branches and their secretaries


def test_a_branch_tells_its_enterprises_stars_and_term() -> None:
    known = facts(partners=(branch_given.partner(5, 40), branch_given.partner(None, None, "e-2")))
    stars = ({"year": 2024, "star": 5}, {"year": 2023, "star": 3})
    told = branch_given.register(known, "members", "employees", stars=stars)
    state = branch_given.SPEC.given(did(told)).state
    row = branch_row(state, 3)
    assert row is not None
    assert (row.enterprises, row.counted_each, row.employees_each) == (("e-1", "e-2"), (5, None), (40, None))
    assert (row.star_years, row.stars, row.counted) == ((2023, 2024), (3, 5), None)
    assert (row.secretary_name, row.vacant, row.status) == (HAN.name, False, "registered")
    assert (row.term_starts_on, row.term_ends_on) == (date(2024, 6, 1), date(2027, 5, 31))
    assert row.unknown == (UnknownFact.MEMBERS, UnknownFact.EMPLOYEES)
    assert secretary_row(state, 3) is None


def test_the_register_of_secretaries_names_who_is_who_acts_and_where_nobody_is() -> None:
    def status(*history: Did) -> tuple[str, str | None, str | None]:
        row = secretary_row(branch_given.SPEC.given(*history).state, 9)
        assert row is not None
        return row.status, row.person, row.appointment

    unknown = branch_given.register(facts(secretary=None), "secretary")
    confirmed = did(b.ConfirmRegistration(), by=ZHAO)
    assert status(*living()) == (SecretaryStatus.IN_OFFICE, HAN.id, None)
    assert status(*living(None)) == (SecretaryStatus.VACANT, None, None)
    acting = by_service(seated(MEI, acting=True))
    assert status(*living(None), acting)[:2] == (SecretaryStatus.ACTING, MEI.id)
    appointed = by_service(seated(MEI, number=4))
    assert status(*living(None), appointed) == (SecretaryStatus.IN_OFFICE, MEI.id, "appointment/b-1/4")
    assert status(did(unknown), confirmed) == (SecretaryStatus.UNKNOWN, None, None)


# filings and evaluations


def test_a_filing_that_was_withdrawn_counts_nowhere_and_a_late_one_twice() -> None:
    assert filing_row(FilingState(stream="filing/K-1/1"), 1) is None
    in_time = filing_row(FILING.given(did(submit(), on="2026-10-15")).state, 5)
    late = filing_row(FILING.given(did(submit(), on="2026-10-16"), did(AcknowledgeFiling(), by=SUN)).state, 6)
    withdrawn = filing_row(
        FILING.given(did(submit(), on="2026-10-16"), did(Withdraw(reason="重复"))).state, 7
    )
    assert in_time is not None
    assert late is not None
    assert withdrawn is not None
    assert (in_time.late_by_days, in_time.figures) == (0, (Figure.FILINGS,))
    assert (late.late_by_days, late.figures, late.status) == (1, (Figure.FILINGS, Figure.LATE), "filed")
    assert late.receipt is not None
    assert withdrawn.figures == ()
    assert (late.contract, late.number, late.person_name, late.ground) == ("K-1", 1, "韩某", "agreement")


def test_an_evaluation_has_a_star_once_it_is_ranked_and_counts_once_it_is_awarded() -> None:
    assert evaluation_row(EvaluationState(stream="evaluation/b-1/2025"), 1) is None
    scenes = (evaluation_given.at_verified(), evaluation_given.at_proposed(), evaluation_given.at_awarded(4))
    rows = [evaluation_row(scene.state, 8) for scene in scenes]
    told = [(row.star, row.total, row.figures) for row in rows if row is not None]
    assert told == [(None, None, ()), (4, 905, ()), (4, 905, (Figure.STARS,))]
    assert [(row.branch, row.year) for row in rows if row is not None] == [("b-1", 2025)] * 3


# in the ledger


async def test_rows_are_found_by_organisation_status_text_and_figure(
    journal: Journal, database: Database
) -> None:
    told = (
        enterprise(1, "o-t1", noted(1, Conclusion.LISTED)),
        enterprise(2, "o-t2", *life(LifeEventKind.DEREGISTERED)),
        enterprise(3, "o-t2", noted(3, Conclusion.INDEPENDENT), covered(3, CoverageLevel.JOINT, "b-7")),
        lived("branch/b-7", branch_given.SPEC, *living(name="示例_联合%党支部")),
    )
    async with looking(journal, database, *told) as ledger:

        async def names(wanted: Wanted, of: Register = Register.ENTERPRISES) -> list[str]:
            return [getattr(row, "name", "") async for page in ledger.pages(of, wanted) for row in page]

        one, two, three = "示例1号公司", "示例2号公司", "示例3号公司"
        assert await names(Wanted()) == [one, two, three]
        assert await names(Wanted(orgs=("o-t2", "o-t1"))) == [one, two, three]
        assert await names(Wanted(orgs=("o-t2",))) == [two, three]
        assert await names(Wanted(orgs=())) == []
        assert await names(Wanted(statuses=("deregistered", "merged"))) == [two]
        assert await names(Wanted(text="3号")) == [three]
        assert await names(Wanted(text=code(1).lower())) == [one]
        assert await names(Wanted(figure=Figure.BASE)) == [one, three]
        assert await names(Wanted(figure=Figure.JOINT)) == [three]
        assert await names(Wanted(text="_"), Register.BRANCHES) == ["示例_联合%党支部"]
        assert await names(Wanted(text="__"), Register.BRANCHES) == []
        [row] = [row async for page in ledger.pages(Register.ENTERPRISES, Wanted(text="3号")) for row in page]
        assert getattr(row, "branch_name", None) == "示例_联合%党支部"


async def test_pages_follow_each_other_without_a_gap_or_a_repetition(
    journal: Journal, database: Database
) -> None:
    told = [enterprise(number, f"o-t{number % 3}") for number in range(1, 12)]
    async with looking(journal, database, *told) as ledger:
        found, after = [], Key()
        while page := await ledger.page(Register.ENTERPRISES, Wanted(), after, 4):
            assert len(page) <= 4
            found += [key_of(row) for row in page]
            after = found[-1]
        assert len(found) == 11
        assert found == sorted(set(found))


async def test_by_name_registers_are_read_as_names_sound_wherever_the_rows_lie(
    journal: Journal, database: Database
) -> None:
    sounding = ("2号厂", "ABC公司", "abd公司", "长河公司", "李记", "实业公司", "示例公司")
    told = [
        enterprise(number, f"o-t{number % 3}", name=sounding[number - 1]) for number in (5, 2, 7, 1, 4, 6, 3)
    ]
    async with looking(journal, database, *told) as ledger:
        found: list[Any] = []
        after = Key()
        while page := await ledger.page(Register.ENTERPRISES, Wanted(), after, 2, Order.NAME):
            found += page
            after = key_of(found[-1])
        assert [row.name for row in found] == list(sounding)
        told_by_org = await ledger.page(Register.ENTERPRISES, Wanted(), order=Order.ORG)
        assert [(row.org, row.sort_key) for row in told_by_org] == sorted(
            (row.org, row.sort_key) for row in found
        )


async def test_the_rows_of_the_registers_are_counted_status_by_status(
    journal: Journal, database: Database
) -> None:
    told = (
        enterprise(1, "o-t1"),
        enterprise(2, "o-t2", *life(LifeEventKind.DEREGISTERED)),
        enterprise(3, "o-t2"),
        lived("branch/b-7", branch_given.SPEC, *living()),
    )
    async with looking(journal, database, *told) as ledger:
        counted = {tuple(one[:2]): one.counted for one in await ledger.tallies(None)}
        assert counted[Register.ENTERPRISES, "operating"] == 2
        assert counted[Register.ENTERPRISES, "deregistered"] == 1
        assert counted[Register.BRANCHES, "active"] == 1
        assert [tuple(one) for one in await ledger.tallies(("o-t1",))] == [
            (Register.ENTERPRISES, "operating", 1)
        ]


async def test_each_register_shows_the_names_of_what_it_refers_to(
    journal: Journal, database: Database
) -> None:
    told = (
        enterprise(1, "o-1"),
        lived("branch/b-1", branch_given.SPEC, *branch_given.joint(2, 3)),
        lived("filing/K-1/1", FILING, did(submit(), on="2026-10-15")),
        lived("evaluation/b-1/2025", evaluation_given.SPEC, evaluation_given.opened()),
    )
    async with looking(journal, database, *told) as ledger:
        shown = {one: await ledger.page(one, Wanted()) for one in Register}
        assert [len(rows) for rows in shown.values()] == [1] * 5
        branch = shown[Register.BRANCHES][0]
        assert getattr(branch, "codes", None) == (code(1), None)
        assert getattr(branch, "enterprise_names", None) == ("示例1号公司", None)
        filing = shown[Register.FILINGS][0]
        assert (getattr(filing, "branch_name", ""), getattr(filing, "enterprise_name", "")) == (
            "示例公司党支部",
            "示例1号公司",
        )
        assert getattr(shown[Register.EVALUATIONS][0], "branch_name", "") == "示例公司党支部"
        assert await ledger.page(Register.EVALUATIONS, Wanted(year=2024)) == []
        assert len(await ledger.page(Register.EVALUATIONS, Wanted(year=2025))) == 1
        assert len(await ledger.page(Register.FILINGS, Wanted(year=2026))) == 1
        assert len(await ledger.page(Register.SECRETARIES, Wanted(until=date(2029, 1, 11)))) == 1
        assert await ledger.page(Register.SECRETARIES, Wanted(until=date(2029, 1, 10))) == []


async def test_a_row_names_the_position_of_the_last_entry_it_rests_on(
    journal: Journal, database: Database
) -> None:
    told = (enterprise(1, "o-1", noted(1, Conclusion.LISTED)), enterprise(2, "o-1"))
    async with looking(journal, database, *told) as ledger:
        rows = await ledger.page(Register.ENTERPRISES, Wanted())
        last = {one.stream: one.position for one in await journal.read(0, 1000)}
        assert {row.stream: row.position for row in rows} == {
            stream: position for stream, position in last.items() if stream.startswith("enterprise/")
        }
        assert ledger.position == max(last.values())
