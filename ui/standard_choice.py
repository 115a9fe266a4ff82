"""The boxes that say what a diagnosis is judged by: standard, rule, walker, services."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QFileDialog

from ..gis.i18n import speaks_chinese, tr
from ..gis.profiles import (
    DEFAULT_STANDARD,
    list_standards,
    load_services,
    load_standard,
    load_walkers,
)
from .remembered import recall, remember

if TYPE_CHECKING:
    from qgis.gui import QgsCheckableComboBox
    from qgis.PyQt.QtWidgets import QComboBox, QWidget

_FILE = "\0file"
"""Data of the entry that asks for a file; no path has a zero character."""


class StandardChoice(QObject):
    """Fills the boxes and reads them.

    Parameters
    ----------
    widgets
        Holder of the boxes ``standard``, ``rule``, ``walker`` and ``services``.
    section
        Where in the project the choice is remembered.
    """

    def __init__(self, widgets: QWidget, section: str) -> None:
        super().__init__(widgets)
        self._section = section
        self._window = widgets
        self._standard: QComboBox = widgets.standard
        self._rule: QComboBox = widgets.rule
        self._walker: QComboBox = widgets.walker
        self._services: QgsCheckableComboBox = widgets.services
        self._last = DEFAULT_STANDARD
        chinese = speaks_chinese()
        for number, built_in in enumerate(list_standards()):
            title = built_in.title_zh if chinese else built_in.title_en
            self._standard.addItem(title, built_in.name)
            self._standard.setItemData(number, title, Qt.ItemDataRole.ToolTipRole)
        self._standard.insertSeparator(self._standard.count())
        self._standard.addItem(tr("Choose a file…"), _FILE)
        self._rule.addItems(["", tr("Minutes"), tr("Metres")])
        self._walker.addItem(tr("By service"))
        self._walker.addItems(
            [w.name_zh if chinese else w.name_en for w in load_walkers().values()]
        )
        self._services.setDefaultText(tr("Those in the facilities layer"))
        for service in load_services().values():
            if service.kind == "facility":
                name = service.name_zh if chinese else service.name_en
                self._services.addItemWithCheckState(
                    name or service.key, Qt.CheckState.Unchecked, service.key
                )
        self._select(DEFAULT_STANDARD)
        self._standard.activated.connect(self._activate)
        self._standard.currentIndexChanged.connect(self._follow)

    def restore(self) -> None:
        """Take what the project remembers."""
        self._select(recall(self._section, "standard") or DEFAULT_STANDARD)
        for key, box in (("rule", self._rule), ("walker", self._walker)):
            number = recall(self._section, key) or "0"
            box.setCurrentIndex(int(number) if number.isdigit() else 0)

    def remember(self) -> None:
        """Keep the choice in the project."""
        remember(
            self._section,
            {
                "standard": self._standard.currentData(),
                "rule": str(self._rule.currentIndex()),
                "walker": str(self._walker.currentIndex()),
            },
        )

    @property
    def title(self) -> str:
        """The chosen standard, in short."""
        built_in = self._standard.currentData()
        title = self._standard.currentText()
        return title.split("(")[0].split("（")[0].strip() if built_in else title

    def parameters(self) -> dict[str, Any]:
        """Return the choice as parameters of the algorithm, as its dialog would give them."""
        rule, walker = self._rule.currentIndex(), self._walker.currentIndex()
        services = self._services.checkedItemsData()
        return {
            "PROFILE": self._standard.currentData(),
            "RULE": rule - 1 if rule > 0 else None,
            "WALKER": walker - 1 if walker > 0 else None,
            "SERVICES": ", ".join(services) or None,
        }

    def _activate(self, index: int) -> None:
        if self._standard.itemData(index) == _FILE:
            path, _ = QFileDialog.getOpenFileName(
                self._window,
                tr("Choose a standard"),
                str(Path(self._last).parent) if Path(self._last).is_absolute() else "",
                tr("Tables (*.csv);;All files (*)"),
            )
            self._select(path or self._last)
        self.remember()

    def _select(self, name_or_path: str) -> None:
        index = self._standard.findData(name_or_path)
        if index < 0:
            index = self._standard.count() - 2
            self._standard.insertItem(index, Path(name_or_path).stem, name_or_path)
            self._standard.setItemData(index, name_or_path, Qt.ItemDataRole.ToolTipRole)
        self._standard.setCurrentIndex(index)
        self._follow()

    def _follow(self) -> None:
        """Say in the rule box what the chosen standard decides by."""
        name = self._standard.currentData()
        if not name or name == _FILE:
            return
        self._last = name
        self._standard.setToolTip(self._standard.currentText())
        rules = {"metres": tr("As the standard: metres"), "minutes": tr("As the standard: minutes")}
        self._rule.setItemText(0, rules.get(_default_rule(name), tr("As the standard")))


def _default_rule(name_or_path: str) -> str:
    from ..engine.errors import EngineError

    try:
        return load_standard(name_or_path).default_rule
    except EngineError:
        # Running with it says what is wrong.
        return ""
