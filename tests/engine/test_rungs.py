"""The rungs together by hand: how far, why no farther, what to do, and in which order."""

import itertools

import numpy as np
import pytest
from lifecircle.engine import coverage, opinions, rungs, service_levels
from lifecircle.engine.coverage import State
from lifecircle.engine.opinions import Need
from lifecircle.engine.rungs import Action, Reason
from lifecircle.engine.three_valued import NO, UNKNOWN, YES, all_of
from oracle import rungs as oracle

ANSWER = {YES: True, NO: False, UNKNOWN: None}
LACK = coverage.Reason
STATE = {
    Need.UNHEARD: "unheard",
    Need.CONCENTRATE: "concentrate",
    Need.CONTENT: "content",
    Need.LOW_PRIORITY: "low_priority",
    Need.OVERKILL: "overkill",
}


def climb(*homes, limit=300.0):
    """Each home: state and lack of rung 1, four criteria of rung 2, whether ample, need state."""
    state, lack, criteria, ample, need = zip(*homes, strict=True)
    count = len(homes)
    nothing = np.zeros(count)
    verdict = coverage.Verdict(
        nothing, np.zeros(count, dtype=int), np.array(state), np.array(lack), limit
    )
    four = list(np.array(criteria, dtype=np.int8).T)
    levels = service_levels.Levels(
        *[nothing] * 4, *four, all_of(*four), np.array(ample), nothing, nothing
    )
    needs = opinions.Needs(
        *[nothing] * 8, np.array(need, dtype=np.int8), np.zeros(count, dtype=bool)
    )
    return rungs.climb(verdict, levels, needs)


def one(
    state=State.HAS,
    lack=LACK.NONE,
    criteria=(YES, YES, YES, YES),
    ample=False,
    need=Need.CONTENT,
    limit=300.0,
):
    found = climb((state, lack, criteria, ample, need), limit=limit)
    return (
        int(found.low[0]),
        int(found.high[0]),
        Reason(int(found.reason[0])),
        Action(int(found.action[0])),
    )


def test_all_three():
    assert one() == (3, 3, Reason.NONE, Action.KEEP)
    assert one(need=Need.LOW_PRIORITY) == (3, 3, Reason.NONE, Action.KEEP)


@pytest.mark.parametrize(
    ("lack", "reason", "action"),
    [
        (LACK.BEHIND_BARRIER, Reason.BEHIND_BARRIER, Action.OPEN_GATE),
        (LACK.ISLAND, Reason.ISLAND, Action.CHECK_DATA),
        (LACK.PLANNED, Reason.PLANNED, Action.HASTEN),
        (LACK.NO_FACILITY, Reason.NO_FACILITY, Action.BUILD),
        (LACK.TOO_FAR, Reason.TOO_FAR, Action.BUILD),
    ],
)
def test_not_in_reach(lack, reason, action):
    # what is known of the rest does not matter any more
    assert one(State.GAP, lack, (NO,) * 4, need=Need.CONCENTRATE) == (0, 0, reason, action)


def test_nobody_can_tell():
    unknown = (UNKNOWN,) * 4
    assert one(State.CANNOT_TELL, criteria=unknown) == (
        0, 3, Reason.CANNOT_TELL, Action.CHECK_DATA
    )  # fmt: skip
    assert one(State.UNPLACED, criteria=unknown, need=Need.UNHEARD) == (
        0, 3, Reason.UNPLACED, Action.CHECK_DATA
    )  # fmt: skip
    # known to be unwanted: whatever is in reach, it is not right
    assert one(State.CANNOT_TELL, criteria=unknown, need=Need.CONCENTRATE)[:2] == (0, 2)
    assert one(State.CANNOT_TELL, criteria=unknown, limit=None)[2:] == (
        Reason.NO_LIMIT, Action.NONE
    )  # fmt: skip


@pytest.mark.parametrize(
    ("criteria", "reason", "action"),
    [
        ((NO, NO, NO, NO), Reason.FULL, Action.EXPAND),
        ((YES, NO, NO, NO), Reason.POOR, Action.UPGRADE),
        ((UNKNOWN, YES, NO, NO), Reason.SHUT, Action.EXTEND_HOURS),
        ((UNKNOWN, UNKNOWN, UNKNOWN, NO), Reason.TOO_SMALL, Action.ENLARGE),
    ],
)
def test_not_good(criteria, reason, action):
    assert one(criteria=criteria, need=Need.CONCENTRATE) == (1, 1, reason, action)


def test_not_right():
    assert one(need=Need.CONCENTRATE) == (2, 2, Reason.UNSATISFIED, Action.ADAPT)
    assert one(need=Need.OVERKILL) == (2, 2, Reason.UNWANTED, Action.KEEP)
    assert one(need=Need.OVERKILL, ample=True) == (2, 2, Reason.OVER_PROVIDED, Action.SHARE)


