"""Filing of contract changes: every row of domain.md §8, every number just below, at and just above."""

from datetime import date

import pytest

from domain.contract.decider import DECIDER as CONTRACT
from domain.contract.decider import ContractEndedError, EndContract, RestoreContract, RunContract
from domain.contract.terms import ContractTerms, Duration
from domain.deadlines import Stage
from domain.deciding import fold
from domain.events import Event
from domain.filing import commands as c
from domain.filing import events as e
from domain.filing.decider import DECIDER
from domain.filing.kinds import FilingKind, LegalGround, Post
from domain.filing.refusals import (
    AppealTooLateError,
    ConsentModeError,
    ContractKnownError,
    MissingTermsError,
    NoContractToFileError,
    WrongGroundError,
)
from domain.matter.errors import ClosedError, NotNowError, SamePersonError, SelfDecisionError
from domain.matter.events import DeadlineEscalated, DeadlineLifted, DeadlinePassed, DeadlineReminded
from domain.model import Digested, EntryRef
from domain.orders import Command, MeetingRecord
from domain.people import Person
from domain.policy.filing import FilingMode
from domain.serials.serials import ClaimSerial, ReleaseSerial
from tests.policies import policy_with
from tests.spec import WANG, ZHAO, Did, Scene, Spec, TimePasses, by_service, did, like, time_passes

SPEC = Spec(DECIDER, stream="filing/K-1/1")
CONSENTING = policy_with("filing.mode", value=FilingMode.CONSENT)
CONSENT = SPEC.under(CONSENTING)
TERMS = ContractTerms(duration=Duration.FIXED, starts_on=date(2024, 1, 1), position="专职党务工作者")
KNOWN = EntryRef(stream="contract/K-1", version=1)
PERSON = Person(id="p-han", name="韩某")
PAPER = Digested(sha256="a" * 64, name="解除协议.pdf", media_type="application/pdf", size=1024)


def submit(
    effective: str = "2026-09-24", kind: FilingKind = FilingKind.RESCISSION, **more: object
) -> c.SubmitFiling:
    fields = {
        "filing": kind,
        "org": "o-1-b1",
        "branch": "b-1",
        "enterprise": "e-1",
        "person": PERSON,
        "post": Post.SECRETARY,
        "contract_entry": KNOWN,
        "change": change(effective),
    }
    return c.SubmitFiling(**(fields | more))  # type: ignore[arg-type]


def change(
    effective: str = "2026-09-24",
    ground: LegalGround = LegalGround.AGREEMENT,
    before: ContractTerms | None = TERMS,
    after: ContractTerms | None = None,
) -> c.FiledChange:
    return c.FiledChange(
        ground=ground, effective_on=date.fromisoformat(effective), before=before, after=after
    )


DISMISSAL = submit(change=change(ground=LegalGround.EMPLOYER_DISMISSES))
UNKNOWN_DISMISSAL = DISMISSAL.model_copy(update={"contract_entry": None})


@pytest.mark.parametrize(
    ("on", "late_by_days"),
    [("2026-10-14", 0), ("2026-10-15", 0), ("2026-10-16", 1)],
)
def test_a_filing_is_late_after_ten_working_days(on: str, late_by_days: int) -> None:
    # 25–27 September and 1–7 October 2026 are off; 20 September and 10 October are worked.
    SPEC.given().when(did(submit("2026-09-24"), on=on)).then(
        like(e.FilingSubmitted, late_by_days=late_by_days)
    )


def test_a_filing_on_the_last_day_is_in_time_however_late_it_is_acknowledged() -> None:
    SPEC.given(did(submit("2026-09-24"), on="2026-10-15")).when(
        did(c.AcknowledgeFiling(), by=ZHAO, on="2026-11-20")
    ).then(like(e.FilingAcknowledged, late_by_days=0, receipt="BA-2026-K-1-1"))


def test_a_submission_in_time_that_is_recorded_late_is_in_time() -> None:
    outcome = SPEC.given().when(did(submit("2026-09-24"), on="2026-10-15", recorded_on="2026-11-20"))
    assert isinstance(outcome.events[0], e.FilingSubmitted)
    assert outcome.events[0].late_by_days == 0
    assert [event.kind for event in outcome.events[1:]] == ["matter.recorded_late.v1"]


