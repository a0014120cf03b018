"""Several processes of one program: told to end together, and one that was killed is replaced."""

import multiprocessing
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess

_PAUSE = 0.5  # seconds before a killed process is replaced


class Crew:
    """
    Runs `target` in `number` processes until SIGTERM or SIGINT, which are passed on.

    A process that was killed is replaced. One that ends by itself, without being told, ends all: what made it give up
    (settings, a journal of another nature) is the same for every one. Call from the main thread of a program.
    """

    def __init__(self, target: Callable[[], None], number: int) -> None:
        self._target = target
        self._number = number
        self._context = multiprocessing.get_context("spawn")
        self._running: list[SpawnProcess] = []
        self._told = False
        self._status = 0

    def run(self) -> int:
        """Run them; return the exit status of the one that gave up, or 0."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._tell)
        for _ in range(self._number):
            self._start()
        while self._running:
            wait([process.sentinel for process in self._running])
            for process in [one for one in self._running if one.exitcode is not None]:
                self._running.remove(process)
                self._ended(process)
        return self._status

    def _ended(self, process: SpawnProcess) -> None:
        status = process.exitcode or 0
        if self._told:
            return
        if status < 0:
            time.sleep(_PAUSE)
            self._start()
        else:
            self._status = status
            self._tell()

    def _start(self) -> None:
        if self._told:
            return
        process = self._context.Process(target=self._target)
        process.start()
        self._running.append(process)
        if self._told:  # told while it was being started
            process.terminate()

    def _tell(self, *_: object) -> None:
        self._told = True
        for process in self._running:
            process.terminate()
