"""A QGIS project of results: groups, styles, and a map theme for each question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsMapThemeCollection,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)

from ..engine.errors import EngineError
from ..gis.palette import GAP, HAS, INK, make_text
from ..gis.rules import label_field, set_rules
from ..gis.styles import judged_services, style_result
from ..gis.symbols import fill, home, line, unknown_home
from .names import name_layers

if TYPE_CHECKING:
    from pathlib import Path

    from ..gis.rules import Rule
    from ..gis.words import Words
    from .gap_facts import GapFacts

RESULTS = ("units", "gaps", "lines", "area_scores", "snap", "matrix", "actions", "fairness")
SURVEY = (
    "facilities", "gates", "barriers", "areas", "district", "streets", "greenways", "park_areas",
    "residents", "premises", "opinions", "land_use",
)  # fmt: skip
_FROM_THE_TOP = (
    "facilities", "gates", "district", "areas", "barriers", "snap", "lines", "opinions",
    "premises", "units", "gaps", "area_scores", "residents", "streets", "greenways", "park_areas",
    "land_use",
)  # fmt: skip
_GROUND = ("district", "areas", "barriers", "streets", "greenways", "park_areas", "land_use")
OUTLINES = "outlines"


@dataclass(frozen=True)
class Themes:
    """Names of the project's map themes.

    Attributes
    ----------
    overview
        Number of missing services.
    survey
        The survey as it came.
    locator
        Neighbourhoods and streets only, for small maps.
    worst
        The gaps of the detail sheets, by rank.
    by_service
        One for each judged service, by key.
    """

    overview: str
    survey: str
    locator: str
    worst: dict[int, str]
    by_service: dict[str, str]


class ResultProject:
    """Builds a project around the layers of a run.

    Parameters
    ----------
    layers
        Results and survey layers by role, all in files.
    words
        The language.
    """

    def __init__(self, layers: dict[str, QgsVectorLayer], words: Words) -> None:
        self.layers = layers
        self.words = words
        self.project = QgsProject()
        self.keys = judged_services(layers["units"])
        self.themes = Themes("", "", "", {}, {})

    def build(self, title: str, stamp: str, attribution: str) -> QgsProject:
        """Put the layers into groups, style them and make the themes.

        Parameters
        ----------
        title
            Of the project.
        stamp
            How the results came about; kept with the project and every result layer.
        attribution
            Whose data it is.
        """
        tr = self.words.say
        self.project.setCrs(self.layers["gaps"].crs())
        root = self.project.layerTreeRoot()
        for name, roles in ((tr("Results"), RESULTS), (tr("Survey"), SURVEY)):
            group = root.addGroup(name)
            for role in roles:
                if role in self.layers:
                    self.project.addMapLayer(self.layers[role], False)
                    group.addLayer(self.layers[role]).setExpanded(role in RESULTS)
        name_layers(self.layers, self.words)
        order = [self.layers[role] for role in _FROM_THE_TOP if role in self.layers]
        root.setHasCustomLayerOrder(True)
        root.setCustomLayerOrder(order)
        self._describe(title, stamp, attribution)
        self._style()
        self._make_themes()
        return self.project

    def _describe(self, title: str, stamp: str, attribution: str) -> None:
        self.project.setTitle(title)
        metadata = self.project.metadata()
        metadata.setTitle(title)
        metadata.setAbstract(f"{stamp} {attribution}".strip())
        self.project.setMetadata(metadata)
        self.project.setFilePathStorage(Qgis.FilePathType.Relative)
        for role in RESULTS:
            if role in self.layers:
                layer = self.layers[role]
                about = layer.metadata()
                about.setTitle(layer.name())
                about.setAbstract(stamp)
                if attribution:
                    about.setRights([attribution])
                layer.setMetadata(about)

    def _style(self) -> None:
        for role, layer in self.layers.items():
            style_result(layer, role, words=self.words)
        for role in ("units", "gaps", "facilities"):
            layer = self.layers[role]
            styles = layer.styleManager()
            styles.renameStyle(styles.currentStyle(), self.words.say("All services"))
            for key in self.keys:
                styles.addStyleFromLayer(self._service(key))
                styles.setCurrentStyle(self._service(key))
                style_result(layer, role, key, self.words, describe=False)
            styles.setCurrentStyle(self.words.say("All services"))
        if "areas" in self.layers:
            styles = self.layers["areas"].styleManager()
            before = styles.currentStyle()
            styles.addStyleFromLayer(OUTLINES)
            styles.setCurrentStyle(OUTLINES)
            self.layers["areas"].setLabelsEnabled(False)
            styles.setCurrentStyle(before)

    def _service(self, key: str) -> str:
        return self.words.service(key)

    def _make_themes(self) -> None:
        tr = self.words.say
        every = tr("All services")
        self.themes = Themes(
            every, tr("Survey"), tr("Locator"), {}, {key: self._service(key) for key in self.keys}
        )
        survey = dict.fromkeys([*_GROUND, "residents", "gates", "facilities"], "")
        self._theme(tr("Survey"), survey)
        for key in self.keys:
            name = self._service(key)
            self._theme(
                name,
                {
                    "facilities": name,
                    "areas": OUTLINES,
                    "district": "",
                    "barriers": "",
                    "gates": "",
                    "gaps": name,
                    "units": name,
                    "streets": "",
                    "land_use": "",
                },
            )
        self._theme(
            tr("Locator"), {"areas": OUTLINES, "district": "", "streets": "", "land_use": ""}
        )
        self._theme(every, dict.fromkeys([*_GROUND], "") | {"units": every})
        collection = self.project.mapThemeCollection()
        root = self.project.layerTreeRoot()
        from qgis.core import QgsLayerTreeModel

        collection.applyTheme(every, root, QgsLayerTreeModel(root))

    def _theme(self, name: str, styles: dict[str, str]) -> None:
        record = QgsMapThemeCollection.MapThemeRecord()
        records = []
        for role, style in styles.items():
            if role in self.layers:
                layer = self.layers[role]
                item = QgsMapThemeCollection.MapThemeLayerRecord(layer)
                item.usingCurrentStyle = True
                item.currentStyle = style or layer.styleManager().currentStyle()
                item.isVisible = True
                records.append(item)
        record.setLayerRecords(records)
        self.project.mapThemeCollection().insert(name, record)

    def add_gap_theme(self, rank: int, gap: GapFacts) -> str:
        """Make the theme of one gap: its homes, the facilities near by and what they reach.

        Parameters
        ----------
        rank
            Of the gap among all.
        gap
            What there is to say about it.
        """
        tr = self.words.say
        name = tr("Gap {rank}: {service}").format(rank=rank, service=gap.name)
        symbol = fill(GAP, GAP, 0.9, 0.14)
        self._restyle("gaps", name, [(f'"rank" = {rank}', tr("The gap"), symbol)])
        facilities = self.layers["facilities"]
        if "lines" in self.layers:
            self._restyle(
                "lines",
                name,
                [(f"\"service\" = '{gap.service}'", tr("Within the walk"), line(HAS, 1.0))],
            )
        labelled = name
        styles = facilities.styleManager()
        before = styles.currentStyle()
        styles.addStyleFromLayer(labelled)
        styles.setCurrentStyle(labelled)
        style_result(facilities, "facilities", gap.service, self.words, describe=False)
        shown = facilities.labeling().settings().fieldName if facilities.labeling() else ""
        if shown:
            text = make_text(7.5, INK, bold=True, halo=0.8)
            label_field(facilities, shown, text, expression=True)
        styles.setCurrentStyle(before)
        self._restyle("units", name, self._gap_homes(gap))
        self._theme(
            name,
            {
                "facilities": labelled,
                "gates": "",
                "areas": OUTLINES,
                "district": "",
                "barriers": "",
                "lines": name,
                "gaps": name,
                "units": name,
                "streets": "",
                "park_areas": "",
                "land_use": "",
            },
        )
        self.themes.worst[rank] = name
        return name

    def _gap_homes(self, gap: GapFacts) -> list[Rule]:
        tr = self.words.say
        units = self.layers["units"]
        has = f'"{gap.service}_has"'
        ids = ", ".join(str(number) for number in gap.home_ids) or "-1"
        return [
            (f"{has} = 0 AND $id IN ({ids})", tr("Homes in this gap"), home(units, GAP, 1.12)),
            (f"{has} = 0 AND $id NOT IN ({ids})", tr("Lacks it too"), home(units, "#f0bf9f")),
            (f"{has} = 1", tr("Has it within the walk"), home(units, "#8fb9c4")),
            (f"{has} IS NULL", tr("Cannot tell"), unknown_home(units)),
        ]

    def _restyle(self, role: str, name: str, rules: list[Rule]) -> None:
        """Add a style without labels to a layer, and leave its current one as it is."""
        layer = self.layers[role]
        styles = layer.styleManager()
        before = styles.currentStyle()
        styles.addStyleFromLayer(name)
        styles.setCurrentStyle(name)
        set_rules(layer, rules)
        layer.setLabelsEnabled(False)
        styles.setCurrentStyle(before)

    def extent_of(self, role: str) -> QgsRectangle:
        """Return the extent of a layer in the project's CRS."""
        layer = self.layers[role]
        change = QgsCoordinateTransform(layer.crs(), self.project.crs(), self.project)
        return QgsRectangle(change.transformBoundingBox(layer.extent()))

    def study_extent(self) -> QgsRectangle:
        """Return the ground that the report is about: the neighbourhoods, else the homes."""
        return self.extent_of("areas" if "areas" in self.layers else "units")

    def extent_of_gap(self, gap: GapFacts) -> QgsRectangle:
        """Return the extent of a gap's homes and of the facility nearest to their middle."""
        extent = QgsRectangle(gap.extent)
        middle = extent.center()
        facilities = self.layers["facilities"]
        change = QgsCoordinateTransform(facilities.crs(), self.project.crs(), self.project)
        chosen = f"lower(\"service\") = '{gap.service}'"
        boxes = [
            change.transformBoundingBox(facility.geometry().boundingBox())
            for facility in facilities.getFeatures(chosen)
        ]
        if boxes:
            nearest = min(boxes, key=lambda box: box.center().distance(middle))
            if nearest.center().distance(middle) < extent.width() + 2.5 * gap.limit_m:
                extent.combineExtentWith(nearest)
        extent.grow(max(100.0, 0.15 * gap.limit_m))
        return extent

    def save(self, path: Path) -> None:
        """Write the project, opening at the whole study area.

        Raises
        ------
        EngineError
            If it cannot be written.
        """
        extent = self.study_extent()
        extent.scale(1.08)
        view = QgsReferencedRectangle(extent, self.project.crs())
        self.project.viewSettings().setDefaultViewExtent(view)
        if not self.project.write(str(path)):
            raise EngineError(
                "The project {path} could not be written: {reason}",
                path=path,
                reason=self.project.error(),
            )
