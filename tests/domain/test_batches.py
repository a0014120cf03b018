"""成批办理: what one form says for many cases is nothing that belongs to one of them."""

from domain.batches import IN_BATCH, OF_A_STEP, fits, for_step, in_batch
from domain.filing.commands import AcknowledgeFiling
from domain.matter.commands import Comment, Urge
from domain.orders import Role
from domain.processes import DECIDERS
from domain.tasks import Task

COMMON = {"kind", "reason", "reasons", "note", "items", "sections"}
"""Fields that say of many cases what they say of one: why, what is to be mended, which part of it."""
OF_WHOM = {"action", "to", "until"}
TASK = Task(
    action="answer_filing",
    role=Role.REGISTRAR,
    org="o-1",
    commands=("acknowledge_filing", "request_correction"),
)


def test_no_such_command_tells_of_one_case_alone() -> None:
    for command in IN_BATCH:
        allowed = COMMON | OF_WHOM if command in OF_A_STEP else COMMON
        assert set(command.model_fields) <= allowed, command.kind_name()


def test_each_is_a_command_of_some_process_and_none_opens_a_case() -> None:
    known = {command for decider in DECIDERS.values() for command in decider.commands}
    assert set(IN_BATCH) - set(OF_A_STEP) <= known
    assert not any(command.opens for command in IN_BATCH)
    assert len({command.kind_name() for command in IN_BATCH}) == len(IN_BATCH)


def test_a_command_is_found_by_its_kind_and_others_are_not() -> None:
    assert in_batch("acknowledge_filing") is AcknowledgeFiling
    assert in_batch("urge") is Urge
    assert in_batch("decide_establishment") is None
    assert in_batch("comment") is None


def test_a_step_takes_what_settles_it_and_what_is_of_any_step() -> None:
    assert fits(AcknowledgeFiling, TASK)
    assert fits(Urge, TASK)
    assert not fits(Comment, TASK)


def test_what_names_a_step_names_that_of_each_case() -> None:
    urge = Urge(action="elsewhere", reason="请尽快")
    assert for_step(urge, "answer_filing") == Urge(action="answer_filing", reason="请尽快")
    assert for_step(AcknowledgeFiling(), "answer_filing") == AcknowledgeFiling()
