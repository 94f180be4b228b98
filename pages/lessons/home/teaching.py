"""What Home offers a teacher: plans for a lesson, and what the exercises ask of students."""

from dataclasses import dataclass
from typing import Any

from pages.shared.bench.exercises import Choice, Exercise, Guess


@dataclass(frozen=True)
class Plan:
    """A lesson of 45 minutes: a question to begin with, exercises, and a question at the end.

    exercises: page and key of each, in their order
    """

    title: str
    begin: str
    exercises: tuple[tuple[str, str], ...]
    end: str


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
    ),
)


def asks(exercise: Exercise[Any]) -> str:
    """What an exercise asks of a student."""
    if isinstance(exercise.predict, Guess):
        return "Predict a number, then watch."
    if isinstance(exercise.predict, Choice):
        return "Predict, then watch." if exercise.predict.waits else "Answer a question."
    return "Find settings that solve it."
