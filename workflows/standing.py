"""What Temporal's own page shows of a case: who is awaited, until when."""

from collections.abc import Iterable

from domain.matter.state import Matter
from domain.tasks import Task


def details(state: Matter, waiting: Iterable[Task]) -> str:
    """Return the current details in Markdown, Chinese first."""
    lines = [f"**{state.stream}** · 第 {state.version} 版 version {state.version}"]
    for task in waiting:
        due = f"，{task.due_on} 前 by {task.due_on}" if task.due_on else ""
        lines.append(f"- 待办 awaited: `{task.action}`（{task.role} @ {task.org}）{due}")
    return "\n".join(lines)
