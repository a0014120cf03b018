"""A contract ends once, and its filings come one after the other."""

from datetime import date

from domain.contract.decider import (
    DECIDER,
    ContractEnded,
    ContractEndedError,
    ContractRuns,
    EndContract,
    RestoreContract,
    RunContract,
)
from domain.serials.serials import (
    AlreadyOpenError,
    ClaimSerial,
    ReleaseSerial,
    SerialClaimed,
    SerialReleased,
    WrongSerialError,
)
from tests.domain.test_filing import TERMS
from tests.spec import Spec, by_service, like

SPEC = Spec(DECIDER, stream="contract/K-1")
FIRST, SECOND = "filing/K-1/1", "filing/K-1/2"
END = EndContract(by=FIRST, effective_on=date(2026, 9, 24))


def claim(number: int, by: str, key: str = "") -> ClaimSerial:
    return ClaimSerial(of="filing", number=number, key=key, by=by)


def test_a_filing_takes_the_next_number() -> None:
    SPEC.given().when(by_service(claim(1, FIRST))).then(like(SerialClaimed, number=1, by=FIRST))
    SPEC.given().when(by_service(claim(2, SECOND))).then_refused(WrongSerialError, following=1)


def test_one_filing_is_open_at_a_time() -> None:
    scene = SPEC.given(by_service(claim(1, FIRST)))
    scene.when(by_service(claim(1, FIRST))).then_already_so()
    scene.when(by_service(claim(2, SECOND))).then_refused(AlreadyOpenError, by=FIRST)
    scene.when(by_service(ReleaseSerial(by=FIRST))).then(SerialReleased(by=FIRST))
    scene.when(by_service(ReleaseSerial(by=FIRST))).then_already_so()
    scene.when(by_service(claim(1, SECOND))).then_refused(WrongSerialError, following=2)
    scene.when(by_service(claim(2, SECOND))).then(like(SerialClaimed, number=2))


def test_cases_with_other_keys_may_be_open_beside_each_other() -> None:
    scene = SPEC.given(by_service(claim(1, FIRST, key="a")))
    scene.when(by_service(claim(2, SECOND, key="b"))).then(like(SerialClaimed, key="b"))


def test_a_contract_ends_once_and_says_by_which_filing() -> None:
    scene = SPEC.given(by_service(RunContract(by=FIRST, terms=TERMS)), by_service(END))
    scene.when(by_service(EndContract(by=SECOND, effective_on=date(2026, 10, 1)))).then_refused(
        ContractEndedError, filing=FIRST, ended_on=date(2026, 9, 24)
    )
    scene.when(by_service(RunContract(by=SECOND, terms=TERMS))).then_refused(ContractEndedError, filing=FIRST)


def test_the_end_of_an_unknown_contract_makes_it_known() -> None:
    SPEC.given().when(by_service(END)).then(like(ContractEnded)).where(lambda state: state.known)


def test_a_reversal_lets_it_run_again_under_its_old_terms() -> None:
    scene = SPEC.given(by_service(RunContract(by=FIRST, terms=TERMS)), by_service(END))
    scene.when(by_service(RunContract(by=SECOND, terms=None, reverses=True))).then(
        ContractRuns(by=SECOND, terms=TERMS)
    )
    scene.when(by_service(EndContract(by=SECOND, effective_on=date(2026, 10, 1)))).then(like(ContractEnded))


def test_a_contract_awaits_nobody() -> None:
    SPEC.given(by_service(END)).then_waiting()
    assert DECIDER.tags(SPEC.given().state) == {"contract:K-1"}


def test_the_filing_that_ended_it_may_end_it_again_after_a_revocation() -> None:
    scene = SPEC.given(by_service(END))
    scene.when(by_service(END)).then_already_so()
    scene.when(by_service(EndContract(by=FIRST, effective_on=date(2026, 10, 1)))).then(like(ContractEnded))
    scene.when(by_service(RestoreContract(by=SECOND))).then_already_so()
    scene.when(by_service(RestoreContract(by=FIRST))).then(like(ContractRuns, by=FIRST))
