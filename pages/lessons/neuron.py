from pages.parts import lesson

lesson.open_page("neuron", "x")
