"""The exercises of Home: what to expect of the pages, tried on one neuron."""

from data import LESSON_FEATURES
from pages.shared import words
from pages.shared.bench.exercises import Choice, Exercise, Guess
from pages.shared.one_neuron.runs import PerceptronResult, train_perceptron
from pages.shared.one_neuron.settings import PAIR_NAMES, Inputs, Training

EPOCHS = 10


def lesson_run(pair: str) -> PerceptronResult:
    """The run of two species on the page."""
    return train_perceptron(Training(Inputs(pair, LESSON_FEATURES, False), 0.1, EPOCHS))


def updates(result: PerceptronResult) -> int:
    """How often the run moved the line."""
    return len(result.run.update_sample)


def _how_many(guess: float, result: PerceptronResult) -> str:
    flowers = words.count(len(result.samples.y), "flower")
    if guess > 2 * updates(result):
        return (
            f"Most of the {flowers} never move the line. Only a mistake does, and it moves the "
            "whole line."
        )
    if guess < updates(result):
        return (
            "A line moved for one flower may leave others on the wrong side, so it goes to and fro "
            "a few times first."
        )
    return "Each mistake moves the whole line, so a few updates are enough for two such species."


def _share(result: PerceptronResult) -> str:
    wrong = int(result.run.misclassified[-1])
    if wrong == 0:
        return "no flower"
    return "a few flowers" if wrong <= len(result.samples.y) // 4 else "a great many flowers"


EXERCISES: tuple[Exercise[PerceptronResult], ...] = (
    Exercise(
        key="how_many",
        title="How many mistakes does it take?",
        task="The neuron sees 100 flowers in turn, ten times over. Every time it is wrong, the "
        "line moves: one update. How many updates will there be?",
        hint="Once the line separates the two species, nothing moves any more.",
        solution=lambda: (
            f"**{updates(lesson_run(PAIR_NAMES[0]))}**. Play it update by update (the arrow keys "
            "work too once the player has the focus) and watch the flowers with a ring: each is "
            "one mistake. The figure Its mistakes shows that one update can put many flowers "
            "right, or as many wrong."
        ),
        controls=("pair",),
        settings={"pair": PAIR_NAMES[0]},
        predict=Guess(
            "Updates in all",
            (0.0, 1000.0),
            1.0,
            updates,
            near=5,
            explain=_how_many,
        ),
    ),
    Exercise(
        key="too_close",
        title="Two species that touch",
        task="Versicolor and virginica are more alike. How many flowers will be on the wrong side "
        "at the end?",
        hint="Look at the flowers: is there a gap between the two species for a line to lie in?",
        solution=lambda: (
            "No line separates the two, so the updates never stop, and where the line stands at "
            "the end depends on when you stop. The page Perceptron shows why so many are wrong, "
            "and what shuffling the flowers changes."
        ),
        controls=("pair",),
        settings={"pair": "versicolor-virginica"},
        predict=Choice(
            "On the wrong side at the end:",
            {
                "no flower": "That would take a line with each species on its own side, but here "
                "the two overlap.",
                "a few flowers": "The best line would leave a few wrong. But the neuron does not "
                "look for the best line: it moves at every mistake, and stops when we stop it.",
                "a great many flowers": "The last mistake was for a virginica, and it dragged the "
                "line past all the versicolor.",
            },
            truth=_share,
        ),
    ),
)
