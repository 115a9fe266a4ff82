"""Which services a run judges, by which limit and whose pace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..engine.age_groups import TargetGroup, read_target_group
from .i18n import tr
from .profiles import load_services, load_walkers
from .sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsProcessingFeedback

    from ..engine.standards import Requirement, Standard
    from ..engine.walkers import Walker

_CONDITIONAL = {"on demand", "quality", "optional"}
"""Grades with which a standard leaves a service to local need."""


@dataclass(frozen=True)
class Judged:
    """One row of the standard, as this run applies it.

    Attributes
    ----------
    key
        Beginning of the field names of its results.
    limit_m, limit_min
        Metres allowed, and the same as minutes of its walker; None where the standard gives no
        limit.
    walker
        Whose pace counts.
    speed
        That pace, metres per second.
    confidence, source
        Of the limit.
    to_check
        The limit was not checked against the printed standard.
    requirement
        How strictly the standard asks for it: must, should, on demand, basic, quality.
    provision, capacity_unit
        Capacity for 1,000 persons, None where the standard gives none; and what is counted.
    least_size, size_basis
        Square metres of one facility, None where the standard gives none; of its floor or land.
    periods
        Keys of the periods in which it is needed; empty: not asked.
    in_standard
        Whether the standard has it at all.
    """

    key: str
    service: str
    name_en: str
    name_zh: str
    tier: str
    group: TargetGroup
    limit_m: float | None
    walker: str
    speed: float
    confidence: str
    source: str
    to_check: bool
    requirement: str = ""
    provision: float | None = None
    capacity_unit: str = ""
    least_size: float | None = None
    size_basis: str = ""
    periods: tuple[str, ...] = ()
    in_standard: bool = True

    @property
    def is_required(self) -> bool:
        """Whether the standard asks for it without condition."""
        return self.in_standard and self.requirement.strip().lower() not in _CONDITIONAL

    @property
    def limit_min(self) -> float | None:
        """The limit in minutes of its walker."""
        return None if self.limit_m is None else self.limit_m / self.speed / 60


def choose_judged(
    standard: Standard,
    rule: str,
    present: Sequence[str],
    asked: Sequence[str],
    own_limits: dict[str, float],
    walker: Walker | None,
    speed: float | None,
    feedback: QgsProcessingFeedback,
) -> list[Judged]:
    """Choose what to judge, and say what is left out.

    Parameters
    ----------
    standard, rule
        The standard, and whether its metres or minutes decide.
    present
        Services in the facilities layer.
    asked
        Services asked for; empty for those present.
    own_limits
        Limits by service or key, in the rule's unit.
    walker, speed
        What overrides each service's own pace.
    feedback
        Where to say what is left out.
    """
    chosen: list[Judged] = []
    wanted = list(asked or present)
    known = [service for service in standard.services if service in wanted]
    unknown = [service for service in wanted if service not in known]
    for service in known:
        for item in standard.for_service(service):
            chosen.append(_from_requirement(item, rule, own_limits, walker, speed))
    for service in unknown:
        chosen.append(_without_requirement(service, rule, own_limits, walker, speed))
    chosen = _give_own_keys(chosen)
    _report(standard, chosen, unknown, present, asked, own_limits, feedback)
    return chosen


def _give_own_keys(chosen: list[Judged]) -> list[Judged]:
    """Add a number to keys that occur again, so that no two services share their fields."""
    taken: set[str] = set()
    keyed = []
    for item in chosen:
        key, number = item.key, 1
        while key in taken:
            number += 1
            key = f"{item.key}_{number}"
        taken.add(key)
        keyed.append(replace(item, key=key))
    return keyed


def _from_requirement(
    item: Requirement,
    rule: str,
    own_limits: dict[str, float],
    walker: Walker | None,
    speed: float | None,
) -> Judged:
    who = walker or load_walkers()[item.walker]
    pace = speed or who.speed
    own = own_limits.get(item.key, own_limits.get(item.service))
    if own is not None:
        limit_m: float | None = own if rule == "metres" else own * 60 * pace
    else:
        limit_m = item.reach(rule, pace)
    return Judged(
        item.key,
        item.service,
        item.name_en,
        item.name_zh,
        item.tier,
        item.group,
        limit_m,
        who.key,
        pace,
        "own" if own is not None else item.confidence,
        tr("own limit") if own is not None else item.source,
        item.to_check and own is None,
        item.requirement,
        item.provision_per_1000,
        item.capacity_unit,
        item.min_size_m2,
        item.size_basis,
        item.periods,
    )


def _without_requirement(
    service: str,
    rule: str,
    own_limits: dict[str, float],
    walker: Walker | None,
    speed: float | None,
) -> Judged:
    entry = load_services().get(service)
    group = read_target_group(entry.target_group if entry else "all")
    who = walker or load_walkers()[group.walker]
    pace = speed or who.speed
    own = own_limits.get(service)
    limit_m = None if own is None else (own if rule == "metres" else own * 60 * pace)
    key = "".join(c if c.isascii() and c.isalnum() else "_" for c in service)
    return Judged(
        key if key.strip("_") else f"service_{sum(map(ord, service))}",
        service,
        entry.name_en if entry else service,
        entry.name_zh if entry else service,
        "",
        group,
        limit_m,
        who.key,
        pace,
        "own" if own is not None else "",
        tr("own limit") if own is not None else "",
        False,
        periods=entry.periods if entry else (),
        in_standard=False,
    )


def _report(
    standard: Standard,
    chosen: list[Judged],
    unknown: list[str],
    present: Sequence[str],
    asked: Sequence[str],
    own_limits: dict[str, float],
    feedback: QgsProcessingFeedback,
) -> None:
    _report_rows(standard, feedback)
    catalogue = load_services()
    strange = [service for service in unknown if service not in catalogue]
    if strange:
        feedback.pushWarning(
            tr(
                "These services are in no list of services: {services}. Check their spelling, or "
                "map them to known ones. Walks are measured, but nothing is judged."
            ).format(services=", ".join(strange))
        )
    silent = [service for service in unknown if service not in strange]
    if silent:
        feedback.pushWarning(
            tr(
                "{standard} asks for no {services}: walks are measured, but nothing is judged. "
                "Give them limits of your own to judge them."
            ).format(standard=standard.name, services=", ".join(silent))
        )
    bare = [item.key for item in chosen if item.limit_m is None and item.service not in unknown]
    if bare:
        feedback.pushWarning(
            tr(
                "{standard} gives no limit for {services} under this rule: nobody can tell "
                "whether they have it. Give them limits of your own to judge them."
            ).format(standard=standard.name, services=", ".join(bare))
        )
    absent = [service for service in standard.services if service not in present]
    if absent and not asked:
        feedback.pushInfo(
            tr(
                "Not in the facilities layer, so not judged (not surveyed, or not there?): "
                "{services}. Name them under Services to judge them as missing."
            ).format(services=", ".join(absent))
        )
    unused = [
        name for name in own_limits if name not in {x for j in chosen for x in (j.key, j.service)}
    ]
    if unused:
        feedback.pushWarning(
            tr("Own limits for services that are not judged: {services}.").format(
                services=", ".join(unused)
            )
        )
    unchecked = [item.key for item in chosen if item.to_check and item.limit_m is not None]
    if unchecked:
        feedback.pushInfo(
            tr(
                "Limits to be checked against the printed standard ({count} of {all}): {services}."
            ).format(count=len(unchecked), all=len(chosen), services=", ".join(unchecked))
        )


def _report_rows(standard: Standard, feedback: QgsProcessingFeedback) -> None:
    """Say which rows of a planner's own standard could not be used."""
    for remark in standard.remarks:
        feedback.pushInfo(sentence(remark))
    if not standard.rejected:
        return
    used = len(standard.requirements) + len(standard.measures)
    feedback.pushInfo(
        tr("{standard}: {total} rows, {used} used, {rejected} left out.").format(
            standard=standard.name,
            total=used + len(standard.rejected),
            used=used,
            rejected=len(standard.rejected),
        )
    )
    for remark in standard.rejected:
        text = tr("{standard}, left out: {reason}")
        feedback.pushWarning(text.format(standard=standard.name, reason=sentence(remark)))
