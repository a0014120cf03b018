"""What a verification tells, for programs."""

from audit.verifying.findings import Verification


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
