"""Figures: arrays in, ``plotly.graph_objects.Figure`` out. Nothing here knows Streamlit."""

from pages.parts.figures import curves


def warm_up() -> None:
    """Make Plotly load its classes, which it does when each is first used."""
    curves.figure([curves.Curve("", [0, 1], [0, 1])], "", "").to_json()
