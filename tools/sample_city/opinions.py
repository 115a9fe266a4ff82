"""What residents say: invented answers that follow from the invented supply."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from .noding import Street
from .parcels import Ground, Parcel
from .plan import rng_for
from .walks import Walks, home_access

COUNT = 600
#: Limit of the walk (m) that people measure a service by, as the standards have it.
LIMITS = {
    "community_canteen": 500, "elderly_day_care": 300, "nursery": 500, "pocket_park": 300,
    "community_park": 500, "greenway": 800, "gov_service_counter": 1000,
    "shared_living_room": 300, "kindergarten": 300, "primary_school": 500, "junior_school": 1000,
    "health_station": 300, "health_centre": 1000, "market": 500, "supermarket": 400,
    "convenience_store": 200, "pharmacy": 300, "culture_station": 500, "culture_centre": 1000,
    "library": 800, "sport_hall": 1000, "outdoor_fitness": 300, "sport_field_small": 300,
    "bus_stop": 300, "metro_station": 800, "toilet": 400, "community_service_station": 300,
}  # fmt: skip
#: Whom a service is for, as the fields of `residents` to add up (all of them: population).
FOR = {"nursery": ("pop_0_2",), "kindergarten": ("pop_3_5",), "primary_school": ("pop_6_11",),
       "junior_school": ("pop_12_14",), "elderly_day_care": ("pop_60_plus",)}  # fmt: skip
#: How much each age cares (1-5).
CARE = {
    "12-17": {"sport_field_small": 4.4, "library": 4.0, "junior_school": 4.2, "bus_stop": 3.8,
              "metro_station": 3.8, "convenience_store": 3.6, "community_park": 3.2},
    "18-34": {"metro_station": 4.5, "sport_hall": 3.9, "nursery": 4.1, "convenience_store": 3.8,
              "greenway": 3.8, "shared_living_room": 3.0, "supermarket": 3.8, "bus_stop": 3.7,
              "kindergarten": 4.2, "gov_service_counter": 3.2, "pocket_park": 3.3, "library": 3.3},
    "35-59": {"primary_school": 4.5, "kindergarten": 4.4, "market": 4.1, "health_station": 3.8,
              "metro_station": 4.0, "greenway": 3.7, "sport_hall": 3.4, "elderly_day_care": 3.8,
              "community_canteen": 3.6, "culture_centre": 3.2, "junior_school": 4.0, "nursery": 3.6,
              "gov_service_counter": 3.5, "bus_stop": 3.6, "pocket_park": 3.5,
              "community_service_station": 3.0, "sport_field_small": 3.3},
    "60-79": {"community_canteen": 4.4, "market": 4.6, "health_station": 4.5, "pocket_park": 4.0,
              "community_park": 4.0, "outdoor_fitness": 4.0, "culture_station": 3.9,
              "health_centre": 4.2, "bus_stop": 4.1, "toilet": 3.9, "elderly_day_care": 3.9,
              "shared_living_room": 3.7, "pharmacy": 4.1, "greenway": 3.6,
              "gov_service_counter": 3.6, "community_service_station": 3.5},
    "80+": {"community_canteen": 4.7, "elderly_day_care": 4.7, "health_station": 4.7,
            "pharmacy": 4.3, "pocket_park": 4.2, "toilet": 4.2, "market": 4.0,
            "health_centre": 4.4, "shared_living_room": 3.4},
}  # fmt: skip
#: Quarters where one can have lived for thirty years.
OLD = ("village", "lilong", "mixed")
OPENERS = {
    "12-17": (("", ""), ("我是初中生，", "I am in junior school. "), ("同学们都说，", "My classmates agree. ")),
    "18-34": (("", ""), ("上班族一枚，", "I work long hours. "), ("刚搬来{p}，", "I have just moved to {p}. "),
              ("租住在{p}，", "I rent in {p}. ")),
    "35-59": (("", ""), ("家有小孩，", "We have a child. "), ("上有老下有小，", "We care for parents and children. "),
              ("住在{p}，", "I live in {p}. ")),
    "60-79": (("", ""), ("住在{p}三十多年了，", "I have lived in {p} for thirty years. "),
              ("退休在家，", "I am retired. "), ("我带孙子，", "I look after my grandson. "),
              ("老伴腿脚不好，", "My wife walks with difficulty. ")),
    "80+": (("", ""), ("我八十多了，", "I am over eighty. "), ("我一个人住，", "I live alone. "),
            ("走路要撑拐杖，", "I walk with a stick. ")),
}  # fmt: skip
CLOSERS = {
    "need": (("", ""), ("希望尽快补上。", " Please provide it soon."), ("盼了好几年了。", " We have waited for years."),
             ("请街道考虑。", " Please consider it.")),
    "complaint": (("", ""), ("希望改进。", " Please improve this."), ("反映过几次，没下文。", " I have said so before, in vain."),
                  ("谢谢。", " Thank you.")),
    "praise": (("", ""), ("点赞！", " Well done!"), ("希望保持下去。", " Keep it up."), ("谢谢工作人员。", " Thanks to the staff.")),
    "idea": (("", ""), ("供参考。", " Just a thought."), ("邻居们也这么说。", " My neighbours say so too.")),
}  # fmt: skip
SOURCES = ("线上问卷", "社区访谈", "入户访谈", "随手拍小程序")
WALKERS = {"12-17": ("child",), "18-34": ("adult", "adult", "adult", "pram"),
           "35-59": ("adult", "adult", "pram"), "60-79": ("older", "older", "older", "frail"),
           "80+": ("frail", "frail", "wheelchair")}  # fmt: skip
#: How readily each age answers.
READY = {"12-17": 0.45, "18-34": 0.5, "35-59": 0.8, "60-79": 1.25, "80+": 0.75}

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

    def __init__(self, homes: list[Parcel], streets: list[Street],
                 facilities: list[dict[str, Any]]) -> None:
        self.walk: dict[str, np.ndarray] = {}
        self.load: dict[str, np.ndarray] = {}
        self.quality: dict[str, np.ndarray] = {}
        self.short_hours: dict[str, np.ndarray] = {}
        walks = Walks(streets)
        access = home_access(homes)
        for service in LIMITS:
            sites: dict[str, list[dict[str, Any]]] = {}
            for n, r in enumerate(facilities):
                if r["service"] == service and r.get("status") == "open":
                    sites.setdefault(r["site_id"] or f"#{n}", []).append(r)
            groups = list(sites.values())
            places = [[(r["shape"].x, r["shape"].y) for r in g] for g in groups]
            metres = walks.metres(access, places)
            near = metres.argmin(axis=1)
            self.walk[service] = metres.min(axis=1)
            wanted = np.array([sum(p.info[k] for k in FOR.get(service, ("population",)))
                               for p in homes], dtype=float)
            reached = self.walk[service] <= 1.6 * LIMITS[service]
            demand = np.bincount(near, weights=wanted * reached, minlength=len(groups))
            capacity = np.array([g[0]["capacity"] or np.nan for g in groups], dtype=float)
            self.load[service] = (demand / capacity)[near]
            self.quality[service] = np.array(
                [g[0]["quality"] or 3 for g in groups], dtype=float)[near]
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
    causes = [(float(full), "full"), (float(quality <= 2.5) * 1.2, "poor"),
              (float(view.short_hours[service][h]) * 0.8, "hours"), (0.3, "poor")]
    return satisfaction, max(causes)[1], over


def _kind(satisfaction: int, reason: str, over: float, rng: np.random.Generator) -> str:
    if reason == "good":
        return "praise"
    if reason == "idea":
        return "idea"
    if reason == "far":
        return "need" if over > 0.6 or rng.random() < 0.6 else "complaint"
    return "complaint" if satisfaction <= 3 else "idea"


def _say(phrases: Phrases, service: str, reason: str, kind: str, age: str, home: Parcel,
         rng: np.random.Generator) -> tuple[str, str]:
    options: list[dict[str, str]] = []
    for instead in (reason, "poor", "idea", "full", "far"):
        options = [o for o in phrases.get((service, instead), [])
                   if home.area_name in (o["where"] or home.area_name).split("|")]
        if options:
            break
    said = options[int(rng.integers(len(options)))]
    zh, en = said["zh"], said["en"]
    openers = [o for o in OPENERS[age] if home.quarter in OLD or "三十多年" not in o[0]]
    open_zh, open_en = openers[int(rng.integers(len(openers)))]
    close_zh, close_en = CLOSERS[kind][int(rng.integers(len(CLOSERS[kind])))]
    place, place_en = home.info["name"], home.info["name_en"]
    return ((open_zh + zh + close_zh).replace("{p}", place),
            (open_en + en + close_en).replace("{p}", place_en))


def _age_weights(p: Parcel) -> np.ndarray:
    i = p.info
    people = np.array([
        i["pop_12_14"] + i["pop_15_17"], 0.0, 0.0, i["pop_60_plus"] - i["pop_80_plus"],
        i["pop_80_plus"],
    ], dtype=float)
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


def build_opinions(homes: list[Parcel], ground: Ground, streets: list[Street],
                   facilities: list[dict[str, Any]]) -> list[dict[str, Any]]:
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
        pull = np.array([
            2.0 ** CARE[age][s] * (1.9 if view.walk[s][h] > 1.1 * LIMITS[s] else 1.0)
            for s in services
        ])
        if walker != "pram":
            pull[[k for k, s in enumerate(services) if s in ("nursery", "kindergarten")]] *= 0.3
        many = min(int(rng.integers(1, 5)), len(services), COUNT - len(rows))
        for k in rng.choice(len(services), many, replace=False, p=pull / pull.sum()).tolist():
            service = services[k]
            satisfaction, reason, over = _judge(view, service, h, rng)
            care = CARE[age][service] + 0.25 * (reason == "far") + rng.normal(0, 0.8)
            kind = _kind(satisfaction, reason, over, rng)
            text, text_en = _say(phrases, service, reason, kind, age, homes[h], rng)
            rows.append({
                "shape": spot, "service": service, "importance": int(np.clip(round(care), 1, 5)),
                "satisfaction": satisfaction, "kind": kind, "text": text, "text_en": text_en,
                "age_group": age, "walker": walker, "answered_on": day, "source": source,
                "respondent": f"R{respondent:04d}", "area": homes[h].area_name,
            })
    return rows
