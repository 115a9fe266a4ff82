"""How a source is named: a path, and after it a layer of the file."""

from __future__ import annotations

import re

_PART = re.compile(r"\|(?=(layername|layerid|geometrytype|subset|option:\w+)=)", re.IGNORECASE)
"""Where QGIS's words begin behind a path; a bar alone may be part of a file's name."""


def split_source(source: str) -> tuple[str, str]:
    """Part a source into its path and what stands behind it.

    Parameters
    ----------
    source
        As QGIS writes it, such as ``a.gpkg|layername=homes``.

    Returns
    -------
    The path, and the rest with the bar before it; the two make up the source.
    """
    found = _PART.search(source)
    return (source[: found.start()], source[found.start() :]) if found else (source, "")