def test_a_submission_waits_for_the_registrar_and_takes_a_number_of_the_contract() -> None:
    SPEC.given().when(did(submit(), on="2026-10-12")).then(
        like(e.FilingSubmitted, contract_known=True, linking=None)
    ).waiting("answer_filing").claiming(("contract/K-1", ClaimSerial))


def test_the_same_submission_again_is_already_so() -> None:
    SPEC.given(did(submit())).when(did(submit())).then_already_so()


def test_the_submitter_may_not_acknowledge() -> None:
    SPEC.given(did(submit(), by=WANG)).when(did(c.AcknowledgeFiling(), by=WANG)).then_refused(
        SamePersonError, person=WANG
    )


def test_four_eyes_bind_who_decided_not_who_typed() -> None:
    SPEC.given(did(submit(), by=WANG, decided_by=ZHAO)).when(
        did(c.AcknowledgeFiling(), by=ZHAO)
    ).then_refused(SamePersonError, person=ZHAO)
    SPEC.given(did(submit(), by=WANG, decided_by="p-qian")).when(
        did(c.AcknowledgeFiling(), by=WANG, decided_by=ZHAO)
    ).then(like(e.FilingAcknowledged))


def test_four_eyes_bind_under_delegation() -> None:
    SPEC.given(did(submit(), by=WANG)).when(
        did(c.AcknowledgeFiling(), by=ZHAO, on_behalf_of=WANG)
    ).then_refused(SamePersonError, person=WANG)


def test_a_meeting_may_decide_what_a_clerk_records() -> None:
    meeting = MeetingRecord(body="镇党委会", held_on=date(2026, 1, 5), document="示委〔2026〕1号")
    SPEC.given(did(submit(), by=WANG, decided_by=meeting)).when(did(c.AcknowledgeFiling(), by=WANG)).then(
        like(e.FilingAcknowledged)
    )


def test_nobody_files_or_decides_about_himself() -> None:
    SPEC.given().when(did(submit(), by=PERSON.id)).then_refused(SelfDecisionError, person=PERSON.id)
    SPEC.given(did(submit())).when(did(c.AcknowledgeFiling(), by=PERSON.id)).then_refused(SelfDecisionError)


CORRECTING = did(c.RequestCorrection(items=("缺页",)), by=ZHAO)
OBJECTED = did(c.ObjectToFiling(reasons="未经上级同意"), by=ZHAO)
APPEALED = did(c.AppealConsent(reasons="不同意"), by=ZHAO, on="2026-10-20")


def reached(*history: Did | TimePasses) -> Scene:
    """A dismissal of an unknown contract where the superior must consent, filed on 12 October 2026."""
    return CONSENT.given(did(UNKNOWN_DISMISSAL, on="2026-10-12"), *history)


@pytest.mark.parametrize(
    ("history", "command"),
    [
        ([], c.AcknowledgeFiling()),
        ([], c.RequestCorrection(items=("缺页",))),
        ([], c.Withdraw(reason="误报")),
        ([], c.ObjectToFiling(reasons="理由")),
        ([], c.LinkContract(contract="K-2")),
        ([CORRECTING], c.Correct(change=change())),
        ([OBJECTED], c.DecideObjection(upheld=True, reasons="理由")),
        ([time_passes("2026-10-19")], c.AppealConsent(reasons="理由")),
        ([time_passes("2026-10-19"), APPEALED], c.DecideAppeal(upheld=True, reasons="理由")),
    ],
)
def test_the_person_concerned_takes_no_part_but_by_a_statement(
    history: list[Did | TimePasses], command: Command
) -> None:
    reached(*history).when(did(command, by=PERSON.id)).then_refused(SelfDecisionError, person=PERSON.id)
    reached(*history).when(did(command, by="p-qian")).then(like(Event))


def test_the_person_concerned_may_put_a_statement_on_record() -> None:
    SPEC.given(did(submit())).when(did(c.RecordStatement(statement=PAPER), by=PERSON.id)).then(
        like(e.StatementRecorded)
    )


def test_who_objected_does_not_decide_the_objection() -> None:
    decision = c.DecideObjection(upheld=True, reasons="理由")
    reached(OBJECTED).when(did(decision, by=ZHAO)).then_refused(SamePersonError, person=ZHAO)
    reached(OBJECTED).when(did(decision, by=WANG)).then_refused(SamePersonError, person=WANG)


