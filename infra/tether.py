"""
Runs a program that ends with the process that started it, as another account if wanted.

    python -I -S tether.py PARENT SIGNAL UID GID PROGRAM ARGUMENT…

A program of its own, because nothing may safely run between fork and exec in a process with threads, and because
the kernel forgets the wish to be told of the parent's death when the account changes: so the account comes first.
The kernel watches the *thread* that started this: start from a thread that stays.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Become the program."""
    parent, end_signal, uid, gid = (int(number) for number in sys.argv[1:5])
    program = sys.argv[5:]
    os.umask(0o077)
    if uid != os.geteuid():
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, end_signal, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the parent is gone")
    for ignored_by_python in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(ignored_by_python, signal.SIG_DFL)
    os.execv(program[0], program)  # noqa: S606 - to run a program is what this is for


if __name__ == "__main__":
    main()
