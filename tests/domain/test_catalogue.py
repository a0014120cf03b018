"""No refusal and no event is without its sentences, and no sentence asks for what is not there."""

import importlib
import inspect
import pkgutil
import string
from datetime import date
from functools import partial
from typing import Any

import pytest

import access
import activities
import domain
import interfaces
import journal
from domain.branch.events import OfficeKept
from domain.branch.kinds import OfficeCause
from domain.catalogue import Catalogue, NoSentenceError, Said
from domain.decider import SHARED_EVENTS
from domain.establishment.events import EstablishmentFiled
from domain.events import Event
from domain.filing.commands import AcknowledgeFiling
from domain.filing.events import ContractLinked, CorrectionRequested, FilingLapsed
from domain.filing.kinds import FilingKind
from domain.filing.state import Status
from domain.matter.errors import ExtensionTooLongError, NoSuchTaskError, NotNowError, SamePersonError
from domain.matter.events import DeadlineReminded, HandedOver, Reassigned
from domain.orders import Role
from domain.people import Person
from domain.permissions import DeniedError
from domain.policy.policy import rules
from domain.processes import DECIDERS
from domain.refusals import DomainError, all_refusals
from tests.catalogues import catalogue
from tests.domain.roster_given import T1, directory
from tests.policies import default_policy

for room in (domain, journal, access, activities, interfaces):
    for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        importlib.import_module(found.name)

EVENTS = sorted(
    {*SHARED_EVENTS, *(event for one in DECIDERS.values() for event in one.events)},
    key=lambda event: event.__name__,
)


