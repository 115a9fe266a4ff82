"""The tabs of the Survey dock: columns, categories, place and first rows of one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.PyQt.QtCore import QLocale, QObject, QSignalBlocker, Qt, pyqtSignal
from qgis.PyQt.QtGui import QBrush, QColor
from qgis.PyQt.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from ..algorithms.loadsurvey import LAYER
from ..gis.aliases import describe_name
from ..gis.i18n import speaks_chinese, tr
from ..gis.profiles import load_services
from ..gis.words import own_words
from .source_rows import short_name

if TYPE_CHECKING:
    from ..survey.inspection import Inspection

_UNSURE = QColor("#b3261e")
_PLACE_BOXES = {"x_column": "x", "y_column": "y", "id_column": "id"}


class SourceDetails(QObject):
    """Shows what was found in a source and takes what a planner says of it.

    Parameters
    ----------
    dock
        Holder of the widgets.

    Signals
    -------
    changed
        Role, when the mapping was changed.
    place_changed
        Role, when what says where rows are was changed.
    """

    changed = pyqtSignal(str)
    place_changed = pyqtSignal(str)

    def __init__(self, dock: QObject) -> None:
        super().__init__(dock)
        self._dock = dock
        self._found: Inspection | None = None
        self._words: dict[str, QComboBox] = {}
        for table in (dock.columns_table, dock.words_table, dock.preview_table):
            table.verticalHeader().hide()
            table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
            table.setAlternatingRowColors(True)
        for text, value in (
            (tr("None: as they are"), "wgs84"),
            (tr("GCJ-02 (Amap, Tencent)"), "gcj02"),
            (tr("BD-09 (Baidu)"), "bd09"),
        ):
            dock.shift.addItem(text, value)
        for name in _PLACE_BOXES:
            getattr(dock, name).activated.connect(lambda _index, box=name: self._take_place(box))
        dock.text_column.activated.connect(lambda _index: self._take_place("text_column"))
        dock.crs.crsChanged.connect(self._take_crs)
        dock.candidates.activated.connect(lambda _index: self._take_candidate())
        dock.axes_swapped.clicked.connect(self._take_axes)
        dock.shift.activated.connect(lambda _index: self._take_shift())
        dock.keep_personal.clicked.connect(self._take_personal)

    def show(self, found: Inspection, title: str) -> None:
        """Show a source."""
        self._found = found
        dock = self._dock
        dock.details_title.setText(
            tr("<b>{layer}</b>: {rows} rows in {source}").format(
                layer=title,
                rows=QLocale().toString(found.total),
                source=self._name_source(found.source),
            )
        )
        self._show_columns()
        self._show_words()
        self._show_place()
        self._show_preview()

    @staticmethod
    def _name_source(source: str) -> str:
        layer = QgsProject.instance().mapLayer(source.removeprefix(LAYER))
        return layer.name() if source.startswith(LAYER) and layer else short_name(source)

    def clear(self) -> None:
        """Show nothing."""
        self._found = None

    def _show_columns(self) -> None:
        from ..survey.matching.roles import list_roles

        found, table = self._found, self._dock.columns_table
        role = list_roles()[found.role]
        names = [tr("Field"), tr("Column"), tr("For example")]
        _prepare(table, names, len(role.fields))
        for row, spec in enumerate(role.fields):
            item = QTableWidgetItem(describe_name(spec.name))
            item.setToolTip(spec.name)
            table.setItem(row, 0, item)
            box = QComboBox(table)
            box.setObjectName(f"column_{spec.name}")
            _fill(box, found.headings, found.mapping.columns.get(spec.name, ""))
            box.activated.connect(lambda _i, name=spec.name, b=box: self._take_column(name, b))
            table.setCellWidget(row, 1, box)
            self._show_example(row, found.mapping.columns.get(spec.name, ""))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        personal = list(found.personal)
        self._dock.personal_note.setVisible(bool(personal))
        self._dock.keep_personal.setVisible(bool(personal))
        self._dock.keep_personal.setChecked(found.mapping.keep_personal)
        self._dock.personal_note.setText(
            tr("Personal data, left out: {columns}").format(
                columns=", ".join(heading.rsplit("/", 1)[-1] for heading in personal)
            )
        )

    def _show_example(self, row: int, heading: str) -> None:
        found = self._found
        at = found.headings.index(heading) if heading in found.headings else -1
        values = [str(line[at]) for line in found.preview if at >= 0 and line[at] not in (None, "")]
        item = QTableWidgetItem(values[0] if values else "")
        item.setToolTip("\n".join(values))
        self._dock.columns_table.setItem(row, 2, item)

    def _show_words(self) -> None:
        found, table = self._found, self._dock.words_table
        tabs = self._dock.details_tabs
        tabs.setTabVisible(tabs.indexOf(self._dock.words_tab), bool(found.words))
        _prepare(table, [tr("Word in the source"), tr("Rows"), tr("Service")], len(found.words))
        services = [
            (service.name_zh if speaks_chinese() else service.name_en, key)
            for key, service in load_services().items()
            if service.kind == "facility"
        ]
        # those that nobody is sure of come first: they are what there is to do
        order = {"none": 0, "guess": 1, "likely": 2, "sure": 3}
        ranked = sorted(found.words.items(), key=lambda item: (order[item[1][1].how], -item[1][0]))
        self._words = {}
        for row, (word, (count, suggestion)) in enumerate(ranked):
            item = QTableWidgetItem(word)
            if suggestion.how in ("none", "guess"):
                item.setForeground(QBrush(_UNSURE))
            table.setItem(row, 0, item)
            number = QTableWidgetItem(QLocale().toString(count))
            number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, 1, number)
            box = QComboBox(table)
            box.setObjectName(f"service_{row}")
            box.addItem(tr("Leave out"), "")
            if suggestion.how == "guess":
                box.addItem(tr("{service}?").format(service=own_words().service(suggestion.service)),
                            suggestion.service)  # fmt: skip
            for name, key in services:
                box.addItem(name, key)
            chosen = found.mapping.categories.get(word)
            if chosen is None:
                chosen = suggestion.service if suggestion.how in ("sure", "likely") else ""
            box.setCurrentIndex(max(box.findData(chosen), 0))
            box.activated.connect(lambda _i, w=word, b=box: self._take_word(w, b))
            table.setCellWidget(row, 2, box)
            self._words[word] = box
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def _show_place(self) -> None:
        found, dock = self._found, self._dock
        for name, attribute in _PLACE_BOXES.items():
            _fill(getattr(dock, name), found.headings, getattr(found.mapping, attribute))
        _fill(dock.text_column, found.headings, found.mapping.text or found.mapping.wkt)
        for name in ("x", "y", "text"):
            for widget in (getattr(dock, f"{name}_label"), getattr(dock, f"{name}_column")):
                widget.setVisible(found.is_table)
        dock.axes_swapped.setVisible(found.is_table)
        with QSignalBlocker(dock.crs):
            dock.crs.setCrs(QgsCoordinateReferenceSystem(found.crs))
        dock.axes_swapped.setChecked(found.mapping.axes_swapped)
        dock.shift.setCurrentIndex(dock.shift.findData(found.mapping.shift))
        with QSignalBlocker(dock.candidates):
            dock.candidates.clear()
            for candidate in found.candidates[:8]:
                crs = QgsCoordinateReferenceSystem(candidate.authid)
                text = tr("{crs} {name}, {share} % inside").format(
                    crs=candidate.authid,
                    name=crs.description(),
                    share=round(100 * candidate.inside),
                )
                if candidate.axes_swapped:
                    text += tr(", X points north")
                dock.candidates.addItem(text, (candidate.authid, candidate.axes_swapped))
        for widget in (dock.candidates_label, dock.candidates):
            widget.setVisible(bool(found.candidates))
        dock.evidence.setText(self._tell_evidence())

    def _tell_evidence(self) -> str:
        found = self._found
        evidence = found.evidence
        if found.local_grid:
            return tr(
                "These look like coordinates of a city's own grid, whose parameters are not "
                "public. Ask the surveying office for coordinates in CGCS2000, or fit the layer to "
                "control points with the Georeferencer first."
            )
        if evidence is None:
            return ""
        number = QLocale().toString
        if evidence.verdict in ("gcj02", "bd09"):
            return tr(
                "<b>These {points} places are off the streets by {metres} m, as {system} shifts "
                "them.</b> Half of them lie within {before} m of a street as they are, within "
                "{after} m once corrected. They are corrected on loading; the source stays as it "
                "is."
            ).format(
                points=number(evidence.points),
                metres=round(evidence.shift_m),
                system={"gcj02": "GCJ-02", "bd09": "BD-09"}[evidence.verdict],
                before=number(evidence.median_m["wgs84"], "f", 1),
                after=number(evidence.median_m[evidence.verdict], "f", 1),
            )
        if evidence.verdict == "wgs84":
            return tr(
                "{points} places were compared with the streets: they lie as they should, half of "
                "them within {metres} m of a street."
            ).format(
                points=number(evidence.points), metres=number(evidence.median_m["wgs84"], "f", 1)
            )
        return tr(
            "Whether these places were shifted by a map service cannot be told from the streets."
        )

    def _show_preview(self) -> None:
        found, table = self._found, self._dock.preview_table
        _prepare(table, found.headings, len(found.preview))
        for row, values in enumerate(found.preview):
            for column, value in enumerate(values):
                table.setItem(row, column, QTableWidgetItem("" if value is None else str(value)))
        table.resizeColumnsToContents()
        for column in range(table.columnCount()):
            table.setColumnWidth(column, min(table.columnWidth(column), 220))

    def _take_column(self, name: str, box: QComboBox) -> None:
        heading = box.currentData()
        columns = self._found.mapping.columns
        columns.pop(name, None)
        if heading:
            columns[name] = heading
        self._show_example(self._row_of(name), heading or "")
        if name == "service":
            self.place_changed.emit(self._found.role)
        else:
            self.changed.emit(self._found.role)

    def _row_of(self, name: str) -> int:
        table = self._dock.columns_table
        return next(row for row in range(table.rowCount()) if table.item(row, 0).toolTip() == name)

    def _take_word(self, word: str, box: QComboBox) -> None:
        self._found.mapping.categories[word] = box.currentData()
        self.changed.emit(self._found.role)

    def _take_place(self, box_name: str) -> None:
        mapping = self._found.mapping
        chosen = getattr(self._dock, box_name).currentData() or ""
        if box_name == "text_column":
            at = self._found.headings.index(chosen) if chosen else -1
            some = [str(row[at]) for row in self._found.preview if at >= 0 and row[at]]
            is_wkt = any(value[:1].isalpha() for value in some)
            mapping.wkt, mapping.text = (chosen, "") if is_wkt else ("", chosen)
            if chosen:
                mapping.x = mapping.y = ""
        else:
            setattr(mapping, _PLACE_BOXES[box_name], chosen)
        self.place_changed.emit(self._found.role)

    def _take_crs(self, crs: QgsCoordinateReferenceSystem) -> None:
        if self._found is None:
            return
        self._found.mapping.crs = crs.authid() or crs.toWkt()
        self.place_changed.emit(self._found.role)

    def _take_candidate(self) -> None:
        mapping = self._found.mapping
        mapping.crs, mapping.axes_swapped = self._dock.candidates.currentData()
        self.place_changed.emit(self._found.role)

    def _take_axes(self, on: bool) -> None:
        self._found.mapping.axes_swapped = on
        self.place_changed.emit(self._found.role)

    def _take_shift(self) -> None:
        self._found.mapping.shift = self._dock.shift.currentData()
        self.changed.emit(self._found.role)

    def _take_personal(self, on: bool) -> None:
        self._found.mapping.keep_personal = on
        self.changed.emit(self._found.role)


def accept_suggestions(found: Inspection) -> None:
    """Take the suggested services for words that nobody chose one for, as the table shows them."""
    for word, (_, suggestion) in found.words.items():
        sure = suggestion.how in ("sure", "likely")
        found.mapping.categories.setdefault(word, suggestion.service if sure else "")


def _prepare(table: QTableWidget, names: list[str], rows: int) -> None:
    table.clear()
    table.setColumnCount(len(names))
    table.setHorizontalHeaderLabels(names)
    table.setRowCount(rows)


def _fill(box: QComboBox, headings: list[str], chosen: str) -> None:
    with QSignalBlocker(box):
        box.clear()
        box.addItem("", "")
        for heading in headings:
            box.addItem(heading.rsplit("/", 1)[-1], heading)
            box.setItemData(box.count() - 1, heading, Qt.ItemDataRole.ToolTipRole)
        box.setCurrentIndex(max(box.findData(chosen), 0))


def needs_answer(found: Inspection) -> str:
    """Say what still has to be said of a source before it can be loaded; empty if nothing."""
    from ..survey.matching.roles import list_roles

    if found.error is not None:
        from ..gis.sentences import sentence

        return sentence(found.error)
    mapping = found.mapping
    needed = list_roles()[found.role].needed
    if needed and not mapping.columns.get(needed):
        return tr("Choose the column for '{field}'.").format(field=describe_name(needed))
    if found.is_table and not ((mapping.x and mapping.y) or mapping.wkt or mapping.text):
        return tr("Choose the columns with the coordinates.")
    if not found.crs and not mapping.crs:
        return tr("Choose the CRS of the coordinates.")
    return ""
