from pages.parts import lesson

lesson.open_page("activation_functions", "x")
