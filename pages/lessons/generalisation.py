from pages.parts import lesson

lesson.open_page("generalisation", "Under construction.")
