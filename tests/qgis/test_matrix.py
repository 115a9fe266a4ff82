"""The matrix of the dock: sums, what a cell says, colours that stay apart for all readers."""

import numpy as np
import pytest
from lifecircle.ui import layer_roles
from lifecircle.ui.table_choice import on_choice
from qgis.core import QgsFeature, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QProxyStyle, QStyle, QTableWidget, QTableWidgetItem

PARTS = ("rung0", "rung1", "rung2", "rung3", "unheard", "unknown")
# Machado, Oliveira and Fernandes 2009, severity 1, in linear RGB
DEFICIENCIES = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
    "none": np.eye(3),
}  # fmt: skip


def matrix_layer(*rows):
    reals = "&".join(f"field={name}:double" for name in ("persons", *PARTS, "full", "limit_m"))
    texts = "&".join(
        f"field={name}:string"
        for name in ("area", "service", "name_en", "name_zh", "requirement", "source")
    )
    layer = QgsVectorLayer(f"NoGeometry?{reals}&{texts}&field=to_check:integer", "matrix", "memory")
    for values in rows:
        feature = QgsFeature(layer.fields())
        for name, value in values.items():
            feature[name] = value
        layer.dataProvider().addFeature(feature)
    return layer


def row(area, persons=100.0, limit=300.0, service="market", **parts):
    every = dict.fromkeys((*PARTS, "full"), 0.0) | parts
    return {"area": area, "service": service, "persons": persons, "limit_m": limit} | every


def test_the_district_is_the_sum_of_its_neighbourhoods():
    from lifecircle.ui.matrix_model import MatrixModel, read_matrix

    layer = matrix_layer(row("甲", rung0=60.0, rung2=40.0), row("乙", rung0=10.0, rung3=90.0))
    (found,) = read_matrix(layer.getFeatures())
    assert found.cells[None]["persons"] == 200
    assert found.cells[None]["rung0"] == 70
    model = MatrixModel()
    model.show_rows([found])
    assert model.columnCount() == 4
    assert [model.index(0, column).data() for column in (1, 2, 3)] == ["65 %", "40 %", "90 %"]


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ({"rung0": 100.0}, "0 %"),
        ({"rung2": 30.0, "unknown": 20.0, "rung0": 50.0}, "≥30 %"),
        ({"unknown": 60.0, "rung3": 40.0}, "?"),
        ({"unheard": 100.0}, "100 %"),
    ],
)
def test_what_a_cell_says(parts, text):
    from lifecircle.ui.matrix_model import MatrixModel, read_matrix

    model = MatrixModel()
    model.show_rows(read_matrix(matrix_layer(row("甲", **parts)).getFeatures()))
    assert model.index(0, 1).data() == text


def test_unknown_persons_stay_unknown():
    from lifecircle.ui.matrix_model import MatrixModel, read_matrix

    nobody = dict.fromkeys(("persons", *PARTS, "full"))
    layer = matrix_layer(row("甲", rung0=1.0), row("乙") | nobody)
    (found,) = read_matrix(layer.getFeatures())
    assert found.cells[None]["persons"] is None
    model = MatrixModel()
    model.show_rows([found])
    assert model.index(0, 1).data() == "–"


def test_services_without_a_limit_come_last():
    from lifecircle.ui.matrix_model import read_matrix

    layer = matrix_layer(row("甲", limit=None, service="bank"), row("甲", service="market"))
    assert [found.service for found in read_matrix(layer.getFeatures())] == ["market", "bank"]


def to_lab(color, matrix):
    """A colour as seen through a deficiency, in CIELAB."""
    srgb = np.array([int(color[n : n + 2], 16) for n in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.asarray(matrix) @ linear, 0, 1)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    t = to_xyz @ seen / [0.95047, 1.0, 1.08883]
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_the_colours_of_rungs_stay_apart_for_colour_blind_readers(deficiency):
    from lifecircle.gis.palette import RUNGS

    seen = [to_lab(color, DEFICIENCIES[deficiency]) for color in RUNGS]
    apart = [np.linalg.norm(a - b) for n, a in enumerate(seen) for b in seen[n + 1 :]]
    assert min(apart) > 20


def test_actions_are_filtered_and_keep_their_order():
    from lifecircle.ui.actions_model import LINE_ROLE, ActionLine, ActionsModel

    lines = [
        ActionLine(1, "build", "market", "Market", "甲", "too_far", 100.0, 1.25),
        ActionLine(2, "listen", "market", "Market", "乙", "unheard", None, 1.0),
        ActionLine(3, "keep", "market", "Market", "丙", "", 5.0, None),
        ActionLine(4, "build", "toilet", "Toilet", "甲", "too_far", 9.0, 0.5),
    ]
    model = ActionsModel()
    model.show_lines(lines)

    def ranks():
        return [model.index(n, 0).data(LINE_ROLE).rank for n in range(model.rowCount())]

    assert ranks() == [1, 2, 4]
    model.show_only(action="build")
    assert ranks() == [1, 4]
    model.show_only(action="keep")
    assert ranks() == [3]
    model.show_only(service="market", area="乙")
    assert ranks() == [2]
    assert [model.index(0, column).data() for column in (4, 5)] == ["?", "1.00"]
    model.show_only(service="toilet")
    assert [model.index(0, column).data() for column in (4, 5)] == ["9", "0.50"]
    model.show_only(action="keep")
    assert [model.index(0, column).data() for column in (4, 5)] == ["5", "?"]


class OneClick(QProxyStyle):
    """The style of a desktop on which one click activates."""

    def __init__(self, one_click):
        super().__init__()
        self.one_click = one_click

    def styleHint(self, hint, option=None, widget=None, data=None):  # noqa: N802 - Qt's name
        if hint == QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick:
            return self.one_click
        return super().styleHint(hint, option, widget, data)


@pytest.mark.parametrize("one_click", [0, 1])
def test_a_click_and_the_keyboard_show_a_cell_once(qgis_app, one_click):
    table, style, shown = QTableWidget(2, 2), OneClick(one_click), []
    table.setStyle(style)
    for row, column in np.ndindex(2, 2):
        table.setItem(row, column, QTableWidgetItem("x"))
    on_choice(table, lambda index: shown.append((index.row(), index.column())))
    table.show()
    place = table.visualRect(table.model().index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown == [(1, 0)]
    table.setCurrentCell(0, 1)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert shown == [(1, 0), (0, 1)]
    table.deleteLater()


def test_names_of_neighbourhoods_are_offered_in_the_users_language(monkeypatch):
    (role,) = (role for role in layer_roles.FIELD_ROLES if role.key == "area_name")
    for chinese, wanted in ((True, "name"), (False, "name_en")):
        monkeypatch.setattr(layer_roles, "speaks_chinese", lambda chinese=chinese: chinese)
        assert layer_roles.guess_field(["fid", "name", "name_en"], role) == wanted
        assert layer_roles.guess_field(["fid", "名称"], role) == "名称"
