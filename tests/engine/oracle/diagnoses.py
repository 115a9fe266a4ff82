"""The whole diagnosis of the sample by plain loops over its rows."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache, cached_property

from . import rungs
from .journeys import counted_in, settle_near, walks_from
from .openings import is_open
from .places import ISLAND
from .surveys import Asked, Survey, periods, walkers

MINUTES = 15.0
FARTHEST_M = 1500.0


@dataclass
class Answer:
    """Everything about one home and one service."""

    walk: float
    supply: float | None
    choice: int | None
    criteria: tuple
    heard: rungs.Heard
    reach: rungs.Reach
    low: int
    high: int
    reason: str | None

    @property
    def action(self) -> str | None:
        """What to do."""
        return rungs.ACTION_OF[self.reason]


@dataclass(eq=False)
class Ground:
    """The sample on its streets, in metres and in each walker's seconds."""

    survey: Survey = field(default_factory=Survey.of_sample)

    @cached_property
    def town(self):
        """With walls."""
        return settle_near(self.survey.scene())

    @cached_property
    def bare(self):
        """Without walls; opinions are not looked for there."""
        scene = self.survey.scene(with_walls=False)
        scene.facilities = scene.facilities[: len(self.survey.facilities)]
        return settle_near(scene)

    def is_on_island(self, home: int) -> bool:
        """Tell whether a home's only street is a small island."""
        network = self.town.network
        return any(network.is_small_island(a.edge, ISLAND) for a in self.town.homes[home])

    @cache  # noqa: B019
    def walks(self, walker: str | None, with_walls: bool = True):
        """Walks in metres or a walker's seconds, and the walks to the ends of the data."""
        town = self.town if with_walls else self.bare
        if walker is None:
            return walks_from(town, FARTHEST_M)
        one = walkers()[walker]
        scene = self.survey.scene(with_walls)
        scene.lost = self.survey.lost(one)
        return walks_from(counted_in(town, scene.seconds(one["speed"])), MINUTES * 60)

    @cached_property
    def important(self) -> float:
        """Mean importance of all answers."""
        every = [row["importance"] for _, row in self.survey.opinions]
        every = [value for value in every if value is not None]
        return sum(every) / len(every)

    def said(self, service: str) -> tuple[list[int], rungs.Saying]:
        """Give the rows of the answers about a service, and what they say."""
        rows = [k for k, (_, row) in enumerate(self.survey.opinions) if row["service"] == service]
        of = [self.survey.opinions[k][1] for k in rows]
        return rows, rungs.Saying(
            [row["importance"] for row in of], [row["satisfaction"] for row in of], self.important
        )

    @cache  # noqa: B019
    def hear(self, service: str, walker: str) -> list[rungs.Heard]:
        """Read what is said of a service around each home."""
        rows, said = self.said(service)
        to_answers, _ = self.walks(walker)
        first = len(self.survey.facilities)
        return [
            rungs.listen(
                {
                    k: rungs.gaussian(walks[first + row], MINUTES * 60)
                    for k, row in enumerate(rows)
                    if first + row in walks
                },
                said,
            )
            for walks in to_answers
        ]


