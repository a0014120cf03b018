"""The coverage figures of a little province, counted by hand; each opens into the rows it counted."""

from datetime import date

import pytest

from domain.branch.commands import ConfirmRegistration
from domain.coverage import Conclusion, CoverageLevel
from domain.enterprise import commands as c
from domain.enterprise.life import LifeEvent, LifeEventKind
from domain.figures import Figure
from domain.investigation.commands import AcceptInvestigation
from domain.investigation.decider import DECIDER as INVESTIGATION
from domain.register.ownership import Ownership
from domain.roster.directory import Directory
from domain.roster.orgs import OrgLevel
from journal.journal import Journal
from ledger.coverage.counted import OF_WHOLE, Figures, Share
from ledger.coverage.counting import Asked, Counts
from ledger.coverage.placing import placed
from ledger.registers.register import Register, Wanted
from tests.domain import branch_given, establishment_given, evaluation_given, round_given
from tests.domain.roster_given import BRANCH, COUNTY, PARK, PROVINCE, T1, T2
from tests.domain.test_filing import SPEC as FILING
from tests.domain.test_filing import submit
from tests.domain.test_investigation import here, opened, submitted
from tests.ledger.province import Told, covered, directory, enterprise, lived, looking, noted
from tests.postgres import Database
from tests.spec import ZHAO, Spec, did, time_passes

TODAY = date(2026, 4, 1)
UNTIL = date(2026, 10, 1)
ELSEWHERE = "o-elsewhere"
"""An organisation that the roster does not know."""

GONE = LifeEvent(what=LifeEventKind.DEREGISTERED, happened_on=date(2026, 1, 5))
INDEPENDENT, JOINT, AFFILIATED, WORK = (
    CoverageLevel.INDEPENDENT,
    CoverageLevel.JOINT,
    CoverageLevel.AFFILIATED,
    CoverageLevel.WORK_COVERAGE,
)

ENTERPRISES = (
    enterprise(1, T1, noted(1, Conclusion.INDEPENDENT, priority=True, counted=5), covered(1, INDEPENDENT)),
    enterprise(2, T1, noted(2, Conclusion.JOINT_OR_AFFILIATED, priority=True), covered(2, JOINT)),
    enterprise(3, T1, noted(3, Conclusion.WORK_COVERAGE, priority=True), covered(3, WORK)),
    enterprise(4, T2, noted(4, Conclusion.JOINT_OR_AFFILIATED)),
    enterprise(
        5, T2, noted(5, Conclusion.JOINT_OR_AFFILIATED), covered(5, AFFILIATED), ownership=Ownership.UNKNOWN
    ),
    enterprise(6, T2, covered(6, INDEPENDENT)),
    enterprise(7, T2, noted(7, Conclusion.EXCLUDED), ownership=Ownership.STATE),
    enterprise(8, PARK, noted(8, Conclusion.LISTED)),
    enterprise(
        9,
        PARK,
        noted(9, Conclusion.INDEPENDENT),
        covered(9, INDEPENDENT),
        did(c.ReportLifeEvent(life=GONE)),
        did(c.ConcludeLifeEvent(what=GONE.what, confirmed=True, reason="已核实"), by=ZHAO),
    ),
    enterprise(10, COUNTY, noted(10, Conclusion.INDEPENDENT, priority=None)),
    enterprise(11, ELSEWHERE, noted(11, Conclusion.INDEPENDENT), covered(11, INDEPENDENT)),
)


def branch(name: str, starts: str, ends: str) -> Told:
    known = branch_given.facts(term=branch_given.term(starts, ends))
    order = branch_given.register(known, org=T1)
    return lived(f"branch/{name}", branch_given.SPEC, did(order), did(ConfirmRegistration(), by=ZHAO))


TERMS_AND_FILINGS = (
    branch("b-1", "2023-10-02", "2026-10-01"),
    branch("b-2", "2023-10-03", "2026-10-02"),
    branch("b-3", "2021-01-01", "2023-12-31"),
    lived("branch/b-4", branch_given.SPEC, did(branch_given.register(org=T1))),
    lived("filing/K-1/1", FILING, did(submit(org=T1), on="2026-10-16")),
    lived("filing/K-2/1", FILING, did(submit(org=T2), on="2026-10-15")),
)
HELD = "2026-03-20"


def accepted(number: int, on: str, nth: int = 1) -> Told:
    scene = submitted(here(3))
    scene.do(did(AcceptInvestigation(), by=ZHAO, on=on))
    return Told(f"investigation/e-{number}/{nth}", scene)


def founded(number: int) -> Told:
    what = establishment_given.application(partners=(establishment_given.partner(f"e-{number}"),))
    scene = establishment_given.SPEC.given(
        *establishment_given.convened(what), *establishment_given.founded()[-4:]
    )
    assert str(scene.state.held_on) == HELD
    return Told(f"establishment/x-{number}", scene)


