from pages.parts import lesson

lesson.open_page("what_why_how", "Under construction.")
