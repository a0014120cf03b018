"""
The API explored by schemathesis: what its own description says is sent, well and badly, and every answer compared with it.

One worker and one seed: a run that is not told how long to last is the same every time.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import schemathesis
from schemathesis.engine import Status, events, from_schema
from schemathesis.engine.recorder import ScenarioRecorder

SEED = 20260901


class Budget(NamedTuple):
    """
    How much is sent.

    `each`: cases of an operation; `stories`: sequences of requests along links, of `steps` each; `seconds`: to be filled
    with more and more of it; None: once is enough, and it is the same every time. `coverage`: every case that a schema
    tells apart, too.
    """

    each: int
    stories: int
    steps: int
    seconds: int | None = None
    coverage: bool = False


class Explored(NamedTuple):
    """What came of it. `wrong`: each finding once, with the request that shows it; `asked`: by operation and status."""

    wrong: list[str]
    asked: dict[tuple[str, int], int]

    @property
    def requests(self) -> int:
        """How many requests were answered."""
        return sum(self.asked.values())


class Known(NamedTuple):
    """
    What nobody finds by chance.

    `tokens`: of addresses by a pattern, where it is not the common one; `streams`: cases; `source`: of events.
    """

    tokens: Mapping[str, str]
    streams: Sequence[str]
    source: str


def explore(address: str, token: str, budget: Budget, known: Known) -> Explored:
    """Explore an API with a token."""
    config = schemathesis.Config.from_dict(_settings(token, budget, known))
    schema = schemathesis.openapi.from_url(f"{address}/v1/openapi.json", config=config)
    found = Explored([], {})
    for event in from_schema(schema).execute():
        match event:
            case events.ScenarioFinished(recorder=recorder):
                _count(recorder, found.asked)
                found.wrong.extend(_failures(event.phase.value, recorder))
            case events.NonFatalError(label=label, value=error):
                found.wrong.append(f"{label}: {error!r}")
            case events.FatalError(exception=error):
                raise error
            case _:
                pass
    return found._replace(wrong=list(dict.fromkeys(found.wrong)))


def _settings(token: str, budget: Budget, known: Known) -> dict[str, Any]:
    generation = {"deterministic": True, "max-examples": budget.each, "no-shrink": True, "database": "none"}
    lasting = {"max-time": budget.seconds} if budget.seconds else {}
    return lasting | {
        "seed": SEED,
        "continue-on-failure": True,
        "workers": 1,
        "request-timeout": 60,
        "headers": _bearer(token),
        "operations": [*_told_apart(known)],
        "dictionaries": {
            "streams": {"values": list(known.streams)},
            "sources": {"values": [known.source]},
        },
        "parameters": {
            "path.stream": {"dictionary": "streams", "probability": 0.7},
            "body.source": {"dictionary": "sources", "probability": 0.8},
        },
        "generation": generation,
        # that an order fits its schema does not mean that a rule allows it
        "checks": {"positive_data_acceptance": {"enabled": False}},
        "phases": {
            "coverage": {"enabled": budget.coverage},
            "stateful": {
                "generation": generation | {"max-examples": budget.stories},
                "max-steps": budget.steps,
            },
        },
    }


def _told_apart(known: Known) -> Iterator[dict[str, Any]]:
    """Yield what is particular to some addresses."""
    for pattern, token in known.tokens.items():
        yield {"include-path-regex": pattern, "headers": _bearer(token)}
    # a batch is answered event by event, and who signs for it mends what was spoiled; forgeries have tests of their own
    yield {"include-path-regex": "^/v1/events$", "checks": {"negative_data_rejection": {"enabled": False}}}
    # whether the engines answer in two seconds is a matter of the machine
    yield {"include-path-regex": "^/readyz$", "checks": {"not_a_server_error": {"enabled": False}}}


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _count(recorder: ScenarioRecorder, asked: dict[tuple[str, int], int]) -> None:
    for number, interaction in recorder.interactions.items():
        if interaction.response is not None:
            operation = recorder.cases[number].value.operation.label
            key = (operation, interaction.response.status_code)
            asked[key] = asked.get(key, 0) + 1


def _failures(phase: str, recorder: ScenarioRecorder) -> Iterator[str]:
    for number, checks in recorder.checks.items():
        for check in checks:
            if check.status is Status.FAILURE and check.failure_info is not None:
                case = recorder.cases[number].value
                failure = check.failure_info.failure
                yield (
                    f"[{phase}] {case.operation.label} {check.name}: {failure.title}: {failure.message}\n"
                    f"    {check.failure_info.code_sample}"
                )
