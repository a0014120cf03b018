"""Whatever is asked of the streams without a workflow, in whatever order: sound, and their one rule always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.adviser.commands import AssignAdviser, ReleaseAdviser
from domain.adviser.decider import DECIDER as ADVISER
from domain.contract.decider import DECIDER as CONTRACT
from domain.contract.decider import EndContract, RestoreContract, RunContract
from domain.matter import commands as m
from domain.orders import Command
from domain.person.decider import DECIDER as PERSON
from domain.person.decider import ClaimOffice, ReleaseOffice
from domain.processes import decider_of
from domain.refused.decider import DECIDER as REFUSALS
from domain.refused.decider import RecordRefusal
from domain.rulebook.decider import AdoptDocument, calendar_stream, policy_stream, scheme_stream
from domain.serials.serials import ClaimSerial, ReleaseSerial
from domain.uscc.decider import DECIDER as USCC
from domain.uscc.decider import ClaimCode, ReleaseCode
from infra import documents
from tests.domain.soundness import FIRST_DAY, check, ran
from tests.domain.test_filing import TERMS
from tests.domain.test_refused import REFUSED
from tests.spec import LI, WANG, ZHAO, Did, Scene, Spec, by_service, did, rules

LIMITS = rules().policy.establishment
DOCUMENTS = (documents.default_policy(), documents.calendars()[0], documents.schemes()[0])
STREAMS = (policy_stream(DOCUMENTS[0]), calendar_stream(DOCUMENTS[1]), scheme_stream(DOCUMENTS[2]))

days = st.integers(0, 900).map(lambda days: date.fromordinal(FIRST_DAY) + timedelta(days=days))
enterprises = st.sampled_from(["e-1", "e-2", "e-3", "e-4", "e-5"])
branches = st.sampled_from(["b-1", "b-2", "b-3"])
cases = st.sampled_from(["filing/K-1/1", "filing/K-1/2", "filing/K-1/3", "branch/b-1"])
shared: st.SearchStrategy[Did] = st.builds(
    did,
    st.sampled_from(
        [
            m.Comment(text="备注"),
            m.RevokeDecision(version=1, reason="错", document="示1号"),
            m.RevokeDecision(version=2, reason="错", document="示1号"),
        ]
    ),
    by=st.sampled_from([WANG, ZHAO, LI]),
)


def histories(*commands: st.SearchStrategy[Command]) -> st.SearchStrategy[list[Did]]:
    return st.lists(st.one_of(st.builds(by_service, st.one_of(*commands)), shared), max_size=14)


def sound(spec: Spec, history: list[Did]) -> Scene:
    scene = ran(spec, history)
    check(scene)
    scene.then_waiting()
    return scene


@settings(max_examples=100, deadline=None)
@given(
    histories(
        st.builds(
            AssignAdviser,
            enterprise=enterprises,
            by=st.sampled_from(["establishment/b-1", "establishment/b-2", "branch/b-3"]),
            starts_on=days,
            ends_on=days,
        ),
        st.builds(ReleaseAdviser, by=st.sampled_from(["establishment/b-1", "branch/b-3"])),
    )
)
def test_on_no_day_an_adviser_begins_to_serve_more_than_three_enterprises(history: list[Did]) -> None:
    served = sound(Spec(ADVISER, stream="adviser/a-1"), history).state.serves
    at_once = [sum(other.overlaps(one) for other in served[: place + 1]) for place, one in enumerate(served)]
    assert max(at_once, default=0) <= LIMITS.adviser_enterprises_maximum.value
    assert len({(one.by, one.enterprise) for one in served}) == len(served)


@settings(max_examples=100, deadline=None)
@given(
    histories(
        st.builds(RunContract, by=cases, terms=st.sampled_from([None, TERMS]), reverses=st.booleans()),
        st.builds(EndContract, by=cases, effective_on=days),
        st.builds(RestoreContract, by=cases),
        st.builds(ClaimSerial, of=st.just("filing"), number=st.integers(1, 3), by=cases),
        st.builds(ReleaseSerial, by=cases),
    )
)
def test_a_contract_has_one_open_filing_and_its_numbers_never_come_back(history: list[Did]) -> None:
    scene = sound(Spec(CONTRACT, stream="contract/K-1"), history)
    assert len(scene.state.serials.open) <= 1
    given_out = [fact.event.number for fact in scene.facts if fact.event.kind == "serial.claimed.v1"]
    assert given_out == list(range(1, len(given_out) + 1))


@settings(max_examples=100, deadline=None)
@given(
    histories(
        st.builds(ClaimOffice, branch=branches, by=st.just("appointment/b-1/1"), limit=st.just(2)),
        st.builds(ReleaseOffice, branch=branches),
    )
)
def test_nobody_holds_more_offices_than_the_limit(history: list[Did]) -> None:
    offices = sound(Spec(PERSON, stream="person/p-han"), history).state.offices
    assert len(offices) <= 2
    assert len({one.branch for one in offices}) == len(offices)


@settings(max_examples=100, deadline=None)
@given(
    histories(st.builds(ClaimCode, enterprise=enterprises), st.builds(ReleaseCode, enterprise=enterprises))
)
def test_a_code_passes_to_another_enterprise_only_after_it_was_given_back(history: list[Did]) -> None:
    scene = sound(Spec(USCC, stream="uscc/91410199MA00000011"), history)
    kinds = [fact.event.kind for fact in scene.facts if fact.event.kind.startswith("uscc.")]
    assert kinds == [("uscc.claimed.v1", "uscc.released.v1")[place % 2] for place in range(len(kinds))]
    assert (scene.state.enterprise is not None) == (len(kinds) % 2 == 1)


@pytest.mark.parametrize("stream", STREAMS, ids=["policy", "calendar", "scheme"])
@settings(max_examples=20, deadline=None)
@given(st.data())
def test_under_its_name_stands_only_that_document_from_the_last_day_that_was_told(
    stream: str, data: st.DataObject
) -> None:
    texts = st.sampled_from([*DOCUMENTS, "version = 1", "不是文件"])
    since = st.sampled_from([date(2026, month, day) for month in (1, 2, 3) for day in (1, 2)])
    history = data.draw(histories(st.builds(AdoptDocument, org=st.just("o-37"), text=texts, since=since)))
    scene = sound(Spec(decider_of(stream), stream=stream), history)
    adopted = [fact.event for fact in scene.facts if fact.event.kind == "document.adopted.v1"]
    assert {event.text for event in adopted} <= {DOCUMENTS[STREAMS.index(stream)]}
    assert scene.state.since == (adopted[-1].since if adopted else None)


@settings(max_examples=50, deadline=None)
@given(histories(st.just(RecordRefusal(refused=REFUSED))))
def test_a_book_of_refusals_counts_every_refusal(history: list[Did]) -> None:
    scene = sound(Spec(REFUSALS, stream="refusals/o-1/2026-01"), history)
    assert scene.state.count == sum(fact.event.kind == "refusal.recorded.v1" for fact in scene.facts)