def test_who_appealed_does_not_decide_the_appeal() -> None:
    decision = c.DecideAppeal(upheld=True, reasons="理由")
    scene = reached(time_passes("2026-10-19"), APPEALED)
    scene.when(did(decision, by=ZHAO)).then_refused(SamePersonError, person=ZHAO)
    scene.when(did(decision, by=WANG)).then_refused(SamePersonError, person=WANG)


def test_an_investor_without_a_contract_has_none_to_file() -> None:
    bare = change(before=None)
    SPEC.given().when(did(submit(investor=True, change=bare))).then_refused(NoContractToFileError)
    SPEC.given().when(did(submit(investor=True))).then(like(e.FilingSubmitted))


@pytest.mark.parametrize(
    ("kind", "ground"),
    [
        (FilingKind.TERMINATION, LegalGround.AGREEMENT),
        (FilingKind.RESCISSION, LegalGround.EXPIRY),
        (FilingKind.REVERSE, LegalGround.RETIREMENT),
    ],
)
def test_a_ground_belongs_to_its_kind(kind: FilingKind, ground: LegalGround) -> None:
    SPEC.given().when(did(submit(kind=kind, change=change(ground=ground)))).then_refused(WrongGroundError)


@pytest.mark.parametrize("kind", [FilingKind.RENEW, FilingKind.CHANGE, FilingKind.REGISTER])
def test_new_terms_are_needed_where_a_contract_goes_on(kind: FilingKind) -> None:
    SPEC.given().when(did(submit(kind=kind))).then_refused(MissingTermsError, missing="after")
    SPEC.given().when(did(submit(kind=kind, change=change(after=TERMS)))).then(like(e.FilingSubmitted))


def test_old_terms_are_needed_where_a_contract_ends() -> None:
    SPEC.given().when(did(submit(change=change(before=None)))).then_refused(
        MissingTermsError, missing="before"
    )


def test_the_end_of_a_contract_reaches_the_contract_when_it_is_acknowledged() -> None:
    SPEC.given(did(submit())).when(did(c.AcknowledgeFiling(), by=ZHAO)).then(
        like(e.FilingAcknowledged)
    ).claiming(("contract/K-1", EndContract), ("contract/K-1", ReleaseSerial)).waiting()


@pytest.mark.parametrize(
    ("kind", "ground"),
    [(FilingKind.CHANGE, LegalGround.AGREEMENT), (FilingKind.REVERSE, LegalGround.COURT)],
)
def test_a_changed_or_restored_contract_runs(kind: FilingKind, ground: LegalGround) -> None:
    filed = submit(kind=kind, change=change(ground=ground, after=TERMS))
    SPEC.given(did(filed)).when(did(c.AcknowledgeFiling(), by=ZHAO)).then(
        like(e.FilingAcknowledged)
    ).claiming(("contract/K-1", RunContract), ("contract/K-1", ReleaseSerial))


def test_an_acknowledged_filing_is_acknowledged_already() -> None:
    filed = SPEC.given(did(submit(contract_entry=None)), did(c.AcknowledgeFiling(), by=ZHAO))
    filed.when(did(c.AcknowledgeFiling(), by=ZHAO)).then_already_so()


def test_a_closed_filing_takes_no_more_acts() -> None:
    done = SPEC.given(did(submit()), did(c.AcknowledgeFiling(), by=ZHAO))
    assert done.state.closed
    done.when(did(c.AcknowledgeFiling(), by=ZHAO)).then_refused(ClosedError)


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2026-10-13", [DeadlineReminded]),
        ("2026-10-16", [DeadlineReminded]),
        ("2026-10-19", [DeadlineReminded, DeadlinePassed]),
        ("2026-10-26", [DeadlineReminded, DeadlinePassed, DeadlineEscalated]),
    ],
)
def test_five_working_days_to_answer(until: str, told: list[type]) -> None:
    scene = SPEC.given(did(submit(), on="2026-10-12"))
    assert scene.state.deadline("answer_filing").due_on == date(2026, 10, 19)
    happened = scene.do(time_passes(until))
    assert [type(event) for event in happened] == told


