"""Files that a command line names."""

from pathlib import Path

from interfaces.cli.problems import UsageError


def text_of(path: Path) -> str:
    """Return the text of a file in UTF-8. Raises `UsageError`."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            zh=f"无法读取 {path}：{error}。请用 UTF-8 编码的文本文件。",
            en=f"{path} cannot be read: {error}. It must be a text file in UTF-8.",
        ) from None
