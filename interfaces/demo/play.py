"""The order of the stories: what does not depend on each other is played at the same time."""

from interfaces.demo import (
    appointing,
    awarding,
    bodies,
    correcting,
    covering,
    evaluating,
    filing,
    independent,
    investigating,
    joining,
    onboarding,
    registering,
)
from interfaces.demo.stage import Stage, Story


async def play(stage: Stage) -> None:
    """Play all stories; those that cannot go on leave the others alone."""
    await registering.import_roster(stage)
    imported = await registering.import_register(stage)
    await registering.open_campaign(stage, imported)
    await stage.all_of(
        [
            investigating.investigate_all(stage, onboarding.coverage_of),
            _before_the_service(stage),
            *_foundings(stage),
        ]
    )
    await evaluating.open_rounds(stage)
    await evaluating.assess_all(stage)
    await awarding.rank(stage)
    await awarding.object_and_award(stage)


async def _before_the_service(stage: Stage) -> None:
    """Take over what was there; then what happened to its secretaries."""
    await onboarding.take_over_all(stage)
    await stage.all_of([filing.late(stage), filing.kept(stage), _succession(stage)])


async def _succession(stage: Stage) -> None:
    await filing.vacated(stage)
    await appointing.fill_office(stage, filing.VACATED)


def _foundings(stage: Stage) -> list[Story]:
    return [
        *(independent.smooth(stage, plan) for plan in independent.SMOOTH),
        independent.returned(stage),
        independent.failed(stage),
        independent.overdue(stage),
        joining.joint(stage),
        joining.affiliated(stage),
        joining.transferred(stage),
        covering.cover_all(stage),
        bodies.project(stage),
        bodies.temporary(stage),
        bodies.floating(stage),
        correcting.wrong_count(stage),
    ]
