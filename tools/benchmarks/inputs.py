"""The layers that all sides read, made once from public data and kept in the temporary folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from .fresh import progress_line, run_once

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample" / "lifecircle_sample.gpkg"
SHARED = ROOT.parent / "shared" / "data" / "porto_alegre"
SERVICES = 30
SIDE = 6
_MAKERS = ("inputs.py", "tiling.py", "session.py")


@dataclass(frozen=True)
class Town:
    """The streets of a town and places in it.

    Attributes
    ----------
    name
        As it is printed.
    folder
        Where its files are.
    about
        Numbers of lines, junctions and edges, CRS.
    """

    name: str
    folder: Path
    about: dict[str, Any]

    @property
    def streets(self) -> str:
        """The street layer."""
        return f"{self.folder / 'streets.gpkg'}|layername=streets"

    def origins(self, count: int) -> str:
        """Layer of so many origins; a smaller one holds the first of a larger one."""
        return f"{self.folder / f'origins_{count}.gpkg'}|layername=origins"

    @property
    def graph(self) -> str:
        """File of arrays: nodes, edges, and the facilities of each service."""
        return str(self.folder / "graph.npz")


def find_streets(folder: Path | None, sample: bool) -> Path:
    """Give the file that the streets come from.

    Parameters
    ----------
    folder
        With an OpenStreetMap extract; None: Porto Alegre where it lies beside the checkout.
    sample
        Take the sample sub-district instead.

    Raises
    ------
    SystemExit
        If the folder holds no extract.
    """
    if sample or (folder is None and not SHARED.is_dir()):
        return SAMPLE
    extracts = sorted((folder or SHARED).glob("*.pbf"))
    if not extracts:
        raise SystemExit(f"No OpenStreetMap extract (*.pbf) in {folder or SHARED}.")
    return extracts[0]


def make_town(source: Path, counts: list[int], side: int = 1) -> Town:
    """Make the files of a town, unless they are there.

    Parameters
    ----------
    source
        See `find_streets`.
    counts
        Numbers of origins that are wanted.
    side
        Lay it side by side so often, in both directions.
    """
    stat = source.stat()
    made_by = b"".join(path.read_bytes() for name in _MAKERS if (path := _here(name)))
    key = hashlib.blake2b(made_by, digest_size=6)
    key.update(repr((source.name, stat.st_size, stat.st_mtime_ns, counts, side)).encode())
    user = str(os.getuid()) if hasattr(os, "getuid") else "user"
    folder = Path(tempfile.gettempdir()) / f"lifecircle-bench-{user}" / key.hexdigest()
    name = source.stem if source == SAMPLE else source.parent.name
    name = name.replace("_", " ").title() + (f", {side} x {side} tiles" if side > 1 else "")
    done = folder / "about.json"
    if not done.is_file():
        progress_line(f"making the layers of {name}")
        folder.mkdir(parents=True, exist_ok=True)
        arguments = {"source": str(source), "folder": str(folder), "counts": counts, "side": side}
        run_once("inputs.write_town", arguments)
    import json

    return Town(name, folder, json.loads(done.read_text("utf-8")))


def _here(name: str) -> Path:
    return Path(__file__).resolve().parent / name


def write_town(
    begun: float, source: str, folder: str, counts: list[int], side: int
) -> dict[str, Any]:
    """Write the layers and arrays of a town (a task)."""
    del begun
    import json

    import shapely
    from lifecircle.engine.network import build

    from .session import start_qgis
    from .tiling import tile

    session = start_qgis()
    streets = _read(Path(source))
    lines = shapely.from_wkb([bytes(f.geometry().asWkb()) for f in streets.getFeatures()])
    fields = [f.attributes() for f in streets.getFeatures()]
    network = build(lines)
    main = in_largest(network)
    if side > 1:
        city = tile(lines, network.node_xy[main], side)
        lines = city.lines
        none = [None] * len(streets.fields())
        fields = [fields[row] if row >= 0 else none for row in city.origin]
        network = build(lines)
        main = in_largest(network)
    target = Path(folder)
    _write_lines(target / "streets.gpkg", streets, lines, fields)
    rng = np.random.default_rng(15)
    chosen = network.node_xy[rng.permutation(main)]
    for count in counts:
        _write_points(target / f"origins_{count}.gpkg", chosen[:count], streets.crs())
    _write_graph(target / "graph.npz", network, main, rng)
    about = {
        "lines": len(lines),
        "junctions": network.node_count,
        "edges": network.edge_count,
        "km": float(network.length.sum() / 1000),
        "share_of_largest": float(network.component_length.max() / network.length.sum()),
        "crs": streets.crs().authid(),
    }
    (target / "about.json").write_text(json.dumps(about), "utf-8")
    del session
    return about


def _read(source: Path) -> Any:
    """Read streets as single lines in metres, as the plugin's own import gives them."""
    from lifecircle.gis.plane import choose_plane
    from lifecircle.survey.osm_streets import read_streets
    from qgis.core import (
        QgsCoordinateTransformContext,
        QgsProcessingContext,
        QgsProcessingFeatureSource,
    )

    from .session import open_layer, run

    if source == SAMPLE:
        layer = open_layer(f"{source}|layername=streets")
    else:
        layer = read_streets(source).layer
    given = QgsProcessingFeatureSource(layer, QgsProcessingContext())
    plane = choose_plane(given, "streets", QgsCoordinateTransformContext())
    flat = run("native:reprojectlayer", INPUT=layer, TARGET_CRS=plane, OUTPUT="memory:")["OUTPUT"]
    flat = run("native:dropmzvalues", INPUT=flat, DROP_Z_VALUES=True, OUTPUT="memory:")["OUTPUT"]
    flat = run("native:multiparttosingleparts", INPUT=flat, OUTPUT="memory:")["OUTPUT"]
    if flat.fields().lookupField("foot") < 0:
        return flat
    # peers know no streets that are closed to walkers
    walked = "coalesce(lower(\"foot\"), '') NOT IN ('no', 'private')"
    chosen = run("native:extractbyexpression", INPUT=flat, EXPRESSION=walked, OUTPUT="memory:")
    return chosen["OUTPUT"]


