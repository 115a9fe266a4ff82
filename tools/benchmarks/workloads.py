"""The workloads: what is run, with whom it is compared, what must be reached."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import same
from .diagnosis_workload import diagnosis
from .environment import python_with_peers
from .fresh import Runs, measure, progress_line, run_once
from .graph_peers import FAR
from .inputs import SERVICES, Town
from .survey_workload import survey
from .table import Goal, Row, Section

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 1200.0
PLANNERS_WALKS = [360.0, 720.0, 1080.0]  # metres of an adult in 5, 10 and 15 minutes
EQUAL = 0.05  # metres that two sides may differ
EQUAL_PANDANA = 0.5  # it rounds each edge to a thousandth of a metre


@dataclass(frozen=True)
class Setting:
    """How the benchmarks are run.

    Attributes
    ----------
    town, city
        Streets; None where there is no city.
    runs
        Of each measurement.
    quick
        Few origins, no slow peer, nothing installed.
    """

    town: Town
    city: Town | None
    runs: int
    quick: bool

    @property
    def origins(self) -> int:
        """Origins in the town."""
        return 20 if self.quick else 200


def starting(setting: Setting) -> Section:
    """Measure the start of the process alone."""
    found = measure("ours.start", {}, setting.runs)
    section = Section("Start alone")
    section.rows.append(Row("QGIS's Python with Processing, nothing run", *_of(found)))
    section.remarks.append("Part of every whole process below, on both sides.")
    return section


def catchment_lines(setting: Setting) -> Section:
    """Reached streets of each origin, from files to a file."""
    town, count = setting.town, setting.origins
    section = Section(f"{count} catchments of {LIMIT:,.0f} m as lines, {town.name}")
    given = _catchments(town, count)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        files = [f"{folder}/{name}.gpkg" for name in ("ours", "theirs")]
        run_once("ours.catchments", given | {"keep": files[0]})
        run_once("qgis_peer.service_area", given | {"keep": files[1]})
        section.remarks.append(_same_lines(files, min(count, 40)))
    ours = measure("ours.catchments", given, setting.runs)
    qgis = measure("qgis_peer.service_area", given, setting.runs)
    one = measure("qgis_peer.service_area", given | {"origins": town.origins(1)}, setting.runs)
    goals = () if setting.quick else (Goal("faster", 8),)
    peer = "QGIS native:serviceareafromlayer"
    section.rows.append(Row("whole process", *_of(ours), peer, *_of(qgis), goals=goals))
    own = _sum(ours, "place", "search", "geometry")
    each = (qgis.median("seconds") - one.median("seconds")) / (count - 1)
    section.rows.append(
        Row(
            "placing, search and geometry",
            own,
            peer=peer,
            peer_seconds=each * count,
            goals=() if setting.quick else (Goal("faster", 40),),
            note=f"what {count} origins take longer than one",
        )
    )
    section.phases = {"Life Circle": ours.phases(), "QGIS": qgis.phases()}
    return section


def catchment_polygons(setting: Setting) -> Section:
    """Polygons around each origin: with cells to be made, then with what is kept."""
    town, count, quick = setting.town, setting.origins, setting.quick
    section = Section(f"{count} catchments of {LIMIT:,.0f} m as polygons, {town.name}")
    given = _catchments(town, count, polygons=True)
    ours = measure("ours.catchments", given, setting.runs)
    kept = measure("ours.catchments", given | {"again": 5}, setting.runs)
    section.phases["Life Circle, first run"] = ours.phases()
    if not quick:
        qgis = measure("qgis_peer.service_area", given, setting.runs)
        section.phases["QGIS"] = qgis.phases()
        section.rows.append(
            Row(
                "first run, whole process",
                *_of(ours),
                "QGIS service area and native:buffer",
                *_of(qgis),
                goals=(Goal("faster", 80),),
                note=_few(qgis, setting.runs),
            )
        )
    arguments = {k: given[k] for k in ("streets", "origins", "metres")}
    recipe = measure("buffers_peer.catchments", arguments, setting.runs)
    section.rows.append(
        Row(
            "first run, whole process",
            *_of(ours),
            "networkx ego graph, streets buffered and united",
            recipe.median("seconds"),
            recipe.megabytes,
            note=_few(recipe, setting.runs, "its graph ready"),
        )
    )
    section.rows.append(
        Row(
            f"{count} polygons again, network and cells kept",
            kept.median("again"),
            goals=() if quick else (Goal("seconds", 0.3),),
        )
    )
    return section


def nearest(setting: Setting) -> Section:
    """Metres to the nearest facility of each service from all junctions."""
    section = Section(f"Nearest of {SERVICES} services at all junctions")
    python = None if setting.quick else python_with_peers()
    prepared = []
    for town in filter(None, (setting.town, setting.city)):
        large = town is setting.city
        # peer, interpreter, services that it searches, metres it may differ, what is to be reached
        peers = [("networkx", None, 1 if large else SERVICES, EQUAL, Goal("faster", 20))]
        if python:
            peers[0] = ("networkx", python, 1 if large else SERVICES, EQUAL, Goal("faster", 20))
            peers.append(("igraph", python, SERVICES, EQUAL, Goal("within", 1.5)))
            peers.append(("scipy", python, SERVICES, EQUAL, Goal("within", 1.5)))
            if not large:
                peers.append(("pandana", python, SERVICES, EQUAL_PANDANA, Goal("faster", 50)))
        rows, seconds = _nearest_in(town, peers, setting, section.remarks)
        section.rows += rows
        prepared.append(f"{seconds:.2f} s ({town.name})")
    section.remarks.append(
        "All graphs are ready, on every side. Life Circle's, reduced to fewer junctions, was made "
        f"in {' and '.join(prepared)}. igraph and scipy are the compiled heap searches; pandana, "
        f"which is given {FAR:g} m as its limit, searches on all cores and needs its contracted "
        "network."
    )
    if not python and not setting.quick:
        section.remarks.append("igraph, scipy and pandana could not be installed here.")
    return section


def network(setting: Setting) -> Section:
    """Read street lines from a GeoPackage and build their network."""
    section = Section("Network from street lines in a GeoPackage")
    for town in filter(None, (setting.town, setting.city)):
        large = town is setting.city
        ours = measure("ours.network", {"streets": town.streets}, setting.runs)
        qgis = measure("qgis_peer.make_graph", {"streets": town.streets}, setting.runs)
        _same_network(ours.first, qgis.first, section.remarks, town)
        goals = (Goal("seconds", 3), Goal("megabytes", 1000)) if large else (Goal("faster", 20),)
        section.rows.append(
            Row(
                f"{town.about['lines']:,} lines, {town.about['edges']:,} edges, read and build",
                ours.median("seconds"),
                ours.megabytes,
                "QgsVectorLayerDirector.makeGraph",
                qgis.median("seconds"),
                qgis.megabytes,
                goals=() if setting.quick else goals,
                note=_few(qgis, setting.runs),
            )
        )
        section.phases[f"Life Circle, {town.name}"] = ours.phases()
        section.phases[f"QGIS, {town.name}"] = qgis.phases()
        if large:
            section.rows.append(_from_cache(town, setting.runs))
    section.remarks.append("Memory is that of the whole process, QGIS itself included.")
    return section


def whole_city(setting: Setting) -> Section:
    """1,000 catchments on the tiled city, from files to a file."""
    count, few = 1000, 20
    section = Section(f"{count:,} catchments of {LIMIT:,.0f} m, whole process")
    city = setting.city
    if city is None:
        raise SystemExit("There is no city.")
    section.title += f", {city.name}"
    given = _catchments(city, few)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        files = [f"{folder}/{name}.gpkg" for name in ("ours", "theirs")]
        run_once("ours.catchments", given | {"keep": files[0]})
        qgis = run_once("qgis_peer.service_area", given | {"keep": files[1]})
        section.remarks.append(_same_lines(files, few))
    progress_line(f"  QGIS, {few} origins: {qgis.seconds:.0f} s")
    one = run_once("qgis_peer.service_area", given | {"origins": city.origins(1)})
    each = (qgis.seconds - one.seconds) / (few - 1)
    all_of_them = one.seconds + each * (count - 1)
    for polygons in (False, True):
        ours = measure("ours.catchments", _catchments(city, count, polygons), setting.runs)
        word = "polygons, first run" if polygons else "lines"
        row = Row(word, *_of(ours))
        if polygons:
            row.goals = Goal("seconds", 20), Goal("megabytes", 3000)
        else:
            row.peer, row.peer_seconds = "QGIS native:serviceareafromlayer", all_of_them
            row.peer_megabytes = qgis.megabytes
            row.note = f"extrapolated from 1 and {few} origins, one run each"
            row.goals = (Goal("faster", 150),)
        section.rows.append(row)
        section.phases[f"Life Circle, {word}"] = ours.phases()
    section.phases[f"QGIS, lines, {few} origins"] = qgis.result["phases"]
    return section


def clicks(setting: Setting) -> Section:
    """From a click to three polygons, with the network in memory."""
    section = Section("Click to polygons of 5, 10 and 15 minutes, network in memory")
    for town in filter(None, (setting.town, setting.city)):
        large = town is setting.city
        count = 5 if setting.quick else 20
        given = {"streets": town.streets, "origins": town.origins(setting.origins)}
        ours = measure("ours.clicks", given | {"count": count}, setting.runs)
        section.rows.append(Row(f"{town.name}, cells not yet made", ours.median("unmade") / 1000))
        section.rows.append(Row(f"{town.name}, cells made", ours.median("made") / 1000))
        section.rows.append(
            Row(f"{town.name}, the very first click", ours.median("very_first") / 1000)
        )
        if not setting.quick:
            asked = {"streets": town.streets, "origins": town.origins(1), "metres": PLANNERS_WALKS}
            qgis = measure("qgis_peer.click", asked, setting.runs)
            for row, goal in zip(section.rows[-3:], (0.02, 0.005, None), strict=True):
                row.peer, row.peer_seconds = "QGIS service area and buffer", qgis.median("seconds")
                row.note = _few(qgis, setting.runs, "it keeps no network")
                row.goals = () if goal is None else (Goal("seconds", goal),)
        section.remarks.append(
            f"{town.name}: medians of {count} places; the slowest "
            f"{ours.median('unmade_worst'):.1f} ms with cells to be made, "
            f"{ours.median('made_worst'):.1f} ms without. Placing and search are "
            f"{ours.median('search'):.1f} ms of them."
        )
        del large
    return section


WORKLOADS: dict[str, Callable[[Setting], Section]] = {
    "start": starting,
    "lines": catchment_lines,
    "polygons": catchment_polygons,
    "nearest": nearest,
    "network": network,
    "city": whole_city,
    "click": clicks,
    "survey": survey,
    "diagnosis": diagnosis,
}


def _catchments(town: Town, count: int, polygons: bool = False) -> dict[str, Any]:
    return {
        "streets": town.streets,
        "origins": town.origins(count),
        "metres": LIMIT,
        "polygons": polygons,
    }


def _nearest_in(
    town: Town, peers: list[tuple[Any, ...]], setting: Setting, remarks: list[str]
) -> tuple[list[Row], float]:
    """Measure one town; give a row for each peer, and the seconds that ours was prepared in."""
    rows = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        own = f"{folder}/ours.npy"
        given = {"streets": town.streets, "graph": town.graph, "keep": own}
        ours = measure("ours.nearest", given, setting.runs)
        for peer, python, services, equal, goal in peers:
            other = f"{folder}/{peer}.npy"
            arguments = {"graph": town.graph, "services": services, "keep": other}
            task = f"graph_peers.{peer}"
            found = (
                measure(task, arguments, setting.runs, python)
                if python
                else measure(task, arguments, setting.runs)
            )
            numbers = found.first["numbers"]
            apart = same.metres(own, other, numbers, FAR if peer == "pandana" else 1e9)
            if apart > equal:
                raise SystemExit(f"{peer} differs by {apart:.3f} m: nothing to compare.")
            notes = [_few(found, setting.runs)]
            if len(numbers) < SERVICES:
                notes.append(f"extrapolated from {len(numbers)} service")
            if "contracted" in found.first:
                notes.append(f"contracted in {found.median('contracted'):.0f} s")
            row = Row(
                town.name,
                ours.median("seconds"),
                ours.megabytes,
                f"{peer} {found.first['version']}",
                found.median("seconds"),
                found.megabytes,
                goals=() if setting.quick else (goal,),
                note=", ".join(filter(None, notes)),
            )
            rows.append(row)
            remarks.append(
                f"{town.name}, {peer}: the same metres at {town.about['junctions']:,} junctions, "
                f"at most {apart:.3f} m apart."
            )
    return rows, ours.median("prepared")


def _from_cache(town: Town, runs: int) -> Row:
    """Read a network that an earlier process kept on disk."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        given = {"streets": town.streets, "cache": folder}
        run_once("ours.network", given)
        found = measure("ours.network", given, runs)
    return Row("the same, network kept on disk", found.median("seconds"), found.megabytes)


