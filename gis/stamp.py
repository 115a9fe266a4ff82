"""The stamp that every result and every printed sheet carries."""

from __future__ import annotations

from configparser import ConfigParser
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from .i18n import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsMapLayer

    from ..engine.access import Ground
    from .sources import Table


@lru_cache(maxsize=1)
def plugin_version() -> str:
    """Return the version that metadata.txt gives."""
    parser = ConfigParser(interpolation=None)
    parser.read(Path(__file__).resolve().parent.parent / "metadata.txt", encoding="utf-8")
    return parser.get("general", "version", fallback="")


def write_stamp(
    standard: str,
    rule: str,
    walker: str | None,
    speed: float | None,
    ground: Ground,
    layers: Sequence[Table],
    surveyed: Sequence[str],
    unplaced: float,
    cannot_tell: float,
    without_limit: int,
) -> str:
    """Say in one paragraph how a result came about.

    Parameters
    ----------
    standard, rule
        The standard and whether its metres or its minutes decide.
    walker, speed
        Who walks, None: each service's own; and the pace that overrides it.
    ground
        Streets, barriers and tolerances.
    layers
        What was read.
    surveyed
        Dates on which facilities were surveyed, as ISO texts; may be empty.
    unplaced, cannot_tell
        Shares of homes, and of homes times services that have a limit, 0 to 1.
    without_limit
        Number of services for which the standard gives no limit.
    """
    who = walker or tr("each service's own walker")
    if speed is not None:
        who = tr("{walker} at {speed:g} m/s").format(walker=who, speed=speed)
    rules = {"metres": tr("metres"), "minutes": tr("minutes")}
    counts = tr("; ").join(
        tr("{layer} {used} of {total}").format(layer=t.name, used=t.used, total=t.total)
        for t in layers
    )
    days = sorted({day[:10] for day in surveyed})
    dates = days[0] if days else tr("not given")
    if len(days) > 1:
        dates = tr("{first} to {last}").format(first=days[0], last=days[-1])
    return tr(
        "Standard {standard}, rule {rule}; walker: {walker}; farthest from a street {snap:g} m; "
        "barriers: {barriers}. Used: {counts}; facilities surveyed {dates}. "
        "Homes on no street {unplaced:.1%}; cannot tell {unknown:.1%} of answers; "
        "services without a limit {without}. "
        "Life Circle {version}, {date}."
    ).format(
        standard=standard,
        rule=rules[rule],
        walker=who,
        snap=ground.snap,
        barriers=tr("respected") if ground.barriers is not None else tr("none given"),
        counts=counts,
        dates=dates,
        unplaced=unplaced,
        unknown=cannot_tell,
        without=without_limit,
        version=plugin_version(),
        date=datetime.now(UTC).astimezone().date().isoformat(),
    )


def note_stamp(layer: QgsMapLayer, stamp: str) -> None:
    """Note in a result layer's metadata how it came about.

    Parameters
    ----------
    layer
        The result.
    stamp
        As `write_stamp` gives it; empty where there is nothing to say.
    """
    if not stamp:
        return
    metadata = layer.metadata()
    metadata.setTitle(layer.name())
    metadata.setAbstract(stamp)
    layer.setMetadata(metadata)
