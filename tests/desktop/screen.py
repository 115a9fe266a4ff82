"""A virtual screen with a window manager, a mouse, a keyboard and a camera."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xdotool")
_CAMERA = """
import sys
from qgis.PyQt.QtGui import QGuiApplication
application = QGuiApplication([])
sys.exit(not QGuiApplication.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


def missing_programs() -> list[str]:
    return [name for name in NEEDED if shutil.which(name) is None]


class Screen:
    """Lives from :meth:`start` to :meth:`stop`."""

    def __init__(self, width: int = 1600, height: int = 1000) -> None:
        self.size = (width, height)
        self.environment: dict[str, str] = {}
        self._programs: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        read, write = os.pipe()
        width, height = self.size
        server = subprocess.Popen(  # noqa: S603
            [shutil.which("Xvfb"), "-displayfd", str(write), "-screen", "0",
             f"{width}x{height}x24", "-dpi", "96", "-nolisten", "tcp", "-noreset"],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._programs.append(server)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, "Xvfb found no free display"
        self.environment = {
            **{k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "XAUTHORITY")},
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
        }
        self._programs.append(
            subprocess.Popen(  # noqa: S603
                [shutil.which("openbox"), "--sm-disable"],
                env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip

    def stop(self) -> None:
        for program in reversed(self._programs):
            program.terminate()
        for program in reversed(self._programs):
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
        self._programs.clear()

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Move the mouse there as a hand does, in two steps, and press."""
        self._xdotool("mousemove", str(x - 3), str(y - 2))
        time.sleep(0.05)
        self._xdotool("mousemove", str(x), str(y))
        time.sleep(0.1)
        self._xdotool("click", str(button))

    def double_click(self, x: int, y: int) -> None:
        """Press twice, as fast as a hand does."""
        self._xdotool("mousemove", str(x), str(y))
        time.sleep(0.1)
        self._xdotool("click", "--repeat", "2", "--delay", "60", "1")

    def fill_with(self, title: str) -> None:
        """Stretch the window with this in its title over the whole screen."""
        found = self._xdotool("search", "--onlyvisible", "--name", title).split()
        width, height = self.size
        for window in found:
            self._xdotool("windowmove", window, "0", "0")
            self._xdotool("windowsize", window, str(width - 4), str(height - 30))

    def press(self, *keys: str) -> None:
        self._xdotool("key", *keys)

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "15", text)

    def photograph(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", _CAMERA, str(path)],
            env=self.environment, check=False, timeout=60, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return path

    def _xdotool(self, *words: str) -> str:
        return subprocess.run(  # noqa: S603
            [shutil.which("xdotool"), *words],
            env=self.environment, check=True, timeout=30, capture_output=True, text=True,
        ).stdout  # fmt: skip
