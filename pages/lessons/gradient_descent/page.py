import numpy as np
import pandas as pd
import streamlit as st

from core.activations import ACTIVATIONS
from core.curve import CURVES
from core.descent import FAR, NEAR, Descent, descend
from pages.lessons.gradient_descent import script
from pages.lessons.gradient_descent import slope as landscape
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.figures import curves
from pages.shared.frame import course, lesson
from pages.shared.frame.panel import Panel
from pages.shared.script import offer

ETAS = (
    *(float(f"{digit}e{power}") for power in (-3, -2, -1, 0) for digit in range(1, 10)),
    10.0,
)
STEPS = (*range(1, 51), *range(60, 101, 10), 200, 500, 1000)

lesson.open_page(
    "gradient_descent",
    "The cost J says how wrong a neuron is. **Look at the slope, take a step downhill, repeat**: "
    "that is how it learns. After this page you can say which way a weight moves and why, and "
    "what a learning rate that is too small or too large does.",
)
panel = Panel()
left, right = lesson.controls_and_figures()

with left:
    name = panel.choice(
        "curve", "Cost curve", tuple(CURVES), "parabola", "How J depends on the one weight w."
    )
    start = panel.slider("start", "Start w", (-4.0, 4.0), -3.0, 0.1, "The weight before step 1.")
    eta = panel.scale(
        "eta", "Learning rate η", ETAS, 0.3, "Each step is η times the slope, downhill."
    )
    steps = panel.scale("steps", "Steps", STEPS, 20, "How many steps to take.")
    panel.close()

curve = CURVES[name]
run = descend(curve, start, eta, steps)
made = len(run.places) - 1


def direction(slope: float) -> str:
    """What the sign of a slope says about the way down."""
    if slope == 0.0:
        return "slope 0: stay"
    if slope > 0:
        return f"slope {words.number(slope, 3)}, positive: go left"
    return f"slope {words.number(slope, 3)}, negative: go right"


def caption(step: int) -> str:
    """One moment: where the weight is and which way it goes next."""
    w = run.places[step]
    outside = " (outside)" if abs(w) > landscape.VIEW[1] else ""
    return f"Step {step}: w = {words.number(w, 3)}{outside}, {direction(run.slopes[step])}"


def last(run: Descent) -> str:
    """The place the run ended at."""
    return f"w = {words.number(run.places[-1])}"


def outcome(run: Descent) -> str:
    """How the run ended, named from its own steps."""
    return {
        "diverged": _diverged,
        "level": _level,
        "arrived": lambda r: (
            f"**It arrives at the lowest minimum** and is at {last(r)} after {_count(r)}, within "
            f"{NEAR:g} of it {_since(r)}.{_jumps(r)}"
        ),
        "trapped": _trapped,
        "cycles": _cycles,
        "grows": _grows,
        "narrows": lambda r: (
            f"**It oscillates**: {_overshot(r)} jumped over the minimum, each a smaller jump than "
            f"the one before, so it has been closing in. It is at {last(r)}."
        ),
        "unsettled": lambda r: (
            f"**It overshoots and does not settle**: {_overshot(r)} jumped over a minimum, and "
            f"{words.count(len(r.rises), 'step')} ended higher than it began. It is at {last(r)}."
        ),
        "moving": _moving,
    }[run.ending](run)


def _count(run: Descent) -> str:
    return words.count(len(run.places) - 1, "step")


def _since(run: Descent) -> str:
    """From when on the weight has stayed near the lowest minimum."""
    outside = np.flatnonzero(np.abs(run.places - run.curve.minima[0]) > NEAR)
    return f"from step {outside[-1] + 1} on" if outside.size else "from the start"


def _overshot(run: Descent) -> str:
    return words.count(len(run.overshoots), "step")


def _jumps(run: Descent) -> str:
    if not run.overshoots:
        return ""
    return f" On its way it overshot a minimum, first in step {run.overshoots[0]}."


def _too_large(run: Descent) -> str:
    """Why steps grow: the curvature at the minimum that they jump over."""
    limits = [run.curve.step_limit(minimum) for minimum in run.curve.minima]
    where = "the minimum" if len(limits) == 1 else "its gentlest minimum"
    limit = words.number(max(limits), 3)
    if run.eta > max(limits):
        return f"η = {words.number(run.eta)} is above 2/J″ = {limit} at {where}"
    return (
        f"η = {words.number(run.eta)} is below 2/J″ = {limit} at {where}, but out here the curve "
        "is steeper"
    )


