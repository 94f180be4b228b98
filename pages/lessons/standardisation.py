from pages.parts import lesson

lesson.open_page("standardisation", "x")
