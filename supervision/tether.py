"""Runs a command tied to its supervisor: should that be killed, the command is asked to stop.

`python supervision/tether.py <pid of the supervisor> <command>…` becomes the command.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    supervisor, command = int(sys.argv[1]), sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != supervisor:  # it was killed before the tie was made
            sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 - replacing this process without a shell is the point


if __name__ == "__main__":
    main()
