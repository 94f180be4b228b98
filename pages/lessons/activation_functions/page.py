import streamlit as st

from pages.lessons.activation_functions import facts, script, told, touch, views
from pages.lessons.activation_functions.exercises import EXERCISES
from pages.lessons.activation_functions.settings import LIMITS, NAMES, STEP, ZS, Settings
from pages.shared.bench.lab import Lab
from pages.shared.bench.stage import Player
from pages.shared.frame import lesson

lab = Lab(
    "activation_functions",
    "A neuron's net input z can be any number; the activation function decides what comes out. "
    "Choose one by its range, its slope, and where it is flat.",
    EXERCISES,
)
panel = lab.panel
with lab.pane:
    z = panel.slider("z", "Net input z", facts.SPAN, facts.SPAN[0], STEP, "Where the player is.")
    one = panel.choice("one", "Draw large", tuple(NAMES), "Logistic", "Or click its curve.")
    flat = panel.scale(
        "flat",
        "Flat where the slope is below",
        LIMITS,
        0.05,
        "Shaded in grey: there the neuron saturates and hardly learns.",
    )
    slopes = panel.toggle("slopes", "Draw the slopes in all panels")
    c = panel.slider("c", "Steepness c of the logistic", (0.1, 5.0), 1.0, 0.1)
    prelu = panel.slider("prelu", "α of PReLU", (0.0, 1.0), 0.5, 0.05)
    elu = panel.slider("elu", "α of ELU", (0.0, 3.0), 1.0, 0.1)
    theta = panel.slider("theta", "θ of the bipolar step", (-4.0, 4.0), 0.0, 0.1)

settings = Settings(z, flat, c, prelu, elu, theta, one, slopes)
lab.show(
    settings,
    [views.gallery(settings), views.large(settings), views.slopes(settings)],
    Player(
        told.captions(settings), start=settings.moment, clock="z", sets=("z", [*map(float, ZS)])
    ),
    reactions={"grip": touch.dragged, "pick": touch.picked},
)

st.markdown(lab.explain(told.flat_means(settings)))
st.header("Formula, slope, range", anchor=False)
st.markdown(lab.explain(told.often_said(settings.functions)))
formulas, ranges = st.columns(2, gap="medium")
formulas.markdown(told.formula_table(settings.functions))
ranges.markdown(told.range_table(settings.functions))
ranges.markdown(lab.explain(told.KINKS))
lesson.code("The logistic as code", script.RULE)
lab.script(script.write, settings.functions, z, flat)
