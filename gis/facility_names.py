"""What facilities are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .i18n import speaks_chinese

if TYPE_CHECKING:
    from .sources import Table


def name_facilities(table: Table) -> list[str]:
    """Name facilities in the reader's language where the layer has it, else as it has them.

    Parameters
    ----------
    table
        The facilities.

    Returns
    -------
    A name for each; the feature id where there is none.
    """
    english = None if speaks_chinese() else table.texts("name_en")
    own = table.texts("name")
    columns = [column for column in (english, own) if column is not None]
    return [
        next((column[row] for column in columns if column[row]), None) or str(table.ids[row])
        for row in range(len(table))
    ]
