"""How `branchctl` speaks: Chinese first, English second."""

import sys
from io import TextIOWrapper

from rich.console import Console

out = Console(highlight=False, emoji=False)
err = Console(stderr=True, highlight=False, emoji=False)


def speak_anywhere() -> None:
    """Let a terminal that knows no Chinese, or no box, show what it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(zh: str, en: str, console: Console = out) -> None:
    """Print a sentence in both languages; nothing in it is taken for markup."""
    console.print(zh, markup=False, soft_wrap=True)
    console.print(en, markup=False, style="dim", soft_wrap=True)
