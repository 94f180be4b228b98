from pages.parts import lesson

lesson.open_page("learning_rate", "x")
