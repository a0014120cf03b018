"""`branchctl audit prove`: one entry, proved by one file."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from domain.model import Model
from interfaces.cli.audits.asking import audits_of
from interfaces.cli.connection import Common
from interfaces.cli.exits import Exit
from interfaces.cli.output import show_json
from interfaces.cli.problems import UsageError
from interfaces.cli.speech import out, say
from interfaces.desk.names import check_stream


class Told(Model):
    """What the command answers as JSON. `proof`: the file's text, when it was written nowhere."""

    stream: str
    version: int
    position: int
    file: Path | None
    proof: str | None


async def prove(
    stream: str,
    version: Annotated[int, Parameter(validator=Number(gte=1, lte=2**31 - 1), help="第几版 which version")],
    /,
    *,
    out: Annotated[
        Path | None,
        Parameter(
            help="写入文件（.tlog-proof），默认输出到屏幕 the file to write; without it, the proof is printed"
        ),
    ] = None,
    common: Common | None = None,
) -> int:
    """
    证明：一条记录确在账中，一份文件即可核验 (a file that alone proves an entry).

    核验：python3 -I verify.py proof FILE --key 公钥。verify.py 随每份导出提供。

    Check it with `python3 -I verify.py proof FILE --key KEY`; the verifier comes with every export.
    """
    common = common or Common()
    check_stream(stream)
    async with audits_of(common) as asked:
        proof = await asked.prove(stream, version)
    if out:
        _write(out, proof.text)
    if common.json:
        text = None if out else proof.text
        show_json(Told(stream=stream, version=version, position=proof.position, file=out, proof=text))
    elif out:
        say(
            f"已写入 {out}：{stream} 第 {version} 版，位置 {proof.position}。",
            f"Written to {out}: version {version} of {stream}, position {proof.position}.",
        )
    else:
        _print(proof.text)
    return Exit.OK


def _print(proof: str) -> None:
    out.file.write(proof)


def _write(path: Path, proof: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(proof)
    except OSError as error:
        raise UsageError(
            zh=f"无法写入 {path}：{error}。已有的文件不会被覆盖。",
            en=f"{path} cannot be written: {error}. A file that is there is never written over.",
        ) from None
