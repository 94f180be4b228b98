from pages.parts import lesson

lesson.open_page("computational_graph", "Under construction.")
