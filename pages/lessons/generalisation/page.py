from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np
import pandas as pd
import streamlit as st

from core import validation
from core.learner import predict
from core.overfitting import NoisyTrial
from core.scores import confusion_matrix
from data import LESSON_FEATURES
from pages.lessons.generalisation import judging, scores, split
from pages.lessons.generalisation.judging import Judging, Model
from pages.shared import words
from pages.shared.bench import charts
from pages.shared.figures import curves
from pages.shared.figures.boundary import Scene
from pages.shared.frame import course, lesson
from pages.shared.frame.panel import Panel
from pages.shared.one_neuron import controls
from pages.shared.one_neuron.settings import EPOCHS, Inputs
from pages.shared.own import own

T = TypeVar("T")

VIEWS = ("one split", "many splits", "k-fold", "learning curve", "overfitting")
REPEATS = 5
OVERFIT_EPOCHS = 1000

lesson.open_page(
    "generalisation",
    "A network that knows its examples by heart may know nothing else. **Keep some samples back, "
    "and ask about those.** After this page you can judge a network on samples it has not seen, "
    "and say how far chance reaches.",
)
panel = Panel()
view = panel.switch("view", "Question", VIEWS, VIEWS[0], "Each view is one way of judging.")
noisy = view == "overfitting"
left, right = lesson.controls_and_figures()


def only(needed: bool, key: str, default: T, control: Callable[[str, T], T]) -> T:
    """A control that only some views or models need; elsewhere its default."""
    if needed:
        return control(key, default)
    panel.hide(key, default)
    return default


with left:
    kind = panel.switch(
        "model",
        "Model",
        ("adaline", "network"),
        "adaline",
        "The linear neuron of the Standardisation page, or a network with a hidden layer.",
    )
    linear = kind == "adaline"
    pair = controls.pair(panel, "versicolor-virginica")
    points = only(
        noisy, "points", 20,
        lambda key, usual: panel.slider(
            key, "Training samples", (6, 60), usual, 2, "All others are the test set."
        ),
    )  # fmt: skip
    noise = only(
        noisy, "noise", 20,
        lambda key, usual: panel.slider(
            key, "Labels turned round (%)", (0, 40), usual, 5, "Of the training samples, by chance."
        ),
    )  # fmt: skip
    k = only(
        view == "k-fold", "k", 5,
        lambda key, usual: panel.slider(
            key, "Folds k", (2, 20), usual, 1, "Parts; each is the test set once."
        ),
    )  # fmt: skip
    count = only(
        view == "many splits", "splits", 20,
        lambda key, usual: panel.scale(
            key, "Splits", (10, 20, 50, 100), usual, "Each is drawn anew."
        ),
    )  # fmt: skip
    share = only(
        not noisy and view != "k-fold", "share", 30,
        lambda key, usual: panel.slider(
            key, "Test share (%)", (10, 90), usual, 5, "The part that is kept back."
        ),
    )  # fmt: skip
    hidden = only(
        not linear and noisy, "hidden", 8,
        lambda key, usual: panel.slider(key, "Hidden neurons", (1, 12), usual, 1),
    )  # fmt: skip
    units = only(
        not linear and not noisy, "units", 3,
        lambda key, usual: panel.slider(key, "Hidden neurons", (1, 8), usual, 1),
    )  # fmt: skip
    seed = panel.number("seed", "Seed", (0, 9999), 1, "Another seed, another split.")
    with lesson.more_controls():
        eta = only(
            linear, "eta", 0.01, lambda key, usual: controls.learning_rate(panel, usual, key)
        )
        epochs = only(linear, "epochs", 15, lambda _, usual: controls.epochs(panel, usual))
        net_eta = only(
            not linear, "net_eta", 0.5,
            lambda key, usual: controls.learning_rate(panel, usual, key),
        )  # fmt: skip
        net_epochs = only(
            not linear and not noisy, "net_epochs", 100,
            lambda key, usual: panel.scale(key, "Epochs", EPOCHS, usual),
        )  # fmt: skip
        features = controls.features(panel, pair)
        balanced = panel.toggle(
            "balanced",
            "Same mix of classes",
            True,
            "Stratified: each part has its share of each class. k-fold and the learning curve "
            "have their own ways.",
        )
        fit_on = panel.switch(
            "scaling",
            "Fit the scaling on",
            ("training", "all"),
            "training",
            "On all samples the test set has a say in it: a leak.",
        )
    panel.close()