def test_the_registrar_asks_for_corrections_and_the_branch_mends() -> None:
    scene = SPEC.given(did(submit(), on="2026-10-12"))
    scene.when(did(c.RequestCorrection(items=("缺少解除协议",)), by=ZHAO, on="2026-10-13")).then(
        like(e.CorrectionRequested)
    ).waiting("correct_filing")
    scene.when(did(c.Correct(change=change()), on="2026-10-20")).then(
        like(e.FilingCorrected, reopened=False, late=False)
    ).waiting("answer_filing")


def test_the_submitter_may_not_ask_himself_for_corrections() -> None:
    SPEC.given(did(submit())).when(did(c.RequestCorrection(items=("x",)), by=WANG)).then_refused(
        SamePersonError
    )


@pytest.mark.parametrize(("until", "lapsed"), [("2026-10-19", False), ("2026-10-20", True)])
def test_a_correction_lapses_after_five_working_days(until: str, lapsed: bool) -> None:  # noqa: FBT001
    scene = SPEC.given(
        did(submit(), on="2026-10-12"), did(c.RequestCorrection(items=("缺页",)), by=ZHAO, on="2026-10-13")
    )
    happened = scene.do(time_passes(until))
    assert (e.FilingLapsed() in happened) is lapsed


def lapsed_scene() -> Scene:
    return SPEC.given(
        did(submit(), on="2026-10-12"),
        did(c.RequestCorrection(items=("缺页",)), by=ZHAO, on="2026-10-13"),
        time_passes("2026-10-20"),
    )


def test_a_correction_after_the_lapse_reopens_it_late() -> None:
    lapsed_scene().when(did(c.Correct(change=change()), on="2026-10-22")).then(
        like(e.FilingCorrected, reopened=True, late=True)
    ).waiting("answer_filing")


def test_a_correction_in_time_that_is_recorded_after_the_lapse_undoes_it() -> None:
    lapsed_scene().when(did(c.Correct(change=change()), on="2026-10-20", recorded_on="2026-10-23")).then(
        like(e.FilingCorrected, reopened=True, late=False), like(DeadlineLifted, action="correct_filing")
    )


def test_a_correction_is_checked_like_a_submission() -> None:
    scene = SPEC.given(did(submit()), did(c.RequestCorrection(items=("缺页",)), by=ZHAO))
    scene.when(did(c.Correct(change=change(before=None)))).then_refused(MissingTermsError)


@pytest.mark.parametrize(
    ("effective", "late_by_days"), [("2026-09-23", 1), ("2026-09-24", 0), ("2026-09-28", 0)]
)
@pytest.mark.parametrize("before", ["2026-09-23", "2026-09-24"])
def test_a_corrected_effective_date_says_anew_how_late_the_submission_was(
    before: str, effective: str, late_by_days: int
) -> None:
    # submitted on the tenth working day after 24 September, the eleventh after the 23rd
    scene = SPEC.given(
        did(submit(before), on="2026-10-15"),
        did(c.RequestCorrection(items=("日期有误",)), by=ZHAO, on="2026-10-16"),
    )
    scene.when(did(c.Correct(change=change(effective)), on="2026-10-30")).then(
        like(e.FilingCorrected, late_by_days=late_by_days)
    )
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO)).then(
        like(e.FilingAcknowledged, late_by_days=late_by_days)
    )


def test_a_correction_recorded_before_lateness_was_judged_anew_leaves_it() -> None:
    scene = SPEC.given(did(submit(), on="2026-10-16"), CORRECTING, did(c.Correct(change=change())))
    corrected = scene.facts[-1].event
    assert isinstance(corrected, e.FilingCorrected)
    old = scene.facts[-1].model_copy(update={"event": corrected.model_copy(update={"late_by_days": None})})
    state = fold(DECIDER, [*scene.facts[:-1], old], stream="filing/K-1/1")
    assert state.late_by_days == 1


def test_a_submission_may_be_withdrawn_until_it_is_answered() -> None:
    taken_back = c.Withdraw(reason="误报")
    SPEC.given(did(submit())).when(did(taken_back)).then(like(e.FilingWithdrawn)).waiting().claiming(
        ("contract/K-1", ReleaseSerial), ("contract/K-1", RestoreContract)
    )
    SPEC.given(did(submit()), did(c.RequestCorrection(items=("x",)), by=ZHAO)).when(
        did(taken_back)
    ).then_refused(NotNowError, status="correcting")


def test_a_statement_of_the_person_concerned_goes_on_record() -> None:
    SPEC.given(did(submit())).when(did(c.RecordStatement(statement=PAPER))).then(
        like(e.StatementRecorded, statement=PAPER)
    ).waiting("answer_filing")


