"""Where it stands who is told of sealed entries."""

from pathlib import Path

from infra.settings import Settings


def subscribers_in(data: Path) -> Path:
    """Return where the embedded stack of a data directory keeps it."""
    return data / "subscribers.toml"


def find_subscribers(settings: Settings) -> Path | None:
    """Return where it stands: what the settings say, else, when the embedded stack is meant, where that keeps it."""
    if settings.subscribers is not None or settings.database_url is not None:
        return settings.subscribers
    return subscribers_in(settings.data)