if linear:
    model = Model(kind, eta, epochs)
elif noisy:
    model = Model(kind, net_eta, OVERFIT_EPOCHS, hidden)
else:
    model = Model(kind, net_eta, net_epochs, units)
leak = fit_on == "all"
inputs = Inputs(pair, features, standardise=False, source=own.source(pair))
asked = Judging(inputs, model, share / 100, seed, balanced, leak)
chosen, x, y = judging.samples(inputs)


def percent(score: float) -> str:
    """A share as it stands in a sentence."""
    return f"{words.number(100 * float(score), 3)}\N{NO-BREAK SPACE}%"


def spread(values: np.ndarray) -> str:
    """Mean, standard deviation and range of scores."""
    return (
        f"{percent(values.mean())} on average (standard deviation "
        f"{words.number(100 * float(values.std()), 3)}), from {percent(values.min())} to "
        f"{percent(values.max())}"
    )


def scene(labels: np.ndarray) -> Scene:
    """The samples as measured, with the labels the learner was given."""
    return Scene(x, labels, chosen.features, chosen.classes)


def outputs(trial: validation.Trial, moment: int = -1) -> Callable[[np.ndarray], np.ndarray]:
    """What the trained model answers to points in the units of the table."""
    return lambda points: trial.classifier.outputs(trial.scaling.transform(points), moment)


def score_table(values: np.ndarray, rows: str, first: np.ndarray) -> pd.DataFrame:
    """Training and test scores, one row for each split, fold or size."""
    return pd.DataFrame({rows: first, "training": values[:, 0], "test": values[:, 1]})


def show_one_split() -> None:
    """One split: the samples of both parts, scores over the epochs, what is taken for what."""
    trial = judging.one_split(asked)
    scaled = trial.scaling.transform(x)
    answers = predict(trial.classifier, scaled)
    wrong = np.flatnonzero(answers != y)
    st.markdown(
        f"Learnt from {words.count(len(trial.train), 'sample')}: **{percent(trial.train_score)} "
        f"right**. Kept back {len(trial.test)}: **{percent(trial.test_score)} right**. The second "
        f"number is the one that counts.{diverged_note(trial)}"
    )
    plane, over_epochs = st.columns([0.57, 0.43])
    with plane:
        charts.show(
            split.figure(
                scene(y),
                split.Parts(trial.train, trial.test, wrong, "Wrong side"),
                outputs(trial),
            ),
            "split_plane",
            f"{len(trial.train)} training and {len(trial.test)} test samples of "
            f"{' and '.join(chosen.classes)} over the two answers; {len(wrong)} are on the wrong "
            "side.",
            lambda: sample_table(trial, answers),
        )
    with over_epochs:
        show_scores_over_epochs(trial, scaled)
        confusion(trial, answers)
    st.markdown(leak_in_one_split(trial))


def diverged_note(trial: validation.Trial) -> str:
    """What to say where the learning rate was too large."""
    if not trial.classifier.diverged:
        return ""
    return (
        f" Training diverged: η = {words.number(model.eta)} is too large, so neither is worth much."
    )


def sample_table(trial: validation.Trial, answers: np.ndarray) -> pd.DataFrame:
    """Every sample with its part, its class and the answer."""
    part = np.where(np.isin(np.arange(len(y)), trial.test), "test", "training")
    values = {name: x[:, j] for j, name in enumerate(chosen.features)}
    return pd.DataFrame({"part": part, **values, "class": y, "answer": answers})


