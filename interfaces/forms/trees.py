"""From dotted names to the tree that a command's class reads: `change.ground`, `items.0.name` (names and values are only texts)."""

import re
from collections.abc import Sequence
from typing import Any

from interfaces.forms.schemas import Schema, Schemas, kind_of, meant_by

Tree = dict[str, Any]
"""JSON on its way to a command: what somebody wrote, not yet judged."""

_PLACE = re.compile(r"[0-9]{1,9}")


class ContradictoryNameError(Exception):
    """A name that means a value by one part of what was given, and a model or list by another."""


def put(tree: Tree, path: Sequence[str], value: Any) -> None:  # noqa: ANN401  # any JSON
    """Lay a value into a tree at a dotted path; a name that is given again makes a list. Raises `ContradictoryNameError`."""
    *above, last = path
    for part in above:
        tree = tree.setdefault(part, {})
        if not isinstance(tree, dict):
            raise ContradictoryNameError
    if last in tree and isinstance(tree[last], list):
        tree[last].append(value)
    elif last in tree and not isinstance(tree[last], dict):
        tree[last] = [tree[last], value]
    else:
        tree[last] = value


def laid_over(below: Any, above: Any) -> Any:  # noqa: ANN401  # any JSON
    """Return JSON with other JSON on top: field by field, and element by element where that names places."""
    if isinstance(below, list) and is_by_place(above):
        below = {str(place): one for place, one in enumerate(below)}
    if isinstance(below, dict) and isinstance(above, dict):
        return below | {name: laid_over(below.get(name), value) for name, value in above.items()}
    return above


def fitted(value: Any, branches: Sequence[Schema], schemas: Schemas) -> Any:  # noqa: ANN401  # any JSON
    """Return a value in the shape its schema asks for: a list where one is wanted, at every depth."""
    schema = meant(value, branches)
    if schema.get("type") == "array":
        return [fitted(one, schemas.items(schema), schemas) for one in listed(value)]
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        return {
            name: fitted(one, schemas.branches(fields.get(name, {})), schemas) for name, one in value.items()
        }
    return value


def listed(value: Any) -> list[Any]:  # noqa: ANN401  # any JSON
    """Return the elements that a value stands for: by their places, by repetition, or the one that it is."""
    if isinstance(value, list):
        return value
    if is_by_place(value):
        return [value[place] for place in sorted(value, key=int)]
    return [value]


def is_by_place(value: Any) -> bool:  # noqa: ANN401  # any JSON
    """Whether a value names the elements of a list by their places."""
    return isinstance(value, dict) and bool(value) and all(_PLACE.fullmatch(place) for place in value)


def meant(value: Any, branches: Sequence[Schema]) -> Schema:  # noqa: ANN401  # any JSON
    """Return the one branch of a schema that is meant: a text is kept where a text may stand."""
    lists = [one for one in branches if one.get("type") == "array"]
    if isinstance(value, dict):
        kind = kind_of(branches)
        chosen = [one for one in branches if value.get(kind) in meant_by(one, kind)]
        named = [one for one in branches if set(value) <= set(one.get("properties", {}))]
        return [*chosen, *named, *lists, *branches, {}][0]
    if isinstance(value, list):
        return [*lists, {}][0]
    texts = [one for one in branches if one.get("type") in {"string", "integer", "boolean"}]
    return [*texts, *lists, {}][0]