def test_an_unknown_contract_is_accepted_flagged_and_linked() -> None:
    scene = SPEC.given(did(submit(contract_entry=None)))
    scene.then_waiting("answer_filing", "link_contract")
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO)).then(like(e.FilingAcknowledged)).waiting("link_contract")
    scene.when(did(c.LinkContract(contract="K-2"), by=ZHAO)).then(
        like(e.ContractLinked, contract="K-2")
    ).waiting()
    assert scene.state.closed


ENDED = ("contract/K-1", EndContract), ("contract/K-2", EndContract)


def test_a_contract_linked_before_the_receipt_ends_under_both_its_names() -> None:
    scene = SPEC.given(did(submit(contract_entry=None)))
    scene.when(did(c.LinkContract(contract="K-2"), by=ZHAO)).then(like(e.ContractLinked)).claiming()
    scene.when(did(c.AcknowledgeFiling(), by=ZHAO)).then(like(e.FilingAcknowledged)).claiming(
        *ENDED, ("contract/K-1", ReleaseSerial)
    )
    assert DECIDER.tags(scene.state) >= {"contract:K-1", "contract:K-2"}


def test_a_contract_linked_after_the_receipt_ends_with_the_link() -> None:
    scene = SPEC.given(did(submit(contract_entry=None)), did(c.AcknowledgeFiling(), by=ZHAO))
    scene.when(did(c.LinkContract(contract="K-2"), by=ZHAO)).then(like(e.ContractLinked)).claiming(ENDED[1])


@pytest.mark.parametrize("contract", [None, "K-1"])
def test_a_contract_registered_as_new_goes_by_the_name_it_was_filed_under(contract: str | None) -> None:
    scene = SPEC.given(did(submit(contract_entry=None)), did(c.AcknowledgeFiling(), by=ZHAO))
    scene.when(did(c.LinkContract(contract=contract), by=ZHAO)).then(like(e.ContractLinked)).claiming()


def test_a_linked_contract_runs_again_when_the_consent_is_taken_back() -> None:
    linked = did(c.LinkContract(contract="K-2"), by=ZHAO, on="2026-10-13")
    scene = reached(linked, time_passes("2026-10-19"), APPEALED)
    scene.when(did(c.DecideAppeal(upheld=True, reasons="理由"), by="p-qian")).then(
        like(e.ConsentRevoked)
    ).claiming(("contract/K-1", RestoreContract), ("contract/K-2", RestoreContract))


def test_a_linked_contract_does_not_end_a_second_time() -> None:
    filed = SPEC.given(did(submit(contract_entry=None)), did(c.AcknowledgeFiling(), by=ZHAO))
    filed.do(did(c.LinkContract(contract="K-2"), by=ZHAO))
    known = Spec(CONTRACT, stream="contract/K-2").given()
    for one in filed.decision.claims:
        known.do(by_service(CONTRACT.command_adapter.validate_json(one.command)))
    again = EndContract(by="filing/K-2/1", effective_on=date(2026, 12, 1))
    known.when(by_service(again)).then_refused(ContractEndedError, filing="filing/K-1/1")


def test_a_known_contract_is_not_linked() -> None:
    SPEC.given(did(submit())).when(did(c.LinkContract(), by=ZHAO)).then_refused(ContractKnownError)


def test_linking_comes_before_the_answer_as_well() -> None:
    SPEC.given(did(submit(contract_entry=None))).when(did(c.LinkContract(), by=ZHAO)).then(
        like(e.ContractLinked)
    ).waiting("answer_filing")


def test_objections_are_for_dismissals_in_consent_mode_only() -> None:
    objection = did(c.ObjectToFiling(reasons="未经上级同意"), by=ZHAO)
    SPEC.given(did(DISMISSAL)).when(objection).then_refused(ConsentModeError, mode="file")
    CONSENT.given(did(submit())).when(objection).then_refused(ConsentModeError, ground="agreement")
    CONSENT.given(did(DISMISSAL)).when(objection).then(like(e.FilingObjected)).waiting("decide_objection")


