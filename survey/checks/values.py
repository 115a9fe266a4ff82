"""Checks of values that several layers have: numbers, scores, words, services, dates, hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from qgis.PyQt.QtCore import QDate, QDateTime

from ...engine.services import MEASURE
from ...gis.i18n import tr
from ...gis.profiles import load_services
from ...gis.words import own_words
from ..cleaning.words import CHOICES
from ..hours_check import hours_fault
from ..matching.category_matching import suggest_service
from ..spoken_hours import read_spoken_hours
from .findings import ERROR, WARNING
from .plausible import bounds_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .survey_layer import SurveyLayer

_OLDEST = dt.date(1900, 1, 1)
_SUGGESTED = 500  # different words of a layer for which a service is suggested


@dataclass(frozen=True)
class Numbers:
    """A field as numbers.

    Attributes
    ----------
    values
        Shape (n,): NaN where there is no number.
    missing
        Shape (n,): NULL or blank.
    """

    values: NDArray[np.float64]
    missing: NDArray[np.bool_]

    @property
    def unreadable(self) -> NDArray[np.bool_]:
        """Shape (n,): something else than a number."""
        return np.isnan(self.values) & ~self.missing


def read_values(cells: list[Any]) -> Numbers:
    """Read cells as numbers, negative ones too."""
    missing = np.array(
        [cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells], dtype=bool
    )
    values = np.full(len(cells), np.nan)
    for row in np.flatnonzero(~missing).tolist():
        try:
            values[row] = float(cells[row])
        except (TypeError, ValueError, OverflowError):
            continue
    values[~np.isfinite(values)] = np.nan
    return Numbers(values, missing)


def check_numbers(layer: SurveyLayer, what: str, title: str) -> Numbers | None:
    """Find values that are no numbers, negative, or beyond what is plausible.

    Parameters
    ----------
    layer
        The layer.
    what
        Field of the data model.
    title
        What the field tells, in a word.

    Returns
    -------
    The numbers as they stand; None if the layer has no such field.
    """
    cells = layer.column(what)
    if cells is None:
        return None
    numbers = read_values(cells)
    find_unreadable(layer, numbers, cells, what, title)
    bounds = bounds_of(layer.role, what)
    if bounds is None or bounds.least >= 0:
        find_negative(layer, numbers, what, title)
    if bounds is not None:
        least = np.full(len(layer), bounds.least)
        if layer.role == "premises":
            least[numbers.values == 0] = 0.0  # told on its own
        find_implausible(layer, numbers, least, np.full(len(layer), bounds.most), what, title)
    return numbers


def find_unreadable(
    layer: SurveyLayer, numbers: Numbers, cells: list[Any], what: str, title: str
) -> None:
    """Find values that are something else than numbers."""
    rows = np.flatnonzero(numbers.unreadable).tolist()
    text = tr("{title}: {value} is no number.")
    layer.find(
        rows, f"{what}_no_number", ERROR,
        [text.format(title=title, value=_short(cells[row])) for row in rows],
        tr("Write the number in digits, or leave the field empty if it is not known."),
    )  # fmt: skip


def find_negative(layer: SurveyLayer, numbers: Numbers, what: str, title: str) -> None:
    """Find numbers below zero."""
    rows = np.flatnonzero(numbers.values < 0).tolist()
    text = tr("{title}: {value} is below zero.")
    layer.find(
        rows, f"{what}_negative", ERROR,
        [text.format(title=title, value=_write(numbers.values[row])) for row in rows],
        tr("Correct the number, or leave the field empty if it is not known."),
    )  # fmt: skip


def find_zero(layer: SurveyLayer, numbers: Numbers, what: str, title: str) -> None:
    """Find zeros where something without any size is no such thing."""
    layer.find(
        np.flatnonzero(numbers.values == 0).tolist(), f"{what}_zero", ERROR,
        tr("{title}: 0 cannot be.").format(title=title),
        tr("Correct the number, or leave the field empty if it is not known."),
    )  # fmt: skip


def find_implausible(
    layer: SurveyLayer,
    numbers: Numbers,
    least: NDArray[np.float64],
    most: NDArray[np.float64],
    what: str,
    title: str,
) -> None:
    """Find numbers of at least zero that are too small or too large to be true."""
    values = numbers.values
    low = (values < least) & ((values >= 0) | (least < 0))
    rows = np.flatnonzero(low | (values > most)).tolist()
    text = tr("{title}: {value} is not plausible; expected are {least} to {most}.")
    layer.find(
        rows, f"{what}_implausible", WARNING,
        [
            text.format(title=title, value=_write(values[row]), least=_write(least[row]),
                        most=_write(most[row]))
            for row in rows
        ],
        tr("Check the number and its unit against the source."),
    )  # fmt: skip


def check_scores(layer: SurveyLayer, what: str, title: str) -> None:
    """Find scores that are not between 1 and 5."""
    cells = layer.column(what)
    if cells is None:
        return
    numbers = read_values(cells)
    wrong = numbers.unreadable | (numbers.values < 1) | (numbers.values > 5)
    rows = np.flatnonzero(wrong).tolist()
    text = tr("{title}: {value} is not between 1 and 5.")
    layer.find(
        rows, f"{what}_out_of_range", ERROR,
        [text.format(title=title, value=_short(cells[row])) for row in rows],
        tr("Correct the score to 1 (worst) to 5 (best), or leave it empty if it is not known."),
    )  # fmt: skip


def check_choices(layer: SurveyLayer, what: str, kind: str, title: str) -> list[str | None] | None:
    """Find words that are none of a few; return the words, None for none."""
    words = layer.texts(what)
    if words is None:
        return None
    known = tuple(CHOICES[kind])
    rows = [row for row, word in enumerate(words) if word is not None and word not in known]
    text = tr("{title}: the word {value} is not known.")
    layer.find(
        rows, f"{what}_unknown", WARNING,
        [text.format(title=title, value=_short(words[row])) for row in rows],
        tr("Write one of: {words}.").format(words=", ".join(known)),
    )  # fmt: skip
    return words


def check_services(layer: SurveyLayer, what: str, needed: bool) -> list[str | None] | None:
    """Find services that are not in the catalogue; return the keys, None for none."""
    keys = layer.texts(what)
    if keys is None:
        return None
    catalogue, name = load_services(), own_words().service
    if needed:
        layer.find(
            [row for row, key in enumerate(keys) if key is None], f"{what}_missing", ERROR,
            tr("No service is given, so the row counts for none."),
            tr("Choose the service in the attribute form, or delete the row."),
        )  # fmt: skip
    for number, (key, rows) in enumerate(rows_by_text(keys).items()):
        entry = catalogue.get(key)
        if entry is not None and entry.kind != MEASURE:
            continue
        if entry is not None:
            layer.find(
                rows, f"{what}_no_facility", ERROR,
                tr("{name} is a total or a tier of a standard, not a facility.").format(
                    name=name(key)
                ),
                tr("Choose the service that is offered here."),
            )  # fmt: skip
            continue
        meant = suggest_service(key).service if number < _SUGGESTED else ""
        layer.find(
            rows, f"{what}_unknown", ERROR,
            tr("The service {key} is not in the catalogue.").format(key=_short(key)),
            tr("Is it {name} ({key})? Choose the service in the attribute form.").format(
                name=name(meant), key=meant
            )
            if meant and catalogue[meant].kind != MEASURE
            else tr("Choose a service of the catalogue in the attribute form."),
        )  # fmt: skip
    return keys


def check_dates(layer: SurveyLayer, what: str, title: str, today: dt.date) -> None:
    """Find dates in the future, before 1900, or that are no dates."""
    cells = layer.column(what)
    if cells is None:
        return
    future, old, unreadable = [], [], []
    for row, cell in enumerate(cells):
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            continue
        day = _read_day(cell)
        if day is None:
            unreadable.append(row)
        elif day > today:
            future.append(row)
        elif day < _OLDEST:
            old.append(row)
    for rows, fault, text in (
        (future, "future", tr("{title}: {value} lies in the future.")),
        (old, "old", tr("{title}: {value} lies before 1900.")),
        (unreadable, "no_date", tr("{title}: {value} is no date.")),
    ):
        layer.find(
            rows, f"{what}_{fault}", WARNING,
            [text.format(title=title, value=_short(cells[row])) for row in rows],
            tr("Correct the date, as 2025-04-03, or leave it empty if it is not known."),
        )  # fmt: skip


def _read_day(cell: Any) -> dt.date | None:
    if isinstance(cell, QDateTime):
        cell = cell.date()
    if isinstance(cell, QDate):
        # beyond the years that Python knows there are only slips of the keyboard
        if not cell.isValid():
            return None
        return dt.date(min(max(cell.year(), 1), 9999), cell.month(), min(cell.day(), 28)) if (
            not 1 <= cell.year() <= 9999
        ) else dt.date(cell.year(), cell.month(), cell.day())  # fmt: skip
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    try:
        return dt.date.fromisoformat(str(cell).strip()[:10].replace("/", "-"))
    except ValueError:
        return None


def check_hours(layer: SurveyLayer, what: str = "hours") -> None:
    """Find opening hours that are not written in the way of OpenStreetMap."""
    texts = layer.texts(what)
    if texts is None:
        return
    for text, rows in rows_by_text(texts).items():
        why = hours_fault(text)
        if not why:
            continue
        meant = read_spoken_hours(text)
        layer.find(
            rows, "hours_unreadable", WARNING,
            tr("Opening hours {value}: {why}").format(value=_short(text), why=why),
            tr("Write {hours}, if that is meant.").format(hours=meant)
            if meant and not hours_fault(meant)
            else tr("Write them as Mo-Fr 07:45-16:30; Sa 09:00-12:00, or leave the field empty."),
        )  # fmt: skip


def rows_by_text(texts: list[str | None]) -> dict[str, list[int]]:
    """Return the rows of each text, in order of first use."""
    rows: dict[str, list[int]] = {}
    for row, text in enumerate(texts):
        if text is not None:
            rows.setdefault(text, []).append(row)
    return rows


def _write(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def _short(value: Any) -> str:
    """Write a value, not longer than a line."""
    if isinstance(value, QDate | QDateTime):
        return str(value.toString("yyyy-MM-dd"))
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