def show_scores_over_epochs(trial: validation.Trial, scaled: np.ndarray) -> None:
    """Training and test score after each epoch kept."""
    epochs = trial.classifier.epochs
    right_answers = np.array(
        [predict(trial.classifier, scaled, moment) == y for moment in range(len(epochs))]
    )
    history = np.column_stack(
        [100 * right_answers[:, part].mean(axis=1) for part in (trial.train, trial.test)]
    )
    charts.show(
        curves.figure(
            [
                curves.Curve("Training", epochs, history[:, 0]),
                curves.Curve("Test", epochs, history[:, 1]),
            ],
            "Epoch",
            "Score (% right)",
            height=270,
            y={"range": [0, 105]},
        ),
        "split_scores",
        f"Scores over the epochs: in the end {percent(trial.train_score)} of the training samples "
        f"and {percent(trial.test_score)} of the test samples right.",
        lambda: score_table(history, "epoch", epochs),
    )


def confusion(trial: validation.Trial, answers: np.ndarray) -> None:
    """The test samples by class and answer."""
    counts = confusion_matrix(y[trial.test], answers[trial.test], [-1, 1]).counts
    first, second = chosen.classes
    st.markdown(
        f"Test samples: | said {first} | said {second}\n---|---|---\n"
        f"is {first} | {counts[0, 0]} | {counts[0, 1]}\n"
        f"is {second} | {counts[1, 0]} | {counts[1, 1]}\n"
    )


def leak_in_one_split(trial: validation.Trial) -> str:
    """How the scaling differs if the test set has a say in it."""
    other = judging.one_split(replace(asked, leak=not leak))
    rows = [
        f"| {name} | {', '.join(words.number(v, 3) for v in t.scaling.mean)} "
        f"| {', '.join(words.number(v, 3) for v in t.scaling.std)} | {percent(t.test_score)} |"
        for name, t in zip(
            ("all samples (leak)", "training samples") if leak else
            ("training samples", "all samples (leak)"), (trial, other), strict=True
        )
    ]  # fmt: skip
    return (
        "| Scaling fitted on | means | standard deviations | test score |\n|---|---|---|---|\n"
        + "\n".join(rows)
    )


def show_many_splits() -> None:
    """The scores of many splits, with clean scaling and with the leak."""
    clean = judging.many_splits(replace(asked, leak=False), count)
    leaky = judging.many_splits(replace(asked, leak=True), count)
    values = leaky if leak else clean
    changed = int((clean[:, 1] != leaky[:, 1]).sum())
    difference = 100 * float((leaky[:, 1] - clean[:, 1]).mean())
    st.markdown(
        f"**{count} random splits.** Test score: {spread(values[:, 1])}. A single split could have "
        f"told you any of these. Training score: {percent(values[:, 0].mean())} on average."
    )
    charts.show(
        scores.distribution(
            [("Test", 100 * values[:, 1]), ("Training", 100 * values[:, 0])], height=400
        ),
        "many_scores",
        f"Scores of {count} splits. Test: {spread(values[:, 1])}.",
        lambda: pd.DataFrame(
            {
                "split": np.arange(1, count + 1),
                "training": clean[:, 0],
                "test": clean[:, 1],
                "training, leak": leaky[:, 0],
                "test, leak": leaky[:, 1],
            }
        ),
    )
    effect = (
        f"Fitted on all samples instead, the test score changes in {changed} of them, by "
        f"{words.number(difference, 3)} percentage points on average."
        if changed
        else "Fitted on all samples instead, not one test score changes."
    )
    st.markdown(
        f"**The leak in numbers.** {effect} Means of many flowers hardly depend on which ones are "
        "left out, so here the leak does little. With a small training set, with rare large "
        "values, or where features are chosen by looking at all samples, it can do much, and you "
        "cannot tell beforehand. So fit everything on the training part only."
    )


