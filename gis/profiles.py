"""Planning standards, walkers, services and periods as files: built-in ones and a planner's own.

A file may come from any editor: UTF-8 with or without a mark, UTF-16 as Excel's "Unicode text",
or GB18030 (and with it GBK); cells parted by commas, semicolons or tabs.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..engine.errors import EngineError
from ..engine.periods import read_periods
from ..engine.services import read_services
from ..engine.sheets import Table
from ..engine.standards import read_standard
from ..engine.walkers import read_walkers

if TYPE_CHECKING:
    from ..engine.periods import Period
    from ..engine.services import Service
    from ..engine.standards import Standard
    from ..engine.walkers import Walker

FOLDER = Path(__file__).resolve().parent.parent / "profiles"
DEFAULT_STANDARD = "gb50180_2018"

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_INDEX_COLUMNS = ("name", "title_en", "title_zh", "default_rule", "source", "note")


@dataclass(frozen=True)
class BuiltIn:
    """A built-in standard, as the list shows it."""

    name: str
    title_en: str
    title_zh: str
    default_rule: str
    source: str
    note: str

    @property
    def path(self) -> Path:
        """The file with its rows."""
        return FOLDER / "standards" / f"{self.name}.csv"


@lru_cache(maxsize=1)
def list_standards() -> tuple[BuiltIn, ...]:
    """List the built-in standards in the order in which they are offered."""
    table = read_table(FOLDER / "standards.csv")
    return tuple(
        BuiltIn(*(row[table.header.index(name)] for name in _INDEX_COLUMNS)) for row in table.rows
    )


def load_standard(name_or_path: str | Path = DEFAULT_STANDARD) -> Standard:
    """Load a built-in standard by name, or a planner's own by the path of its CSV.

    Parameters
    ----------
    name_or_path
        ``gb50180_2018``, …, or a path.

    Raises
    ------
    EngineError
        If there is no such standard, or its file cannot be read or used.
    """
    asked = str(name_or_path).strip()
    for built_in in list_standards():
        if asked == built_in.name:
            return _load_standard(*_identify(built_in.path), built_in.name, built_in.default_rule)
    path = Path(asked)
    if not _looks_like_path(asked):
        raise EngineError(
            "There is no built-in profile '{name}', and no such file; built-in ones are {names}. "
            "Choose one of them, or the path of a CSV file.",
            name=asked,
            names=", ".join(item.name for item in list_standards()),
        )
    return _load_standard(*_identify(path), path.name, None)


def load_walkers(path: str | Path | None = None) -> dict[str, Walker]:
    """Load the walkers by key, in the order of the parameter WALKER.

    Parameters
    ----------
    path
        A planner's own table; None: the built-in one.

    Raises
    ------
    EngineError
        If the file cannot be read or used.
    """
    return dict(_load_walkers(*_identify(Path(path or FOLDER / "walkers.csv"))))


def load_services(path: str | Path | None = None) -> dict[str, Service]:
    """Load the catalogue of services by key, in the order in which they are offered.

    Parameters
    ----------
    path
        A planner's own table; None: the built-in one.

    Raises
    ------
    EngineError
        If the file cannot be read or used.
    """
    return dict(_load_services(*_identify(Path(path or FOLDER / "services.csv"))))


def load_periods(path: str | Path | None = None) -> dict[str, Period]:
    """Load the periods in which services are needed, by key.

    Parameters
    ----------
    path
        A planner's own table; None: the built-in one.

    Raises
    ------
    EngineError
        If the file cannot be read or used.
    """
    return dict(_load_periods(*_identify(Path(path or FOLDER / "periods.csv"))))


def read_table(path: str | Path) -> Table:
    """Read a CSV as text, whatever its encoding and separator; empty cells are empty texts.

    Parameters
    ----------
    path
        The file. A cell beyond the header goes to a column without a name.

    Raises
    ------
    EngineError
        If the file is missing, cannot be read, is no text, or is empty.
    """
    # Imported here: listing names and opening the plugin must not wait for it.
    path = Path(path)
    text = _decode(path).replace("\r\n", "\n").replace("\r", "\n")
    header_line = text.split("\n", 1)[0]
    separator = max(",;\t", key=header_line.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise EngineError(
            "{path} cannot be read as a table: {reason}. Save it again as CSV.",
            path=path,
            reason=error,
        ) from error
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise EngineError(
            "{path} is empty or begins with an empty line. "
            "Its first line must hold the names of the columns.",
            path=path,
        )
    header, *body = rows
    width = max(len(row) for row in rows)
    header = header + [""] * (width - len(header))
    body = [row + [""] * (width - len(row)) for row in body]
    return Table(header, body)


def _decode(path: Path) -> str:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise EngineError("There is no file {path}. Check the path.", path=path) from error
    except (OSError, ValueError) as error:
        raise EngineError(
            "{path} cannot be opened: {reason}. Choose a CSV file that you may read.",
            path=path,
            reason=error,
        ) from error
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise EngineError(
        "{path} is not a text table (neither UTF-8 nor GB18030). Save it as CSV UTF-8.", path=path
    )


def _looks_like_path(asked: str) -> bool:
    path = Path(asked)
    if not asked:
        return False
    return path.suffix != "" or "/" in asked or "\\" in asked or _identify(path)[1:] != (0, 0)


def _identify(path: Path) -> tuple[Path, int, int]:
    """Tell one state of a file from another, so that an edited file is read again."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return path, 0, 0
    return path, state.st_mtime_ns, state.st_size


@lru_cache(maxsize=32)
def _load_standard(
    path: Path, _changed: int, _size: int, name: str, default_rule: str | None
) -> Standard:
    return read_standard(read_table(path), name, default_rule, load_services(), load_periods())


@lru_cache(maxsize=8)
def _load_walkers(path: Path, _changed: int, _size: int) -> dict[str, Walker]:
    return {walker.key: walker for walker in read_walkers(read_table(path), path.name)}


@lru_cache(maxsize=8)
def _load_services(path: Path, _changed: int, _size: int) -> dict[str, Service]:
    return read_services(read_table(path), path.name, load_periods())


@lru_cache(maxsize=8)
def _load_periods(path: Path, _changed: int, _size: int) -> dict[str, Period]:
    return read_periods(read_table(path), path.name)
