"""The parameters that every algorithm on streets has: streets, barriers, gates, walker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsVectorLayer,
)

from ..gis.i18n import tr
from .base import LifeCircleAlgorithm

if TYPE_CHECKING:
    from qgis.core import QgsCoordinateReferenceSystem, QgsRasterDataProvider

    from ..engine.access import Ground
    from ..engine.walkers import Walker
    from ..gis.ground import GroundTables
    from ..gis.paces import Pace, Paces
    from ..gis.sources import Table

WALKERS = ("adult", "older", "frail", "child", "pram", "wheelchair")


class GroundAlgorithm(LifeCircleAlgorithm):
    """An algorithm that walks on streets."""

    STREETS = "STREETS"
    BARRIERS = "BARRIERS"
    GATES = "GATES"
    GATE_TOLERANCE = "GATE_TOLERANCE"
    STREETS_EXTENT = "STREETS_EXTENT"
    WALKER = "WALKER"
    SPEED = "SPEED"
    SNAP = "SNAP"
    ISLAND = "ISLAND"
    ELEVATION = "ELEVATION"
    OUTPUT_SNAP = "OUTPUT_SNAP"

    _elevation: tuple[QgsRasterDataProvider, QgsCoordinateReferenceSystem] | None = None

    def add_ground(self) -> None:
        """Add streets, barriers and gates."""
        line = [QgsProcessing.SourceType.TypeVectorLine]
        wall = [*line, QgsProcessing.SourceType.TypeVectorPolygon]
        point = [QgsProcessing.SourceType.TypeVectorPoint]
        self.add(
            QgsProcessingParameterFeatureSource(self.STREETS, tr("Streets"), line),
            tr(
                "Street lines, one for each stretch that can be walked. They meet where they "
                "share a vertex. They may and should reach beyond the area reported on. Lines "
                "whose field foot says no are left out."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.BARRIERS, tr("Barriers"), wall, optional=True),
            tr(
                "Walls, fences, water, railways, as lines or polygons. Nobody walks across them, "
                "except at gates."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSource(self.GATES, tr("Gates"), point, optional=True),
            tr("Openings in barriers: compound gates, park gates, bridges, underpasses."),
        )

    def add_walker(self, optional: bool = False) -> None:
        """Add who walks, and how fast."""
        names = [tr("Adult"), tr("Older person"), tr("Frail person"), tr("Child"),
                 tr("With pram"), tr("Wheelchair")]  # fmt: skip
        text = tr("Who walks. Speeds and their sources are in the walkers profile.")
        if optional:
            text += " " + tr("Left empty: each service's own walker, by whom it is for.")
        self.add(
            QgsProcessingParameterEnum(
                self.WALKER,
                tr("Walker"),
                names,
                defaultValue=None if optional else 0,
                optional=optional,
            ),
            text,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.SPEED,
                tr("Walking speed (m/s)"),
                QgsProcessingParameterNumber.Type.Double,
                optional=True,
                minValue=0.1,
                maxValue=4.0,
            ),
            tr("Overrides the walker's own speed."),
            advanced=True,
        )

    def add_placing(self) -> None:
        """Add how features find their street."""
        for name, label, default, text in (
            (
                self.SNAP,
                tr("Farthest from a street (m)"),
                100.0,
                tr("Features farther than this from every street are reported, not guessed. "
                   "The way to the street is walked too."),
            ),
            (
                self.GATE_TOLERANCE,
                tr("Gate tolerance (m)"),
                15.0,
                tr("A barrier may be crossed within this distance of a gate."),
            ),
            (
                self.ISLAND,
                tr("Small island (m of street)"),
                2000.0,
                tr("Connected parts of the streets with less than this length are passed over "
                   "where something larger is within reach."),
            ),
        ):  # fmt: skip
            self.add(
                QgsProcessingParameterNumber(
                    name,
                    label,
                    QgsProcessingParameterNumber.Type.Double,
                    defaultValue=default,
                    minValue=0.0,
                ),
                text,
                advanced=True,
            )
        self.add(
            QgsProcessingParameterFeatureSource(
                self.STREETS_EXTENT,
                tr("Extent of the street data"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            ),
            tr(
                "Ground that the street data fills. Dead ends within 25 m of its edge are ends "
                "of the data: what lies beyond cannot be told. Without it, the convex hull of "
                "the streets."
            ),
            advanced=True,
        )

        self.add(
            QgsProcessingParameterRasterLayer(self.ELEVATION, tr("Elevation"), optional=True),
            tr(
                "Heights of the ground in metres, a raster. Uphill costs more time than level "
                "ground, gently downhill less. Bridges and tunnels (field level) rise evenly "
                "between their ends."
            ),
            advanced=True,
        )

    def prepareAlgorithm(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> bool:
        """Take from the project's layers what the run needs in its own thread."""
        layer = None
        if self.is_given(parameters, self.ELEVATION):
            layer = self.parameterAsRasterLayer(parameters, self.ELEVATION, context)
            if layer is None or layer.dataProvider() is None:
                raise QgsProcessingException(self.invalidRasterError(parameters, self.ELEVATION))
        if layer is not None:
            self._elevation = layer.dataProvider().clone(), layer.crs()
        return super().prepareAlgorithm(parameters, context, feedback)

    def add_snap_output(self) -> None:
        """Add the optional layer of how features found their street."""
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT_SNAP,
                tr("Ways to the street"),
                QgsProcessing.SourceType.TypeVectorLine,
                optional=True,
                createByDefault=False,
            ),
            tr("A line from each feature to its street, with its length and class."),
        )

    def read(
        self,
        parameters: dict[str, Any],
        name: str,
        label: str,
        tables: GroundTables,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        keep_unusable: bool = False,
    ) -> Table:
        """Read a layer that must be there onto the plane of the ground."""
        from ..gis.sources import read_table

        source = self.source(parameters, name, context)
        transforms = context.transformContext()
        return read_table(source, label, tables.plane, transforms, feedback, keep_unusable)

    def read_if_given(
        self,
        parameters: dict[str, Any],
        name: str,
        label: str,
        tables: GroundTables,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Table | None:
        """Read an optional layer; None if it is not given."""
        if not parameters.get(name):
            return None
        return self.read(parameters, name, label, tables, context, feedback)

    def read_ground(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> GroundTables:
        """Read streets, barriers, gates and the extent of the street data."""
        from dataclasses import replace

        import shapely

        from ..gis.ground import GroundTables, leave_out_closed_streets
        from ..gis.plane import choose_plane
        from ..gis.streets import read_streets

        source = self.source(parameters, self.STREETS, context)
        plane = choose_plane(source, tr("streets"), context.transformContext())
        layer = None
        if isinstance(parameters[self.STREETS], str | QgsVectorLayer):
            # not a definition, which may hold a selection or a filter
            layer = self.parameterAsVectorLayer(parameters, self.STREETS, context)
        streets = leave_out_closed_streets(
            read_streets(source, layer, plane, context.transformContext(), feedback)
        )
        bare = GroundTables(plane, streets, None, None, None)
        barriers = self.read_if_given(
            parameters, self.BARRIERS, tr("Barriers"), bare, context, feedback
        )
        gates = self.read_if_given(parameters, self.GATES, tr("Gates"), bare, context, feedback)
        extent = self.read_if_given(
            parameters,
            self.STREETS_EXTENT,
            tr("Street extent"),
            bare,
            context,
            feedback,
        )
        for table in (streets, barriers, gates, extent):
            if table is not None:
                table.report(feedback)
        self.stop_if_cancelled(feedback)
        return replace(
            bare,
            barriers=barriers,
            gates=gates,
            extent=shapely.union_all(extent.geometries)
            if extent is not None and len(extent)
            else None,
        )

    def make_ground(
        self,
        parameters: dict[str, Any],
        tables: GroundTables,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        with_barriers: bool = True,
    ) -> Ground:
        """Build the walkable ground from what was read."""
        from ..gis.ground import make_ground

        return make_ground(
            tables,
            self.parameterAsDouble(parameters, self.GATE_TOLERANCE, context),
            self.parameterAsDouble(parameters, self.SNAP, context),
            self.parameterAsDouble(parameters, self.ISLAND, context),
            with_barriers,
            feedback,
        )

    def walker(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Walker | None:
        """Return the walker chosen; None for each service's own."""
        from ..gis.profiles import load_walkers

        optional = self.parameterDefinition(self.WALKER).defaultValue() is None
        if optional and not self.is_given(parameters, self.WALKER):
            return None
        return load_walkers()[WALKERS[self.parameterAsEnum(parameters, self.WALKER, context)]]

    def own_speed(self, parameters: dict[str, Any], context: QgsProcessingContext) -> float | None:
        """Return the speed that overrides the walker's, metres per second; None for none."""
        if not self.is_given(parameters, self.SPEED):
            return None
        return float(self.parameterAsDouble(parameters, self.SPEED, context))

    def paces(
        self,
        tables: GroundTables,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Paces:
        """Return how walkers walk, given what this run knows of the streets."""
        from ..gis.paces import Paces

        del parameters
        heights_of = None
        if self._elevation is not None:
            from ..gis.elevation import Elevation

            transforms = context.transformContext()
            heights_of = Elevation(*self._elevation, tables.plane, transforms, feedback).along
        return Paces(tables.streets, heights_of, feedback)

    def pace_on(
        self,
        ground: Ground,
        tables: GroundTables,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> Pace:
        """Return how the one walker of this run walks on a ground."""
        paces = self.paces(tables, parameters, context, feedback)
        walker = self.walker(parameters, context)
        return paces.pace(ground, walker, self.own_speed(parameters, context))
