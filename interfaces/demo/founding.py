"""The full path of a founding, from the application to the living branch; the stories vary single steps of it (组建)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from domain.branch.facts import Officer
from domain.elections.bodies import Leadership
from domain.elections.slate import Electors, Seat, Slate
from domain.establishment import commands as c
from domain.establishment.application import Application, Officers
from domain.people import Person
from interfaces.demo.cast import Office
from interfaces.demo.paper import document, scan
from interfaces.demo.stage import Stage
from interfaces.demo.voting import attendance, slate, unanimous

_NOTICE = timedelta(days=3)


class Founding(NamedTuple):
    """
    One founding: its case, whose office sees to it, what is applied for, and who stands for election.

    `people`: the first becomes secretary. `seats`: of the committee; 0 = none. `investor`: the secretary is the
    enterprise's main investor.
    """

    stream: str
    here: Office
    application: Application
    people: Sequence[Person]
    seats: int = 0
    investor: bool = False

    @property
    def branch(self) -> str:
        """The stream of the branch that comes of it."""
        return f"branch/{self.stream.split('/')[1]}"

    @property
    def counted(self) -> int:
        """How many members are expected at the meeting."""
        return self.application.counted


async def apply(stage: Stage, founding: Founding) -> None:
    """Apply."""
    command = c.Apply(org=founding.here.org, application=founding.application)
    await stage.act(founding.here.operator, founding.stream, command)


async def approve(stage: Stage, founding: Founding) -> None:
    """Have the superior approve and name the founding group."""
    decision = c.DecideEstablishment(
        approved=True, document=document(), founding_group=tuple(founding.people[:2])
    )
    await stage.act(founding.here.approver, founding.stream, decision)


async def hold(stage: Stage, founding: Founding) -> None:
    """Have candidates approved and hold the meeting, and that of the committee it elects."""
    await convene(stage, founding)
    await record(stage, founding)
    if founding.seats:
        await _committee_meets(stage, founding)


async def convene(stage: Stage, founding: Founding) -> None:
    """Have the candidates approved, call the meeting, and let its day come."""
    here, stream = founding.here, founding.stream
    candidates = c.ApproveCandidates(
        leadership=Leadership(seats=founding.seats), slates=tuple(_slates(founding)), document=document()
    )
    await stage.act(here.approver, stream, candidates)
    meeting_on = stage.today + _NOTICE
    await stage.act(here.operator, stream, c.Convene(meeting_on=meeting_on))
    await stage.until_day(meeting_on)


async def record(stage: Stage, founding: Founding, present: int | None = None) -> None:
    """Record the meeting of today; without enough `present` there is no ballot."""
    first = _slates(founding)[0]
    ballots = () if present is not None else (unanimous(first, founding.counted),)
    meeting = c.RecordFoundingMeeting(
        held_on=stage.today,
        attendance=attendance(founding.counted, present),
        elections=ballots,
        minutes=(scan("成立大会记录"),),
    )
    await stage.act(founding.here.operator, founding.stream, meeting)


async def found(stage: Stage, founding: Founding) -> None:
    """Report the result, have it accepted, and see the branch alive."""
    here, stream = founding.here, founding.stream
    officers = Officers(
        secretary=Officer(person=founding.people[0], investor=founding.investor),
        members=tuple(founding.people[: founding.seats]),
    )
    await stage.act(here.operator, stream, c.ReportResult(officers=officers))
    await stage.act(here.approver, stream, c.AcceptResult(document=document()))
    await stage.act(here.approver, stream, c.ApproveSecretary(document=document()))
    await stage.until_status(founding.branch, "active")


async def file(stage: Stage, founding: Founding) -> None:
    """File what was set up, and have the registrar take note."""
    await stage.act(founding.here.operator, founding.stream, c.FileEstablishment(document=document("示组")))
    await stage.act(founding.here.registrar, founding.stream, c.AcknowledgeEstablishment())
    state = await stage.state(founding.stream)
    stage.expect(
        state.closed and state.receipt,
        f"{founding.application.name} 已成立并备案",
        f"{founding.application.name} is founded and filed",
    )


async def whole_path(stage: Stage, founding: Founding) -> None:
    """Play a founding in which nothing goes wrong."""
    await apply(stage, founding)
    await approve(stage, founding)
    await hold(stage, founding)
    await found(stage, founding)
    await file(stage, founding)


async def _committee_meets(stage: Stage, founding: Founding) -> None:
    by_committee = _slates(founding)[1]
    meeting = c.RecordCommitteeMeeting(
        held_on=stage.today,
        attendance=attendance(founding.seats),
        elections=(unanimous(by_committee, founding.seats),),
    )
    await stage.act(founding.here.operator, founding.stream, meeting)


def _slates(founding: Founding) -> list[Slate]:
    people, seats = founding.people, founding.seats
    if not seats:
        return [slate(Seat.SECRETARY, Electors.MEETING, 1, people[:1])]
    return [
        slate(Seat.MEMBER, Electors.MEETING, seats, people[: seats + 1]),
        slate(Seat.SECRETARY, Electors.COMMITTEE, 1, people[:1]),
    ]
