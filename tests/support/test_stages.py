"""Where time goes, by a clock that goes on by one second whenever somebody looks."""

from __future__ import annotations

from itertools import count

import pytest

from site_gen.support.stages import UNTIMED, Stages, Took


def make_stages() -> Stages:
    seconds = count()
    return Stages(lambda: float(next(seconds)))


def test_a_stage_takes_what_no_stage_within_it_took() -> None:
    stages = make_stages()
    with stages("outer"):
        for _ in range(3):
            with stages("inner"):
                pass
    assert stages.took == {"outer": Took(4, 1), "inner": Took(3, 3)}
    assert list(stages.took) == ["outer", "inner"]


def test_time_between_stages_is_nobodys() -> None:
    stages = make_stages()
    with stages("one"):
        pass
    assert stages.clock is not None
    stages.clock()
    with stages("two"):
        pass
    assert stages.took == {"one": Took(1, 1), "two": Took(1, 1)}


def test_a_stage_that_fails_ends_too() -> None:
    stages = make_stages()
    with pytest.raises(ValueError, match="no"), stages("outer"), stages("inner"):
        raise ValueError("no")
    with stages("next"):
        pass
    assert stages.took["next"] == Took(1, 1)
    assert stages.took["outer"].times == 1


def test_what_others_took_is_added() -> None:
    stages = make_stages()
    with stages("make"):
        pass
    stages.add({"make": Took(2, 5), "read": Took(1, 1)})
    assert stages.took == {"make": Took(3, 6), "read": Took(1, 1)}


def test_without_a_clock_nothing_is_noted() -> None:
    with UNTIMED("outer"), UNTIMED("inner"):
        pass
    assert UNTIMED.took == {}
