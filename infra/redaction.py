"""
What no log line may show: by the name of a field, and by what a secret looks like wherever it stands.

The last thing that happens to a line before it is written, so that texts of exceptions are looked through as well. It is
a net under the rope: nobody is to log a secret in the first place.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from structlog.typing import EventDict, WrappedLogger

HIDDEN: Final = "[redacted]"

_NAMES: Final = re.compile(
    r"pass_?(word|wd|phrase)|secret|token|authorization|cookie|credential|private_?key|api_?key|database\w*_url|\bdsn\b",
    re.IGNORECASE,
)
"""Names of fields whose value is hidden whatever it is."""

_LOOKS: Final = (
    # user information of an address: postgresql://user:password@host
    (re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s/:@'\"]*:)[^\s@'\"]+(?=@)", re.IGNORECASE), rf"\1{HIDDEN}"),
    # keys of webhooks, tokens of sessions
    (re.compile(r"\b(whsec_|whsk_|bls_)[A-Za-z0-9+/=_-]+"), rf"\1{HIDDEN}"),
    # JWTs, signed or not
    (re.compile(r"\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?"), HIDDEN),
    # one-time passwords, and hashes of passwords
    (re.compile(r"(?<![\w-])[a-z2-9]{5}(?:-[a-z2-9]{5}){3}(?![\w-])"), HIDDEN),
    (re.compile(r"\$argon2[a-z]*\$[^\s'\"]+"), HIDDEN),
    (
        re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL),
        HIDDEN,
    ),
    # a header as text, and a whole line of cookies
    (re.compile(r"\b(bearer|basic)(\s+)[A-Za-z0-9+/=._~-]{8,}", re.IGNORECASE), rf"\1\2{HIDDEN}"),
    (re.compile(r"\b((?:set-)?cookie\s*:\s*)[^\r\n]+", re.IGNORECASE), rf"\1{HIDDEN}"),
    # name=value and "name": "value", as in addresses, forms, connection strings and printed models
    (
        re.compile(
            r"(?<![A-Za-z0-9])([\w-]*(?:password|passwd|passphrase|secret|token|authorization|verifier|api_?key)['\"]?\s*[=:]\s*)"
            r"(?!\s*SecretStr\()(\"[^\"]*\"|'[^']*'|[^\s&,;)'\"]+)",
            re.IGNORECASE,
        ),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"([?&](?:code|state)=)[^&\s'\"]+"), rf"\1{HIDDEN}"),
)
"""What secrets look like, and what is left of them."""


def redacted(_logger: WrappedLogger, _method: str, line: EventDict) -> EventDict:
    """Return a log line without secrets: a processor of structlog, for after exceptions were formatted."""
    return {name: HIDDEN if _NAMES.search(name) else _without(value) for name, value in line.items()}


def without_secrets(text: str) -> str:
    """Return a text without what looks like a secret."""
    for look, left in _LOOKS:
        text = look.sub(left, text)
    return text


def _without(value: Any) -> Any:  # noqa: ANN401  # whatever was logged
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return without_secrets(value)
        case Mapping():
            return {
                str(name): HIDDEN if _NAMES.search(str(name)) else _without(one)
                for name, one in value.items()
            }
        case list() | tuple() | set() | frozenset():
            return [_without(one) for one in value]
        case bytes():
            return without_secrets(value.decode("utf-8", "replace"))
        case _:  # as the renderers would show it
            return without_secrets(repr(value))
