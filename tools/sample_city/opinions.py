"""What residents say: invented answers that follow from the invented supply."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from .plan import rng_for
from .voices import CARE, CLOSERS, FOR, LIMITS, OLD, OPENERS, READY, SOURCES, WALKERS
from .walks import Walks, home_access

if TYPE_CHECKING:
    from .noding import Street
    from .parcels import Ground, Parcel

COUNT = 600
Phrases = dict[tuple[str, str], list[dict[str, str]]]


def read_phrases() -> Phrases:
    """Read what is said, by service and reason."""
    out: Phrases = {}
    with Path(__file__).with_name("phrases.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            out.setdefault((row["service"], row["reason"]), []).append(row)
    return out


class View:
    """How supply looks from each home: the walk, the crowd, the quality."""

    def __init__(
        self, homes: list[Parcel], streets: list[Street], facilities: list[dict[str, Any]]
    ) -> None:
        self.walk: dict[str, np.ndarray] = {}
        self.load: dict[str, np.ndarray] = {}
        self.quality: dict[str, np.ndarray] = {}
        self.short_hours: dict[str, np.ndarray] = {}
        walks = Walks(streets)
        access, lead = home_access(homes)
        for service in LIMITS:
            sites: dict[str, list[dict[str, Any]]] = {}
            for n, r in enumerate(facilities):
                if r["service"] == service and r.get("status") == "open":
                    sites.setdefault(r["site_id"] or f"#{n}", []).append(r)
            groups = list(sites.values())
            places = [[(r["shape"].x, r["shape"].y) for r in g] for g in groups]
            metres = walks.metres(access, lead, places)
            near = metres.argmin(axis=1)
            self.walk[service] = metres.min(axis=1)
            wanted = np.array(
                [sum(p.info[k] for k in FOR.get(service, ("population",))) for p in homes],
                dtype=float,
            )
            reached = self.walk[service] <= 1.6 * LIMITS[service]
            demand = np.bincount(near, weights=wanted * reached, minlength=len(groups))
            capacity = np.array([g[0]["capacity"] or np.nan for g in groups], dtype=float)
            self.load[service] = (demand / capacity)[near]
            self.quality[service] = np.array([g[0]["quality"] or 3 for g in groups], dtype=float)[
                near
            ]
            office = np.array([str(g[0]["hours"]).startswith("Mo-Fr") for g in groups])
            self.short_hours[service] = office[near]


def _judge(view: View, service: str, h: int, rng: np.random.Generator) -> tuple[int, str, float]:
    """Return satisfaction, the reason for it, and how far beyond the limit the nearest is."""
    over = float(view.walk[service][h] / LIMITS[service] - 1)
    load = float(view.load[service][h])
    quality = float(view.quality[service][h])
    full = np.isfinite(load) and load > 1.15
    score = 3.85 + 0.55 * (quality - 3.4) - 1.7 * float(np.clip(over, 0, 1.1))
    score -= 0.8 * full + 0.35 * view.short_hours[service][h]
    satisfaction = int(np.clip(round(score + rng.normal(0, 0.62)), 1, 5))
    if satisfaction >= 4:
        return satisfaction, "good", over
    if over > 0.1:
        return satisfaction, "far", over
    if satisfaction == 3 and rng.random() < 0.65:
        return satisfaction, "idea", over
    causes = [
        (float(full), "full"),
        (float(quality <= 2.5) * 1.2, "poor"),
        (float(view.short_hours[service][h]) * 0.8, "hours"),
        (0.3, "poor"),
    ]
    return satisfaction, max(causes)[1], over


def _kind(satisfaction: int, reason: str, over: float, rng: np.random.Generator) -> str:
    if reason == "good":
        return "praise"
    if reason == "idea":
        return "idea"
    if reason == "far":
        return "need" if over > 0.6 or rng.random() < 0.6 else "complaint"
    return "complaint" if satisfaction <= 3 else "idea"


def _say(
    phrases: Phrases,
    service: str,
    reason: str,
    kind: str,
    age: str,
    home: Parcel,
    rng: np.random.Generator,
) -> tuple[str, str]:
    options: list[dict[str, str]] = []
    for instead in (reason, "poor", "idea", "full", "far"):
        options = [
            o
            for o in phrases.get((service, instead), [])
            if home.area_name in (o["where"] or home.area_name).split("|")
        ]
        if options:
            break
    said = options[int(rng.integers(len(options)))]
    zh, en = said["zh"], said["en"]
    openers = [o for o in OPENERS[age] if home.quarter in OLD or "三十多年" not in o[0]]
    open_zh, open_en = openers[int(rng.integers(len(openers)))]
    close_zh, close_en = CLOSERS[kind][int(rng.integers(len(CLOSERS[kind])))]
    place, place_en = home.info["name"], home.info["name_en"]
    return (
        (open_zh + zh + close_zh).replace("{p}", place),
        (open_en + en + close_en).replace("{p}", place_en),
    )


def _age_weights(p: Parcel) -> np.ndarray:
    i = p.info
    people = np.array(
        [
            i["pop_12_14"] + i["pop_15_17"],
            0.0,
            0.0,
            i["pop_60_plus"] - i["pop_80_plus"],
            i["pop_80_plus"],
        ],
        dtype=float,
    )
    children = sum(i[k] for k in ("pop_0_2", "pop_3_5", "pop_6_11"))
    rest = max(i["population"] - people.sum() - children, 0.0)
    people[1], people[2] = 0.36 * rest, 0.64 * rest
    share = people * np.array(list(READY.values()))
    return share / share.sum()


def _somewhere_in(shape: shapely.Polygon, rng: np.random.Generator) -> shapely.Point:
    inner = shape.buffer(-6)
    inner = shape if inner.is_empty else inner
    x0, y0, x1, y1 = inner.bounds
    while True:
        p = shapely.Point(round(float(rng.uniform(x0, x1))), round(float(rng.uniform(y0, y1))))
        if inner.contains(p):
            return p


def build_opinions(
    homes: list[Parcel], ground: Ground, streets: list[Street], facilities: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Make 600 opinions: who answers where, on what, and how content they are."""
    rng = rng_for("opinions")
    phrases = read_phrases()
    view = View(homes, streets, facilities)
    rate = {n.name: n.answer_rate for n, _ in ground.areas}
    weight = np.array([p.info["population"] * rate[p.area_name] for p in homes], dtype=float)
    rows: list[dict[str, Any]] = []
    respondent = 0
    while len(rows) < COUNT:
        respondent += 1
        h = int(rng.choice(len(homes), p=weight / weight.sum()))
        age = str(rng.choice(list(CARE), p=_age_weights(homes[h])))
        walker = str(rng.choice(WALKERS[age]))
        day = date(2025, 4, 10) + timedelta(days=int(rng.integers(0, 52)))
        source = str(rng.choice(SOURCES)) + "（虚构示例）"
        spot = _somewhere_in(homes[h].shape, rng)
        services = list(CARE[age])
        pull = np.array(
            [
                2.0 ** CARE[age][s] * (1.9 if view.walk[s][h] > 1.1 * LIMITS[s] else 1.0)
                for s in services
            ]
        )
        if walker != "pram":
            pull[[k for k, s in enumerate(services) if s in ("nursery", "kindergarten")]] *= 0.3
        many = min(int(rng.integers(1, 5)), len(services), COUNT - len(rows))
        for k in rng.choice(len(services), many, replace=False, p=pull / pull.sum()).tolist():
            service = services[k]
            satisfaction, reason, over = _judge(view, service, h, rng)
            care = CARE[age][service] + 0.25 * (reason == "far") + rng.normal(0, 0.8)
            kind = _kind(satisfaction, reason, over, rng)
            text, text_en = _say(phrases, service, reason, kind, age, homes[h], rng)
            rows.append(
                {
                    "shape": spot,
                    "service": service,
                    "importance": int(np.clip(round(care), 1, 5)),
                    "satisfaction": satisfaction,
                    "kind": kind,
                    "text": text,
                    "text_en": text_en,
                    "age_group": age,
                    "walker": walker,
                    "answered_on": day,
                    "source": source,
                    "respondent": f"R{respondent:04d}",
                    "area": homes[h].area_name,
                }
            )
    return rows