def show_folds() -> None:
    """Every sample is in the test set once."""
    values, sizes = judging.folds(asked, k)
    mean = float(np.average(values[:, 1], weights=sizes))
    st.markdown(
        f"**{len(sizes)}-fold cross-validation**: the {len(y)} samples are shuffled and cut into "
        f"{len(sizes)} parts of {words.either(sizes)}. Each part is the test set once, so every "
        f"sample is judged once by a model that has not seen it: **{percent(mean)} right**. "
        f"By fold: {spread(values[:, 1])}."
    )
    charts.show(
        scores.folds([("Training", 100 * values[:, 0]), ("Test", 100 * values[:, 1])], 100 * mean),
        "fold_scores",
        f"Scores of {len(sizes)} folds, test {percent(mean)} right in all.",
        lambda: score_table(values, "fold", np.arange(1, len(sizes) + 1)),
    )
    st.markdown(
        "More folds leave more to learn from, but the test parts get smaller, so single folds "
        "jump about more, and there is more to train."
    )


def show_learning_curve() -> None:
    """Scores over the size of the training set."""
    sizes, values = judging.learning_curve(asked, REPEATS)
    if len(sizes) == 1:
        st.info(
            f"Of {len(y)} samples with a test share of {share} %, one is left to learn from. A "
            "curve needs more: lower the test share.",
            icon=":material/info:",
        )
        return
    mean = 100 * values.mean(axis=1)
    gap = float(mean[-1, 0] - mean[-1, 1])
    st.markdown(
        f"**From {sizes[0]} to {sizes[-1]} training samples**, {REPEATS} splits each: the test "
        f"score goes from {percent(mean[0, 1] / 100)} to {percent(mean[-1, 1] / 100)}. With all of "
        f"them, training and test are {words.number(gap, 2)} percentage points apart."
    )
    test = 100 * values[:, :, 1]
    charts.show(
        curves.figure(
            [
                curves.Curve("Training, mean", sizes, mean[:, 0]),
                curves.Curve("Test, mean", sizes, mean[:, 1]),
                curves.Curve("Test, worst split", sizes, test.min(axis=1)),
                curves.Curve("Test, best split", sizes, test.max(axis=1)),
            ],
            "Training samples",
            "Score (% right)",
            height=430,
            y={"range": [float(min(test.min(), mean.min())) - 8, 103]},
        ),
        "learning_curve",
        f"Mean scores for {sizes[0]} to {sizes[-1]} training samples: test from "
        f"{percent(mean[0, 1] / 100)} to {percent(mean[-1, 1] / 100)}.",
        lambda: score_table(values.mean(axis=1), "training samples", np.array(sizes)),
    )
    st.markdown(
        "Few samples are easily learnt by heart: a high training score and a low test score. With "
        "more samples the two come together. Where they have met, more samples of the same kind "
        "help little."
    )


def show_overfitting() -> None:
    """Costs over the epochs, and what the network answers at its best and at the end."""
    run = judging.overfit(asked, points, noise / 100)
    best, last = run.best, len(run.epochs) - 1
    st.markdown(overfit_story(run))
    charts.show(
        curves.figure(
            [
                curves.Curve("Training cost", run.epochs, run.train_costs),
                curves.Curve("Test cost", run.epochs, run.test_costs),
                curves.Curve("Lowest test cost", run.epochs[[best]], run.test_costs[[best]]),
            ],
            "Epoch",
            "Cost J for each sample",
            height=250,
            y={"rangemode": "tozero"},
        ),
        "overfit_costs",
        f"Costs per sample after {run.epochs[last]} epochs: training "
        f"{words.number(run.train_costs[last])}, test {words.number(run.test_costs[last])}; "
        f"the lowest test cost was in epoch {run.epochs[best]}.",
        lambda: score_table(
            np.column_stack([run.train_costs, run.test_costs]), "epoch", run.epochs
        ),
    )
    moments = (("best", "Lowest test cost", best), ("end", "The end", last))
    for column, (key, title, moment) in zip(st.columns(2), moments, strict=True):
        with column:
            show_answers(run, key, title, moment)
    st.caption("Full marks: training. Open marks: test. Ring: a training label turned round.")


