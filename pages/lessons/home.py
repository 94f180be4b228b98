from pages.parts import course, lesson

lesson.open_page("home", "x")
course.link("perceptron")
