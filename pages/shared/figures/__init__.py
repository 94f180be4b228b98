"""Figures: arrays in, ``plotly.graph_objects.Figure`` out. Nothing here knows Streamlit."""

from pages.shared.figures import curves


def warm_up() -> None:
    """Load what every figure needs to be drawn and sent."""
    curves.figure([curves.Curve("", [0, 1], [0, 1])], "", "").to_json()
