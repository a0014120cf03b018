"""Names of cases within addresses: slashes and all (`filing/K-1/1`)."""

from typing import Annotated

from fastapi import Path
from starlette.convertors import Convertor, register_url_convertor

PATTERN = r"[a-z][a-z-]{1,31}(/[A-Za-z0-9][A-Za-z0-9._-]{0,63}){1,3}"


class _StreamConvertor(Convertor[str]):
    """Takes what can be the name of a case, and nothing that walks elsewhere (`..`, empty parts, other signs)."""

    regex = PATTERN.replace("(", "(?:")

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("stream", _StreamConvertor())

Stream = Annotated[
    str,
    Path(
        pattern=f"^{PATTERN}$",
        description="事项名称 the name of a case",
        examples=["establishment/est-0123456789ab", "filing/K-1/1"],
    ),
]