def overdue(number: int) -> Told:
    late = opened()
    late.do(time_passes("2026-03-31"))
    return Told(f"investigation/e-{number}/1", late)


def stars_of_a_round() -> tuple[Told, ...]:
    stream = f"evaluation-round/{T1}/2025"

    def evaluated(branch: str, star: int) -> Told:
        history = (
            evaluation_given.opened(round=stream),
            evaluation_given.assessed(),
            evaluation_given.reviewed(),
            evaluation_given.visited(),
            evaluation_given.proposed(star),
            evaluation_given.posted(),
        )
        awarded = (evaluation_given.awarded(star),) if star == 4 else ()
        return lived(f"evaluation/{branch}/2025", evaluation_given.SPEC, *history, *awarded)

    ranked = Told(stream, round_given.at_proposed())
    return (ranked, evaluated("b-001", 4), evaluated("b-002", 4), evaluated("b-003", 5))


def asked(org: str | None, level: OrgLevel | None = None, year: int | None = None) -> Asked:
    return Asked(org, placed(directory(), org, TODAY, level), UNTIL, year)


def lines(counts: Counts) -> dict[str, Figures]:
    return {str(one.org): one for one in counts.lines}


def told(figures: Figures, *more: Figure) -> tuple[int, ...]:
    of = (Figure.BASE, Figure.ORGANISATION, Figure.INDEPENDENT, Figure.JOINT, Figure.AFFILIATED, Figure.WORK)
    return tuple(figures.count(one) for one in (*of, *more))


async def test_enterprises_are_counted_against_one_denominator_line_by_line(
    journal: Journal, database: Database
) -> None:
    more = (Figure.PRIORITY_BASE, Figure.PRIORITY, Figure.UNINVESTIGATED)
    async with looking(journal, database, *ENTERPRISES) as ledger:
        county = await ledger.counts(asked(COUNTY))
        found = lines(county)
        assert set(found) == {COUNTY, T1, T2, PARK}
        assert told(found[T1], *more) == (3, 2, 1, 1, 0, 1, 3, 2, 0)
        assert told(found[T2], *more) == (2, 1, 0, 0, 1, 0, 0, 0, 1)
        assert told(found[PARK], *more) == (1, 0, 0, 0, 0, 0, 0, 0, 0)
        assert told(found[COUNTY], *more) == (1, 0, 0, 0, 0, 0, 0, 0, 0)
        assert told(county.total, *more) == (7, 3, 1, 1, 1, 1, 3, 2, 1)
        assert county.total.org == COUNTY
        assert county.total.share(Figure.ORGANISATION) == Share(3, 7)
        assert county.total.share(Figure.PRIORITY) == Share(2, 3)
        everybody = await ledger.counts(asked(None))
        assert {org: told(one)[:2] for org, one in lines(everybody).items()} == {
            PROVINCE: (0, 0),
            COUNTY: (7, 3),
            ELSEWHERE: (1, 1),
        }
        assert told(everybody.total)[:2] == (8, 4)
        assert everybody.total.org is None
        alone = await ledger.counts(asked(T2))
        assert set(lines(alone)) == {T2}
        assert told(alone.total) == told(found[T2])


async def test_every_figure_opens_into_exactly_the_rows_it_counted(
    journal: Journal, database: Database
) -> None:
    over = (
        lived("branch/b-1", branch_given.SPEC, *branch_given.living(org=T1)),
        lived("filing/K-1/1", FILING, did(submit(org=T1), on="2026-10-16")),
        lived("filing/K-2/1", FILING, did(submit(org=T2), on="2026-10-15")),
    )
    of = {Figure.TERMS: Register.SECRETARIES, Figure.FILINGS: Register.FILINGS, Figure.LATE: Register.FILINGS}
    async with looking(journal, database, *ENTERPRISES, *over) as ledger:
        for org in (COUNTY, T1, T2):
            total = (await ledger.counts(asked(org))).total
            orgs = directory().below(org, TODAY)
            for figure in (*OF_WHOLE, *set(OF_WHOLE.values()), Figure.UNINVESTIGATED):
                if figure is Figure.TERMS_ENDING:
                    wanted = Wanted(orgs=orgs, figure=Figure.TERMS, until=UNTIL)
                    register = Register.SECRETARIES
                else:
                    wanted, register = Wanted(orgs=orgs, figure=figure), of.get(figure, Register.ENTERPRISES)
                rows = await ledger.page(register, wanted)
                assert len(rows) == total.count(figure), (org, figure)


async def test_terms_that_end_by_then_or_have_ended_are_counted_and_filings_that_were_late(
    journal: Journal, database: Database
) -> None:
    async with looking(journal, database, *TERMS_AND_FILINGS) as ledger:
        counts = await ledger.counts(asked(COUNTY))
        assert counts.total.share(Figure.TERMS_ENDING) == Share(2, 3)
        assert counts.total.share(Figure.LATE) == Share(1, 2)
        assert lines(counts)[T2].share(Figure.LATE) == Share(0, 1)


