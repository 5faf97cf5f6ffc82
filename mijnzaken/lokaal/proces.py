"""One child process: started in a session of its own, gone when its parent is gone."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from mijnzaken.lokaal.plaats import Gebruiker

PR_SET_PDEATHSIG = 1
# Loaded here and not in the child: between fork and exec there is no room for work.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Proces:
    """A running program with a log file.

    Its own session keeps Ctrl-C at the terminal away from it, so that the supervisor decides the order in
    which things stop; on Linux the kernel sends ``stopsignaal`` when the supervisor itself is killed.
    """

    def __init__(
        self,
        naam: str,
        opdracht: Sequence[str | Path],
        *,
        log: Path,
        omgeving: Mapping[str, str] | None = None,
        stopsignaal: signal.Signals = signal.SIGTERM,
        gebruiker: Gebruiker | None = None,
        map_: Path | str = "/",
    ) -> None:
        self.naam, self.log, self.stopsignaal = naam, log, stopsignaal

        def sterf_mee() -> None:
            if _LIBC is not None:
                _LIBC.prctl(PR_SET_PDEATHSIG, int(stopsignaal))

        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("wb") as uit:
            self.kind = subprocess.Popen(
                opdracht,
                stdin=subprocess.DEVNULL,
                stdout=uit,
                stderr=subprocess.STDOUT,
                env=None if omgeving is None else {**os.environ, **omgeving},
                cwd=map_,
                start_new_session=True,
                preexec_fn=sterf_mee,  # noqa: PLW1509 - no threads yet, and it allocates nothing
                **(gebruiker or {}),
            )

    def leeft(self) -> bool:
        return self.kind.poll() is None

    def reden(self) -> str:
        """Why it ended: the signal that killed it, or else the last line it wrote."""
        if (self.kind.returncode or 0) < 0:
            return f"signaal {-self.kind.returncode}"
        regels = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        return regels[-1] if regels else "geen uitvoer"

    def stop(self, geduld: float = 10) -> None:
        """Ask it to stop and wait; kill it, and children that it left behind, when it does not."""
        if self.leeft():
            self.kind.send_signal(self.stopsignaal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.kind.wait(geduld)
        # A server that was stopped while it started may leave workers; they are in its process group.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.kind.pid, signal.SIGKILL)
        self.kind.wait()
