"""What is beyond doubt is spelled in one go, and never otherwise than letter by letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bylaws.kernel.faults import InputFault
from bylaws.record.canonical import LARGEST, Json, canonical, plain, spelled

letters = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
numbers = st.integers(-LARGEST, LARGEST)
values: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | numbers | letters,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(letters, inner, max_size=5),
    max_leaves=30,
)


@given(values)
def test_both_ways_spell_every_value_alike(value: Json) -> None:
    assert canonical(value) == spelled(value, "the content").encode()


def test_names_beyond_ascii_sort_as_utf_16_does() -> None:
    value: Json = {"\U0001f438": 1, "\ue000": 2}

    assert (plain(value), canonical(value)) == (False, '{"\U0001f438":1,"\ue000":2}'.encode())


@pytest.mark.parametrize("value", [[1.5], {"of": LARGEST + 1}, {"of": {1: 2}}, [b"raw"], ["half \ud800"]])
def test_whatever_has_no_one_spelling_is_refused_also_deep_inside(value: Json) -> None:
    with pytest.raises(InputFault) as fault:
        canonical(value)

    assert fault.value.code == "record.not-canonical"
