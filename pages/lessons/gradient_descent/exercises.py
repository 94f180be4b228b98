"""The exercises of the Gradient descent page."""

from core.curve import CURVES
from core.descent import NEAR, Descent, descend
from pages.lessons.gradient_descent import endings, told
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess

_TRAP = {"curve": "two minima", "start": 3.5, "eta": 0.05, "steps": 100}
_KINDS = {
    "moving": "is on its way",
    "arrived": "arrives",
    "narrows": "oscillates and closes in",
    "cycles": "jumps to and fro",
    "grows": "is diverging",
}


def _ends(name: str, start: float, etas: tuple[float, ...], steps: int) -> list[Descent]:
    """The same descent with several learning rates."""
    return [descend(CURVES[name], start, eta, steps) for eta in etas]


def _kind(run: Descent) -> str:
    return "crawls" if endings.crawls(run) else _KINDS[run.ending]


def solve_limits() -> str:
    """The kinds of descent on the parabola, from the runs themselves."""
    rows = "".join(
        f"| {words.number(run.eta)} | {_kind(run)} | {told.last(run)} | {len(run.overshoots)} |\n"
        for run in _ends("parabola", -3.0, (0.01, 0.5, 1.0, 1.9, 2.0, 2.1), 20)
    )
    return (
        "From w = −3, 20 updates:\n\n| η | ending | place | overshoots |\n|---|---|---|---|\n"
        f"{rows}\nEach update multiplies the distance to the minimum by 1 − η. That is 0 for "
        "η = 1, so one update is enough; −1 for η = 2, so it jumps to and fro for ever; and for a "
        "larger η more than 1 in size, so it diverges. Here J″ = 1, so the limit 2/J″ is 2."
    )


def solve_ends() -> str:
    """Where the ball comes to rest."""
    (run,) = _ends("two minima", 3.5, (0.05,), 100)
    return (
        f"It rolls into the near minimum and stays: {told.last(run)}, J = "
        f"{words.number(run.costs[-1])}. The ball does not know that there is a lower minimum: "
        "it sees the slope where it stands, and nothing else."
    )


def solve_trap() -> str:
    """Small and large learning rates from the same start on the curve with two minima."""
    small, large = _ends("two minima", 3.5, (0.05, 0.5), 100)
    bowl = descend(CURVES["parabola"], 3.5, 0.05, 1000)
    return (
        f"With η = {words.number(small.eta)} it rolls into the near minimum and stays, "
        f"{told.last(small)}, J = {words.number(small.costs[-1])}. With η = "
        f"{words.number(large.eta)} the first update goes from w = 3.5 to "
        f"w = {words.number(large.places[1])}, over the hump at 0.5, and it ends at "
        f"{told.last(large)}, J = {words.number(abs(large.costs[-1]))}. "
        "So a small η can trap, but only on a curve with more than one minimum. A linear neuron's "
        "J is a bowl without a second, higher minimum: there a small η is slow and never trapped "
        f"(parabola, η = {words.number(bowl.eta)}: {told.last(bowl)} after {told.count(bowl)})."
    )


def solve_slow() -> str:
    """How much of the way a small rate leaves."""
    (run,) = _ends("parabola", -3.0, (0.01,), 50)
    left = (1.0 - float(run.places[-1])) / 4.0
    return (
        f"After {told.count(run)} it is at {told.last(run)}: each multiplies the distance by "
        f"1 − η = 0.99, so {words.number(100 * left, 3)}% of the way is left. J falls in every "
        "update, there is nothing to be trapped in, and more updates or a larger η help."
    )


def _explain_end(guess: float, run: Descent) -> str:
    end = float(run.places[-1])
    if guess < 0.5 < end:
        return (
            "The ball does not look for the lowest minimum, because it sees only the slope under "
            "it: with this η it never gets over the hump at w = 0.5."
        )
    return "It follows the slope down to where the slope is 0."


def _one_update(run: Descent) -> bool:
    """From wherever it starts; at the minimum there is nothing to land on."""
    if run.curve is not CURVES["parabola"] or len(run.places) < 2:
        return False
    way, left = (abs(float(w) - run.curve.minima[0]) for w in run.places[:2])
    return left < NEAR * way


def _escaped(run: Descent) -> bool:
    two = run.curve is CURVES["two minima"]
    return two and float(run.places[0]) == _TRAP["start"] and run.ending == "arrived"


def _what_became(run: Descent) -> str:
    if run.ending == "trapped":
        return "trapped in a local minimum"
    return "diverging" if run.ending in {"diverged", "grows"} else "still on its way"


EXERCISES: tuple[Exercise[Descent], ...] = (
    Exercise(
        key="where_ends",
        title="Where does it end?",
        task="The curve has two minima, and the ball starts at w = 3.5 with η = 0.05. Where will "
        "it be after 100 updates? Drag the upright line “You” to that place, or type w.",
        hint="Does the ball see the whole curve, or only the slope where it is?",
        solution=solve_ends,
        controls=("start",),
        settings=_TRAP,
        predict=Guess(
            "The weight w after 100 updates",
            span=(-6.0, 6.0),
            step=0.1,
            truth=lambda run: float(run.places[-1]),
            near=0.3,
            explain=_explain_end,
            figure="descent",
            axis="x",
        ),
    ),
    Exercise(
        key="limits",
        title="Down in one update",
        task="On the parabola, find the learning rate with which a single update lands on the "
        "minimum. What happens at twice that rate, and with larger ones?",
        hint="On this curve the slope, w − 1, is in size the distance to the minimum. By what "
        "factor does an update multiply it?",
        solution=solve_limits,
        controls=("eta", "steps"),
        settings={"curve": "parabola", "start": -3.0, "eta": 0.1},
        solved=_one_update,
    ),
    Exercise(
        key="trap",
        title="Out of the trap",
        task="Two minima, start w = 3.5: find a learning rate with which the ball ends in the "
        "lower minimum. Then try to get it trapped on the parabola.",
        hint="Look at the first update: how far must it go to pass the hump between the minima?",
        solution=solve_trap,
        controls=("eta", "curve"),
        settings=_TRAP,
        solved=_escaped,
    ),
    Exercise(
        key="descent_question",
        title="Slow, or trapped?",
        task="The J of a linear neuron is a bowl, such as this parabola. The neuron learns with "
        "η = 0.01, and after 50 updates its J is still high. Why?",
        hint="How many minima does the curve have?",
        solution=solve_slow,
        controls=("eta", "steps"),
        settings={"curve": "parabola", "start": -3.0, "eta": 0.01, "steps": 50},
        predict=Choice(
            "After 50 updates the ball is",
            {
                "trapped in a local minimum": "A bowl has no second minimum to be trapped in. "
                "This is often said of small rates, but it takes a curve with more minima.",
                "still on its way": "Its updates are small, so it has not got there yet, but J "
                "falls in every one of them. More updates or a larger η help.",
                "diverging": "Then J would have risen. A small η makes small updates, and those go "
                "downhill.",
            },
            truth=_what_became,
        ),
    ),
)