def show_answers(run: NoisyTrial, key: str, title: str, moment: int) -> None:
    """What the model answers everywhere at one moment of its training."""
    trial = run.trial
    answers = predict(trial.classifier, trial.scaling.transform(x), moment)
    train, test = (
        percent((answers[part] == run.labels[part]).mean()) for part in (trial.train, trial.test)
    )
    told = f"{title}, epoch {run.epochs[moment]}: training {train}, test {test} right"
    st.markdown(told)
    charts.show(
        split.figure(
            scene(run.labels),
            split.Parts(trial.train, trial.test, run.wrong, "Label turned"),
            outputs(trial, moment),
            height=300,
            legend=False,
        ),
        f"overfit_{key}",
        f"{told}. {len(run.wrong)} training labels were turned round.",
        lambda: sample_table(trial, answers),
    )


def overfit_story(run: NoisyTrial) -> str:
    """What happened to the two costs, from the run."""
    best, train, test = run.best, run.train_costs, run.test_costs
    start = (
        f"{len(run.trial.train)} training samples, {len(run.wrong)} with the wrong label, "
        f"{words.count(model.hidden, 'hidden neuron') if model.hidden else 'a linear neuron'}."
    )
    if run.trial.classifier.diverged:
        return f"{start} Training diverged: η = {words.number(model.eta)} is too large."
    fell = f"the training cost goes from {words.number(train[best])} to {words.number(train[-1])}"
    if test[-1] <= 1.05 * test[best]:
        return (
            f"{start} **No overfitting in {run.epochs[-1]} epochs**: the test cost ends at "
            f"{words.number(test[-1])}, near its lowest, {words.number(test[best])}.{invitation()}"
        )
    return (
        f"{start} The test cost is lowest in **epoch {run.epochs[best]}**. From there to epoch "
        f"{run.epochs[-1]} {fell} while the test cost goes from {words.number(test[best])} **up** "
        f"to {words.number(test[-1])}: **overfitting**. The network bends to fit its samples, "
        "wrong labels included."
    )


def invitation() -> str:
    """Where to find overfitting, if the model in use can hardly do it."""
    if kind == "network":
        return ""
    return " Three weights cannot bend round single samples: choose the model `network`."


def too_few() -> None:
    """What to say of a table that is too short for this page."""
    st.info(
        f"There are {words.count(len(y), 'sample')}. Splitting them makes sense from "
        f"{judging.FEWEST_SAMPLES} on.",
        icon=":material/info:",
    )


SHOW = {
    "one split": show_one_split,
    "many splits": show_many_splits,
    "k-fold": show_folds,
    "learning curve": show_learning_curve,
    "overfitting": show_overfitting,
}
with right, st.spinner("Training"):
    (too_few if len(y) < judging.FEWEST_SAMPLES else SHOW[view])()

st.header("How to validate", anchor=False)
st.markdown(
    "1. **Split at random** into a training set and a test set. The flowers come sorted by "
    "species, so the first 70 would be a bad training set.\n"
    "2. **Fit everything on the training set alone**: the scaling too. The test set is transformed "
    "with the training set's means and standard deviations.\n"
    "3. **Compare both scores.** Low on both: the model is too simple, or not trained enough. High "
    "on the training set only: it overfits.\n"
    "4. **Repeat** over many splits, or with k-fold, to see how far chance reaches.\n"
    "5. Choosing η, epochs or neurons by the test score makes the test set part of the training. "
    "Choose on a third part, the **validation set**, and use the test set once."
)
st.latex(r"\text{score} = \frac{\text{samples answered right}}{\text{samples}}")
st.latex(r"z_j = \frac{x_j - \text{mean}_j^{\text{train}}}{\text{std}_j^{\text{train}}}")
course.link("standardisation", "Where the scaling comes from: Standardisation")

