from pages.parts import lesson

lesson.open_page("gradient_descent", "Under construction.")
