"""The door of Neuron Lab: start it with ``streamlit run app.py``.

It sets the process up, lists the pages and runs the one that was asked for. What a page shows is in
``pages/lessons/``, one file a page, named as in the page's URL.
"""

import streamlit as st

from pages.parts import course, frame, process

process.prepare()
st.set_page_config(page_title="Neuron Lab", page_icon=":material/hub:", layout="wide")
frame.run(st.navigation(course.navigation(), expanded=True))
