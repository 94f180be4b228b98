"""A list in three columns: as cards, three in a row, or in three parts that are read down."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

T = TypeVar("T")


def cards(items: Iterable[T]) -> Iterator[tuple[DeltaGenerator, T]]:
    """A card for each; those of a row are equally high."""
    places = chain.from_iterable(st.columns(n) for n in repeat(3))
    for item, place in zip(items, places, strict=False):  # a row more only for one item more
        yield place.container(border=True, height="stretch"), item


def parts(items: Sequence[T]) -> Iterator[tuple[DeltaGenerator, Sequence[T]]]:
    """A column for each third, the last of which may be shorter."""
    most = -(-len(items) // 3)
    for i, place in enumerate(st.columns(3)):
        yield place, items[i * most : (i + 1) * most]
