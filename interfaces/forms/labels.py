"""What the parts of a form are called: Chinese from a field's title, English from its name, help from its description."""

from collections.abc import Sequence

from domain.catalogue import Catalogue, Said
from interfaces.forms.form import Option
from interfaces.forms.schemas import Schema

_YES_NO = {"true": Said(zh="是", en="Yes"), "false": Said(zh="否", en="No")}
_UNKNOWN = Option(value="", label=Said(zh="不清楚", en="Not known"))
_SORTS = {
    "text": Said(zh="文字", en="Text"),
    "integer": Said(zh="整数", en="Integer"),
    "boolean": Said(zh="是（true）否（false）", en="Yes (true) or no (false)"),
    "none": Said(zh="空", en="Nothing"),
}
SCALAR_VALUE = Said(zh="值", en="Value")
SCALAR_SORT = Said(zh="值的类型", en="Sort of value")


def label_of(name: str, field: Schema) -> Said:
    """Return what a field is called; its English name is the field's own, as in the journal and the API."""
    en = name.replace("_", " ").capitalize()
    return Said(zh=field.get("title", en), en=en)


def help_of(field: Schema) -> Said:
    """Return what a field means; the classes hold it in English only."""
    told = str(field.get("description", ""))
    return Said(zh="", en=told[:1].upper() + told[1:])


def row_of(label: Said, place: int) -> Said:
    """Return what the row of a list is called, counted from 1."""
    return Said(zh=f"{label.zh} {place + 1}", en=f"{label.en} {place + 1}")


def branch_of(branch: Schema, value: str) -> Option:
    """Return a model of a choice as an option: what the first line of its class says before the colon."""
    first = str(branch.get("description", "")).partition("\n")[0]
    zh, _, _ = first.partition(": ")
    return Option(
        value=value,
        label=Said(zh=zh.rstrip(".") or value, en=value.replace("_", " ").replace("-", " ").capitalize()),
    )


def options_of(schema: Schema, sentences: Catalogue) -> tuple[Option, ...]:
    """Return the members of an enumeration by their labels, or yes and no."""
    if schema.get("type") == "boolean":
        return tuple(Option(value=value, label=label) for value, label in _YES_NO.items())
    return tuple(
        Option(value=str(one), label=sentences.named(schema.get("title", ""), str(one)))
        for one in schema.get("enum", ())
    )


def sorts(chosen: str) -> tuple[Option, ...]:
    """Return of which sort a recorded value may be."""
    return ticked([Option(value=value, label=label) for value, label in _SORTS.items()], [chosen])


def with_unknown(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return yes and no with a third: that nobody knows."""
    return (*options, _UNKNOWN)


def ticked(options: Sequence[Option], values: Sequence[str]) -> tuple[Option, ...]:
    """Return options with those ticked that are given."""
    return tuple(one.model_copy(update={"chosen": one.value in values}) for one in options)
