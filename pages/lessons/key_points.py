from pages.parts import lesson

lesson.open_page("key_points", "Under construction.")