@pytest.mark.parametrize(("upheld", "event"), [(True, e.FilingDenied), (False, e.FilingAcknowledged)])
def test_an_objection_is_decided(upheld: bool, event: type) -> None:  # noqa: FBT001
    CONSENT.given(did(DISMISSAL), did(c.ObjectToFiling(reasons="理由"), by=ZHAO)).when(
        did(c.DecideObjection(upheld=upheld, reasons="理由"), by="p-qian")
    ).then(like(event)).waiting()


@pytest.mark.parametrize(("until", "filed"), [("2026-10-18", False), ("2026-10-19", True)])
def test_silence_is_consent_in_consent_mode(until: str, filed: bool) -> None:  # noqa: FBT001
    scene = CONSENT.given(did(DISMISSAL, on="2026-10-12"), time_passes(until))
    assert scene.state.closed is filed


def test_silence_is_nothing_in_file_mode() -> None:
    scene = SPEC.given(did(DISMISSAL, on="2026-10-12"), time_passes("2026-10-30"))
    assert not scene.state.closed
    assert scene.state.deadline("answer_filing").stage == Stage.ESCALATED


def silent() -> Scene:
    return CONSENT.given(did(DISMISSAL, on="2026-10-12"), time_passes("2026-10-19"))


def test_consent_by_silence_may_be_appealed_in_time_and_stands_until_decided() -> None:
    # consent came with 19 October; thirty days later is 18 November
    silent().when(did(c.AppealConsent(reasons="不同意"), by=ZHAO, on="2026-11-19")).then_refused(
        AppealTooLateError, until=date(2026, 11, 18)
    )
    scene = silent()
    scene.when(did(c.AppealConsent(reasons="不同意"), by=ZHAO, on="2026-11-18")).then(
        like(e.ConsentAppealed)
    ).waiting("decide_appeal")
    scene.when(did(c.AppealConsent(reasons="不同意"), by=ZHAO)).then_already_so()


def test_consent_by_silence_that_is_told_late_came_on_its_day() -> None:
    scene = CONSENT.given(did(DISMISSAL, on="2025-12-24", recorded_on="2026-01-15"))
    told = scene.do(time_passes("2026-01-15"))
    consent = like(e.ConsentedBySilence, receipt="BA-2025-K-1-1", appeal_until=date(2026, 1, 30))
    assert consent in told


def test_where_silence_is_no_consent_the_filing_goes_on_waiting() -> None:
    spec = SPEC.under(policy_with("filing.silence_is_consent", of=CONSENTING, value=False))
    scene = spec.given(did(DISMISSAL, on="2026-10-12"), time_passes("2026-10-30"))
    assert not scene.state.closed
    scene.then_waiting("answer_filing")


def test_an_objection_is_decided_within_ten_working_days() -> None:
    scene = CONSENT.given(did(DISMISSAL, on="2026-10-12"))
    scene.do(did(c.ObjectToFiling(reasons="理由"), by=ZHAO, on="2026-10-13"))
    assert scene.state.deadline("decide_objection").due_on == date(2026, 10, 27)


def test_an_appeal_is_decided_within_ten_working_days() -> None:
    scene = silent()
    scene.do(APPEALED)
    assert scene.state.deadline("decide_appeal").due_on == date(2026, 11, 3)


@pytest.mark.parametrize(
    ("until", "overdue"), [("2026-10-25", False), ("2026-10-26", True), ("2026-10-27", True)]
)
def test_an_unknown_contract_is_linked_within_ten_working_days(until: str, *, overdue: bool) -> None:
    scene = SPEC.given(did(submit(contract_entry=None), on="2026-10-12"), time_passes(until))
    assert scene.state.deadline("link_contract").overdue is overdue


@pytest.mark.parametrize(("upheld", "event"), [(True, e.ConsentRevoked), (False, e.ConsentUpheld)])
def test_an_appeal_is_decided(upheld: bool, event: type) -> None:  # noqa: FBT001
    scene = silent()
    scene.do(did(c.AppealConsent(reasons="不同意"), by=ZHAO, on="2026-10-20"))
    outcome = scene.when(did(c.DecideAppeal(upheld=upheld, reasons="理由"), by="p-qian"))
    outcome.then(like(event)).waiting()


def test_nothing_to_appeal_when_it_was_acknowledged() -> None:
    SPEC.given(did(submit()), did(c.AcknowledgeFiling(), by=ZHAO)).when(
        did(c.AppealConsent(reasons="x"), by=ZHAO)
    ).then_refused(AppealTooLateError)
