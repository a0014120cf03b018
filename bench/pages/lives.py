"""
What becomes of an enterprise: a few lives, told by the scenes of the rules' own tests, that many enterprises live.

Ids, codes, names and organisations in them are placeholders; `filling` puts those of each enterprise in their place.
"""

from collections.abc import Iterator
from typing import NamedTuple

from domain.coverage import Conclusion, CoverageLevel
from domain.filing.commands import AcknowledgeFiling
from domain.investigation.commands import OpenInvestigation
from domain.model import EntryRef
from journal.entry import StoredEntry
from journal.preparing import prepare
from ledger.projection import Change
from ledger.registers.sounding import by_sound
from tests.domain import branch_given as branch
from tests.domain import establishment_given as establishment
from tests.domain import evaluation_given as evaluation
from tests.domain import round_given as rounds
from tests.domain import test_filing as filing
from tests.domain import test_investigation as investigation
from tests.domain.enterprise_cases import code
from tests.ledger.histories import submissions
from tests.ledger.province import Told, covered, enterprise, lived, noted
from tests.ledger.standing import change
from tests.service import REAL
from tests.spec import WANG, ZHAO, Did, TimePasses, did, time_passes

NUMBER = 7_777_777
"""Stands for the number of an enterprise; every id of its life ends with it."""
ORG, COUNTY, NAME, CODE = "o-placeholder", "o-over-placeholder", "占位企业", code(NUMBER)
_ROUND = f"evaluation-round/{COUNTY}/2025"


class Life(NamedTuple):
    """
    The entries of all its streams, and what the ledger's folds are told of each stream; positions count from 1.

    `share`: of a hundred enterprises.
    """

    share: int
    entries: tuple[StoredEntry, ...]
    changes: tuple[Change, ...]


_REGISTERED = {
    "type_text": "有限责任公司（自然人投资或控股）",
    "capital": 5_000_000,
    "capital_text": "伍佰万元整",
    "province": "示例省",
    "city": "示例市",
    "county": "示例县",
    "address": "示例省示例市示例县示例路88号示例产业园3号楼2单元",
    "industry": "C3311",
    "premises": True,
    "in_production": True,
}


def sounds(name: str) -> str:
    """Return how a name sounds, as the keys of the registers begin."""
    return by_sound(name).removesuffix(f" {name}")


def lives() -> tuple[Life, ...]:
    """Return what becomes of a hundred enterprises: 60 are listed, 12 have a branch, 10 wait for a filing's answer, 18 for an investigation."""
    independent, joint = Conclusion.INDEPENDENT, Conclusion.JOINT_OR_AFFILIATED
    own = covered(NUMBER, CoverageLevel.INDEPENDENT, f"b-{NUMBER}")
    return (
        _life(60, _enterprise(noted(NUMBER, Conclusion.LISTED)), _investigated(0)),
        _life(
            12,
            _enterprise(noted(NUMBER, independent, priority=True, counted=3), own),
            _investigated(3),
            _founded(),
            _branch(),
            _filing("2026-10-14", did(AcknowledgeFiling(), by=ZHAO)),
            _evaluated(),
        ),
        _life(
            10,
            _enterprise(noted(NUMBER, joint, counted=2)),
            _investigated(2),
            _branch(),
            _filing("2026-10-20"),
        ),
        _life(18, _enterprise(), _investigation(time_passes("2026-03-31"))),
    )


def ranked() -> Life:
    """Return the round of a county, ranked."""
    history = (rounds.opened(len(rounds.DOZEN)), *rounds.scores(), rounds.ranked())
    return _life(0, lived(_ROUND, rounds.SPEC, *history))


def _enterprise(*more: Did) -> Told:
    told = enterprise(NUMBER, ORG, *more, name=f"{NAME}有限公司", **_REGISTERED)
    return told._replace(stream=f"enterprise/e-{NUMBER}")


def _investigation(*more: Did | TimePasses) -> Told:
    opened = did(OpenInvestigation(org=ORG, round="2026"))
    return lived(f"investigation/e-{NUMBER}/1", investigation.SPEC, opened, *more)


def _investigated(members: int) -> Told:
    sections = (
        investigation.here(members),
        investigation.investors(),
        investigation.workforce(),
        investigation.operations(),
        investigation.coverage(),
    )
    reported = (investigation.told(one) for one in sections)
    return _investigation(*reported, did(investigation.SUBMIT), did(investigation.ACCEPT, by=ZHAO))


def _founded() -> Told:
    what = establishment.application(name=f"{NAME}党支部", partners=(establishment.partner(f"e-{NUMBER}"),))
    applied = did(establishment.apply(what, org=ORG), by=WANG)
    history = (
        applied,
        *establishment.convened(what)[1:],
        *establishment.founded()[-4:],
        *establishment.filed(on="2026-03-26"),
    )
    return lived(f"establishment/b-{NUMBER}", establishment.SPEC, *history)


def _branch() -> Told:
    partners = (branch.partner(enterprise=f"e-{NUMBER}"),)
    history = branch.living(org=ORG, name=f"{NAME}党支部", partners=partners)
    return lived(f"branch/b-{NUMBER}", branch.SPEC, *history)


def _filing(on: str, *more: Did) -> Told:
    known = EntryRef(stream=f"contract/K-{NUMBER}", version=1)
    submitted = filing.submit(org=ORG, branch=f"b-{NUMBER}", enterprise=f"e-{NUMBER}", contract_entry=known)
    return lived(f"filing/K-{NUMBER}/1", filing.SPEC, did(submitted, on=on), *more)


def _evaluated() -> Told:
    history = (
        evaluation.opened(org=ORG, round=_ROUND),
        evaluation.assessed(),
        evaluation.reviewed(),
        evaluation.visited(),
        evaluation.proposed(),
        evaluation.posted(),
        evaluation.awarded(),
    )
    return lived(f"evaluation/b-{NUMBER}/2025", evaluation.SPEC, *history)


def _life(share: int, *told: Told) -> Life:
    entries = [
        entry._replace(position=position)
        for position, entry in enumerate((one for each in told for one in _entries(each)), start=1)
    ]
    streams = [[entry for entry in entries if entry.stream == one.stream] for one in told]
    return Life(share, tuple(entries), tuple(map(change, streams)))


def _entries(told: Told) -> Iterator[StoredEntry]:
    for one in submissions(told.scene, told.stream):
        yield from prepare(one, REAL, {}).entries
