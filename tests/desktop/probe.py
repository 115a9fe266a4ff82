"""Runs inside QGIS and reports: where things are on the screen, what the project holds.

It writes ``state.json`` twice a second, and answers the few orders that a mouse has no place
for: see ORDERS. It never presses anything.
"""

import json
import os
import traceback
from pathlib import Path

from qgis import utils
from qgis.core import (
    NULL,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayerTreeGroup,
    QgsProject,
)
from qgis.gui import QgsAttributeForm
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QPoint, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QTabBar, QTableView, QToolBar, QWidget

FOLDER = Path(os.environ["LIFECIRCLE_PROBE"])


def place_of(widget, rect=None):
    rect = rect or widget.rect()
    corner = widget.mapToGlobal(rect.topLeft())
    return [corner.x(), corner.y(), rect.width(), rect.height()]


def describe(widget):
    text = next(
        (getattr(widget, name)() for name in ("currentText", "text") if hasattr(widget, name)), ""
    )
    tabs = (
        [place_of(widget, widget.tabRect(n)) for n in range(widget.count())]
        if isinstance(widget, QTabBar)
        else []
    )
    # The middle must be in sight too: what lies scrolled away cannot be clicked.
    middle = widget.rect().center()
    return {
        "place": place_of(widget),
        "visible": widget.isVisible() and widget.visibleRegion().contains(middle),
        "enabled": widget.isEnabled(),
        "tabs": tabs,
        "checked": bool(getattr(widget, "isChecked", bool)()),
        "text": str(text),
    }


def find_dock():
    return utils.iface.mainWindow().findChild(QDockWidget, "LifeCircleDiagnosisDock")


def describe_dock():
    dock = find_dock()
    if dock is None:
        return None
    named = {w.objectName(): describe(w) for w in dock.findChildren(QWidget) if w.objectName()}
    return {
        "visible": dock.isVisible(),
        "widgets": named,
        "rows": describe_rows(dock.summary, column=2),
        "actions": describe_rows(dock.actions),
    }


def describe_rows(table, column=0):
    model = table.model()
    rows = []
    for row in range(model.rowCount()):
        rect = table.visualRect(model.index(row, column))
        corner = table.viewport().mapToGlobal(QPoint(rect.x(), rect.y()))
        rows.append(
            {
                "place": [corner.x(), corner.y(), rect.width(), rect.height()],
                "in_sight": table.viewport().rect().contains(rect.center()),
                "texts": [model.index(row, c).data() for c in range(model.columnCount())],
            }
        )
    return rows


def describe_survey():
    dock = utils.iface.mainWindow().findChild(QDockWidget, "LifeCircleSurveyDock")
    if dock is None:
        return None
    named = {w.objectName(): describe(w) for w in dock.findChildren(QWidget) if w.objectName()}
    return {
        "visible": dock.isVisible(),
        "widgets": named,
        "findings": describe_rows(dock.findChild(QTableView, "findings")),
    }


def describe_form():
    """The widgets of the window that waits for an answer; none if none does."""
    modal = QApplication.activeModalWidget()
    found = modal.findChildren(QWidget) if modal is not None else []
    return {"widgets": {w.objectName(): describe(w) for w in found if w.objectName()}}


def describe_dialog():
    """The buttons of an algorithm's dialog that a dock has opened."""
    for window in QApplication.topLevelWidgets():
        name = window.objectName()
        if name.startswith("LifeCircleDialog_") and window.isVisible():
            widgets = {"run": describe(window.runButton())}
            return {"name": name.removeprefix("LifeCircleDialog_"), "widgets": widgets}
    return {"name": "", "widgets": {}}


def describe_explanation():
    panel = utils.iface.mainWindow().findChild(QDockWidget, "LifeCircleExplanation")
    if panel is None:
        return None
    texts = [panel.list.item(row).text() for row in range(panel.list.count())]
    return {"visible": panel.isVisible(), "title": panel.title.text(), "texts": texts}


def describe_toolbar():
    bar = utils.iface.mainWindow().findChild(QToolBar, "LifeCircleToolBar")
    if bar is None:
        return None
    found = {}
    for action in bar.actions():
        widget = bar.widgetForAction(action)
        if widget is not None:
            found[action.objectName() or action.text()] = describe(widget) | {
                "checked": action.isChecked()
            }
    return found


def describe_layers():
    found = []

    def walk(node, groups):
        for child in node.children():
            if isinstance(child, QgsLayerTreeGroup):
                walk(child, [*groups, child.name()])
            elif child.layer() is not None:
                layer = child.layer()
                found.append(
                    {
                        "id": layer.id(),
                        "name": layer.name(),
                        "groups": groups,
                        "count": layer.featureCount(),
                        "role": layer.customProperty("lifecircle/result") or "",
                        "renderer": layer.renderer().dump() if layer.renderer() else "",
                    }
                )

    walk(QgsProject.instance().layerTreeRoot(), [])
    return found


def take_census():
    """Count what a plugin may leave behind."""
    window = utils.iface.mainWindow()
    return {
        "providers": [
            p.id()
            for p in QgsApplication.processingRegistry().providers()
            if p.id() == "lifecircle"
        ],
        "docks": sorted(
            w.objectName()
            for w in window.findChildren(QDockWidget)
            if w.objectName().startswith("LifeCircle")
        ),
        "toolbars": sorted(
            w.objectName()
            for w in window.findChildren(QToolBar)
            if w.objectName().startswith("LifeCircle")
        ),
        "menus": [
            a.text()
            for menu in (
                utils.iface.pluginMenu(),
                utils.iface.viewMenu(),
                utils.iface.vectorMenu(),
            )
            for a in walk_menu(menu)
            if "life circle" in a.text().replace("&", "").lower() or "生活圈" in a.text()
        ],
        "receivers": {
            name: QgsProject.instance().receivers(getattr(QgsProject.instance(), name))
            for name in ("layersAdded", "readProject", "cleared")
        },
        "main_window_children": len(window.children()),
    }


