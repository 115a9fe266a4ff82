"""QGIS itself on a virtual screen, with a probe in it that reports what a user would see."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from screen import Screen

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "out" / "screenshots"
PATIENCE = 120.0
"""Seconds to wait for anything: a slow machine is no failure."""


class Program:
    """One QGIS, from :meth:`start` to :meth:`stop`."""

    def __init__(self, screen: Screen, folder: Path, locale: str) -> None:
        self._screen = screen
        self._folder = folder
        self.locale = locale
        self._process: subprocess.Popen[bytes] | None = None
        self._orders = 0

    def start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        environment = {
            **self._screen.environment,
            "LIFECIRCLE_LOCALE": self.locale,
            "LIFECIRCLE_PROBE": str(self._folder),
        }
        with (self._folder / "qgis.log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [ROOT / "tools" / "with-qgis", "qgis", "--nologo", "--noversioncheck",
                 "--code", Path(__file__).with_name("probe.py")],
                env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.wait(lambda state: state["toolbar"], "QGIS with the Life Circle toolbar")
        self._screen.fill_with("QGIS")

    def stop(self) -> None:
        if self._process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, number)
                self._process.wait(10)
                break
            except ProcessLookupError:
                break
            except subprocess.TimeoutExpired:
                continue
        self._process = None

    @property
    def state(self) -> dict[str, Any]:
        """What the probe last reported; waits for a report made after this call."""
        path = self._folder / "state.json"
        path.unlink(missing_ok=True)
        end = time.monotonic() + PATIENCE
        while not path.exists():
            self._fail_if_gone()
            if time.monotonic() > end:
                self.fail("a report from QGIS, which hangs or shows a window of its own")
            time.sleep(0.05)
        return json.loads(path.read_text(encoding="utf-8"))

    def wait(self, seen: Callable[[dict[str, Any]], Any], what: str) -> dict[str, Any]:
        """Wait until the state satisfies a condition; return that state."""
        end = time.monotonic() + PATIENCE
        while True:
            state = self.state
            if seen(state):
                return state
            if time.monotonic() > end:
                self.fail(what, state)
            time.sleep(0.1)

    def order(self, what: str, **details: Any) -> Any:
        """Have the probe do something and return its answer."""
        self._orders += 1
        answer = self._folder / "answer.json"
        answer.unlink(missing_ok=True)
        draft = self._folder / "order.new"
        draft.write_text(
            json.dumps({"do": what, "number": self._orders, **details}), encoding="utf-8"
        )
        draft.replace(self._folder / "order.json")
        end = time.monotonic() + PATIENCE
        while not answer.exists():
            self._fail_if_gone()
            if time.monotonic() > end:
                self.fail(f"an answer to the order {what}")
            time.sleep(0.05)
        content = json.loads(answer.read_text(encoding="utf-8"))
        assert "error" not in content, content["error"]
        return content["answer"]

    def click(self, widget: str, *, where: str = "dock") -> None:
        """Press a widget of the dock or the toolbar with the mouse, once it can be pressed."""

        def find(state: dict[str, Any]) -> dict[str, Any]:
            found = state["toolbar"] if where == "toolbar" else state[where]["widgets"]
            return found.get(widget, {})

        def ready(state: dict[str, Any]) -> bool:
            found = find(state)
            return bool(found) and found["visible"] and found["enabled"]

        before = find(self.wait(ready, f"{widget}, visible and enabled"))["place"]
        # A layout that still moves would let the click miss.
        while (place := find(self.state)["place"]) != before:
            before = place
        self.click_place(place)

    def click_place(self, place: list[int]) -> None:
        x, y, width, height = place
        self._screen.click(x + width // 2, y + height // 2)

    def double_click_place(self, place: list[int]) -> None:
        x, y, width, height = place
        self._screen.double_click(x + width // 2, y + height // 2)

    def answer(self, text: str) -> None:
        """Paste into the window of its own that waits for it, and press Return.

        Pasted, not typed: while a path is typed, Qt's dialog for folders completes what stands
        there so far from the folder it has just finished reading.
        """
        self.wait(lambda state: state["modal"], "a window to type into")
        time.sleep(0.5)
        self.order("copy", text=text)
        self._screen.press("ctrl+a", "ctrl+v", "Return")

    def photograph(self, name: str) -> Path:
        return self._screen.photograph(SCREENSHOTS / f"{name}.png")

    def fail(self, what: str, state: dict[str, Any] | None = None) -> None:
        picture = self.photograph(f"failed_{self.locale}")
        error = self._folder / "probe_error.txt"
        log = (self._folder / "qgis.log").read_text(encoding="utf-8", errors="replace")
        told = {key: (state or {}).get(key) for key in ("modal", "bar", "tasks", "toolbar")}
        raise AssertionError(
            f"Waited {PATIENCE:g} s for {what}.\nScreenshot: {picture}\nState: {told}\n"
            f"Probe: {error.read_text(encoding='utf-8') if error.exists() else 'no error'}\n"
            f"End of QGIS's log:\n{log[-2000:]}"
        )

    def _fail_if_gone(self) -> None:
        if self._process is not None and self._process.poll() is not None:
            log = (self._folder / "qgis.log").read_text(encoding="utf-8", errors="replace")
            raise AssertionError(
                f"QGIS ended by itself (code {self._process.returncode}):\n{log[-3000:]}"
            )
