from pages.parts import lesson

lesson.open_page("forward_propagation", "Under construction.")
