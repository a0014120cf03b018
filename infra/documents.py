"""The files that come with the service: sentences, maps, and the documents a new journal is founded with."""

from importlib.resources import files

from infra.remarks import names_of_rules

_DOMAIN = files("domain")


def messages() -> list[str]:
    """Return the texts of the message catalogue; the rules of a policy are called as the shipped one calls them."""
    return [*_texts("messages"), names_of_rules(default_policy())]


def default_policy() -> str:
    """Return the shipped policy (TOML)."""
    return (_DOMAIN / "policy" / "default.toml").read_text(encoding="utf-8")


def calendars() -> list[str]:
    """Return the shipped working calendars (TOML), a year each."""
    return _texts("calendars")


def schemes() -> list[str]:
    """Return the shipped star schemes (TOML)."""
    return _texts("schemes")


def maps() -> list[str]:
    """Return the maps of the processes (JSON), one each."""
    return _texts("maps", ".json")


def _texts(folder: str, ending: str = ".toml") -> list[str]:
    found = sorted((_DOMAIN / folder).iterdir(), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8") for file in found if file.name.endswith(ending)]
