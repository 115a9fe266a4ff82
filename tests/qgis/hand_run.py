"""Running algorithms and reading what they leave behind."""

from dataclasses import dataclass

import processing
from qgis.core import (
    NULL,
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
)

OUTPUTS = {
    "coveragegaps": ("OUTPUT_UNITS", "OUTPUT_GAPS", "OUTPUT_TABLE", "OUTPUT_SNAP"),
    "walkcatchments": ("OUTPUT", "OUTPUT_LINES", "OUTPUT_SNAP"),
    "walktimes": ("OUTPUT", "OUTPUT_SNAP"),
    "correctchinacoordinates": ("OUTPUT",),
    "preparestreets": ("OUTPUT", "OUTPUT_FINDINGS"),
    "servicelevels": ("OUTPUT_UNITS", "OUTPUT_FACILITIES"),
    "residentneeds": ("OUTPUT_UNITS", "OUTPUT_TABLE", "OUTPUT_HOTSPOTS", "OUTPUT_UNHEARD"),
    "diagnose": (
        "OUTPUT_UNITS",
        "OUTPUT_MATRIX",
        "OUTPUT_ACTIONS",
        "OUTPUT_GAPS",
        "OUTPUT_FAIRNESS",
        "OUTPUT_AREAS",
    ),
    "checksurvey": ("OUTPUT",),
    "importosm": (
        "OUTPUT_STREETS",
        "OUTPUT_BARRIERS",
        "OUTPUT_GATES",
        "OUTPUT_FACILITIES",
        "OUTPUT_FACILITY_AREAS",
    ),  # fmt: skip
    "explain": ("OUTPUT_ROUTES", "OUTPUT_TABLE"),
}


class Log(QgsProcessingFeedback):
    """Keeps every sentence; asks to stop as soon as one holds ``stop_at``."""

    def __init__(self, stop_at=None):
        super().__init__(False)
        self.infos = []
        self.warnings = []
        self.errors = []
        self.stop_at = stop_at

    def _keep(self, kept, text):
        kept.append(text)
        if self.stop_at is not None and self.stop_at in text:
            self.cancel()

    def pushInfo(self, text):  # noqa: N802
        self._keep(self.infos, text)

    def pushWarning(self, text):  # noqa: N802
        self._keep(self.warnings, text)

    def reportError(self, text, fatalError=False):  # noqa: N802, N803
        self._keep(self.errors, text)

    @property
    def text(self):
        """All sentences, one a line."""
        return "\n".join(self.infos + self.warnings + self.errors)


@dataclass
class Run:
    """What a run left behind; ``rows`` and ``values`` read a result layer."""

    outputs: dict
    log: Log
    layers: dict
    context: QgsProcessingContext  # owns layers that were read from files

    def layer(self, name="OUTPUT"):
        """The layer of an output."""
        return self.layers[name]

    def rows(self, name="OUTPUT"):
        """The attributes of all features, in order, None for NULL."""
        return read_rows(self.layers[name])

    def values(self, column, name="OUTPUT"):
        """One column, in order, None for NULL."""
        return [row[column] for row in self.rows(name)]

    def shapes(self, name="OUTPUT"):
        """The geometries, in order."""
        return [feature.geometry() for feature in self.layers[name].getFeatures()]


def read_rows(layer):
    """The attributes of a layer's features as dicts, None for NULL."""
    names = layer.fields().names()
    return [
        {
            name: None if value == NULL else value
            for name, value in zip(names, feature.attributes(), strict=True)
        }
        for feature in layer.getFeatures()
    ]


def run_algorithm(name, *, log=None, context=None, **parameters):
    """Run an algorithm; outputs that are not named go to memory."""
    log = log or Log()
    if context is None:
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
    for output in OUTPUTS[name]:
        parameters.setdefault(output, "TEMPORARY_OUTPUT")
    outputs = processing.run(f"lifecircle:{name}", parameters, feedback=log, context=context)
    layers = {
        key: value
        if hasattr(value, "getFeatures")
        else QgsProcessingUtils.mapLayerFromString(value, context)
        for key, value in outputs.items()
        if key.startswith("OUTPUT")
    }
    return Run(outputs, log, layers, context)


def refusal(name, **parameters):
    """Run an algorithm that must refuse, and return its sentence."""
    try:
        run_algorithm(name, **parameters)
    except QgsProcessingException as error:
        return str(error)
    raise AssertionError(f"{name} did not refuse")


def algorithm(name):
    """A fresh instance of an algorithm."""
    return QgsApplication.processingRegistry().createAlgorithmById(f"lifecircle:{name}")