def _write_lines(path: Path, like: Any, lines: NDArray[np.object_], fields: list[Any]) -> None:
    import shapely
    from qgis.core import QgsFeature, QgsFields, QgsGeometry, QgsWkbTypes

    kept = QgsFields()
    keep = [k for k, field in enumerate(like.fields()) if field.name() != "fid"]
    for k in keep:
        kept.append(like.fields()[k])

    def features() -> Any:
        for wkb, values in zip(shapely.to_wkb(lines), fields, strict=True):
            feature = QgsFeature(kept)
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            feature.setGeometry(geometry)
            feature.setAttributes([values[k] for k in keep])
            yield feature

    write_features(path, "streets", kept, QgsWkbTypes.Type.LineString, like.crs(), features())


def _write_points(path: Path, xy: NDArray[np.float64], crs: Any) -> None:
    from qgis.core import QgsFeature, QgsFields, QgsGeometry, QgsPointXY, QgsWkbTypes

    def features() -> Any:
        for x, y in xy:
            feature = QgsFeature()
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
            yield feature

    write_features(path, "origins", QgsFields(), QgsWkbTypes.Type.Point, crs, features())


def write_features(path: Path, name: str, fields: Any, kind: Any, crs: Any, features: Any) -> None:
    """Write a GeoPackage of one layer."""
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", name
    writer = QgsVectorFileWriter.create(
        str(path), fields, kind, crs, QgsCoordinateTransformContext(), options
    )
    if writer.hasError():
        raise OSError(writer.errorMessage())
    for feature in features:
        writer.addFeature(feature)
    del writer


def _write_graph(
    path: Path, network: Any, main: NDArray[np.int64], rng: np.random.Generator
) -> None:
    """Write nodes, edges and facilities for peers that take a graph.

    The facilities of each service stand on junctions, from a few to a few hundred of them. Of
    several edges between two junctions the shortest is kept, which no nearest walk notices.
    """
    tail, head, length = shortest_edges(network)
    counts = np.geomspace(5, min(300, len(main) // 4), SERVICES).astype(int)
    facilities = [rng.choice(main, count, replace=False) for count in counts]
    np.savez(
        path,
        xy=network.node_xy,
        tail=tail,
        head=head,
        length=length,
        facility=np.concatenate(facilities),
        service=np.repeat(np.arange(SERVICES), counts),
    )


def shortest_edges(
    network: Any,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Give the nodes at both ends of edges and their metres: no loops, one between two nodes."""
    pair = np.sort(np.column_stack([network.edge_from, network.edge_to]), axis=1)
    order = np.lexsort((network.length, pair[:, 1], pair[:, 0]))
    new = np.append(True, (np.diff(pair[order], axis=0) != 0).any(axis=1))
    shortest = order[new & (pair[order, 0] != pair[order, 1])]
    return network.edge_from[shortest], network.edge_to[shortest], network.length[shortest]


def in_largest(network: Any) -> NDArray[np.int64]:
    """Give the junctions of the largest connected part."""
    largest = network.component == np.argmax(network.component_length)
    ends = np.concatenate([network.edge_from[largest], network.edge_to[largest]])
    return np.unique(ends)
