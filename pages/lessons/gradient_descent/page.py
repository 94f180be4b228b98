import streamlit as st

from core.curve import CURVES
from core.descent import descend
from pages.lessons.gradient_descent import endings, script, told, views
from pages.lessons.gradient_descent.exercises import EXERCISES
from pages.shared.bench import numbers, stage
from pages.shared.bench.lab import Lab
from pages.shared.bench.stage import Player
from pages.shared.bench.touches import Touch
from pages.shared.frame import course, lesson
from pages.shared.frame.linked_settings import put

ETAS = (
    *(float(f"{digit}e{power}") for power in (-3, -2, -1) for digit in range(1, 10)),
    *(1.0, 1.5, 1.9, 2.0, 2.1, 2.5, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0),
)
STEPS = (*range(1, 51), *range(60, 101, 10), 200, 500, 1000)

lab = Lab(
    "gradient_descent",
    "The cost J says how wrong a neuron is. Look at the slope, take an update downhill, repeat: "
    "that is how it learns. Say which way a weight moves and why, and what happens when the "
    "learning rate is too small or too large.",
    EXERCISES,
)
panel = lab.panel
with lab.pane:
    name = panel.choice(
        "curve", "Cost curve", tuple(CURVES), "parabola", "How J depends on the one weight w."
    )
    start = panel.slider(
        "start", "Start w", views.STARTS, -3.0, 0.1, "Or drag the ring along the curve."
    )
    eta = panel.scale(
        "eta", "Learning rate η", ETAS, 0.3, "Each update is η times the slope, downhill."
    )
    steps = panel.scale("steps", "Updates", STEPS, 20, "How often w is updated.")

run = descend(CURVES[name], start, eta, steps)


def dragged(touch: Touch) -> None:
    """The ball was put elsewhere on the curve: so is the start."""
    low, high = views.STARTS
    put({"start": min(high, max(low, round(float(touch["x"]), 1)))})


lab.show(
    run,
    [views.ball(run), views.weight(run), views.cost(run)],
    Player(told.captions(run), clock="update", sayings=told.sayings(run)),
    ended=endings.outcome(run),
    reactions={"grip": dragged},
)

st.header("The rule", anchor=False)
rule, this_curve = st.columns(2, gap="large")
rule.markdown(lab.explain(told.RULE))
this_curve.markdown(lab.explain(told.this_curve(run)))
lesson.code("The rule as code", script.RULE)
lab.script(script.write, run, steps)


@lesson.below
def why() -> None:
    """Where the rule comes from, and why its neuron has no step."""
    st.header("From the cost to the neuron's rule", anchor=False)
    st.markdown(lab.explain(told.NEURON))
    st.markdown(told.DERIVATION)
    st.info(lab.explain(told.ADALINE), icon=":material/error_outline:")
    course.link("multilayer_network", "Backpropagation proper: Multi-layer network")
    st.markdown(lab.explain(told.COMPARED))
    st.markdown(lab.explain(told.ROUNDING))
    for rate, kind in ((0.1, "rounded"), (0.001, "rounded"), (0.5, "exact"), (1, "exact")):
        course.link(
            "perceptron", f"η = {rate}, {kind}", pair="versicolor-virginica", eta=rate, epochs=1000
        )

    st.header("Why a sigmoid and not a step function", anchor=False)
    derived, measured = st.columns(2, gap="large")
    derived.markdown(lab.explain(told.STEP_FUNCTION))
    with measured:
        figure = views.logistic()
        stage.show(stage.Scene([figure]), {"numbers": numbers.ask}, key="below_stage")
        numbers.show([figure])
        st.markdown(told.slopes())
        course.link("activation_functions", "All slopes: Activation functions", slopes="true")
