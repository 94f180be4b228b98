"""What the load of the course is measured against: one slider and three figures, nothing else."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st

rate = st.slider("rate", 0.1, 5.0, 1.0, 0.1)
x = np.linspace(0, 10, 100)
for name, y in (("sine", np.sin(rate * x)), ("cosine", np.cos(rate * x)), ("decay", np.exp(-x))):
    st.plotly_chart(go.Figure(go.Scatter(x=x, y=y, name=name)), key=name)
