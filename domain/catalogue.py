"""The sentences people read, in Chinese and in English: refusals, the story of events, labels (文案)."""

import string
import tomllib
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from domain.events import Event
from domain.model import Model
from domain.refusals import DomainError, Refusal
from domain.titles import name_of_kind


class Sentence(Model):
    """One text in both languages, with `{placeholders}`."""

    zh: str
    en: str


class Said(Model):
    """A sentence whose placeholders are filled."""

    zh: str
    en: str


Called = Callable[[str, str], str]
"""What an id is called (`org` or `person`, and the id); the id itself, where nobody named it."""


def _unnamed(_what: str, known: str) -> str:
    return known


class NoSentenceError(Exception):
    """The catalogue lacks a text: a defect of ours, never of who acts."""


class Catalogue:
    """All sentences by their key: a rule's name, an event's kind, `ClassName.member` for a label, `step.action`."""

    def __init__(
        self, texts: Iterable[str], sentences: dict[str, Sentence] | None = None, called: Called = _unnamed
    ) -> None:
        """Read texts (TOML), or take sentences that were read. `called`: who is who."""
        self._called = called
        self._sentences: dict[str, Sentence] = {} if sentences is None else sentences
        for text in texts:
            for key, both in tomllib.loads(text).items():
                if key in self._sentences:
                    message = f"two sentences for {key}"
                    raise NoSentenceError(message)
                self._sentences[key] = Sentence.model_validate(both)

    def knowing(self, called: Called) -> "Catalogue":
        """Return the same sentences, told with the names of people and organisations."""
        return Catalogue((), self._sentences, called)

    def __contains__(self, key: str) -> bool:
        return key in self._sentences

    def items(self) -> Iterable[tuple[str, Sentence]]:
        """Return every key with its text."""
        return self._sentences.items()

    def sentence(self, key: str) -> Sentence:
        """Return a text unfilled. Raises `NoSentenceError`."""
        if key not in self._sentences:
            message = f"no sentence for {key}"
            raise NoSentenceError(message)
        return self._sentences[key]

    def refusal(self, error: DomainError) -> Refusal:
        """Return what a refused command is answered."""
        said = self._fill(error.rule, error.values)
        return Refusal(rule=error.rule, policy=error.policy, data=error.data, zh=said.zh, en=said.en)

    def refused(self, rule: str, data: Mapping[str, str]) -> Said:
        """Return the sentence of a refusal that was kept as its rule and data, as a register's bad rows are."""
        return self._fill(rule, data)

    def story(self, event: Event) -> Said:
        """Return the sentence that tells what happened."""
        return self._fill(event.kind, dict(event))

    def label(self, member: StrEnum) -> Said:
        """Return the name of an enumeration's member; the member itself, where it has none."""
        key = f"{type(member).__name__}.{member.value}"
        return self._fill(key, {}) if key in self else Said(zh=member.value, en=member.value)

    def step(self, action: str) -> Said:
        """Return the name of a step that waits, as `Task.action` holds it; the step itself, where it has none."""
        key = f"step.{action.split('.', maxsplit=1)[0]}"  # the second objection is `decide_objection.2`
        return self._fill(key, {}) if key in self else Said(zh=action, en=action)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that have a name."""
        return tuple(key.removeprefix("step.") for key in self._sentences if key.startswith("step."))

    def named(self, what: str, name: str) -> Said:
        """
        Return what a name means: `step`, `command`, `org`, `person`, or texts of the catalogue.

        Those are `late.0` for one name of `late`, and `late` for any other; the name itself, where neither is there.
        """
        if what == "command":
            return Said.model_validate(name_of_kind(name)._asdict())
        if what == "step":
            return self.step(name)
        if what in {"org", "person"}:
            called = self._called(what, name)
            return Said(zh=called, en=called)
        key = next((one for one in (f"{what}.{name}", what) if one in self), None)
        return self._fill(key, {"name": name}) if key else Said(zh=str(name), en=str(name))

    def said(self, key: str, **values: object) -> Said:
        """Return a text with its gaps filled; a value that is itself said in both languages shows the fitting one."""
        return self._fill(key, values)

    def _fill(self, key: str, values: Mapping[str, Any]) -> Said:
        sentence = self.sentence(key)
        return Said(
            zh=_Zh(self).vformat(sentence.zh, (), values), en=_En(self).vformat(sentence.en, (), values)
        )


class _Zh(string.Formatter):
    """
    Fills placeholders; members of enumerations are shown by their label.

    `{action:step}`, `{command:command}`, `{org:org}`, `{earlier:event}`, `{late_by_days:late}` are told as `Catalogue.named` does.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401  # as the base asks
        if isinstance(value, tuple | list | frozenset):
            return self._joined([self.format_field(one, format_spec) for one in value])
        if isinstance(value, StrEnum):
            return self._chosen(self._catalogue.label(value))
        if isinstance(value, Said):
            return self._chosen(value)
        if format_spec:
            return self._chosen(self._catalogue.named(format_spec, value))
        return str(value) if value is not None else "-"

    def _chosen(self, said: Said) -> str:
        return said.zh

    def _joined(self, parts: list[str]) -> str:
        return "、".join(parts) or "无"


class _En(_Zh):
    def _chosen(self, said: Said) -> str:
        return said.en

    def _joined(self, parts: list[str]) -> str:
        return ", ".join(parts) or "none"
