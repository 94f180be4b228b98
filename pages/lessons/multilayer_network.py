from pages.parts import lesson

lesson.open_page("multilayer_network", "Under construction.")
