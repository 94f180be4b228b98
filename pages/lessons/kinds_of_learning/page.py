import numpy as np
import pandas as pd
import streamlit as st

from core import bandit, clusters
from data import LESSON_FEATURES, SPECIES
from pages.lessons.kinds_of_learning import arms as arms_figure
from pages.lessons.kinds_of_learning import clusters as clusters_figure
from pages.lessons.kinds_of_learning import kinds
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.figures import boundary, curves
from pages.shared.frame import course, lesson
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import controls, replay
from pages.shared.one_neuron.settings import PAIR_NAMES, Inputs, Training

KINDS = {
    "supervised": "**Supervised:** every flower comes with its target, the species. The neuron "
    "guesses, sees how far off it was, and adjusts its weights.",
    "unsupervised": "**Unsupervised:** the species are hidden. k-means puts every flower to its "
    "nearest centre, moves each centre to the middle of its flowers, and repeats.",
    "reinforcement": "**Reinforcement:** no examples at all. Each slot machine (arm) pays a random "
    "reward around a mean that nobody tells. The learner pulls, and remembers what it got.",
}
PULLS = (10, 20, 50, 100, 200, 500, 1000, 2000)

lesson.open_page(
    "kinds_of_learning",
    "A learner can be told the right answer, or nothing, or only how well it did. Here are three "
    "small live runs, one of each kind. After this page you can tell the kinds apart, and say what "
    "each needs.",
)
panel = Panel()
kind = panel.switch("kind", "Kind of learning", tuple(KINDS), "supervised", "One live run of each.")
left, right = lesson.controls_and_figures()


