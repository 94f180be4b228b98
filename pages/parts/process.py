"""What a server process does once, before it serves its first page."""

import gc

import streamlit as st


@st.cache_resource(show_spinner=False)
def prepare() -> None:
    """Load the heavy libraries and take everything loaded so far out of garbage collection.

    Streamlit collects all garbage after each run of a page, and walking through the objects of
    pandas, pyarrow and Plotly costs more than drawing most pages. They live until the process ends,
    so ``gc.freeze`` spares every later collection the walk. Plotly loads its classes when they are
    first used: drawing one small figure of each kind makes them part of what is frozen.
    """
    import pandas  # noqa: F401, PLC0415

    from pages.parts.figures import warm_up  # noqa: PLC0415

    warm_up()
    gc.collect()
    gc.freeze()
