"""A client of the API as a stranger gets one: generated from its description alone."""

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module, invalidate_caches
from pathlib import Path
from typing import Any

NAME = "desk_client"
_GENERATOR = Path(sys.executable).parent / "openapi-python-client"
_CONFIG = f"""\
package_name_override: {NAME}
post_hooks: []
content_type_overrides:
  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet: application/octet-stream
"""


async def generate(description: str, home: Path) -> str:
    """Generate the client into a directory; return what the generator said. Whatever it warns of is a failure."""
    config = home / "config.yml"
    await asyncio.to_thread(config.write_text, _CONFIG, encoding="utf-8")
    where = ("--url", description, "--config", str(config), "--output-path", str(home / NAME))
    process = await asyncio.create_subprocess_exec(
        *(str(_GENERATOR), "generate", *where, "--meta", "none", "--fail-on-warning"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    return said.decode()


class Generated:
    """The modules of a generated client."""

    def model(self, name: str) -> Any:
        """Return the class of a schema."""
        return getattr(import_module(f"{NAME}.models"), name)

    def operation(self, tag: str, name: str) -> Any:
        """Return what sends an operation, and returns the answer with its headers."""
        return import_module(f"{NAME}.api.{tag}.{name}").asyncio_detailed

    def client(self, address: str, token: str) -> Any:
        """Return who sends."""
        return import_module(f"{NAME}.client").AuthenticatedClient(base_url=address, token=token)


@contextmanager
def imported(home: Path) -> Iterator[Generated]:
    """Import the client from a directory; afterwards nothing of it is left."""
    sys.path.insert(0, str(home))
    invalidate_caches()
    try:
        yield Generated()
    finally:
        sys.path.remove(str(home))
        for name in [one for one in sys.modules if one.partition(".")[0] == NAME]:
            del sys.modules[name]