def show_supervised() -> None:
    """A perceptron on two species, counted in steps and in epochs."""
    with left:
        pair = panel.choice("pair", "Species pair", PAIR_NAMES, PAIR_NAMES[0], "The two targets.")
        epochs = panel.slider("epochs", "Epochs", (1, 20), 5, 1, "Passes over all flowers.")
        features = controls.features(panel)
        panel.close()
    shown = kinds.show_flowers(Training(Inputs(pair, features, standardise=False), 0.1, epochs))
    samples, updates = shown.result.samples, len(shown.result.run.update_sample)
    wrong, n = kinds.wrong_at_the_end(shown), len(samples.y)
    outcome = (
        f"**{words.count(shown.total, 'step')} in {words.count(epochs, 'epoch')}:** a step shows "
        f"one flower, an epoch shows all {n}. The guess was wrong in "
        f"**{words.count(updates, 'step')}**, and only there the weights moved. Now "
        f"**{wrong} of {n}** flowers are on the wrong side."
    )

    def table() -> pd.DataFrame:
        return pd.DataFrame({"step": shown.steps, "flowers on the right side": shown.right})

    run_place, judged_place = _places(outcome)
    with run_place:
        charts.show(
            boundary.figure(replay.scene(samples), shown.lines, "Guess wrong"),
            "kinds_run",
            f"A perceptron between {samples.classes}: {words.count(shown.total, 'step')}, "
            f"{words.count(updates, 'wrong guess', 'wrong guesses')}, at the end {wrong} of {n} "
            "on the wrong side.",
            table,
        )
    with judged_place:
        charts.show(
            curves.figure(
                [curves.Curve("On the right side", shown.steps, shown.right)],
                f"Step ({n} steps are one epoch)",
                "Flowers",
                x={"bounds": (0, shown.total), "dtick": n * max(1, epochs // 5)},
                y={"bounds": (0, 1.05 * n)},
            ),
            "kinds_judged",
            f"Flowers on the right side after each of {shown.total:,} steps, {n} in an epoch: at "
            f"the end {n - wrong}.",
            table,
        )
        st.markdown(
            "Judging is easy: **compare with the targets.**\n\n"
            "**If you know the source lesson:** it calls it an epoch each time the network is "
            "presented with a new input. That is a step. An epoch is one pass over the whole "
            f"training set, here {n} steps."
        )


def show_unsupervised() -> None:
    """k-means on all flowers; the species stay hidden until the student asks."""
    with left:
        k = panel.slider("k", "Clusters k", (1, kinds.MOST_GROUPS), 3, 1, "How many centres.")
        seed = panel.number("seed", "Seed", (0, 9999), 1, "Which flowers are the first centres.")
        told = panel.switch(
            "labels", "Labels", ("hidden", "one each", "all"), "hidden", "Guess before you look."
        )
        features = controls.features(panel)
        panel.close()
    result = kinds.cluster(kinds.Clustering(features, k, seed))
    run, inertia = result.run, float(result.run.inertia[-1])
    names, ringed, ring, judged = _compared(result, told)
    least = kinds.least_inertia(features)
    outcome = (
        f"k-means stopped after **{words.count(len(run.inertia) - 1, 'step')}**. The **inertia**, "
        "the sum of squared distances of all flowers to their centres, fell from "
        f"{words.number(run.inertia[0])} to **{words.number(inertia)} cm²**. {judged}"
    )

    def table() -> pd.DataFrame:
        lengths = dict(zip(result.features, result.x.T, strict=True))
        seen = {"species": result.truth} if told == "all" else {}
        return pd.DataFrame({**lengths, "cluster": result.assignments + 1, **seen})

    run_place, judged_place = _places(outcome)
    with run_place:
        groupings = result.groupings(ringed)
        charts.show(
            clusters_figure.figure(result.x, result.features, names, groupings, ring),
            "kinds_run",
            f"{words.count(k, 'cluster')} of 150 flowers after "
            f"{words.count(len(run.inertia) - 1, 'step')} of k-means: inertia "
            f"{words.number(inertia)} cm². {judged}".replace("**", ""),
            table,
        )
    with judged_place:
        ks = np.arange(1, len(least) + 1)
        charts.show(
            curves.figure(
                [
                    curves.Curve(f"Least of {kinds.STARTS} starts", ks, least),
                    curves.Curve("This run", [k], [inertia]),
                ],
                "Clusters k",
                "Inertia (cm²)",
                height=290,
                x={"dtick": 1},
                y={"rangemode": "tozero"},
            ),
            "kinds_judged",
            f"The least inertia for 1 to {len(least)} clusters falls from "
            f"{words.number(least[0])} to {words.number(least[-1])} cm². This run, k = {k}: "
            f"{words.number(inertia)} cm².",
            lambda: pd.DataFrame({"k": ks, "least inertia (cm²)": least}),
        )
        st.markdown(
            "Judging is hard: **there is no target.** Inertia falls with every further centre, so "
            "it cannot say how many groups there are. Agreement with the species can be counted "
            "only by someone who knows them."
        )
        if told == "all":
            st.markdown(_species_told(result))


def _compared(result: kinds.Clustered, told: str) -> tuple[list[str], np.ndarray, str, str]:
    """Names of the clusters, flowers to ring, what a ring means, and what comes of comparing."""
    clusters_ = range(len(result.run.centres[-1]))
    if told == "hidden":
        plain = [f"Cluster {i + 1}" for i in clusters_]
        return plain, np.array([], dtype=np.int64), "", "Are these the species? Ask under Labels."
    if told == "one each":
        names, ringed, ring = result.names_from_asked(), result.asked, "Asked about"
        start = (
            "A botanist was asked about one flower of each cluster, the ringed one, and its whole "
            "cluster got that name. Of all 150 names"
        )
    else:
        match = clusters.match_labels(result.assignments, result.truth)
        names = {i: str(name) for i, name in match.names.items() if name is not None}
        ringed, ring = np.flatnonzero(~result.named_right(names)), "Another species"
        start = "With each cluster named after the species that fits best, of all 150 names"
    right_names = int(result.named_right(names).sum())
    legend = [f"{i + 1}: {names.get(i, 'no name')}" for i in clusters_]
    return legend, ringed, ring, f"{start} **{right_names} are right**."


def _species_told(result: kinds.Clustered) -> str:
    """What each cluster is made of, as a list."""
    lines = []
    for i, row in enumerate(result.counts()):
        parts = [f"{count} {name}" for count, name in zip(row, SPECIES, strict=True) if count]
        lines.append(f"- Cluster {i + 1}: {', '.join(parts) or 'no flower'}")
    return "\n".join(lines)


def show_reinforcement() -> None:
    """A bandit with estimates against true means, and the reward over time."""
    with left:
        epsilon = panel.slider(
            "epsilon", "ε, the share of random pulls", (0.0, 1.0), 0.1, 0.01, "Exploration."
        )
        steps = panel.scale("pulls", "Pulls", PULLS, 500, "How often an arm is pulled.")
        arms = panel.slider("arms", "Arms", (2, 10), 6, 1, "How many slot machines there are.")
        seed = panel.number("seed", "Seed", (0, 9999), 1, "What the arms pay, and their luck.")
        panel.close()
    result = kinds.pull(kinds.Pulling(arms, epsilon, steps, seed))
    run, best = result.run, result.best
    explored, gained = int(run.explored.sum()), float(run.rewards.mean())
    outcome = (
        f"**Exploration:** {words.count(explored, 'pull')} at random. **Exploitation:** "
        f"{words.count(steps - explored, 'pull')} of the arm that looked best. The best arm, "
        f"number {best + 1}, got **{words.number(100 * run.best_share[-1], 3)}%** of the pulls. "
        f"Reward per pull: **{words.number(gained, 3)}**; that arm alone pays "
        f"{words.number(result.means[best], 3)} on average."
    )
    run_place, judged_place = _places(outcome)
    with run_place:
        charts.show(
            arms_figure.figure(result.means, result.beliefs()),
            "kinds_run",
            f"Estimates against true means of {words.count(arms, 'arm')} after "
            f"{words.count(steps, 'pull')}. {outcome}".replace("**", ""),
            lambda: pd.DataFrame(
                {
                    "arm": np.arange(1, arms + 1),
                    "true mean": result.means,
                    "estimate": run.estimates[-1],
                    "pulls": np.bincount(run.choices, minlength=arms),
                }
            ),
        )
        st.caption("The numbers below the marks say how often each arm was pulled.")
    with judged_place:
        charts.show(
            curves.figure(
                _rewards(epsilon, steps, arms, seed),
                "Pull",
                "Mean reward so far",
                levels=[(float(result.means[best]), "mean of the best arm")],
                levels_in_legend=True,
            ),
            "kinds_judged",
            f"Mean reward over {words.count(steps, 'pull')} with ε = {epsilon:g}: at the end "
            f"{words.number(gained, 3)}.",
            lambda: pd.DataFrame(
                {
                    "pull": np.arange(1, steps + 1),
                    "arm": run.choices + 1,
                    "reward": run.rewards,
                    "mean reward so far": result.reward_so_far,
                }
            ),
        )
        st.markdown(
            "Judging: **count the reward.** Without exploration the learner may never try the best "
            "arm often enough. With too much of it, it wastes pulls on arms that it knows are bad."
        )


def _rewards(epsilon: float, steps: int, arms: int, seed: int) -> list[curves.Curve]:
    """The student's epsilon beside its two extremes, on the same arms."""
    names = {epsilon: f"ε = {epsilon:g}"}
    names.setdefault(0.0, "ε = 0: never explores")
    names.setdefault(1.0, "ε = 1: always explores")
    at = np.unique(np.linspace(0, steps - 1, 200).astype(int))
    return [
        curves.Curve(
            name, at + 1, kinds.pull(kinds.Pulling(arms, each, steps, seed)).reward_so_far[at]
        )
        for each, name in names.items()
    ]


def _places(outcome: str) -> list[st.delta_generator.DeltaGenerator]:
    """What the run came to, and below it two places: for the run, and for how it is judged."""
    left.markdown(KINDS[kind])
    with right:
        st.markdown(outcome)
        return list(st.columns([0.57, 0.43]))


{
    "supervised": show_supervised,
    "unsupervised": show_unsupervised,
    "reinforcement": show_reinforcement,
}[kind]()

st.header("Who tells the learner what?", anchor=False)
st.markdown(
    "Think of a child that learns what a dog is.\n\n"
    "- **Supervised**, examples with targets: you point and say dog, cat, dog. It learns to name "
    "an animal that it has not seen before.\n"
    "- **Unsupervised**, examples alone: it sorts the animals by look, without any name. Such "
    "groups are clustering; describing each animal by fewer numbers is dimension reduction.\n"
    "- **Semi-supervised**, many examples, few targets: you name two dogs, and it sees hundreds "
    "more.\n"
    "- **Reinforcement**, a reward after each try: it strokes them, and learns whom to stroke. "
    "Games and control are learnt so."
)
st.markdown(
    "**Semi-supervised** learning exists because labels are expensive: a camera takes a thousand "
    "photos of flowers in a day, and a botanist has to name each one. Try it above: unsupervised, "
    "Labels: one each. One label for each cluster then names all 150 flowers.\n\n"
    "**Classification or regression?** Both are supervised. In classification the target is one "
    "of a few classes, such as a species. In regression it is a number, such as a petal's width in "
    "cm, and the distance to it counts."
)
one, other = st.columns(2)
with one:
    course.link("perceptron", "Classification: the perceptron, in full")
with other:
    course.link("learning_rate", "An output that is a number: gradient descent on J")
lesson.code("k-means and the bandit as code", clusters.train, bandit.play)

PETALS = ("petal_length", "petal_width")


def solve_species() -> str:
    """Agreement of three clusters with the three species, for two choices of lengths."""
    rows = ""
    for columns in (LESSON_FEATURES, PETALS):
        results = [kinds.cluster(kinds.Clustering(columns, 3, seed)) for seed in range(10)]
        counts = [
            round(150 * clusters.match_labels(each.assignments, each.truth).agreement)
            for each in results
        ]
        asked = [int(each.named_right(each.names_from_asked()).sum()) for each in results]
        name = ", ".join(columns).replace("_", " ")
        rows += f"| {name} | {min(counts)} to {max(counts)} | {min(asked)} to {max(asked)} |\n"
    return (
        "Right names of 150, over the seeds 0 to 9:\n\n"
        f"| lengths | best naming | one label each |\n|---|---|---|\n{rows}\n"
        "Setosa stands apart, so its cluster is found. Versicolor and virginica touch, and k-means "
        "cuts them halfway between two centres, wherever the species end. Some starts "
        "settle on worse groups, with two centres in the setosa (seed 2): that is why one tries "
        "several seeds and keeps the least inertia. The petals separate the species better. But to "
        "know that, you had to look at the labels."
    )


def solve_epsilon() -> str:
    """Mean reward for a few epsilons over many bandits."""
    seeds = range(20)
    rows = ""
    rewards = {}
    for epsilon in (0.0, 0.1, 0.5, 1.0):
        results = [kinds.pull(kinds.Pulling(6, epsilon, 500, seed)) for seed in seeds]
        rewards[epsilon] = np.array([each.run.rewards.mean() for each in results])
        reward = rewards[epsilon].mean()
        share = 100 * np.mean([each.run.best_share[-1] for each in results])
        rows += f"| {epsilon:g} | {words.number(reward, 3)} | {words.number(share, 3)}% |\n"
    ahead = int((rewards[0.1] > rewards[0.0]).sum())
    return (
        f"Six arms, 500 pulls, the mean over the seeds 0 to {seeds[-1]}:\n\n"
        f"| ε | reward per pull | pulls of the best arm |\n|---|---|---|\n{rows}\n"
        "ε = 1 knows every arm well at the end and never uses it. ε = 0 can stay for ever with the "
        "first arm that pays something. A little exploration is best on average. "
        f"Against ε = 0 it wins on {ahead} of these {len(seeds)} bandits only, because never "
        "exploring is lucky now and then: one seed proves nothing."
    )


lesson.exercises()
lesson.exercise(
    "species",
    "Does k-means find the species?",
    "Unsupervised, k = 3, labels hidden: how many of the 150 flowers will lie in the cluster of "
    "their species? Guess, then ask. Try other seeds, and the two petal lengths and widths.",
    "Labels: one each asks about three flowers only. Labels: all shows the flowers that were put "
    "to another species.",
    solve_species,
)
panel.try_button("Set the controls", "try_species", kind="unsupervised")
lesson.exercise(
    "explore",
    "How much exploration?",
    "Reinforcement, 500 pulls. Is ε = 0, 0.1, 0.5 or 1 best? Try each with five seeds before you "
    "decide.",
    "Compare the reward per pull, and the share of the pulls that the best arm got.",
    solve_epsilon,
)
panel.try_button("Set the controls", "try_explore", kind="reinforcement")
lesson.question(
    "kinds_question",
    "A network learns from 120 flowers, one at a time, for 5 epochs. How many steps does it make?",
    {
        "5": "That is the number of epochs: of passes over all the flowers.",
        "120": "That is one epoch. After it each flower has been shown once.",
        "600": "5 passes of 120 flowers each. How many of these steps move the weights is another "
        "question: a perceptron's only where its guess is wrong.",
    },
    right="600",
)