def _diverged(run: Descent) -> str:
    return (
        f"**It diverges**: step {run.diverged_at} threw the weight beyond "
        f"±{FAR:,.0f}. In the end each step jumped over everything and landed where the slope is "
        f"steeper, so the next was larger: {_too_large(run)}."
    )


def _grows(run: Descent) -> str:
    if run.curve is not CURVES["parabola"]:  # elsewhere the next slope may be gentler again
        return (
            f"**Each step is larger than the one before, so far**, and jumps over a minimum. It is "
            f"at {last(run)}. On this curve only more steps show where that ends."
        )
    return (
        f"**It is diverging, from step {run.overshoots[0]} on**: each step jumps over the minimum "
        f"and is larger than the one before, because {_too_large(run)}. It is at {last(run)}."
    )


def _level(run: Descent) -> str:
    if not run.curve.minima:
        return (
            "**It never moves.** Between the steps of the stairs the slope is exactly 0, so there "
            f"is no way down to see, whatever η is. J stays at {words.number(run.costs[-1])}."
        )
    return (
        f"**It stops where the slope is 0**, {last(run)}, and that is no minimum: a step of 0 "
        "times η is no step. Move the start a little."
    )


def _trapped(run: Descent) -> str:
    here, best = words.number(run.costs[-1]), run.curve.minima[0]
    return (
        f"**It is trapped in the higher minimum**, {last(run)}, with J = {here}. The lowest is at "
        f"w = {words.number(best)} with J = {words.number(float(run.curve(best)))}, but every way "
        f"there leads uphill first.{_jumps(run)}"
    )


def _cycles(run: Descent) -> str:
    one, other = sorted(run.places[-2:])
    return (
        f"**It jumps to and fro for ever** between w = {words.number(one)} and "
        f"w = {words.number(other)}: {_overshot(run)} of {made} jumped over a minimum."
    )


def _moving(run: Descent) -> str:
    crawls = "**It crawls**" if run.steps_left > 50 else "**It is on its way**"
    left = words.count(round(min(run.steps_left, 1e15)), "more step")
    return (
        f"{crawls}: after {_count(run)} it is at {last(run)}. At the pace of its next step the "
        f"minimum would be {left} away.{_jumps(run)}{_why_slow(run)}"
    )


def _why_slow(run: Descent) -> str:
    if run.steps_left <= 50:
        return ""
    gentle = abs(run.slopes[-1]) < 0.01 or run.eta >= 0.1
    cause = "the curve is almost flat here" if gentle else "η is small"
    return f" The steps are tiny because {cause}."


def table() -> pd.DataFrame:
    """One row for each step, the start as step 0."""
    return pd.DataFrame(
        {
            "step": np.arange(made + 1),
            "w": run.places,
            "J": run.costs,
            "slope": run.slopes,
            "next change of w": -eta * run.slopes,
        }
    )


def weight_range() -> list[float]:
    """All weights of the run and all minima, with a tenth of room above and below."""
    shown = [*run.places, *curve.minima]
    low, high = float(min(shown)), float(max(shown))
    room = 0.15 * (high - low) or 1.0
    return [low - room, high + room]


def cost_axis() -> dict[str, object]:
    """A logarithmic axis where the costs of a diverging run would flatten all others."""
    steep = run.costs.max() > 1e3 and run.costs.min() > 0
    return {"type": "log", "exponentformat": "power"} if steep else {"rangemode": "tozero"}


with right:
    st.markdown(outcome(run))
    picture, over_steps = st.columns([0.6, 0.4])
    with picture:
        charts.show(
            landscape.figure(run, caption),
            "descent",
            f"Gradient descent on the curve {name}. {caption(made)}. "
            f"J = {words.number(run.costs[-1])}.",
            table,
        )
    with over_steps:
        each = np.arange(made + 1)
        charts.show(
            curves.figure(
                [curves.Curve("Weight w", each, run.places)],
                "Step",
                "Weight w",
                height=240,
                levels=[(minimum, "minimum") for minimum in curve.minima],
                y={"range": weight_range()},
            ),
            "descent_weight",
            f"The weight over {made} steps: from {words.number(start)} to {last(run)[4:]}.",
            table,
        )
        charts.show(
            curves.figure(
                [curves.Curve("Cost J", each, run.costs)], "Step", "Cost J", height=230,
                y=cost_axis(),
            ),
            "descent_cost",
            f"The cost over {made} steps: from {words.number(run.costs[0])} to "
            f"{words.number(run.costs[-1])}.",
            table,
        )  # fmt: skip

