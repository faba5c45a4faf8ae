from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_gen.presenting.parts import cut_list, cut_names, find_part

names = st.text(st.sampled_from("abc-"), min_size=1, max_size=5)


@given(st.integers(0, 80), st.integers(1, 9))
def test_an_addition_changes_the_index_and_at_most_one_page(count: int, size: int) -> None:
    def cut(items: int) -> dict[str, object]:
        return {part.address: part for part in cut_list("/x/", range(items, 0, -1), size)}

    before, after = cut(count), cut(count + 1)
    changed = {address for address, part in before.items() if after.get(address) != part}
    assert changed <= {"/x/", f"/x/page/{len(before) - 1}/"}
    assert set(before) <= set(after)
    assert [item for part in after.values() for item in part.items] == list(range(count + 1, 0, -1))  # type: ignore[attr-defined]


def test_a_page_that_is_not_there_is_not_found() -> None:
    for number in (0, 2, 7):
        try:
            find_part("/x/", range(5), 2, number)
        except KeyError:
            continue
        raise AssertionError(number)


def test_few_names_stay_on_one_page() -> None:
    assert [part.items for part in cut_names([("b", 1), ("a", 2)], 2)] == [(1, 2)]


@given(st.sets(names, max_size=40), st.integers(1, 6))
def test_names_are_cut_where_they_begin_alike_and_none_is_lost(found: set[str], size: int) -> None:
    parts = cut_names([(name, name) for name in sorted(found)], size)
    assert sorted(name for part in parts for name in part.items) == sorted(found)
    assert len({part.start for part in parts}) == len(parts)
    for part in parts:
        assert len(part.items) <= size
        assert all(name.startswith(part.start) for name in part.items)


@given(st.sets(names, min_size=10, max_size=40), names)
def test_a_name_that_is_added_changes_its_own_part_only(found: set[str], added: str) -> None:
    def cut(some: set[str]) -> dict[str, object]:
        return {part.start: part.items for part in cut_names([(name, name) for name in sorted(some)], 8)}

    before, after = cut(found), cut(found | {added})
    changed = {start for start in before if after.get(start) != before[start]}
    assert all(added.startswith(start) for start in changed)
