"""The door of Neuron Lab: start it with ``streamlit run app.py``.

The server imports this file once and finds ``app`` in it; then it runs the file again as the script
of every page. What a page shows is in ``pages/lessons/``, one folder a page, named as in its URL.
"""

import streamlit as st

from pages.shared.bench import assets, progress
from pages.shared.frame import course, door, process, streamlit_internals

process.prepare()
app = st.App(
    __file__,
    routes=assets.routes(),
    middleware=assets.middleware(),
    lifespan=streamlit_internals.prompt_answers,
    on_script_error=door.apologise,
)

if __name__ == "__main__":
    st.set_page_config(page_title="Neuron Lab", page_icon=door.ICON, layout="wide")
    page = st.navigation(course.navigation(progress.counts()), position="top")
    door.run(
        page,
        then=progress.catch_up,
        solved=progress.for_the_tab(),
        remember=progress.remember,
    )