st.header("The rule", anchor=False)
rule, this_curve = st.columns(2, gap="large")
with rule:
    st.latex(r"w \leftarrow w - \eta\,J'(w)")
    st.markdown(
        "A **positive** slope means that J rises to the right, so downhill is **left**: the minus "
        "sign turns round. The step is long where the curve is steep and shrinks near a minimum, "
        "where the slope goes to 0. Around a minimum the steps shrink only while "
        r"$\eta < 2/J''$; above that, each jump over it lands higher than it began."
    )
with this_curve:
    st.latex(curve.formula)
    st.latex(curve.slope_formula)
    change = -eta * float(run.slopes[0])
    st.markdown(
        f"First step here: at w = {words.number(start)} the {direction(run.slopes[0])}, and w "
        f"changes by −η J′(w) = {words.number(change)}."
    )

lesson.code("The rule as code", script.RULE)
offer.script("gradient_descent", script.write, run, steps)

st.header("From the cost to the neuron's rule", anchor=False)
st.markdown(
    "One linear neuron, output $o = w_0 + \\sum_j w_j x_j$, sees every sample with its target $t$. "
    "Half the sum of squared errors is its cost. How does J change with one weight $w_j$?"
)
for formula, reason in (
    (r"J = \tfrac{1}{2}\sum (t - o)^2", "The cost, a sum over all samples."),
    (
        r"\frac{\partial J}{\partial w_j} = \tfrac{1}{2}\sum \frac{\partial (t - o)^2}"
        r"{\partial w_j}",
        "The slope of a sum is the sum of the slopes.",
    ),
    (
        r"= \tfrac{1}{2}\sum 2\,(t - o)\,\frac{\partial (t - o)}{\partial w_j}",
        "Chain rule: first the square, then what is inside. The 2 cancels the ½.",
    ),
    (
        r"= -\sum (t - o)\,\frac{\partial o}{\partial w_j}",
        "The target is fixed, so only the output changes, with a minus sign.",
    ),
    (
        r"= -\sum (t - o)\,x_j",
        "In $o$ the weight $w_j$ stands beside $x_j$ alone (for the bias $x_0 = 1$).",
    ),
    (
        r"\Delta w_j = -\eta\,\frac{\partial J}{\partial w_j} = \eta \sum (t - o)\,x_j",
        "One step downhill: the two minus signs cancel.",
    ),
):
    sign, why = st.columns([0.5, 0.5], vertical_alignment="center")
    sign.latex(formula)
    why.markdown(reason)
st.info(
    "This is **Adaline** (Widrow and Hoff 1960), the gradient of one layer. It is often already "
    "called backpropagation. It is not: nothing is carried back through a layer. Backpropagation "
    "is the chain rule through hidden layers.",
    icon=":material/error_outline:",
)
course.link("multilayer_network", "Backpropagation proper: Multi-layer network")
st.markdown(
    "| | Perceptron | Adaline |\n|---|---|---|\n"
    "| Output while learning | −1 or +1 | a real number |\n"
    "| Error $t - o$ | 0 or ±2 | any size |\n"
    "| Updates in an epoch | one for each mistake | one, from all samples |\n"
    "| Stops changing | with the first epoch without mistakes | at the minimum of J |\n"
    "| Does η matter from a zero start? | no | yes |\n"
)

st.header("Why a sigmoid and no step function", anchor=False)
logistic = ACTIVATIONS["logistic"]
z = np.linspace(-6, 6, 121)
points = np.array([-4.0, -2.0, 0.0, 2.0, 4.0])


def slopes_table() -> pd.DataFrame:
    """f, f(1 - f), and the slope measured with a small step h, at a few places."""
    f, h = logistic(points), 1e-5
    measured = (logistic(points + h) - logistic(points - h)) / (2 * h)
    columns = {"z": points, "f(z)": f, "f (1 − f)": f * (1 - f), "measured slope": measured}
    return pd.DataFrame({key: np.round(values, 6) for key, values in columns.items()})


shown, derived = st.columns(2, gap="large")
with shown:
    binary_step = ACTIVATIONS["binary_step"]
    charts.show(
        curves.figure(
            [
                curves.Curve("logistic f", z, logistic(z)),
                curves.Curve("its slope f(1 − f)", z, logistic.derivative(z)),
                curves.Curve("step function", z, binary_step(z)),
            ],
            "Net input z",
            "Output and slope",
        ),
        "descent_logistic",
        "The logistic function, its slope f times 1 minus f, at most 0.25 where z is 0, and the "
        f"step function, whose slope is 0. At z = {words.number(start)}, the start above, f is "
        f"{words.number(float(logistic(start)))} with slope "
        f"{words.number(float(logistic.derivative(start)))}.",
        slopes_table,
    )
