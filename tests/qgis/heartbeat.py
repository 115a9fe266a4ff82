"""How long the program's window would have stood still: gaps between beats of its main thread."""

import sys
import threading
import time
import traceback
from unittest.mock import MagicMock

from qgis.core import QgsApplication
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QEventLoop, QTimer

EVERY = 5  # milliseconds


class Heartbeat:
    """Beats in the main thread while it is entered; `gaps` are in seconds, the longest first."""

    def __init__(self):
        self.beats = []
        self.gaps = []
        self._timer = QTimer(interval=EVERY, timeout=self._beat)

    def _beat(self):
        now = time.perf_counter()
        if self.beats:
            gap = now - self.beats[-1]
            self.gaps.append((gap, elsewhere() if gap > 0.08 else ""))
        self.beats.append(now)

    def __enter__(self):
        self._timer.start()
        self._beat()
        return self

    def __exit__(self, *_):
        self._beat()
        self._timer.stop()
        self.gaps.sort(reverse=True)

    @property
    def longest(self):
        return self.gaps[0][0]

    @property
    def whole(self):
        return self.beats[-1] - self.beats[0]


def elsewhere():
    """Where the other threads are: what held Python's lock has just given it up."""
    here = threading.get_ident()
    return "\n".join(
        "".join(traceback.format_stack(frame)[-3:])
        for thread, frame in sys._current_frames().items()
        if thread != here
    )


def wait(condition, seconds=300):
    """Run the event loop until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "It takes too long."
        QgsApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def make_dock():
    """The Survey dock, in a program of its own, with a real canvas."""
    from lifecircle.ui.survey_dock import SurveyDock

    canvas = QgsMapCanvas()
    iface = MagicMock()
    iface.mapCanvas.return_value = canvas
    dock = SurveyDock(iface)
    dock.show()
    return dock, canvas