LESSON_MODEL = Model("adaline", 0.01, 15)


def solve_all_samples() -> str:
    """The lesson's challenge, for its two examples and both models."""
    rows = ""
    for name in ("setosa-versicolor", "versicolor-virginica"):
        lengths = Inputs(name, LESSON_FEATURES, standardise=False)
        for label, learner in (
            ("Adaline", LESSON_MODEL),
            ("network", Model("network", 0.5, 100, 3)),
        ):
            values = judging.many_splits(Judging(lengths, learner, 0.3, 1), 20)
            rows += (
                f"| {name} | {label} | {percent(values[:, 0].mean())} | {spread(values[:, 1])} |\n"
            )
    return (
        "Training on all samples is right for the network that you will use in the end, but then "
        "no sample is left to judge it by: the score on samples it has learnt from cannot tell "
        "knowing by heart from understanding. So validate first: split, scale with the training "
        "part's statistics, train, compare both scores, and repeat. 20 splits, 30 % kept back:"
        f"\n\n| Pair | Model | Training | Test |\n|---|---|---|---|\n{rows}"
    )


def solve_overfitting() -> str:
    """The same noisy points learnt with few and with many hidden neurons."""
    lengths = Inputs("versicolor-virginica", LESSON_FEATURES, standardise=False)
    rows = ""
    for hidden in (1, 3, 8):
        network = Model("network", 0.5, OVERFIT_EPOCHS, hidden)
        run = judging.overfit(Judging(lengths, network, 0.3, 1), 20, 0.2)
        train, test = run.train_costs[-1], run.test_costs[-1]
        rows += (
            f"| {hidden} | {words.number(train)} | {words.number(test)} "
            f"| {words.number(run.test_costs[run.best])} in epoch {run.epochs[run.best]} |\n"
        )
    return (
        "| Hidden neurons | training cost | test cost | lowest test cost |\n|---|---|---|---|\n"
        f"{rows}\nCosts for each sample, after {OVERFIT_EPOCHS} epochs; 20 samples, 20 % of the "
        "labels turned, seed 1. What helps: more samples, fewer neurons, stopping at the lowest "
        "cost on a validation set, or a penalty on large weights (L2, on the Playground)."
    )


lesson.exercises()
lesson.exercise(
    "all_samples",
    "Challenge: is it right to train on all samples?",
    "The earlier pages trained on all 100 flowers and counted the mistakes on the same 100. Is "
    "that right? How would you validate instead? Try it with both models and two pairs.",
    "Look at many splits of versicolor-virginica. How much does the test score move from split to "
    "split?",
    solve_all_samples,
)
panel.try_button("Show many splits", "try_splits", view="many splits", pair="versicolor-virginica")
lesson.exercise(
    "overfit",
    "Make a network overfit, then cure it",
    "In the view overfitting find settings where the test cost rises while the training cost "
    "falls. Then find two different ways to stop it.",
    "Few samples, many turned labels, many hidden neurons. Then change one of them at a time.",
    solve_overfitting,
)
panel.try_button(
    "Show overfitting",
    "try_overfit",
    view="overfitting",
    model="network",
    pair="versicolor-virginica",
)
lesson.question(
    "generalisation_question",
    "A network gets 100 % of its training samples right. What do you expect on new samples?",
    {
        "100 %, it has learnt the rule": "It may have learnt the samples by heart, wrong labels "
        "included. The training score alone cannot tell the difference.",
        "You cannot say without a test set": "The training score is too good as a rule. Only "
        "samples that were kept back, from the scaling too, show how it generalises.",
        "A little less, about 95 %": "Perhaps, perhaps 60 %. How much less depends on noise, size "
        "and network: the overfitting view shows a large gap.",
    },
    right="You cannot say without a test set",
)