async def test_the_days_from_the_investigation_to_the_organisation_are_exact(
    journal: Journal, database: Database
) -> None:
    told_of = [one for one in ENTERPRISES if one.stream in {f"enterprise/e-{n}" for n in (1, 2, 3, 4, 11)}]
    days = {1: "2026-03-10", 2: "2026-03-01", 3: "2026-01-10"}
    earlier, elsewhere = accepted(1, "2026-01-12", nth=2), accepted(11, "2026-01-10")
    over = [*(accepted(number, on) for number, on in days.items()), *map(founded, (1, 2, 3, 4, 11))]
    async with looking(journal, database, *told_of, earlier, elsewhere, *over) as ledger:
        counts = await ledger.counts(asked(COUNTY))
        cases = await ledger.founded(directory().below(COUNTY, TODAY))
        expected = {n: (date.fromisoformat(HELD) - date.fromisoformat(on)).days for n, on in days.items()}
        assert {one.enterprise: one.days for one in cases} == {f"e-{n}": d for n, d in expected.items()}
        assert (counts.total.founded, counts.total.days_median, counts.total.days_p90) == (
            3,
            expected[2],
            expected[3],
        )
        assert lines(counts)[T2].days_median is None
        assert ELSEWHERE not in lines(counts)
        assert lines(await ledger.counts(asked(None)))[ELSEWHERE].founded == 1
        assert await ledger.founded((T2,)) == []


async def test_what_is_overdue_is_counted_by_organisation_and_step(
    journal: Journal, database: Database
) -> None:
    async with looking(journal, database, overdue(1), Told("investigation/e-2/1", opened())) as ledger:
        everybody = await ledger.counts(asked(None))
        assert everybody.total.overdue == 1
        assert [(one.org, one.step, one.counted) for one in everybody.overdue] == [("o-1", "investigate", 1)]
        [task] = await ledger.overdue(None)
        assert (task.stream, task.org, task.step) == ("investigation/e-1/1", "o-1", "investigate")
        assert await ledger.overdue((T1,)) == []
        assert (await ledger.counts(asked(T1))).total.overdue == 0


async def test_stars_stand_against_the_places_of_their_quota(journal: Journal, database: Database) -> None:
    async with looking(journal, database, *stars_of_a_round()) as ledger:
        counts = await ledger.counts(asked(COUNTY))
        assert [(one.org, one.year, one.star, one.base, one.places, one.awarded) for one in counts.stars] == [
            (T1, 2025, 5, 12, 1, 0),
            (T1, 2025, 4, 12, 2, 2),
        ]
        assert (lines(counts)[T1].stars, counts.total.stars) == (2, 2)
        assert (await ledger.counts(asked(COUNTY, year=2024))).stars == ()
        assert len(await ledger.page(Register.EVALUATIONS, Wanted(figure=Figure.STARS, year=2025))) == 2


async def test_of_nothing_every_figure_is_nothing(journal: Journal, database: Database) -> None:
    async with looking(journal, database) as ledger:
        counts = await ledger.counts(asked(None))
        assert counts.total == Figures(org=None)
        empty = await ledger.counts(Asked("o-1", placed(Directory(), "o-1", TODAY), UNTIL))
        assert empty.lines == (Figures(org="o-1"),)


# whose line


@pytest.mark.parametrize(
    ("org", "level", "expected"),
    [
        (COUNTY, None, {COUNTY: COUNTY, T1: T1, T2: T2, PARK: PARK, BRANCH: T1}),
        (PROVINCE, None, dict.fromkeys((COUNTY, T1, T2, PARK, BRANCH), COUNTY) | {PROVINCE: PROVINCE}),
        (
            PROVINCE,
            OrgLevel.TOWNSHIP,
            {PROVINCE: PROVINCE, COUNTY: PROVINCE, T1: T1, T2: T2, PARK: PROVINCE, BRANCH: T1},
        ),
        (T1, None, {T1: T1, BRANCH: BRANCH}),
        (None, OrgLevel.COUNTY, dict.fromkeys((COUNTY, T1, T2, PARK, BRANCH), COUNTY) | {PROVINCE: PROVINCE}),
        ("o-unknown", None, {"o-unknown": "o-unknown"}),
    ],
)
def test_an_organisation_counts_in_the_line_below_the_asked_one_that_it_lies_in(
    org: str | None, level: OrgLevel | None, expected: dict[str, str]
) -> None:
    found = placed(directory(), org, TODAY, level)
    assert dict(zip(found.orgs, found.lines, strict=True)) == expected
    assert found.others == (org is None)


def test_an_investigation_says_since_when_it_asks() -> None:
    scene = Spec(INVESTIGATION, "investigation/e-1/1").given()
    assert scene.state.decided_on is None
    scene = submitted(here(3))
    scene.do(did(AcceptInvestigation(), by=ZHAO, on="2026-02-02"))
    assert scene.state.decided_on == date(2026, 2, 2)
