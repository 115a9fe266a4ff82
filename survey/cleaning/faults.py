"""Why a row or a value was not used as it stood, in words."""

from __future__ import annotations

from ...gis.i18n import tr


def tell_reason(key: str) -> str:
    """Say what is wrong with a value or row.

    Parameters
    ----------
    key
        As in `numbers.Cleaned.faults` and from `places.read_points`.
    """
    reasons = {
        "not_number": tr("not a number"),
        "below": tr("smaller than such a number can be"),
        "above": tr("larger than such a number can be"),
        "not_whole": tr("not a whole number"),
        "not_date": tr("not a date"),
        "day_or_month": tr("day and month cannot be told apart"),
        "not_choice": tr("none of the words known here"),
        "not_age": tr("not an age group"),
        "not_mapped": tr("this category has no service yet; map it"),
        "left_out": tr("this category was chosen to be left out"),
        "missing": tr("the field that every row needs is empty"),
        "no_place": tr("no coordinates"),
        "not_coordinate": tr("coordinates that cannot be read"),
        "zero_place": tr("coordinates 0, 0"),
        "off_earth": tr("coordinates that lie on no place of the earth"),
        "broken_shape": tr("broken geometry"),
        "wrong_shape": tr("a geometry of another kind than the layer's"),
        "no_shape": tr("no geometry"),
        "total": tr("a total, not a row of its own"),
        "twice": tr("entered twice, the same as line {line}"),
        "same_id": tr("the id stands in line {line} already, with other values"),
        "exchanged": tr("x and y were exchanged"),
        "about": tr("said to be about that"),
        "in_words": tr("said in words"),
        "personal": tr("personal data were taken out of the text"),
        "repaired": tr("a polygon that crosses itself was repaired"),
        "not_projected": tr("cannot be brought into the survey's CRS"),
    }
    return reasons[key]
