"""What happens when a cell of a table is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from qgis.PyQt.QtCore import QModelIndex
    from qgis.PyQt.QtWidgets import QAbstractItemView


def on_choice(table: QAbstractItemView, show: Callable[[QModelIndex], None]) -> None:
    """Show something for the cell that is clicked, or entered with the keyboard.

    Parameters
    ----------
    table
        The table.
    show
        Called with the cell.
    """
    table.activated.connect(show)
    hint = QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick
    if not table.style().styleHint(hint, None, table):
        # on other desktops one click activates: it would come twice
        table.clicked.connect(show)
