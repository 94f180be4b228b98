from pages.parts import lesson

lesson.open_page("preparing_data", "Under construction.")
