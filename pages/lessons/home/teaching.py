"""What Home offers a teacher: plans for a lesson, and what the exercises ask of students."""

from dataclasses import dataclass
from typing import Any

from pages.shared.bench.exercises import Choice, Exercise, Guess


@dataclass(frozen=True)
class Plan:
    """A lesson of 45 minutes: a question to begin with, exercises, and a question at the end.

    exercises: page and key of each, in their order; answer: what students should come to say
    """

    title: str
    begin: str
    exercises: tuple[tuple[str, str], ...]
    end: str
    answer: str


BEGIN, EACH, END = 5, 8, 8
"""Minutes for the first question, for an exercise, and for the last question."""
TIMES = (
    f"The question to begin with takes about {BEGIN} minutes, each exercise {EACH}: everybody "
    "predicts or tries alone, pairs compare, then the run is played and the solution opened on the "
    f"projector. That leaves {END} minutes for the question at the end."
)
PLANS = (
    Plan(
        "A neuron learns",
        "How could a machine find a line that nobody has drawn for it?",
        (
            ("neuron", "bias_challenge"),
            ("neuron", "and_gate"),
            ("perceptron", "challenge"),
            ("perceptron", "shuffle"),
        ),
        "When do the updates end, and when do they never end?",
        "They end if a line separates the two classes: once all samples are correct, nothing moves "
        "the line. If no line does, there is always another mistake, and where the line ends "
        "depends on when you stop.",
    ),
    Plan(
        "How far to step",
        "You want to go down a hill in thick fog. How large a step do you dare to take?",
        (
            ("gradient_descent", "where_ends"),
            ("gradient_descent", "limits"),
            ("learning_rate", "double"),
            ("learning_rate", "largest_rate"),
        ),
        "What decides which learning rate is too large?",
        "How sharply J bends along its steepest axis: the limit is 2 divided by this curvature. "
        "Above it the distance along this axis grows with every update, even while J still falls. "
        "A slow fall comes from the flat axis, and does not say that η may be larger.",
    ),
    Plan(
        "What hidden layers are for",
        "Draw the four points of XOR on the board. Can one straight line separate the two classes?",
        (
            ("playground", "one_neuron"),
            ("forward_propagation", "collapse"),
            ("playground", "xor"),
            ("playground", "squares"),
        ),
        "What does a hidden layer add, and why must its activation bend?",
        "Each hidden neuron draws a line of its own, and the output can put several together into "
        "a boundary with bends. Without an activation that bends, a sum of sums is one sum again: "
        "all layers together are one neuron.",
    ),
    Plan(
        "The error goes back",
        "A factory delivers a faulty product. Which of its machines is to blame, and how much?",
        (
            ("computational_graph", "chain_by_hand"),
            ("computational_graph", "used_twice"),
            ("multilayer_network", "delta"),
            ("multilayer_network", "two_paths"),
        ),
        "Why does backpropagation begin at the output?",
        "Only there is the error known. Further back, the δ of a neuron is made of the δs it leads "
        "to, each times the weight between the two, and of its own slope: the chain rule.",
    ),
    Plan(
        "Can it be trusted?",
        "Somebody saw the questions before the exam and got full marks. What does that tell you?",
        (
            ("generalisation", "full_marks"),
            ("generalisation", "all_samples"),
            ("generalisation", "overfit"),
            ("generalisation", "stop"),
        ),
        "Which samples may decide something about the network, and which may not?",
        "The training samples decide the weights, the validation samples all that is chosen, such "
        "as the epoch or the number of neurons. The test samples decide nothing: they are asked "
        "once, at the end.",
    ),
)


def asks(exercise: Exercise[Any]) -> str:
    """What an exercise asks of a student."""
    if isinstance(exercise.predict, Guess):
        return "Predict a number, then watch."
    if isinstance(exercise.predict, Choice):
        return "Predict, then watch." if exercise.predict.waits else "Answer a question."
    return "Find settings that solve it."
