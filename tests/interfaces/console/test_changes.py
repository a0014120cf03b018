"""What an entry changed is told by what fields are called, not by what the journal calls them."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from domain.establishment.state import EstablishmentState
from domain.orders import Role
from domain.processes import DECIDERS
from domain.roster.directory import Directory
from domain.tasks import Task
from interfaces.console.audit.changes import Changes, _models
from interfaces.console.cases.facts import Facts
from interfaces.console.registers.cells import Telling
from interfaces.console.speaking import Speech
from interfaces.desk.audited import Changed
from interfaces.http.languages import Language
from tests.catalogues import catalogue
from tests.domain.roster_given import T1, directory

FACTS = Facts(Telling(Speech(Language.ZH), catalogue(), Directory(()), date(2026, 1, 1)))
CHANGES = Changes(FACTS)


def test_who_is_named_by_an_id_alone_is_told_by_name() -> None:
    facts = Facts(Telling(Speech(Language.ZH), catalogue(), directory(), date(2026, 1, 1)))
    task = Task(action="answer_filing", role=Role.REGISTRAR, org=T1, commands=(), assignee="p-registrar")
    told = {part.text for part in facts.value("", task).parts}
    assert {f"{T1} 示例（{T1}）", "某示例（p-registrar）"} < told
    unknown = facts.value("", task.model_copy(update={"org": "o-9", "assignee": "p-9"}))
    assert {"o-9", "p-9"} < {part.text for part in unknown.parts}


def named_fields(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[str, str]]:
    """Yield every field of a model and of those within, with what it is called."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        if name != "kind":
            yield f"{model.__name__}.{name}", FACTS.called(model, name)
        for one in _models(field.annotation):
            yield from named_fields(one, seen)


@pytest.mark.parametrize("kind", sorted(DECIDERS))
def test_every_field_of_every_state_has_a_chinese_name(kind: str) -> None:
    state = DECIDERS[kind].state
    assert [place for place, told in named_fields(state, set()) if told.isascii()] == []


def labels(kind: Any, seen: set[Any]) -> Iterator[str]:
    """Yield the key of every member of the enumerations that a value may hold."""
    if kind in seen:
        return
    seen.add(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        yield from (f"{kind.__name__}.{member.value}" for member in kind)
    fields = kind.model_fields.values() if isinstance(kind, type) and issubclass(kind, BaseModel) else ()
    for one in (*get_args(kind), *(field.annotation for field in fields)):
        yield from labels(one, seen)


@pytest.mark.parametrize("kind", sorted(DECIDERS))
def test_every_value_that_a_state_may_choose_has_a_name(kind: str) -> None:
    assert [key for key in labels(DECIDERS[kind].state, set()) if key not in catalogue()] == []


def test_a_field_within_a_field_is_told_with_both_and_its_value_as_a_fact() -> None:
    changed = Changed(field="application.body.counted", before=3, after=4)
    (told,) = CHANGES.of([changed], EstablishmentState)
    assert told.name == "申请 · 机构 · 正式党员数"
    assert (told.before and told.before.text, told.after and told.after.text) == ("3", "4")
    assert told.field == "application.body.counted"


def test_an_item_that_came_is_told_by_its_number_and_the_names_of_its_fields() -> None:
    changed = Changed(field="last_acts[0]", after={"track": "", "on": "2026-11-26"}, came=True)
    (told,) = CHANGES.of([changed], EstablishmentState)
    assert (told.name, told.before) == ("最近办理日期 · 1", None)
    assert told.after is not None
    assert [(one.name, one.text) for one in told.after.parts] == [("日期", "2026年11月26日 周四")]


def test_a_step_a_unit_and_a_strength_are_told_by_name() -> None:
    changed = [
        Changed(field="deadlines[0].action", before="decide_establishment", after="approve_candidates"),
        Changed(field="deadlines[0].term.unit", before="months", after="working_days"),
        Changed(field="deadlines[0].term.strength", before="must", after="normally"),
    ]
    told = CHANGES.of(changed, EstablishmentState)
    assert [one.after and one.after.text for one in told] == ["批准候选人预备人选", "个工作日", "一般"]


def test_what_waits_is_told_by_its_step() -> None:
    (came, due) = CHANGES.of_tasks(
        [
            Changed(field="decide_objection.2 @ o-1", after=None, came=True),
            Changed(field="register_contract.due_on", before="2026-12-03", after="2026-12-10"),
        ],
        lambda step: f"<{step}>",
    )
    assert (came.name, due.name) == ("<decide_objection.2>", "<register_contract> · 到期日")
    assert due.after is not None
    assert due.after.text == "2026年12月10日 周四"


def test_a_value_that_is_none_of_its_class_is_told_as_it_stands() -> None:
    (told,) = CHANGES.of([Changed(field="approved_on", before="some day", after=None)], EstablishmentState)
    assert told.before is not None
    assert told.before.text == "some day"


def test_what_no_class_knows_keeps_its_name() -> None:
    (told,) = CHANGES.of([Changed(field="nowhere.deep", before=1, after=2)], Task)
    assert told.name == "nowhere · deep"
