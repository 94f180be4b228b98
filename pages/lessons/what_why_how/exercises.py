"""The exercises of the page What, why, how."""

from pages.lessons.what_why_how import told
from pages.lessons.what_why_how.overview import METHODS
from pages.shared.bench.exercises import Choice, Exercise


def solve_crossing() -> str:
    """Where the highest of the four curves changes, read off the curves themselves."""
    rows = "".join(f"| {at} | {name} |\n" for name, at in told.crossings().items())
    return (
        f"| from | highest curve |\n|---|---|\n{rows}\n"
        "With little data the older algorithms are drawn highest: a large network has many "
        "numbers to find, and few examples cannot settle them all. The crossings belong to this "
        "drawing. In a real project nobody knows them beforehand: you try both and compare on data "
        "that neither has seen."
    )


EXERCISES: tuple[Exercise[None], ...] = (
    Exercise(
        key="crossing",
        title="Where do the curves cross?",
        task="You have little data, such as 100 flowers. Which curve is drawn highest at the very "
        "left? Then play it: where does another curve take over?",
        hint="Which method has the fewest numbers to find? Once you have predicted, the line above "
        "the figures lists the curves, highest first, at every amount.",
        solution=solve_crossing,
        controls=("data",),
        settings={"data": 1, **dict.fromkeys(METHODS, True)},
        predict=Choice(
            "With the least data, the highest curve is that of",
            {
                "a large network": "It has the most numbers to find, and few examples cannot "
                "settle them all.",
                "the older algorithms": "They have few numbers to find, and little data is enough "
                "for those.",
                "all alike": "They differ in how much data they need before they are of use.",
            },
            truth=lambda _: (
                "the older algorithms"
                if next(iter(told.crossings())) == "Older algorithms"
                else "a large network"
            ),
        ),
    ),
    Exercise(
        key="sort",
        title="Sort these into the circles",
        task="In which circle does each of these lie? A thermostat that switches on below 19 °C; a "
        "spam filter that has learnt which words mark spam by counting them in 10,000 sorted "
        "emails; a network of 50 layers that names what is in a photo. Answer for the spam filter.",
        hint="Ask two things: did it find its rule from data? Has it more than one hidden layer?",
        solution=lambda: (
            "The thermostat is at the very edge of AI, if it belongs there at all: one written "
            "rule, nothing learnt. The filter is machine learning: the rule comes from examples, "
            "but there are no layers. The network is deep learning, and so machine learning and AI "
            "as well: an inner circle lies inside all the outer ones."
        ),
        controls=("field",),
        predict=Choice(
            "The spam filter is",
            {
                "AI, but not machine learning": "Nobody wrote its rule down: it was counted from "
                "examples.",
                "machine learning, but not deep": "Its rule comes from examples, and it has no "
                "hidden layer.",
                "deep learning": "Counting words needs no hidden layer.",
            },
            truth=lambda _: "machine learning, but not deep",
            waits=False,
        ),
    ),
    Exercise(
        key="new_photos",
        title="How good is it?",
        task="A network is trained on 5000 photos and gives the correct answer for 4950 of them.",
        hint="Which of the three jobs of a project has not been done?",
        solution=lambda: (
            "Only new photos can tell: the third job, evaluating on data that was not trained on, "
            "is missing. The page Does it generalise? shows how."
        ),
        predict=Choice(
            "On new photos it is correct",
            {
                "for about 99%": "That is its share on the photos that it learnt from. It may have "
                "learnt some of them by heart, and that does not help with new ones.",
                "for more than 99%, as it has learnt a lot": "It does not go on learning by "
                "itself, and new photos are harder than those it has been trained on.",
                "for a share that cannot be known yet": "Count again on photos that it has not "
                "been trained on.",
            },
            truth=lambda _: "for a share that cannot be known yet",
            waits=False,
        ),
    ),
)