def _same_lines(files: list[str], count: int) -> str:
    """Compare reached streets; give a sentence."""
    found = run_once("same.lines", {"ours": files[0], "theirs": files[1], "count": count}).result
    if found["apart"] > EQUAL:
        raise SystemExit(f"The lines differ by {found['apart']:.2f} m: nothing to compare.")
    nothing = f" For {found['nothing']} origins QGIS draws nothing." if found["nothing"] else ""
    return (
        f"Both reach the same streets: {found['rows']} origins compared every {same.STEP:g} m, at "
        f"most {found['apart']:.3f} m apart. Per origin Life Circle gives {found['ours_m']:,.0f} "
        f"m, each stretch once; QGIS gives {found['theirs_m']:,.0f} m, some of it twice." + nothing
    )


def _same_network(
    ours: dict[str, Any], theirs: dict[str, Any], remarks: list[str], town: Town
) -> None:
    """Compare the metres and the vertices of two networks."""
    if abs(ours["km"] - theirs["km"]) > 1e-3 * theirs["km"]:
        raise SystemExit(f"{ours['km']:.3f} km of network here, {theirs['km']:.3f} km there.")
    remarks.append(
        f"{town.name}: {ours['km']:,.1f} km and {ours['vertices']:,} vertices in ours, "
        f"{theirs['km']:,.1f} km and {theirs['vertices']:,} in QGIS's, which has a node at each."
    )


def _of(found: Runs) -> tuple[float, float]:
    return found.seconds, found.megabytes


def _sum(found: Runs, *names: str) -> float:
    phases = found.phases()
    return sum(phases[name] for name in names)


def _few(found: Runs, runs: int, *more: str) -> str:
    """Say so where there were fewer runs than wanted."""
    words = list(more)
    if len(found.runs) < runs:
        words.insert(0, "one run" if len(found.runs) == 1 else f"{len(found.runs)} runs")
    return ", ".join(words)
