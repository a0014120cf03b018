"""The page that tells each event of upstream systems, what follows from it, and how one looks (上游事件目录)."""

from collections.abc import Iterator

from pydantic_core import to_json

from domain.catalogue import Catalogue
from domain.titles import Title
from domain.upstream.data import Sender, UpstreamData
from domain.upstream.routing import EVENT_TYPES
from interfaces.documentation.schemas import fields_of

SCHEMAS = "events"
"""The folder of the schemas, beside the page."""

SOURCES = {
    Sender.MARKET_REGULATOR: "https://market-regulator.example/register",
    Sender.SOCIAL_SECURITY: "https://social-security.example/headcounts",
    Sender.MEMBER_REGISTRY: "https://member-registry.example/relations",
    Sender.HR: "https://hr.example/contracts",
    Sender.SAFETY_AND_CREDIT: "https://supervision.example/incidents",
}
"""Whose events the examples are; `.example` is nobody's (RFC 2606)."""

_TIME = "2026-06-01T09:30:00+08:00"

_HEAD = """# 上游事件 Upstream events

由 `domain/upstream/` 生成（`make docs`）；各类型数据的 JSON Schema（2020-12）在 `docs/events/`。

Made of `domain/upstream/` by `make docs`; the JSON Schemas (2020-12) of the data stand in `docs/events/`.

- 事件按 CloudEvents 1.0 发送到 `POST /v1/events`，并按来源签名。`source` 与 `id` 相同的事件只生效一次。
  Events are sent as CloudEvents 1.0 to `POST /v1/events`, signed by their source. `source` and `id` together count once, for ever.
- 花名册中岗位为 `upstream` 的系统可以发送；其任职组织须为事项所属组织或其上级。各类型所列来源为通常情形。
  A system sends them that the roster has as `upstream`, at the case's organisation or above. The senders named below are the usual ones.
- 企业以统一社会信用代码指称，合同、党支部以编号指称。`subject` 写明所指：同一 `subject` 的事件按先后投递。
  Enterprises are known by their code, contracts and branches by their ids. `subject` names what an event is about: events of one subject are delivered in their order.
- `time` 是事情发生的时间，其日期即办理日期；事关提请而后有新的办理的，以登记之日为准。缺少的数据不是“否”。
  `time` is when it happened; its local day is the date on the paper, or the day of recording where a proposal comes after newer acts. Missing data is never "no".
- 上游只提出，由人认定。没有事项可以接收的事件会保存下来并说明理由，情况变化后可以重新投递。
  Upstream proposes, a person concludes. An event that nothing takes is kept with the reason, and can be delivered again once things stand otherwise.
- 不按时序到达的：新的不被旧的取代，见各类型说明。
  Events may come in any order: what is newer is never replaced by what is older; each type says how.
"""


def page(sentences: Catalogue) -> str:
    """Return the page, Markdown."""
    return "\n".join([_HEAD, *_contents(), *_types(sentences)])


def example(event: type[UpstreamData]) -> dict[str, object]:
    """Return a complete event of a type in CloudEvents' structured mode, with the data of its class's first example."""
    extra = event.model_config.get("json_schema_extra")
    assert isinstance(extra, dict)  # noqa: S101  # every event type brings an example
    assert isinstance(extra["examples"], list)  # noqa: S101  # a list of them
    text = to_json(extra["examples"][0])
    return {
        "specversion": "1.0",
        "id": f"{_short(event)}-000017",
        "source": SOURCES[event.sender],
        "type": event.type,
        "subject": event.model_validate_json(text).subject,
        "time": _TIME,
        "datacontenttype": "application/json",
        "data": extra["examples"][0],
    }


def _title(event: type[UpstreamData]) -> Title:
    lines = [line.strip() for line in (event.__doc__ or "").strip().splitlines()]
    zh, _, en = lines[0].partition(": ")
    return Title(zh, en)


def _contents() -> Iterator[str]:
    yield "| 事件 | type | event |"
    yield "|---|---|---|"
    for event in EVENT_TYPES.values():
        title = _title(event)
        yield f"| {title.zh} | [`{event.type}`](#{event.type.replace('.', '')}) | {title.en} |"
    yield ""


def _types(sentences: Catalogue) -> Iterator[str]:
    for event in EVENT_TYPES.values():
        title = _title(event)
        follows = sentences.sentence(f"follows.{event.type}")
        sender = sentences.label(event.sender)
        yield f"## {event.type}\n"
        yield f"**{title.zh}** · {title.en}\n"
        yield f"- 通常来源：{sender.zh} Usual sender: {sender.en}"
        yield f"- {follows.zh}\n  {follows.en}"
        yield f"- JSON Schema：[`{SCHEMAS}/{event.type}.json`]({SCHEMAS}/{event.type}.json)\n"
        yield from _fields(event)
        yield "```json"
        yield to_json(example(event), indent=2).decode()
        yield "```\n"


def _fields(event: type[UpstreamData]) -> Iterator[str]:
    yield "| data | 名称 | 必填 needed | 取值 holds | description |"
    yield "|---|---|---|---|---|"
    for one in fields_of(event):
        yield f"| `{one.path}` | {one.title} | {'✓' if one.needed else ''} | {one.holds} | {one.description} |"
    yield ""


def _short(event: type[UpstreamData]) -> str:
    """Return the noun and the verb of a type's name."""
    return "-".join(event.type.split(".")[2:-1])
