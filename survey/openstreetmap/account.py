"""The account of an import: for each layer what was taken and what was left out, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...gis.i18n import tr

if TYPE_CHECKING:
    from collections import Counter

    from qgis.core import QgsProcessingFeedback

    from .layers import OsmLayers

_MOST_NAMED = 8


def tell_account(found: OsmLayers, feedback: QgsProcessingFeedback) -> None:
    """Say what became of the objects of a file.

    Parameters
    ----------
    found
        What was found.
    feedback
        Where to say it.
    """
    osm = found.osm
    feedback.pushInfo(
        tr("{nodes} nodes, {ways} ways and {areas} areas with tags; {outside} more objects are "
           "outside the extent.").format(
            nodes=len(osm.nodes), ways=len(osm.ways), areas=len(osm.areas), outside=found.outside
        )
    )  # fmt: skip
    if osm.open_rings:
        feedback.pushWarning(
            tr("{count} outlines of areas do not close within the file, as at the edge of an "
               "extract; these outlines are left out.").format(count=osm.open_rings)
        )  # fmt: skip
    for text in osm.told:
        feedback.pushWarning(tr("GDAL says: {text}").format(text=text))
    _tell_streets(found, feedback)
    _tell_barriers(found, feedback)
    _tell_gates(found, feedback)
    _tell_facilities(found, feedback)


def _tell_streets(found: OsmLayers, feedback: QgsProcessingFeedback) -> None:
    walked = found.walked
    kept = len({(k, i) for k, i in zip(walked.ways.kinds, walked.ways.ids, strict=True)})
    left = sum(walked.left_out.values())
    feedback.pushInfo(
        tr("Streets: {total} objects with highway, {kept} walked, {left} left out.").format(
            total=kept + left, kept=kept, left=left
        )
    )
    _tell_reasons(walked.left_out, feedback)
    if walked.squares:
        feedback.pushInfo(
            tr("{count} lines are outlines of squares: one walks around, not across, where no way "
               "is mapped across.").format(count=walked.squares)
        )  # fmt: skip
    if not kept:
        feedback.pushWarning(tr("There is no street that can be walked."))


def _tell_barriers(found: OsmLayers, feedback: QgsProcessingFeedback) -> None:
    left = sum(found.barriers.left_out.values())
    kept = found.barriers.objects
    feedback.pushInfo(
        tr("Barriers: {total} objects that may keep walkers away, {kept} taken as {lines} lines, "
           "{left} left out.").format(
            total=kept + left, kept=kept, lines=len(found.barriers.lines), left=left
        )
    )  # fmt: skip
    _tell_reasons(found.barriers.left_out, feedback)


def _tell_gates(found: OsmLayers, feedback: QgsProcessingFeedback) -> None:
    from .gates import LEVEL, SHARED, TAGGED

    gates = found.gates
    basis = [gate.basis for gate in gates.gates]
    left = sum(gates.left_out.values())
    feedback.pushInfo(
        tr("Gates: {total} gates and entrances are mapped, {kept} taken, {left} left out. Added "
           "where streets cross a barrier: {level} on bridges, in tunnels or on other layers, "
           "{shared} at common nodes.").format(
            total=basis.count(TAGGED) + left, kept=basis.count(TAGGED), left=left,
            level=basis.count(LEVEL), shared=basis.count(SHARED),
        )
    )  # fmt: skip
    _tell_reasons(gates.left_out, feedback)
    if gates.closed_crossings:
        ways = sorted({number for _, there in gates.closed_crossings for number in there})
        feedback.pushWarning(
            tr("{count} places where a street crosses a barrier are closed: nothing there says "
               "that one can pass. Ways: {ways}.").format(
                count=len(gates.closed_crossings), ways=_some(ways)
            )
        )  # fmt: skip


def _tell_facilities(found: OsmLayers, feedback: QgsProcessingFeedback) -> None:
    found_there = found.facilities
    kept = len(found_there.facilities)
    left = sum(found_there.left_out.values())
    feedback.pushInfo(
        tr("Facilities: {total} pairs of an object and a service, {kept} taken at {points} points, "
           "{left} left out.").format(
            total=found_there.matched, kept=kept, left=left,
            points=sum(len(places) for places in found.places),
        )
    )  # fmt: skip
    _tell_reasons(found_there.left_out, feedback)
    if found_there.lines:
        feedback.pushInfo(
            tr("{count} are drawn as open lines: their point is the middle.").format(
                count=found_there.lines
            )
        )
    if found_there.no_service:
        named = [f"{kind} ({n})" for kind, n in found_there.no_service.most_common(_MOST_NAMED)]
        feedback.pushInfo(
            tr("{count} objects serve none of the services, above all {kinds}.").format(
                count=sum(found_there.no_service.values()), kinds=", ".join(named)
            )
        )


def _tell_reasons(left_out: Counter[str], feedback: QgsProcessingFeedback) -> None:
    for reason, count in left_out.most_common():
        feedback.pushInfo(f"  {count} × {reason}")


def _some(ids: list[str]) -> str:
    more = ", …" if len(ids) > _MOST_NAMED else ""
    return ", ".join(ids[:_MOST_NAMED]) + more
