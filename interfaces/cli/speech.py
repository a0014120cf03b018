"""How `branchctl` speaks: Chinese first, English second."""

from rich.console import Console

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def say(zh: str, en: str, console: Console = out) -> None:
    """Print a sentence in both languages; nothing in it is taken for markup."""
    console.print(zh, markup=False, soft_wrap=True)
    console.print(en, markup=False, style="dim", soft_wrap=True)
