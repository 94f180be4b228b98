from pages.parts import lesson

lesson.open_page("kinds_of_learning", "Under construction.")
