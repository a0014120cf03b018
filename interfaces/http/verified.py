"""What a verification is asked against, and what it tells, for programs."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from audit.verifying.findings import Verification
from domain.model import Model
from journal.notes import PublicKey

LAST = 2**53 - 1


def _checked(key: str) -> str:
    PublicKey.parse(key)
    return key


Note = Annotated[str, StringConstraints(max_length=8192)]
Key = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_checked)]


class Against(Model):
    """What an auditor holds against a range of the journal, see `interfaces.desk.audits.Held`."""

    first: int = Field(1, ge=1, le=LAST, title="从哪一条", description="from which position")
    last: int | None = Field(None, ge=1, le=LAST, title="到哪一条", description="to which position")
    anchors: tuple[Note, ...] | None = Field(
        None,
        title="留底",
        description="signed checkpoints that were kept elsewhere; if absent, those that the service keeps",
    )
    key: Key | None = Field(
        None, title="所信任的公钥", description="a key that signed for this journal: `name+id+base64`"
    )


class Verified(Verification):
    """How a verification ended. `nothing_wrong`: it holds; `entries_unsealed`: at the end, not sealed yet."""

    nothing_wrong: bool
    entries_unsealed: int

    @classmethod
    def of(cls, found: Verification) -> "Verified":
        """Return what is told of a verification."""
        return cls(
            **{name: getattr(found, name) for name in Verification.model_fields},
            nothing_wrong=found.holds,
            entries_unsealed=found.unsealed,
        )