def test_unknown_is_a_range():
    unknown = (YES, UNKNOWN, YES, YES)
    assert one(criteria=unknown) == (1, 3, Reason.UNKNOWN, Action.CHECK_DATA)
    assert one(need=Need.UNHEARD) == (2, 3, Reason.UNHEARD, Action.LISTEN)
    assert one(criteria=unknown, need=Need.UNHEARD) == (1, 3, Reason.UNKNOWN, Action.CHECK_DATA)
    # fails later, whatever the unknown is
    assert one(criteria=unknown, need=Need.CONCENTRATE) == (
        1, 2, Reason.UNSATISFIED, Action.ADAPT
    )  # fmt: skip


def test_every_combination_is_as_brute_force_has_it():
    homes = [
        (state, LACK.TOO_FAR if state == State.GAP else LACK.NONE, criteria, ample, need)
        for state in State
        for criteria in itertools.product((YES, NO, UNKNOWN), repeat=4)
        for ample in (False, True)
        for need in Need
    ]
    found = climb(*homes)
    for row, (state, _, criteria, ample, need) in enumerate(homes):
        has = {State.HAS: True, State.GAP: False}.get(state)
        four = [ANSWER[c] for c in criteria]
        low, high, reason = oracle.climb(
            oracle.Reach(has, state != State.UNPLACED),
            oracle.Norm(300.0),
            four,
            oracle.every(four),
            ample,
            STATE[need],
        )
        name = Reason(int(found.reason[row])).name.lower()
        assert (found.low[row], found.high[row], name) == (low, high, reason or "none"), homes[row]
        assert found.low[row] <= found.high[row]
        action = Action(int(found.action[row])).name.lower()
        assert action == oracle.ACTION_OF[reason]


def test_persons_by_rung_add_up():
    good, unknown = (YES,) * 4, (YES, UNKNOWN, YES, YES)
    found = climb(
        (State.GAP, LACK.TOO_FAR, good, False, Need.CONTENT),
        (State.HAS, LACK.NONE, (NO, YES, YES, YES), False, Need.CONTENT),
        (State.HAS, LACK.NONE, good, False, Need.CONCENTRATE),
        (State.HAS, LACK.NONE, good, False, Need.CONTENT),
        (State.HAS, LACK.NONE, good, False, Need.UNHEARD),
        (State.HAS, LACK.NONE, unknown, False, Need.UNHEARD),
        (State.HAS, LACK.NONE, unknown, False, Need.CONTENT),
    )
    persons = np.array([1.0, 2, 4, 8, 16, 32, 64])
    every = np.ones(7, dtype=bool)
    tally = rungs.tally_rungs(found, persons, every)
    assert (tally.persons, tally.rungs) == (127.0, (1.0, 2.0, 4.0, 8.0))
    assert (tally.unknown, tally.unheard) == (96.0, 16.0)
    some = rungs.tally_rungs(found, persons, np.arange(7) % 2 == 0)
    assert (some.persons, some.rungs, some.unknown, some.unheard) == (85, (1, 0, 4, 0), 64, 16)
    nobody = rungs.tally_rungs(found, None, every)
    assert (nobody.persons, nobody.rungs, nobody.unknown, nobody.unheard) == (None,) * 4


def test_scores_are_means_of_rungs():
    three = climb((State.HAS, LACK.NONE, (YES,) * 4, False, Need.CONTENT))
    unheard = climb((State.HAS, LACK.NONE, (YES,) * 4, False, Need.UNHEARD))
    none = climb((State.GAP, LACK.TOO_FAR, (YES,) * 4, False, Need.CONTENT))
    low, high = rungs.score_homes([three, unheard, none])
    assert low == pytest.approx([5 / 9])
    assert high == pytest.approx([6 / 9])


def test_what_is_required_comes_first_then_persons_times_need_then_persons_then_names():
    build = (Reason.TOO_FAR, Action.BUILD)
    lines = {
        "kept": (0, 0, Reason.NONE, Action.KEEP, 900.0, 2.0, True),
        "optional": (0, 1, *build, 800.0, 2.0, False),
        "most": (0, 2, *build, 100.0, 2.0, True),
        "more persons": (0, 3, *build, 150.0, 1.0, True),
        "fewer persons": (0, 4, *build, 100.0, 1.5, True),
        "by name": (1, 4, *build, 100.0, 1.5, True),
        "nobody knows": (0, 5, *build, None, 1.0, True),
    }
    todo = [rungs.ToDo.make(*line) for line in lines.values()]
    names = [(f"area {line.area}", f"service {line.service}") for line in todo]
    ranked = rungs.rank_actions(todo, names)
    named = {id(line): name for line, name in zip(todo, lines, strict=True)}
    expected = "most, more persons, fewer persons, by name, nobody knows, optional, kept"
    assert [named[id(line)] for line in ranked] == expected.split(", ")
    assert rungs.rank_actions(todo[::-1], names[::-1]) == ranked