@dataclass(eq=False)
class Diagnosis:
    """All answers under one rule."""

    ground: Ground
    asked: list[Asked]
    rule: str
    only_set: bool
    method: str = "Gaussian"

    @cached_property
    def survey(self) -> Survey:
        """The rows."""
        return self.ground.survey

    @cached_property
    def answers(self) -> dict[str, list[Answer]]:
        """By key of the standard's row, home by home."""
        return {one.key: self._answer(one) for one in self.asked}

    def persons(self, one: Asked) -> list[float]:
        """Persons of the target group in each home."""
        counts = [[row[name] for name in one.fields] for _, row in self.survey.residents]
        # a home whose number is not known adds nobody
        return [0.0 if None in each else sum(each) for each in counts]

    def said(self, service: str) -> tuple[list[int], rungs.Saying]:
        """Give the rows of the answers about a service, and what they say."""
        return self.ground.said(service)

    @property
    def important(self) -> float:
        """Mean importance of all answers."""
        return self.ground.important

    def limit(self, one: Asked) -> float | None:
        """Metres or seconds."""
        if self.rule == "metres":
            return one.metres
        return None if one.minutes is None else one.minutes * 60

    def places(self, service: str, status: str) -> list[list[int]]:
        """Rows of each facility; those that share a site are one."""
        sites: dict = {}
        for k, (_, row) in enumerate(self.survey.facilities):
            if row["service"] == service and row["status"] == status:
                sites.setdefault(row["site_id"] or k, []).append(k)
        return list(sites.values())

    def knows_capacity(self, one: Asked) -> bool:
        """Tell whether the capacity of any open facility is known."""
        sites = [self.site(one, rows) for rows in self.places(one.service, "open")]
        return any(site.capacity is not None for site in sites)

    def site(self, one: Asked, rows: list[int]) -> rungs.Site:
        """Put together what is known of the rows of a site."""
        of = [self.survey.facilities[k][1] for k in rows]

        def most(values):
            return max((v for v in values if v is not None), default=None)

        opened = []
        for key in one.periods:
            states = [is_open(row["hours"], periods()[key]) for row in of]
            opened.append(True if True in states else None if None in states else False)
        return rungs.Site(
            most(capacity_of(row, one) for row in of),
            most(row["quality"] for row in of),
            most(row["floor_m2"] for row in of),
            opened,
        )

    def _answer(self, one: Asked) -> list[Answer]:
        limit = self.limit(one)
        norm = rungs.Norm(limit, one.provision, one.least_size, only_set=self.only_set)
        deciding = one.walker if self.rule == "minutes" else None
        leg = 1.0 if deciding is None else 1 / walkers()[deciding]["speed"]
        slack = rungs.SLACK * leg
        table, to_end = self.ground.walks(deciding)
        bare, _ = self.ground.walks(deciding, False)
        open_rows = self.places(one.service, "open")
        planned = self.places(one.service, "planned")
        sites = [self.site(one, rows) for rows in open_rows]
        nearest = [reach_of(walks, open_rows) for walks in table]
        within = [
            {j: d for j, d in walks.items() if limit is not None and d <= limit + slack}
            for walks in nearest
        ]
        persons = self.persons(one)
        capacity = [site.capacity for site in sites]
        any_capacity = any(c is not None for c in capacity)
        supply, demand = rungs.share_out(self.method, within, persons, capacity, limit or 1.0)
        every_heard = self.ground.hear(one.service, one.walker)
        found = []
        for home in range(len(table)):
            walk = min(nearest[home].values(), default=math.inf)
            placed = bool(self.ground.town.homes[home])
            has = None
            if placed and limit is not None:
                has = True if within[home] else None if to_end[home] <= limit + slack else False
            reach = rungs.Reach(
                has,
                placed,
                self.ground.is_on_island(home),
                self._within(bare[home], open_rows, limit, slack),
                self._within(table[home], planned, limit, slack),
                bool(open_rows),
            )
            criteria, good, ample = rungs.judge_good(
                within[home],
                sites,
                supply[home],
                demand,
                norm,
                len(one.periods),
                any_capacity,
            )
            given, choice = supply[home], len(within[home])
            if has is None:
                # nobody can tell what else is in reach
                criteria, ample, given, choice = (None,) * 4, False, None, None
                good = None
            heard = every_heard[home]
            climbed = rungs.climb(reach, norm, criteria, good, ample, heard.state)
            found.append(Answer(walk, given, choice, criteria, heard, reach, *climbed))
        return found

    @staticmethod
    def _within(walks, places, limit, slack) -> bool:
        if limit is None:
            return False
        return min(reach_of(walks, places).values(), default=math.inf) <= limit + slack

    @cached_property
    def areas(self) -> list[str]:
        """Name of each home's area."""
        return [self.survey.area_of(shape) for shape, _ in self.survey.residents]

    @cached_property
    def required(self) -> list[Asked]:
        """Services that count in scores."""
        return [one for one in self.asked if one.is_required]

    @cached_property
    def scores(self) -> list[tuple[float, float]]:
        """Lowest and highest score of each home."""
        found = []
        for home in range(len(self.survey.residents)):
            of = [self.answers[one.key][home] for one in self.required]
            low, high = sum(a.low for a in of), sum(a.high for a in of)
            found.append((low / 3 / len(of), high / 3 / len(of)))
        return found

    def heard_in(self, area: str, one: Asked) -> rungs.Heard:
        """Read all answers about a service that were given in an area, each alike."""
        rows, said = self.said(one.service)
        weights = {
            k: 1.0
            for k, row in enumerate(rows)
            if self.survey.area_of(self.survey.opinions[row][0]) == area
        }
        return rungs.listen(weights, said)

    def need_weight(self, area: str, one: Asked) -> float:
        """Smoothed importance over the district's mean; 1 where unheard."""
        heard = self.heard_in(area, one)
        return 1.0 if heard.state == "unheard" else heard.importance / self.important


def reach_of(walks: dict[int, float], places: list[list[int]]) -> dict[int, float]:
    """Cost of the walk to each place of several rows."""
    found = {}
    for j, rows in enumerate(places):
        cost = min((walks[k] for k in rows if k in walks), default=None)
        if cost is not None:
            found[j] = cost
    return found


def capacity_of(row: dict, one: Asked) -> float | None:
    """Capacity in the unit of the norm, or in persons where there is no norm."""
    unit, amount = row["capacity_unit"], row["capacity"]
    if one.provision is None:
        return None if unit and unit.startswith("m2") else amount
    if one.unit.startswith("m2"):
        # floor_m2 holds the floor, and of open ground its land
        return amount if unit in {"m2", one.unit} else row["floor_m2"]
    return amount if unit in {None, one.unit} else None
