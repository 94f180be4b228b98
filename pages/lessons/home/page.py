import streamlit as st

from pages.lessons.home import teachers, told, views
from pages.lessons.home.exercises import EPOCHS, EXERCISES, lesson_run
from pages.shared.bench import catalogue, progress
from pages.shared.bench.lab import Lab
from pages.shared.bench.numbers import safe_csv
from pages.shared.bench.stage import Player
from pages.shared.frame import course, lesson
from pages.shared.one_neuron import moments
from pages.shared.one_neuron.settings import PAIR_NAMES

FIRST = course.LESSONS[1]

lab = Lab("home", told.PROMISE, EXERCISES)
with lab.pane:
    if st.button(
        f"Begin: {FIRST.title}",
        key="begin",
        type="primary",
        icon=":material/arrow_forward:",
        width="stretch",
    ):
        course.go(FIRST.name)
    st.markdown(lab.explain(f"{told.pages(len(course.LESSONS) - 1)}\n\n{told.PLAY}"))
    pair = lab.panel.choice(
        "pair", "Species pair", PAIR_NAMES, PAIR_NAMES[0], "The two species to tell apart."
    )

result = lesson_run(pair)
run = result.run
shown = moments.by_update(result.samples, run)
end = told.outcome(
    len(run.update_sample), EPOCHS, int(run.misclassified[-1]), len(result.samples.y)
)
lab.show(
    result,
    [views.line(result, shown, end), views.mistakes(result, shown)],
    Player(shown.captions, clock="update"),
    ended=end,
    keeps=False,
)


@lesson.below
def course_and_ways() -> None:
    """The map of the course with what is solved, and how its pages work."""
    done = {
        lesson.name: (len(progress.solved(lesson.name)), len(catalogue.exercises(lesson.name)))
        for lesson in course.LESSONS
    }
    st.header("The course", anchor=False)
    course.show_map(notes=told.notes(done))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(told.progress(done))
        solved = progress.solved()
        if solved:
            st.download_button(
                "Download what I have solved",
                safe_csv(told.record([catalogue.titles(*pair) for pair in solved])),
                "neuron_lab_solved.csv",
                "text/csv",
                icon=":material/download:",
                key="progress_csv",
                on_click="ignore",
            )

    st.header("How the pages work", anchor=False)
    st.markdown(lab.explain(told.PAGES_WORK))

    st.header("For teachers", anchor=False)
    st.markdown(lab.explain(told.TEACHERS))
    course.link(
        "perceptron",
        "An exercise, ready to try: no line separates these two species",
        **catalogue.set_up(catalogue.find("perceptron", "challenge")),
    )
    course.link("learning_rate", "One rate explodes, one learns", eta=0.001, eta2=0.0004, epochs=50)
    teachers.plans_and_exercises()
