"""An upload is written: in the background, its progress kept, and repeated it goes on where it was."""

import asyncio

import structlog

from domain.refusals import DomainError, Refusal
from domain.register.row import RowError
from interfaces.desk.answers import DeskUnavailableError, RefusedError
from interfaces.desk.desk import Desk, Sender
from interfaces.desk.registers import Survey, bring_in
from interfaces.desk.takeover import BranchSurvey, Registered, Result, register_branches
from interfaces.http.imports.spool import Spool
from interfaces.http.imports.surveying import Found, look_through, surveyed
from interfaces.http.imports.told import Import, Outcome, Status, Upload, wrong_rows
from interfaces.http.refusals import UnavailableError

log = structlog.get_logger("imports")

_EVERY = 0.2
"""Seconds between two notes of how far an import is."""


class Committer:
    """Writes imports of this process, each by itself."""

    def __init__(self, desk: Desk, spool: Spool) -> None:
        self._desk = desk
        self._spool = spool
        self._tasks: set[asyncio.Task[None]] = set()

    async def begin(self, upload: Upload) -> Import:
        """Begin to write an upload; return how far it is. Raises `AlreadyRunningError`."""
        began: asyncio.Future[Import] = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(self._run(upload, began))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(began)

    async def stopped(self) -> None:
        """Stop what is being written; committed again, it goes on."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, upload: Upload, began: "asyncio.Future[Import]") -> None:
        try:
            with self._spool.held(upload):
                running = self._spool.told(upload).model_copy(
                    update={"status": Status.RUNNING, "done": 0, "refusal": None}
                )
                self._spool.tell(running)
                began.set_result(running)
                self._spool.tell(await self._written(upload, running))
        except DomainError as refused:
            if not began.done():
                began.set_exception(refused)

    async def _written(self, upload: Upload, running: Import) -> Import:
        try:
            found = await look_through(self._desk, upload, self._spool.file(upload))
            writer = _Writer(self._desk, self._spool, running)
            return await writer.write(found, upload)
        except RefusedError as refused:
            return _failed(self._spool.told(upload), refused.refusal)
        except DomainError as refused:
            return _failed(self._spool.told(upload), self._desk.catalogue.refusal(refused))
        except DeskUnavailableError as error:
            away = self._desk.catalogue.refusal(UnavailableError(error.system))
            return _failed(self._spool.told(upload), away)
        except asyncio.CancelledError:
            return _failed(self._spool.told(upload), None)


class _Writer:
    """Writes one import, and notes how far it is."""

    def __init__(self, desk: Desk, spool: Spool, told: Import) -> None:
        self._desk = desk
        self._spool = spool
        self._told = told
        self._noted = 0.0

    async def write(self, found: Found, upload: Upload) -> Import:
        """Write all that can be taken; return what became of it."""
        by = Sender(upload.person)
        if isinstance(found, Survey):
            return await self._enterprises(found, upload, by)
        return await self._branches(found, upload, by)

    async def _enterprises(self, found: Survey, upload: Upload, by: Sender) -> Import:
        done = await bring_in(self._desk, found, by, lambda more, _total: self._note(more), keep=upload.keep)
        outcome = Outcome(
            stream=done.register_stream,
            version=done.completed_by.version if done.completed_by else None,
            registered=done.registered,
            updated=done.updated,
            unchanged=done.unchanged,
            refused=len(done.refused),
        )
        return self._ended(upload, found, outcome, done.refused)

    async def _branches(self, found: BranchSurvey, upload: Upload, by: Sender) -> Import:
        done: list[Registered] = []
        async for one in register_branches(self._desk, found, by):
            done.append(one)
            self._note(1)
        refused = tuple(one.error for one in done if one.error is not None)
        registered = sum(one.result is Result.REGISTERED for one in done)
        outcome = Outcome(
            registered=registered, unchanged=found.rows - registered - len(refused), refused=len(refused)
        )
        return self._ended(upload, found, outcome, refused)

    def _ended(self, upload: Upload, found: Found, outcome: Outcome, refused: tuple[RowError, ...]) -> Import:
        told = surveyed(upload, found, self._desk)
        wrong = (*told.wrong, *wrong_rows(refused, self._desk.catalogue))
        return told.model_copy(
            update={"status": Status.DONE, "done": found.rows, "outcome": outcome, "wrong": wrong}
        )

    def _note(self, more: int) -> None:
        self._told = self._told.model_copy(update={"done": self._told.done + more})
        now = asyncio.get_running_loop().time()
        if now - self._noted >= _EVERY:
            self._noted = now
            self._spool.tell(self._told)


def _failed(told: Import, refusal: Refusal | None) -> Import:
    log.info("import.failed", upload=told.id, rule=refusal.rule if refusal else "interrupted")
    return told.model_copy(update={"status": Status.FAILED, "refusal": refusal})
