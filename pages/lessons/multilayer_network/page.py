import streamlit as st

from core.activations import ACTIVATIONS
from pages.lessons.multilayer_network import backward, script, step_apart, told, views
from pages.lessons.multilayer_network import multilayer as run_of
from pages.lessons.multilayer_network.exercises import EXERCISES
from pages.lessons.multilayer_network.multilayer import LessonTraining
from pages.lessons.multilayer_network.told import Seen
from pages.shared import matrices
from pages.shared.bench.lab import Lab
from pages.shared.frame import course, lesson
from pages.shared.plane_network.network_settings import ACTIVATION_NAMES
from pages.shared.script import offer

FOUR_DIGITS = st.column_config.NumberColumn(format="%.4g")
VIEWS = ("training", "one step", "plane")

lab = Lab(
    "multilayer_network",
    "A hidden neuron has no target of its own. Backpropagation sends the output's error back "
    "through the weights: see one step, and five thousand.",
    EXERCISES,
)
panel = lab.panel
with lab.pane:
    view = panel.switch("view", "Figures", VIEWS, "training", "The run, one update, or points.")
    eta = panel.scale(
        "eta", "Learning rate η", run_of.RATES, 0.1, "The size of each step against the gradient."
    )
    epochs = panel.scale("epochs", "Epochs", run_of.EPOCHS, 5000, "One update in each.")
    start = panel.switch(
        "start",
        "Start",
        tuple(run_of.STARTS),
        "random",
        "All weights and biases before epoch 1: uniform from 0 to 1, all 0.5, or all 0.",
    )
    if start == "random":
        seed = panel.number("seed", "Seed of the start", (0, 9999), 1)
    else:
        panel.hide("seed", 1)
        seed = 1
    activation = panel.choice(
        "activation", "Hidden activation", tuple(ACTIVATION_NAMES), "logistic"
    )
    sample = panel.switch("sample", "Sample drawn", (1, 2, 3), 1) - 1
    with lesson.more_controls():
        output = panel.switch(
            "output", "Output activation", ("logistic", "same"), "logistic",
            "The output stays logistic, which suits the targets 0 and 1, or is as the hidden one.",
        )  # fmt: skip
        outputs = panel.switch(
            "outputs", "Outputs in the one step", (1, 2), 1,
            "With two, a hidden δ sums over two paths; it is the first update from this start.",
        )  # fmt: skip
        steps = tuple(epoch for epoch in run_of.STEPS if epoch <= epochs)
        wanted = panel.scale(
            "step", "Epoch taken apart", steps, 1, "All that the one update of it computes."
        )
        plane = panel.choice("pair", "Points in the plane", views.PLANES, "xor")
        log_epochs = panel.toggle("log_epochs", "Logarithmic epochs", False)

training = LessonTraining(eta, epochs, start, seed, ACTIVATION_NAMES[activation], output)
run = run_of.train(training)
epoch = max((e for e in run_of.STEPS if e <= min(wanted, run.last)), default=1)
taken = run_of.take_apart(training, epoch, run)
one = (
    backward.with_two_outputs(training) if outputs == 2 else backward.of_run(run, taken.step, epoch)
)
seen = Seen(run, one, sample, plane)
shown = {
    "training": lambda: views.training(seen, log_epochs),
    "one step": lambda: views.one_step(seen),
    "plane": lambda: views.plane(seen),
}[view]()
with lab.pane:
    for trouble in run_of.troubles(run, run_of.final_step(run)):
        st.info(trouble, icon=":material/report:")
    if epoch < wanted:
        st.caption(f"Training ended before epoch {wanted:,}, so epoch {epoch:,} is taken apart.")
lab.show(seen, shown.shown, shown.player, ended=shown.ended)

if shown.below:
    st.markdown(lab.explain(shown.below))
course.link(
    "playground", "This network in the Playground", pair=plane, layers=1, n1=views.NEURONS,
    epochs=views.PLANE_EPOCHS, start=views.PLANE_STARTS[start],
)  # fmt: skip
st.header("What it learns from", anchor=False)
st.markdown(told.samples_table())
st.markdown(lab.explain(told.symmetry(run)))
st.caption(lab.explain(told.log_cost(run)))
st.header("One step in formulas", anchor="step")
st.markdown(lab.explain(told.DELTA))
for place, (title, lines) in zip(st.columns(3), step_apart.formulas(run).items(), strict=True):
    place.markdown(lab.explain(f"**{title}**\n\n$$\n{matrices.aligned(*lines)}\n$$"))
with st.expander(
    f"Every number of epoch {epoch:,}", key="step_numbers_open", on_change="rerun"
) as box:
    if box.open:
        st.dataframe(step_apart.neurons_table(run, taken), hide_index=True, height=250,
                     column_config=dict.fromkeys(step_apart.SMALL, FOUR_DIGITS))  # fmt: skip
        st.markdown(step_apart.checked(taken))
        st.dataframe(step_apart.weights_table(taken), hide_index=True, height=250,
                     column_config=dict.fromkeys(step_apart.SMALL, FOUR_DIGITS))  # fmt: skip
        st.markdown(step_apart.order_told(taken))
course.link("computational_graph", "The same chain rule, node by node: Computational graph")
st.header("Why the activation needs a slope", anchor=False)
f = ACTIVATIONS[training.activation]
st.markdown(lab.explain(f"{told.WHY}\n\n$$\n{step_apart.LOGISTIC_SLOPE}\n$$"))
slope = f"The slope of the hidden activation, **{f.label}**: $f'(z) = {f.derivative_formula}$"
st.markdown(lab.explain(slope))
st.caption(f.saturates)
st.info(lab.explain(told.OFTEN_SAID), icon=":material/edit_note:")
course.link("gradient_descent", "One weight going downhill: Gradient descent")
lesson.code("Backpropagation as code", script.RULE)
offer.script("multilayer_network", script.write, run)
