"""What is told of an enterprise or of a branch: one of them is named, or both."""

from typing import NamedTuple, Self

from pydantic import Field, model_validator

from domain.branch.state import BranchState
from domain.enterprise.state import EnterpriseState
from domain.model import Identifier, StreamName
from domain.register.uscc import Uscc
from domain.upstream.data import UpstreamData
from domain.upstream.finding import branch_of, code_stream, enterprise_of, living_branch
from domain.upstream.looking import Look


class Place(NamedTuple):
    """The enterprise, if it is named, and the living branch that is named or covers it."""

    enterprise: EnterpriseState | None
    branch: BranchState | None


class Placed(UpstreamData):
    """The base of what is told of an enterprise or of a branch."""

    uscc: Uscc | None = Field(
        default=None,
        title="统一社会信用代码",
        description="code of the enterprise, GB 32100; it or the branch is named, of a joint branch both",
    )
    branch: Identifier | None = Field(default=None, title="党支部", description="id of the branch, if known")

    @model_validator(mode="after")
    def _names_a_place(self) -> Self:
        if self.uscc is None and self.branch is None:
            message = "uscc or branch must say where"
            raise ValueError(message)
        return self

    @property
    def subject(self) -> str:
        """The enterprise's code, or else the branch."""
        return self.uscc or str(self.branch)

    def wants(self) -> tuple[StreamName, ...]:
        """Look at the code and the branch that are named; then at what the enterprise names, and so on."""
        code = () if self.uscc is None else (code_stream(self.uscc),)
        branch = () if self.branch is None else (f"branch/{self.branch}",)
        return (*code, *branch)

    def found(self, look: Look) -> Place:
        """Return where it is. Raises `UnknownEnterpriseError`."""
        enterprise = None if self.uscc is None else enterprise_of(self.uscc, look)
        branch = self.branch or (branch_of(enterprise) if enterprise else None)
        return Place(enterprise, living_branch(branch, look))
