"""The three rungs by their definition, one home and one service at a time.

True is yes, False is no, None is unknown. A facility here is a site: what is known of each of its
rows, with the walk to the nearest of them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field

from scipy.stats import t as student

SLACK = 0.001
AMPLE = 1.5


@dataclass
class Site:
    """What is known of a facility; None for unknown. `is_open` has an answer for each period."""

    capacity: float | None = None
    quality: float | None = None
    size: float | None = None
    is_open: list[bool | None] = field(default_factory=list)


@dataclass
class Norm:
    """What is asked: walks in the unit of the limit, provision for 1,000 persons, least size."""

    limit: float | None
    provision: float | None = None
    least_size: float | None = None
    least_quality: float = 3.0
    only_set: bool = False


@dataclass
class Saying:
    """The answers about one service in the district: importance and satisfaction, None unsaid."""

    importance: list[float | None]
    satisfaction: list[float | None]
    important: float
    satisfied: float = 3.0
    enough: float = 5.0
    strength: float = 5.0


def every(answers) -> bool | None:
    """Join criteria: any no is no, else any unknown is unknown."""
    answers = list(answers)
    if any(a is False for a in answers):
        return False
    return None if any(a is None for a in answers) else True


def some(answers) -> bool | None:
    """Tell whether what is known has a yes; unknown where nothing is known."""
    known = [a for a in answers if a is not None]
    return any(known) if known else None


def gaussian(cost: float, limit: float) -> float:
    """Weigh a walk (Dai 2010)."""
    share = min(cost / limit, 1.0)
    edge = math.exp(-0.5)
    return (math.exp(-0.5 * share**2) - edge) / (1 - edge)


def zones(cost: float, limit: float) -> float:
    """Weigh a walk by thirds of the limit (Luo and Qi 2009)."""
    if cost <= limit / 3:
        return 1.0
    return 0.68 if cost <= limit * 2 / 3 else 0.22


WEIGHTS = {
    "2SFCA": lambda cost, limit: 1.0 if cost <= limit + SLACK else 0.0,
    "E2SFCA": zones,
    "Gaussian": gaussian,
    "3SFCA": zones,
}


def share_out(method, walks, persons, capacity, limit):
    """Share supply: what each home gets for a person (None unknown), and each site's demand.

    `walks` has for each home the costs of the sites within the limit.
    """
    weight = [{j: WEIGHTS[method](d, limit) for j, d in home.items()} for home in walks]
    if method == "3SFCA":
        for home in weight:
            total = sum(home.values())
            for j in home:
                home[j] *= home[j] / total
    demand = [0.0] * len(capacity)
    for home, count in zip(weight, persons, strict=True):
        for j, w in home.items():
            demand[j] += w * count
    supply: list[float | None] = []
    for home in weight:
        if any(capacity[j] is None for j in home):
            supply.append(None)
        else:
            supply.append(sum(w * capacity[j] / demand[j] for j, w in home.items() if demand[j]))
    return supply, demand


def is_enough(supply, here, sites, demand, norm):
    """Tell whether there is enough, and whether there is half as much again."""
    if norm.provision is not None:
        if supply is None:
            return None, False
        given = 1000 * supply
        return given >= norm.provision * (1 - 1e-9), given > AMPLE * norm.provision
    if not here or any(sites[j].capacity is None for j in here) or supply is None:
        return None, False
    fits = any(demand[j] <= sites[j].capacity * (1 + 1e-9) for j in here)
    return fits, any(demand[j] * AMPLE < sites[j].capacity for j in here)


def judge_good(here, sites, supply, demand, norm, periods, any_capacity):
    """Answer enough, quality, open and size for a home; all of them; and whether it is ample."""
    enough, ample = is_enough(supply, here, sites, demand, norm)
    rated = [sites[j].quality for j in here]
    quality = some(None if q is None else q >= norm.least_quality for q in rated)
    opened = None
    if periods:
        opened = every(some(sites[j].is_open[p] for j in here) for p in range(periods))
    size = None
    if norm.least_size is not None:
        sizes = [sites[j].size for j in here]
        size = some(None if s is None else s >= norm.least_size for s in sizes)
    asked = [enough, quality, opened, size]
    if norm.only_set:
        is_asked = (
            norm.provision is not None or any_capacity,
            True,
            periods > 0,
            norm.least_size is not None,
        )
        asked = [a for a, wanted in zip(asked, is_asked, strict=True) if wanted]
    return (enough, quality, opened, size), every(asked), ample


@dataclass
class Heard:
    """What is said around a home."""

    answers: int
    effective: float
    importance: float | None
    satisfaction: float | None
    low: float | None
    high: float | None
    state: str
    uncertain: bool | None


def listen(weights: dict[int, float], said: Saying) -> Heard:
    """Read the answers around a home, each with its weight."""
    scores, spans, numbers = [], [], []
    for values in (said.importance, said.satisfaction):
        everybody = [v for v in values if v is not None]
        near = [(w, values[k]) for k, w in weights.items() if w > 0 and values[k] is not None]
        if not near:
            numbers.append(0.0)
            scores.append(None)
            spans.append((None, None))
            continue
        overall = sum(everybody) / len(everybody)
        spread = sum((v - overall) ** 2 for v in everybody) / len(everybody)
        total = sum(w for w, _ in near)
        n = total**2 / sum(w * w for w, _ in near)
        mean = sum(w * v for w, v in near) / total
        own = sum(w * (v - mean) ** 2 for w, v in near) / total
        k = said.strength
        smooth = (n * mean + k * overall) / (n + k)
        variance = (n * own + k * spread + n * k / (n + k) * (mean - overall) ** 2) / (n + k)
        half = student.ppf(0.975, n + k) * math.sqrt(variance / (n + k))
        numbers.append(n)
        scores.append(smooth)
        spans.append((max(1.0, smooth - half), min(5.0, smooth + half)))
    n = min(numbers)
    answers = sum(w > 0 for w in weights.values())
    if n < said.enough - 1e-9:
        return Heard(answers, n, *scores, *spans[1], "unheard", None)
    important, satisfied = scores[0] >= said.important, scores[1] >= said.satisfied
    state = {
        (True, False): "concentrate",
        (True, True): "content",
        (False, False): "low_priority",
        (False, True): "overkill",
    }[important, satisfied]
    cuts = (said.important, said.satisfied)
    uncertain = any(lo < cut <= hi for (lo, hi), cut in zip(spans, cuts, strict=True))
    return Heard(answers, n, *scores, *spans[1], state, uncertain)


@dataclass
class Reach:
    """Whether a home has a service, and what would explain that it has not."""

    has: bool | None
    placed: bool = True
    on_island: bool = False
    bare: bool = False
    planned: bool = False
    any_site: bool = True


#: Action for each reason.
ACTION_OF = {
    "behind_barrier": "open_gate",
    "island": "check_data",
    "unplaced": "check_data",
    "planned": "hasten",
    "no_facility": "build",
    "too_far": "build",
    "cannot_tell": "check_data",
    "no_limit": None,
    "full": "expand",
    "poor": "upgrade",
    "shut": "extend_hours",
    "too_small": "enlarge",
    "unsatisfied": "adapt",
    "over_provided": "share",
    "unwanted": "keep",
    "unknown": "check_data",
    "unheard": "listen",
    None: "keep",
}


def climb(reach: Reach, norm: Norm, criteria, good, ample, state):
    """Give the rung, the highest possible one, and the reason."""
    right = None if state == "unheard" else state in {"content", "low_priority"}
    groups = (reach.has, good, right)
    low = next((k for k, g in enumerate(groups) if g is not True), 3)
    high = next((k for k, g in enumerate(groups) if g is False), 3)
    return low, high, _reason(reach, norm, criteria, good, ample, state)


def _reason(reach, norm, criteria, good, ample, state):
    if not reach.placed:
        return "unplaced"
    if reach.has is None:
        return "no_limit" if norm.limit is None else "cannot_tell"
    if not reach.has:
        if reach.bare:
            return "behind_barrier"
        if reach.on_island:
            return "island"
        if reach.planned:
            return "planned"
        return "too_far" if reach.any_site else "no_facility"
    for criterion, why in zip(criteria, ("full", "poor", "shut", "too_small"), strict=True):
        if criterion is False:
            return why
    if state == "concentrate":
        return "unsatisfied"
    if state == "overkill":
        return "over_provided" if ample else "unwanted"
    if good is None:
        return "unknown"
    return "unheard" if state == "unheard" else None


def gini(values, persons) -> float:
    """Sum of the differences between all pairs of persons over twice their mean and number."""
    known = [(v, p) for v, p in zip(values, persons, strict=True) if v is not None and p]
    people = sum(p for _, p in known)
    held = sum(v * p for v, p in known)
    if not held:
        return 0.0
    apart = sum(p * q * abs(v - w) for v, p in known for w, q in known)
    return apart / (2 * people * held)


def worst_off(values, persons, share=0.1) -> float:
    """Mean of the tenth of persons who have least."""
    known = sorted((v, p) for v, p in zip(values, persons, strict=True) if v is not None and p)
    left = wanted = share * sum(p for _, p in known)
    held = 0.0
    for value, count in known:
        taken = min(count, left)
        held += value * taken
        left -= taken
    return held / wanted


def mean(values, persons) -> float | None:
    """Mean over persons."""
    known = [(v, p) for v, p in zip(values, persons, strict=True) if v is not None]
    people = sum(p for _, p in known)
    return sum(v * p for v, p in known) / people if people else None


def by_key(keys, values) -> dict:
    """Sum values by key."""
    sums: dict = defaultdict(float)
    for key, value in zip(keys, values, strict=True):
        sums[key] += value
    return sums
