import streamlit as st

from core.activations import ACTIVATIONS
from pages.lessons.multilayer_network import (
    backward,
    gradients,
    multilayer,
    plane,
    run_controls,
    script,
    step_apart,
    told,
    training_view,
    update_view,
)
from pages.lessons.multilayer_network.exercises import EXERCISES
from pages.lessons.multilayer_network.told import Seen
from pages.lessons.multilayer_network.troubles import troubles
from pages.shared import matrices, words
from pages.shared.bench.lab import Lab
from pages.shared.frame import course, lesson

FOUR_DIGITS = st.column_config.NumberColumn(format="%.4g")
lab = Lab(
    "multilayer_network",
    "A hidden neuron has no target of its own. Backpropagation sends the output's error back "
    "through the weights: see one update, and five thousand.",
    EXERCISES,
)
with lab.pane:
    training, looked = run_controls.controls_of(lab.panel)
run = multilayer.train(training)
epoch = max((e for e in multilayer.STEPS if e <= min(looked.more.epoch, run.last)), default=1)
taken = gradients.take_apart(training, epoch, run)
one = (
    backward.with_two_outputs(training)
    if looked.more.outputs == 2
    else backward.of_run(run, taken.step, epoch)
)
seen = Seen(run, one, looked.sample, looked.more.plane)
shown = {
    "training": lambda: training_view.view(seen, looked.neuron, looked.more.log_epochs, looked.box),
    "one update": lambda: update_view.view(seen, looked.neuron, looked.box),
    "plane": lambda: plane.view(seen, looked.neuron),
}[looked.view]()
with lab.pane:
    outputs = one.outputs if looked.view == "one update" else 1
    of_the_samples = looked.view != "plane" and not lab.locked
    for trouble in troubles(run, outputs) if of_the_samples else []:
        st.info(trouble, icon=":material/report:")
    if epoch < looked.more.epoch and of_the_samples:
        st.caption(
            f"Training ended before epoch {words.whole(looked.more.epoch)}, so epoch "
            f"{words.whole(epoch)} is taken apart."
        )
lab.show(
    seen, shown.shown, shown.player, ended=shown.ended, reactions=shown.reactions,
    selected=looked.selected,
)  # fmt: skip

if shown.below:
    st.markdown(lab.explain(shown.below))
course.link(
    "playground",
    "This network in the Playground",
    **plane.in_playground(looked.more.plane, training, looked.view == "plane"),
)
if looked.view != "plane":
    st.header("What it learns from", anchor=False)
    st.markdown(told.samples_table())
    if looked.view == "training":
        st.markdown(lab.outcome(told.symmetry(run)))
        st.caption(lab.explain(told.log_cost(run)))
    st.header("One update in formulas", anchor="step")
    st.markdown(lab.explain(told.DELTA))
    for place, (title, lines) in zip(st.columns(3), step_apart.formulas(run).items(), strict=True):
        place.markdown(lab.explain(f"**{title}**\n\n$$\n{matrices.aligned(*lines)}\n$$"))
    st.caption(lab.explain(told.SIGNS))
    trained = ", with one output" if outputs == 2 else ""  # the second was not trained
    with st.expander(
        f"Every number of epoch {words.whole(epoch)}{trained}",
        key="step_numbers_open",
        on_change="rerun",
    ) as box:
        if box.open and lab.locked:
            st.markdown(lab.outcome(""))
        elif box.open:
            st.dataframe(step_apart.neurons_table(run, taken), hide_index=True, height=250,
                         column_config=dict.fromkeys(step_apart.SMALL, FOUR_DIGITS))  # fmt: skip
            st.markdown(step_apart.checked(run, taken))
            st.dataframe(step_apart.weights_table(run, taken), hide_index=True, height=250,
                         column_config=dict.fromkeys(step_apart.SMALL, FOUR_DIGITS))  # fmt: skip
            st.markdown(step_apart.order_told(taken))
course.link("computational_graph", "The same chain rule, node by node: Computational graph")
st.header("Why the activation needs a slope", anchor=False)
f = ACTIVATIONS[plane.ACTIVATION if looked.view == "plane" else training.activation]
st.markdown(lab.explain(f"{told.WHY}\n\n$$\n{step_apart.LOGISTIC_SLOPE}\n$$"))
st.markdown(lab.explain(told.slope_of(f)))
st.caption(f.saturates)
st.info(lab.explain(told.OFTEN_SAID), icon=":material/edit_note:")
course.link("gradient_descent", "One weight going downhill: Gradient descent")
lesson.code("Backpropagation as code", script.RULE)
if looked.view != "plane":  # of the plane, the Playground has the script
    lab.script(script.write, run)
