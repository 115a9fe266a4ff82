"""What all algorithms of Life Circle share."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QIcon

from ..gis.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    Rows = Iterable[tuple[QgsGeometry | bytes | None, list[Any]]]
    Layer = tuple[str, QgsFields, QgsWkbTypes.Type, QgsCoordinateReferenceSystem, Rows]

ICONS = Path(__file__).resolve().parent.parent / "icons"


class Dresser(QgsProcessingLayerPostProcessorInterface):
    """Styles a result layer and names its fields."""

    _kept: ClassVar[list[Dresser]] = []

    def __init__(self, role: str, about: str) -> None:
        super().__init__()
        self.role, self.about = role, about

    @classmethod
    def make(cls, role: str, about: str = "") -> Dresser:
        """Make a dresser that Python keeps alive until QGIS has used it."""
        dresser = cls(role, about)
        cls._kept.append(dresser)
        return dresser

    def postProcessLayer(
        self,
        layer: QgsMapLayer,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Dress the layer; called by Processing in the main thread."""
        from ..gis.stamp import note_stamp
        from ..gis.styles import style_result

        del context, feedback
        style_result(layer, self.role)
        note_stamp(layer, self.about)
        self._kept.remove(self)


class LifeCircleAlgorithm(QgsProcessingAlgorithm):
    """Base class: a fresh instance, an icon, parameters with help."""

    ICON = "lifecircle.svg"

    def createInstance(self) -> LifeCircleAlgorithm:
        """Make a fresh instance for each run."""
        return type(self)()

    def icon(self) -> QIcon:
        """Return the icon that the toolbox shows."""
        return QIcon(str(ICONS / self.ICON))

    def add(
        self,
        parameter: QgsProcessingParameterDefinition,
        help_text: str,
        advanced: bool = False,
    ) -> None:
        """Add a parameter with its help."""
        parameter.setHelp(help_text)
        if advanced:
            parameter.setFlags(
                parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced
            )
        self.addParameter(parameter)

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Refuse results in a folder that is not there, before any of them is written."""
        for definition in self.destinationParameterDefinitions():
            value = parameters.get(definition.name())
            if isinstance(value, QgsProcessingOutputLayerDefinition):
                value = value.sink.staticValue()
            path = Path(value) if isinstance(value, str) else Path()
            if path.is_absolute() and not path.parent.is_dir():
                text = tr("{output}: there is no folder {folder}. Make it, or choose another.")
                return False, text.format(output=definition.description(), folder=path.parent)
        return super().checkParameterValues(parameters, context)

    @staticmethod
    def is_given(parameters: dict[str, Any], name: str) -> bool:
        """Tell whether an optional parameter holds a value; models hand over NULL for none."""
        value = parameters.get(name)
        return value is not None and value != NULL

    def source(self, parameters: dict[str, Any], name: str, context: QgsProcessingContext) -> Any:
        """Return a feature source that must be there.

        Raises
        ------
        QgsProcessingException
            If it is not.
        """
        found = self.parameterAsSource(parameters, name, context)
        if found is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, name))
        return found

    def write_layer(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        name: str,
        fields: QgsFields,
        kind: QgsWkbTypes.Type,
        crs: QgsCoordinateReferenceSystem,
        rows: Rows,
        flags: QgsFeatureSink.SinkFlag | None = None,
    ) -> str | None:
        """Write a result, as a whole or not at all.

        Returns
        -------
        Where it is; None where it was not asked for.

        Raises
        ------
        QgsProcessingException
            If it is needed and nothing says where to, it cannot be written, or the run is
            cancelled.
        """
        from ..gis.geopackage.result_rows import fill_new_package, takes
        from ..gis.sinks import discard, write_features

        given = (parameters, name, context, fields, kind, crs, *([] if flags is None else [flags]))
        sink, destination = self.parameterAsSink(*given)
        if sink is None:
            needed = self.parameterDefinition(name).flags()
            if not needed & QgsProcessingParameterDefinition.Flag.FlagOptional:
                raise QgsProcessingException(self.invalidSinkError(parameters, name))
            return None

        def go_on() -> None:
            self.stop_if_cancelled(feedback)

        try:
            if takes(destination, fields):
                del sink  # closes the file
                fill_new_package(Path(destination), fields, kind, rows, go_on)
            else:
                write_features(sink, fields, rows, go_on)
        except BaseException as error:
            sink = None
            discard(destination)
            if isinstance(error, sqlite3.Error):
                raise QgsProcessingException(
                    tr("The result could not be written: {why}").format(why=error)
                ) from error
            raise
        return str(destination)

    def write_layers(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        layers: Iterable[Layer],
        roles: dict[str, str],
        about: str = "",
        flags: QgsFeatureSink.SinkFlag | None = None,
    ) -> dict[str, Any]:
        """Write result layers, those that are asked for, and have them styled by their roles.

        Where one cannot be written or the run is cancelled, the files of those before it go, too.
        """
        from ..gis.sinks import discard

        outputs: dict[str, Any] = {}
        try:
            for name, *layer in layers:
                destination = self.write_layer(parameters, context, feedback, name, *layer, flags)
                if destination is not None:
                    outputs[name] = destination
                    self.dress(context, destination, roles[name], about)
        except BaseException:
            for destination in outputs.values():
                discard(destination)
            raise
        return outputs

    def dress(
        self, context: QgsProcessingContext, destination: str, role: str, about: str = ""
    ) -> None:
        """Have a result styled, its fields named and how it came about noted, in the project."""
        if context.willLoadLayerOnCompletion(destination):
            details = context.layerToLoadOnCompletionDetails(destination)
            details.setPostProcessor(Dresser.make(role, about))

    @staticmethod
    def stop_if_cancelled(feedback: QgsProcessingFeedback) -> None:
        """End a cancelled run; nothing of it stays.

        Raises
        ------
        QgsProcessingException
            If the user asked to stop.
        """
        if feedback.isCanceled():
            raise QgsProcessingException(tr("Stopped; nothing was written."))
