"""Figures: arrays in, ``figure.Figure`` out. Nothing here knows Streamlit."""
