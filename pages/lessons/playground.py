from pages.parts import lesson

lesson.open_page("playground", "Under construction.")