def fields_of(sentence: str) -> set[str]:
    return {name.split(".")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("refusal", all_refusals(), ids=lambda one: one.rule)
def test_every_refusal_has_its_sentences(refusal: type[DomainError]) -> None:
    sentence = catalogue().sentence(refusal.rule)
    takes = set(inspect.signature(refusal.__init__).parameters) - {"self"}
    for text in (sentence.zh, sentence.en):
        assert text
        assert fields_of(text) <= takes


@pytest.mark.parametrize("refusal", all_refusals(), ids=lambda one: one.rule)
def test_a_refusal_names_a_field_that_the_policy_has(refusal: type[DomainError]) -> None:
    assert refusal.policy in {None, *(path for path, _ in rules(default_policy()))}


def test_the_refusals_of_every_room_are_walked() -> None:
    rooms = {refusal.__module__.split(".")[0] for refusal in all_refusals()}
    assert {"domain", "journal", "access", "activities", "interfaces"} <= rooms


@pytest.mark.parametrize("event", EVENTS, ids=lambda one: one.__name__)
def test_every_event_has_its_story(event: type[Event]) -> None:
    sentence = catalogue().sentence(event.kind_name())
    for text in (sentence.zh, sentence.en):
        assert text
        assert fields_of(text) <= set(event.model_fields)


def test_chinese_is_chinese_and_english_speaks_english() -> None:
    for key, sentence in catalogue().items():
        assert any(map(_is_chinese, sentence.zh)) or _only_gaps(sentence.zh), key
        assert sum(map(_is_chinese, sentence.en)) * 2 < len(sentence.en), key  # it may quote a Chinese word


def _only_gaps(text: str) -> bool:
    return not any(map(str.isalpha, "".join(words for words, *_ in string.Formatter().parse(text))))


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def test_a_missing_sentence_is_a_defect_that_says_so() -> None:
    with pytest.raises(NoSentenceError, match=r"no\.such"):
        catalogue().sentence("no.such")


def test_a_sentence_stands_once() -> None:
    text = '["a.b"]\nzh = "甲"\nen = "a"\n'
    with pytest.raises(NoSentenceError, match=r"two sentences for a\.b"):
        Catalogue([text, text])


def test_members_of_enumerations_are_shown_by_their_labels() -> None:
    event = FilingLapsed()
    assert catalogue().story(event).en.startswith("Not corrected in time")
    assert catalogue().label(FilingKind.RESCISSION).zh == "解除"
    assert catalogue().label(Role.OPERATOR).en == "operator"
    han = Person(id="p-1", name="甲")
    kept = OfficeKept(cause=OfficeCause.CONTRACT_ENDED, person=han, reason="称职", document="示委〔2026〕1号")
    assert "劳动合同解除或者终止" in catalogue().story(kept).zh


def test_a_member_without_a_label_shows_itself() -> None:
    assert Catalogue([]).label(FilingKind.RESCISSION).zh == "rescission"


def test_a_step_is_told_by_its_name_and_the_second_objection_by_the_same() -> None:
    reminded = DeadlineReminded(action="keep_or_vacate", due_on=date(2026, 3, 2))
    assert catalogue().story(reminded).zh == "提醒：“决定职务去留”应于 2026-03-02 前办理。"
    assert catalogue().step("decide_star_objection.2") == catalogue().step("decide_star_objection.1")
    assert catalogue().step("no_such_step").en == "no_such_step"
    assert {"answer_filing", "keep_or_vacate"} < set(catalogue().steps)
    assert [step for step in catalogue().steps if catalogue().step(step).zh == step] == []


def test_a_story_names_who_is_known_and_else_their_ids() -> None:
    given = Reassigned(action="answer_filing", to="p-registrar")
    assert "p-registrar" in catalogue().story(given).zh
    known = catalogue().knowing(partial(directory().called, on=date(2026, 1, 1)))
    assert known.story(given).zh == "环节“备案答复”改派给 某示例。"
    moved = HandedOver(from_org=T1, to_org="o-nowhere")
    assert known.story(moved).zh == f"事项由 {T1} 示例 移交 o-nowhere 继续办理。"


def asked(*items: str) -> CorrectionRequested:
    values: dict[str, Any] = {"items": items}
    return CorrectionRequested.model_construct(**values)


def test_a_story_shows_lists_labels_and_gaps_in_both_languages() -> None:
    requested = asked("甲", "乙")
    assert catalogue().story(requested).zh == "要求补正：甲、乙"
    assert catalogue().story(requested).en == "Corrections asked for: 甲, 乙"
    assert catalogue().story(asked()).en.endswith(": none")
    assert catalogue().story(ContractLinked(contract=None)).zh == "合同已关联（-）。"


def test_a_refusal_is_told_with_its_rule_policy_and_data() -> None:
    refusal = catalogue().refusal(ExtensionTooLongError(40, 30))
    assert (refusal.rule, refusal.policy) == ("matter.extension-too-long", "shared.extension_limit")
    assert refusal.data == {"asked": "40", "limit": "30"}
    assert "40" in refusal.zh
    assert "40" in refusal.en


def test_a_refusal_that_was_kept_is_told_again() -> None:
    told = catalogue().refused("matter.extension-too-long", {"asked": "40", "limit": "30"})
    first = catalogue().refusal(ExtensionTooLongError(40, 30))
    assert (told.zh, told.en) == (first.zh, first.en)


def test_a_refusal_names_roles_reach_steps_and_what_was_done_in_words_and_keeps_the_codes_for_programs() -> (
    None
):
    denied = catalogue().refusal(
        DeniedError(
            "p-1", "acknowledge_filing", "o-1", [Role.REGISTRAR, Role.SUPERVISOR], AcknowledgeFiling.reach
        )
    )
    assert "“备案回执”" in denied.zh
    assert "备案登记、督办（事项所属组织或其上级）" in denied.zh
    assert denied.data["roles"] == "registrar, supervisor"
    same = catalogue().refusal(SamePersonError("p-1", "filing.submitted.v1"))
    assert "已作出“提交备案”" in same.zh
    assert "“记录 filing.opened.v9”" in catalogue().refusal(SamePersonError("p-1", "filing.opened.v9")).zh
    waiting = catalogue().refusal(NoSuchTaskError("answer_filing", ["decide_appeal"]))
    assert "现有待办：申诉裁定（decide_appeal）。" in waiting.zh
    assert "Waiting: decide_appeal." in waiting.en
    assert catalogue().refusal(NoSuchTaskError("answer_filing", [])).data["waiting"] == "-"
    status = catalogue().refusal(NotNowError("no_such_command", Status.FILED, (Status.SUBMITTED,)))
    assert "“已备案”状态，不能办理“no_such_command”；该环节只适用于：已提交。" in status.zh


@pytest.mark.parametrize("key", [key for key, _ in catalogue().items() if key.startswith("event.")])
def test_the_name_of_what_was_done_belongs_to_an_event(key: str) -> None:
    kinds = {event.kind_name() for event in EVENTS}
    assert key.removeprefix("event.") in {*kinds, "waiver"}


def filed(late_by_days: int) -> EstablishmentFiled:
    values: dict[str, Any] = {"document": "示组〔2026〕1号", "late_by_days": late_by_days}
    return EstablishmentFiled.model_construct(**values)


def test_what_was_not_late_was_in_time() -> None:
    in_time = filed(late_by_days=0)
    assert catalogue().story(in_time).zh == "组建备案（示组〔2026〕1号），按期。"
    late = filed(late_by_days=2)
    assert catalogue().story(late).en == "Filed (示组〔2026〕1号), 2 working days late."


def test_what_no_text_names_shows_itself() -> None:
    assert Catalogue([]).named("event", "a.b").zh == "a.b"


def test_a_sentence_may_hold_another_one_in_its_own_language() -> None:
    catalogue = Catalogue(['[outer]\nzh = "依据：{said}"\nen = "by: {said}"\n'])
    told = catalogue.said("outer", said=Said(zh="政策", en="the policy"))
    assert told == Said(zh="依据：政策", en="by: the policy")
