"""Questions to test oneself with at the end of the course; no run is needed to answer them."""

from collections.abc import Mapping

from pages.shared.bench.exercises import Choice, Exercise


def _question(
    key: str, title: str, task: str, answers: Mapping[str, str], truth: str, hint: str, why: str
) -> Exercise[None]:
    """A question with its answers, each with what to say to a student who gives it."""
    return Exercise(
        key=key,
        title=title,
        task=task,
        hint=hint,
        solution=lambda: why,
        predict=Choice("Your answer", answers, lambda _: truth, waits=False),
    )


EXERCISES: tuple[Exercise[None], ...] = (
    _question(
        "quiet_epoch",
        "An epoch without an update",
        "A perceptron makes no update in a whole epoch. What follows?",
        {
            "It should be trained for more epochs": "Every further epoch would show it the same "
            "samples with the same weights, and again it would make no update.",
            "It is correct for all samples that it was trained on": "Each of them was shown, and "
            "none moved the weights. This says nothing about other samples.",
            "It will be correct for new samples too": "That takes samples it was not trained on. "
            "An epoch without an update speaks of the training set only.",
        },
        "It is correct for all samples that it was trained on",
        "When does a perceptron change its weights?",
        "It changes them at every mistake. A whole pass without a change is a pass without a "
        "mistake, and as nothing has changed the next pass would be the same.",
    ),
    _question(
        "explodes",
        "Gradient descent explodes",
        "Gradient descent on the J of a linear neuron explodes. The bowl of J has the curvature λ "
        "along its steepest direction. What is certain to help?",
        {
            "More epochs": "Each epoch makes J larger, so more of them make it larger still.",
            "A learning rate below 2/λ": "Below that limit no update ends further from the minimum "
            "than it began. Standardising usually raises the limit.",
            "Another start": "The bowl of a linear neuron has the same curvature everywhere, so "
            "all but a few special starts explode as well.",
        },
        "A learning rate below 2/λ",
        "What decides how far an update overshoots along the steepest direction?",
        "Along each main axis of the bowl an update multiplies the distance from the minimum by "
        "1 − ηλ, with the λ of that axis. Where ηλ is above 2 the distance grows. λ is largest "
        "along the steepest axis, so the limit is 2 divided by the largest λ.",
    ),
    _question(
        "all_linear",
        "Layers without a bend",
        "A network has three hidden layers, and all its activations are the identity. What can it "
        "do that one neuron with the identity cannot?",
        {
            "Bend its decision boundary": "A weighted sum of weighted sums is one weighted sum, so "
            "the boundary stays a line.",
            "Nothing": "A weighted sum of weighted sums is one weighted sum. It is the activation "
            "that makes layers worth having.",
            "Learn faster from less data": "It has more weights for the same straight lines, and "
            "that does not help.",
        },
        "Nothing",
        "Multiply the matrices of all layers. What is the product?",
        "One matrix: $xW_1W_2W_3W_4 = xW$. So one output of such a network is what one neuron "
        "with the identity gives.",
    ),
    _question(
        "best_of_ten",
        "The best of ten",
        "You try ten networks on the test set and keep the best one. Its test score is 97%. What "
        "do you expect on new data?",
        {
            "97%": "The best of ten was probably also a lucky one on these test samples.",
            "Somewhat less": "The test set has helped to choose, so it is no longer unseen. Choose "
            "on a validation set, and use the test set once, at the end.",
            "More, as it will go on learning": "Its weights do not change unless you train it "
            "again.",
        },
        "Somewhat less",
        "Would you expect the same score if all ten had been equally good?",
        "Ten equally good networks get ten different scores by chance, and you would keep the "
        "highest. On new data you do not have that luck again. This is why there is a third part "
        "of the data, the validation set.",
    ),
)
