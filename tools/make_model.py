"""Make models/catchments_into_gaps.model3, the example of a model that chains our algorithms.

    tools/with-qgis python tools/make_model.py [FILE]

Each centre (a community service centre, a school, a metro station) gets the ground that is
nearest to it on foot, within the minutes chosen; these life circles are then the areas by which
the diagnosis is summed. The model is made by code so that its parameters follow the algorithms'.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Qt writes the attributes of XML in an order of chance unless told otherwise.
if os.environ.get("QT_HASH_SEED") != "0":
    os.environ["QT_HASH_SEED"] = "0"
    os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - this script again

from qgis.core import (
    QgsApplication,
    QgsProcessing,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QPointF, QSizeF

MODEL = Path(__file__).resolve().parent.parent / "models" / "catchments_into_gaps.model3"
SPLIT_BY_NEAREST = 2
# Homes may lie this far from their street and still be in their circle.
REACH = 100.0
CIRCLES = "Life circles"
GAPS = {
    "OUTPUT_UNITS": "Residents with their services",
    "OUTPUT_GAPS": "Gaps",
    "OUTPUT_TABLE": "Coverage table",
}
"""Results of the model by the outputs of its last step."""
_COLUMN, _ROW = 340.0, 90.0
_BOX = QSizeF(220, 40)

HELP = {
    "ALG_DESC": (
        "Divides the ground among centres by the walk to the nearest one, then tells for each of "
        "these life circles how many residents have each service within the walk that the "
        "standard allows, and where the gaps are. Homes beyond every circle are summed as "
        "(outside)."
    ),
    "streets": "Street lines; they may and should reach beyond the area reported on.",
    "barriers": "Walls, fences, water, railways. Nobody walks across them, except at gates.",
    "gates": "Openings in barriers.",
    "centres": "The middle of each life circle: community centres, schools, metro stations.",
    "name_field": "Name of each centre, by which the results are summed.",
    "minutes": "Longest walk to the centre, in minutes.",
    "residents": "Homes with the number of residents in the field population.",
    "facilities": "Facilities with the key of their service in the field service.",
    "standard": "Name of a built-in standard, or the path of a CSV file.",
    "ALG_CREATOR": "Life Circle",
}


def make_parameters() -> list[QgsProcessingParameterDefinition]:
    """Make the model's own parameters, in the order in which they are asked for."""
    kinds = QgsProcessing.SourceType
    homes = [kinds.TypeVectorPoint, kinds.TypeVectorPolygon]
    walls = [kinds.TypeVectorLine, kinds.TypeVectorPolygon]
    return [
        QgsProcessingParameterFeatureSource("streets", "Streets", [kinds.TypeVectorLine]),
        QgsProcessingParameterFeatureSource("barriers", "Barriers", walls, optional=True),
        QgsProcessingParameterFeatureSource(
            "gates", "Gates", [kinds.TypeVectorPoint], optional=True
        ),
        QgsProcessingParameterFeatureSource(
            "centres", "Centres of the life circles", [kinds.TypeVectorAnyGeometry]
        ),
        QgsProcessingParameterField(
            "name_field", "Name of the centres", "name", "centres", optional=True
        ),
        QgsProcessingParameterString("minutes", "Minutes", "15"),
        QgsProcessingParameterFeatureSource("residents", "Residents", homes),
        QgsProcessingParameterFeatureSource(
            "facilities", "Facilities", [kinds.TypeVectorAnyGeometry]
        ),
        QgsProcessingParameterString("standard", "Standard", "gb50180_2018"),
    ]


def make_step(
    algorithm: str,
    step: str,
    description: str,
    position: QPointF,
    sources: dict[str, QgsProcessingModelChildParameterSource],
    outputs: dict[str, str],
) -> QgsProcessingModelChildAlgorithm:
    """Make one step of the model.

    Parameters
    ----------
    algorithm, step, description
        Id of the algorithm; id and name of the step.
    position
        Where its box stands in the designer.
    sources
        Where each of its parameters comes from.
    outputs
        Names of the model's results by the step's own outputs.
    """
    child = QgsProcessingModelChildAlgorithm(algorithm)
    child.setChildId(step)
    child.setDescription(description)
    child.setPosition(position)
    child.setSize(_BOX)
    for name, source in sources.items():
        child.addParameterSources(name, [source])
    results = {}
    for row, (output, name) in enumerate(outputs.items()):
        result = QgsProcessingModelOutput(name, name)
        result.setChildId(step)
        result.setChildOutputName(output)
        result.setPosition(position + QPointF(_COLUMN, row * _ROW))
        result.setSize(_BOX)
        results[name] = result
    child.setModelOutputs(results)
    return child


def make_model() -> QgsProcessingModelAlgorithm:
    """Make the model; the provider must be registered."""
    source = QgsProcessingModelChildParameterSource
    model = QgsProcessingModelAlgorithm("Coverage gaps by life circle", "Life Circle", "lifecircle")
    parameters = make_parameters()
    names = [definition.name() for definition in parameters]
    for row, definition in enumerate(parameters):
        place = QgsProcessingModelParameter(definition.name())
        place.setPosition(QPointF(_BOX.width(), 100 + row * _ROW))
        place.setSize(_BOX)
        model.addModelParameter(definition, place)
    # adding one takes it from Python: the names were read before
    model.setParameterOrder(names)
    ground = {
        "STREETS": source.fromModelParameter("streets"),
        "BARRIERS": source.fromModelParameter("barriers"),
        "GATES": source.fromModelParameter("gates"),
    }
    model.addChildAlgorithm(
        make_step(
            "lifecircle:walkcatchments",
            "circles",
            "Life circles",
            QPointF(_BOX.width() + _COLUMN, 250),
            ground
            | {
                "ORIGINS": source.fromModelParameter("centres"),
                "MINUTES": source.fromModelParameter("minutes"),
                "SHAPE": source.fromStaticValue(SPLIT_BY_NEAREST),
                "REACH": source.fromStaticValue(REACH),
            },
            {"OUTPUT": CIRCLES},
        )
    )
    model.addChildAlgorithm(
        make_step(
            "lifecircle:coveragegaps",
            "gaps",
            "Coverage gaps",
            QPointF(_BOX.width() + 2 * _COLUMN, 500),
            ground
            | {
                "RESIDENTS": source.fromModelParameter("residents"),
                "FACILITIES": source.fromModelParameter("facilities"),
                "PROFILE": source.fromModelParameter("standard"),
                "AREAS": source.fromChildOutput("circles", "OUTPUT"),
                "AREA_NAME_FIELD": source.fromModelParameter("name_field"),
            },
            GAPS,
        )
    )
    model.setOutputOrder([f"circles:{CIRCLES}", *(f"gaps:{name}" for name in GAPS.values())])
    model.setHelpContent(HELP)
    return model


def main() -> int:
    """Write the model file; return the exit status."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    application = QgsApplication([], False)
    application.initQgis()
    import lifecircle

    plugin = lifecircle.classFactory(None)
    plugin.initProcessing()
    model = make_model()
    valid, faults = model.validate()
    written = valid and model.toFile(str(path))
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{path} written" if written else f"{path} not written")
    plugin.unload()
    return 0 if written else 1


if __name__ == "__main__":
    sys.exit(main())