with derived:
    st.markdown("For the logistic function the slope comes free with the output:")
    st.latex(r"f(z) = \frac{1}{1 + e^{-z}}")
    st.latex(r"f'(z) = \frac{e^{-z}}{(1 + e^{-z})^2}")
    st.latex(r"= \frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}} = f\,(1 - f)")
    st.markdown(
        "because $e^{-z}/(1 + e^{-z}) = 1 - f$. A step function has slope 0 everywhere but at its "
        "jump, where it has none. Then J is a flight of stairs, and gradient descent stands still: "
        "choose the curve `stairs` above."
    )
    rows = "".join(
        "| " + " | ".join(words.number(value) for value in row) + " |\n"
        for row in slopes_table().itertuples(index=False)
    )
    st.markdown(f"| z | f | f (1 − f) | measured slope |\n|---|---|---|---|\n{rows}")


def ends(name: str, start: float, etas: tuple[float, ...], steps: int) -> list[Descent]:
    """The same descent with several learning rates."""
    return [descend(CURVES[name], start, eta, steps) for eta in etas]


def solve_limits() -> str:
    """The kinds of descent on the parabola, from the runs themselves."""
    told = {
        "moving": "crawls",
        "arrived": "arrives",
        "narrows": "oscillates and closes in",
        "cycles": "jumps to and fro",
        "grows": "is diverging",
    }
    rows = "".join(
        f"| {words.number(r.eta)} | {told[r.ending]} | {last(r)} | {len(r.overshoots)} |\n"
        for r in ends("parabola", -3.0, (0.01, 0.5, 1.0, 1.9, 2.0, 2.1), 20)
    )
    return (
        "From w = −3, 20 steps:\n\n| η | ending | place | overshoots |\n|---|---|---|---|\n"
        f"{rows}\nEach step multiplies the distance to the minimum by 1 − η. That is 0 for η = 1, "
        "so one step is enough; −1 for η = 2, so it jumps to and fro for ever; and larger than 1 "
        "in size beyond, so it diverges. Here J″ = 1 and the limit 2/J″ is 2."
    )


def solve_trap() -> str:
    """Small and large steps from the same start on the curve with two minima."""
    small, large = ends("two minima", 3.5, (0.05, 0.5), 100)
    bowl = descend(CURVES["parabola"], 3.5, 0.05, 1000)
    return (
        f"With η = {words.number(small.eta)} it rolls into the near minimum and stays, "
        f"{last(small)}, J = {words.number(small.costs[-1])}. With η = {words.number(large.eta)} "
        f"the first step goes from w = 3.5 to w = {words.number(large.places[1])}, over the hump "
        f"at 0.5, and it ends at {last(large)}, J = {words.number(abs(large.costs[-1]))}. "
        "So a small η can trap, but only on a curve with more than one minimum. A linear neuron's "
        "J is a bowl with one minimum: there a small η is slow and never trapped "
        f"(parabola, η = {words.number(bowl.eta)}: {last(bowl)} after {_count(bowl)})."
    )


lesson.exercises()
lesson.exercise(
    "limits",
    "Find the four kinds of descent",
    "On the parabola find a learning rate that crawls, one that arrives in a single step, one that "
    "jumps to and fro for ever, and one that diverges.",
    "Watch the weight over the steps. Which η makes the first step land exactly on the minimum?",
    solve_limits,
)
panel.try_button("Set the controls: η = 2", "try_limits", curve="parabola", start=-3.0, eta=2.0)
lesson.exercise(
    "trap",
    "Does a small learning rate get trapped?",
    "Take the curve with two minima and start at w = 3.5. Find one η that ends in the higher "
    "minimum and one that ends in the lower. Then try to get trapped on the parabola.",
    "Compare η = 0.05 with η = 0.5, and look at the first step.",
    solve_trap,
)
panel.try_button(
    "Set the controls: two minima", "try_trap", curve="two minima", start=3.5, eta=0.05, steps=100
)
lesson.question(
    "descent_question",
    "A linear neuron learns with a very small η and after 100 epochs J is still high. Why?",
    {
        "It is trapped in a local minimum": "A linear neuron's J is a bowl with one minimum: there "
        "is nothing to be trapped in. Lessons often say this; it needs a curve with more minima.",
        "It is still on its way": "Its steps are small, so it has not got there yet. More epochs "
        "or a larger η help, and J falls in every epoch.",
        "It has diverged": "Then J would have risen. A small η makes small steps, and those go "
        "downhill.",
    },
    right="It is still on its way",
)