def walk_menu(menu):
    for action in menu.actions():
        yield action
        if action.menu():
            yield from walk_menu(action.menu())


def unload(_order):
    utils.unloadPlugin("lifecircle")


def load(_order):
    if not utils.loadPlugin("lifecircle") or not utils.startPlugin("lifecircle"):
        raise RuntimeError("the plugin does not load")


def dump_results(_order):
    """Return all values of the newest result layers, and the parameters they came from."""
    values = {"parameters": find_dock().parameters(), "layers": {}}
    for entry in describe_layers():
        if entry["role"] and entry["role"] not in values["layers"]:
            layer = QgsProject.instance().mapLayer(entry["id"])
            values["layers"][entry["role"]] = [
                {
                    field.name(): plain(feature[field.name()])
                    for field in layer.fields()
                    if field.name() != "fid"
                }
                for feature in layer.getFeatures()
            ]
    return values


def plain(value):
    if value is None or value == NULL:
        return None
    return value if isinstance(value, int | float | bool | str) else str(value)


def dump_opinions(_order):
    """Return the opinions as the project has them, edits that are not saved included."""
    (layer,) = (
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if layer.source().endswith("layername=opinions")
    )
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    there = QgsCoordinateTransform(layer.crs(), degrees, QgsProject.instance())
    rows = []
    for feature in layer.getFeatures():
        row = {f.name(): plain(feature[f.name()]) for f in layer.fields() if f.name() != "fid"}
        point = feature.geometry().asPoint()
        on_earth = there.transform(point)
        rows.append(
            row | {"x": point.x(), "y": point.y(), "lon": on_earth.x(), "lat": on_earth.y()}
        )
    return {"rows": rows, "editing": layer.isEditable(), "modified": layer.isModified(),
            "crs": layer.crs().authid()}  # fmt: skip


def change_project(order):
    """Give the map another CRS, or take the opinions out of the project."""
    project = QgsProject.instance()
    if order["do"] == "map_in_degrees":
        canvas, degrees = utils.iface.mapCanvas(), QgsCoordinateReferenceSystem("EPSG:4326")
        there = QgsCoordinateTransform(project.crs(), degrees, project)
        shown = there.transformBoundingBox(canvas.extent())
        project.setCrs(degrees)
        canvas.setExtent(shown)
        canvas.refresh()
    else:
        for layer in list(project.mapLayers().values()):
            if layer.source().endswith("layername=opinions"):
                project.removeMapLayer(layer)


def show_extent(_order):
    canvas = utils.iface.mapCanvas()
    extent = canvas.extent()
    return [extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()]


def tell_editing(_order):
    """Return the layers being edited, the features whose forms are open, and the selection."""
    layers = [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if hasattr(layer, "isEditable")
    ]
    # PyQt takes a form for a plain widget until told what it is
    forms = [
        sip.cast(widget, QgsAttributeForm)
        for widget in QApplication.allWidgets()
        if widget.metaObject().className() == "QgsAttributeForm" and widget.isVisible()
    ]
    return {
        "layers": sorted(layer.name() for layer in layers if layer.isEditable()),
        "forms": sorted({form.feature().id() for form in forms}),
        "selected": {
            layer.name(): sorted(layer.selectedFeatureIds())
            for layer in layers
            if layer.selectedFeatureCount()
        },
    }


def open_package(order):
    """Add the layers of a survey package, styled, as the Survey dock does after loading."""
    from lifecircle.ui.survey_layers import add_package

    roles = ("streets", "barriers", "gates", "residents", "facilities", "opinions", "areas")
    for _added in add_package(Path(order["path"]), roles):
        pass


def copy_text(order):
    """Put a text into the clipboard."""
    QApplication.clipboard().setText(order["text"])


ORDERS = {
    "copy": copy_text,
    "open": open_package,
    "editing": tell_editing,
    "unload": unload,
    "load": load,
    "dump": dump_results,
    "extent": show_extent,
    "opinions": dump_opinions,
    "map_in_degrees": change_project,
    "no_opinions": change_project,
}


def obey():
    """Carry out a new order, if there is one, and write its answer."""
    path = FOLDER / "order.json"
    if not path.exists():
        return
    order = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    try:
        answer = {"answer": ORDERS[order["do"]](order)}
    except Exception:
        answer = {"error": traceback.format_exc()}
    write("answer.json", answer | {"number": order["number"]})


def report():
    modal = QApplication.activeModalWidget()
    write(
        "state.json",
        {
            "dock": describe_dock(),
            "survey": describe_survey(),
            "form": describe_form(),
            "dialog": describe_dialog(),
            "canvas": place_of(utils.iface.mapCanvas()),
            "toolbar": describe_toolbar(),
            "explanation": describe_explanation(),
            "layers": describe_layers(),
            "tasks": QgsApplication.taskManager().countActiveTasks(),
            "drawing": utils.iface.mapCanvas().isDrawing(),
            "modal": f"{type(modal).__name__}: {modal.windowTitle()}" if modal else "",
            "bar": [item.text() for item in utils.iface.messageBar().items()],
            "census": take_census(),
            "locale": QgsApplication.locale(),
        },
    )


def write(name, content):
    draft = FOLDER / f"{name}.new"
    draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    draft.replace(FOLDER / name)


def tick():
    try:
        obey()
        report()
    except Exception:
        (FOLDER / "probe_error.txt").write_text(traceback.format_exc(), encoding="utf-8")


timer = QTimer(utils.iface.mainWindow())
timer.timeout.connect(tick)
timer.start(500)
