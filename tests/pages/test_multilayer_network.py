"""The multi-layer page: its numbers are the network's, and every failure is named."""

import re
from dataclasses import replace
from itertools import pairwise
from urllib.parse import parse_qsl

import numpy as np
import pytest

from core import network
from core.activations import ACTIVATIONS
from pages.lessons.multilayer_network import (
    backward,
    exercises,
    gradients,
    multilayer,
    plane,
    run_controls,
    step_apart,
    told,
    touch,
    update_view,
)
from pages.lessons.multilayer_network.multilayer import LessonTraining, X, Y
from pages.lessons.multilayer_network.troubles import troubles
from pages.shared import words
from pages.shared.drawn_network import neuron_map
from pages.shared.drawn_network.names import Names
from pages.shared.figures.network import NetworkPart
from tests.core import plain_network
from tests.pages import visit

NAME = "multilayer_network"


def run_of(**settings):
    training = LessonTraining(**{"epochs": 500, **settings})
    return training, multilayer.train(training)


def test_the_moments_are_those_of_the_lessons_script():
    training, run = run_of(epochs=300)
    for epoch in (0, 1, 9, 299, 300):
        moment = int(np.searchsorted(run.epochs, epoch))
        assert run.epochs[moment] == epoch
        weights, biases, _, outputs = plain_network.lesson_script(
            X, Y, *training.initial, 0.1, epoch
        )
        assert np.allclose(run.layers(moment)[0][0], weights[0], rtol=1e-9)
        assert np.allclose(run.layers(moment)[1][1], biases[1], rtol=1e-9)
        assert np.allclose(run.outputs[moment], outputs, rtol=1e-9)
        assert run.costs[moment] == pytest.approx(0.5 * np.sum((Y - outputs) ** 2), rel=1e-9)


@pytest.mark.parametrize("last", [0, 1, 2, 7, 500, 20_000])
def test_every_epoch_on_offer_begins_at_a_moment_that_is_kept(last):
    kept = multilayer.moments(last)
    assert kept[0] == 0 and kept[-1] == last and (np.diff(kept) > 0).all() and len(kept) < 200
    assert {step - 1 for step in multilayer.STEPS if step <= last} <= set(kept.tolist())


def test_another_epoch_taken_apart_trains_nothing(monkeypatch):
    at = visit.open_page(NAME, seed="77")
    before = visit.words(at)
    monkeypatch.setattr(network, "train", lambda *a, **k: pytest.fail("trained again"))
    visit.move(at, "step", 3000)
    visit.assert_well(at, NAME)
    visit.move(at, "view", "one update")
    visit.assert_well(at, NAME)
    assert "The update of epoch 3000 moves" in visit.words(at) != before


def test_the_step_is_the_one_from_the_moment_before_and_leads_to_the_next():
    training, run = run_of(epochs=10)
    taken = gradients.take_apart(training, 3, run)
    at = [int(np.searchsorted(run.epochs, epoch)) for epoch in (2, 3)]
    assert (taken.step.layers[0].weights == run.layers(at[0])[0][0]).all()
    assert np.allclose(taken.step.layers[1].new_weights, run.layers(at[1])[0][1], rtol=1e-12)
    assert taken.step.cost == pytest.approx(run.costs[at[0]], rel=1e-12)


@pytest.mark.parametrize("activation", ["logistic", "tanh", "softplus", "identity"])
def test_gradients_agree_with_trying_out_and_those_after_the_change_do_not(activation):
    for hidden in ((3,), (3, 2)):
        training, run = run_of(activation=activation, eta=1.0, epochs=50, hidden=hidden)
        taken = gradients.take_apart(training, 2, run)
        assert taken.agrees and taken.furthest < 1e-8
        assert taken.late_furthest > 1e4 * taken.furthest
    assert "do not agree" not in step_apart.checked(run, taken)


def test_a_jump_is_told_where_trying_out_disagrees():
    training, run = run_of(activation="binary_step", output="same", start="zeros")
    told = step_apart.checked(run, gradients.take_apart(training, 1, run))
    assert "do not agree" in told and "jump or a kink" in told


def test_no_jump_is_told_of_an_activation_that_has_none():
    into = [
        (NetworkPart(1, 0, i), w) for i, w in enumerate((-100.0, 100.0, 0.0, 0.0, 0.0), start=-1)
    ]
    on = [(NetworkPart(2, 0, i), w) for i, w in enumerate((-50.0, 100.0, 0.0, 0.0), start=-1)]
    training, run = run_of(own=(*into, *on))
    taken = gradients.take_apart(training, 1, run)
    told = step_apart.checked(run, taken)
    assert not taken.agrees and "because J bends too strongly" in told and "kink" not in told


def test_no_zero_of_a_table_has_a_minus_sign():
    training, run = run_of(start="zeros", activation="relu")
    taken = gradients.take_apart(training, 2, run)
    for table in (step_apart.weights_table(run, taken), step_apart.neurons_table(run, taken)):
        zeros = table.select_dtypes("float").to_numpy()
        assert not np.signbit(zeros[zeros == 0]).any()


@pytest.mark.parametrize(
    ("hidden", "neurons", "weights", "name", "place"),
    [((3,), 12, 19, "w x₂→h3", (0, 1, 2)), ((3, 2), 18, 26, "w h1.3→h2.2", (1, 2, 1))],
)
def test_what_stands_in_the_tables_can_be_computed_by_hand(hidden, neurons, weights, name, place):
    training, run = run_of(hidden=hidden)
    sizes = neurons, weights
    taken = gradients.take_apart(training, 5, run)
    neurons, weights = step_apart.neurons_table(run, taken), step_apart.weights_table(run, taken)
    assert (len(neurons), len(weights)) == sizes
    for table, formula, result, allowed in [
        (neurons, "z computed as", "z", {"abs": 0.01}),
        (neurons, "δ computed as", "δ", {"rel": 1e-3}),
        (weights, "∂J/∂w computed as", "∂J/∂w", {"rel": 1e-3, "abs": 1e-6}),
    ]:
        for written, value in zip(table[formula], table[result], strict=True):
            assert arithmetic(written) == pytest.approx(value, **allowed)
    assert (weights["after"] == weights["before"] + weights["update −η ∂J/∂w"]).all()
    assert (
        dict(zip(weights["weight"], weights["before"], strict=True))[name]
        == (taken.step.layers[place[0]].weights[place[1:]])
    )


def arithmetic(written):
    """The value of a formula as the page writes it."""
    raised = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
    powers = re.sub(r" × 10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda m: f"e{m[1].translate(raised)}", written)
    return eval(powers.replace("−", "-").replace("·", "*").replace("[", "(").replace("]", ")"))


@pytest.mark.parametrize("start", ["equal", "zeros"])
@pytest.mark.parametrize("activation", ["logistic", "softplus", "relu"])
def test_equal_neurons_never_part(start, activation):
    _, run = run_of(start=start, activation=activation)
    assert run.apart == 0.0
    assert run_of(start=start, activation=activation, hidden=(3, 2))[1].apart < 1e-9
    assert all((layer == layer[:, :, :1]).all() for layer in run.hidden)


def test_symmetry_is_told_with_its_measured_difference():
    at = visit.open_page(NAME, epochs="100", start="equal")
    assert "between their weights in 100 epochs is **exactly 0**" in visit.words(at)
    hidden = visit.charts(at)["multilayer_hidden"].data
    assert len(hidden) == 3 and len({str(curve["y"]) for curve in hidden}) == 1
    assert len({curve["line"]["dash"] for curve in hidden}) == 3
    visit.move(at, "start", "random")
    assert "at the moments shown by up to" in visit.words(at) and "exactly 0" not in visit.words(at)
    visit.move(at, "view", "one update")
    assert "moments shown" not in visit.words(at), "they are those of training"


def test_no_two_hidden_neurons_are_drawn_alike():
    at = visit.open_page(NAME, epochs="1", hidden="6")
    hidden = visit.charts(at)["multilayer_hidden"].data
    assert len({curve["line"]["dash"] for curve in hidden}) == 6
    assert len({curve["marker"]["symbol"] for curve in hidden}) == 6


def test_nothing_is_said_to_part_where_nothing_moves():
    _, run = run_of(activation="binary_step", output="same")
    said = told.symmetry(run)
    assert "no weight into them has moved" in said and "furthest" not in said


@pytest.mark.parametrize("activation", ["identity", "softplus"])
def test_no_output_is_said_to_get_flatter_that_does_not(activation):
    _, run = run_of(activation=activation, output="same", eta=0.01)
    assert "flatter" not in told.log_cost(run)
    assert "flatter" in told.log_cost(run_of()[1])


def test_the_samples_are_printed():
    assert "| 2 | 1 | 0 | 1 | 1 | 1 |" in visit.words(visit.open_page(NAME))


@pytest.mark.parametrize("hidden", [(3,), (3, 2)])
def test_each_moment_of_a_step_shows_what_has_been_computed_by_then(hidden):
    training, run = run_of(hidden=hidden)
    taken = gradients.take_apart(training, 1, run)
    one = backward.of_run(run, taken.step, 1)
    figure = update_view.view(told.Seen(run, one, 0), None).shown[1].figure
    (motion,) = figure.motions
    known = [np.isfinite(changes[0]["y"]).tolist() for changes in motion.changes]
    neurons, layers = sum(hidden) + 1, len(hidden) + 1
    forward = [[False] * neurons] * (layers + 1)
    back = [sum(hidden[:k]) for k in range(len(hidden), 0, -1)]  # what still has no delta
    assert known == [
        *forward,
        *([False] * late + [True] * (neurons - late) for late in back),
        *([[True] * neurons] * 2),
    ]
    assert len(told.step_captions(one, 0)) == len(told.step_sayings(one, 0)) == len(known)


def test_the_nudges_of_the_samples_add_up_to_the_update():
    for hidden, weights in (((3,), 19), ((3, 2), 26)):
        training, run = run_of(hidden=hidden)
        one = backward.of_run(run, gradients.take_apart(training, 2, run).step, 2)
        total = backward.nudges(one).sum(axis=0)
        updates = multilayer.flat([(x.weight_update, x.bias_update) for x in one.step.layers])
        np.testing.assert_allclose(total, updates, rtol=1e-9, atol=1e-15)
        assert len(multilayer.weight_names(one.sizes)) == len(total) == weights


def logistic(z):
    return 1 / (1 + np.exp(-z))


def test_a_step_is_told_with_the_numbers_of_a_plain_script():
    training, run = run_of(epochs=5)
    one = backward.of_run(run, gradients.take_apart(training, 2, run).step, 2)
    (w_hidden, w_out), (b_hidden, b_out) = run.layers(1)
    h = logistic(X @ w_hidden + b_hidden)
    o = logistic(h @ w_out + b_out)
    delta_out = (o - Y) * o * (1 - o)
    delta_hidden = (delta_out @ w_out.T) * h * (1 - h)
    cost = words.number(0.5 * ((o - Y) ** 2).sum())
    out, back = told.row(o[1]), told.row(delta_out[1])
    assert told.step_captions(one, 1) == [
        "Sample 2 arrives: inputs 1, 0, 1, 1, target 1",
        f"Forward to the hidden layer: h = {told.row(h[1])}",
        f"Forward to the output: o = {out}; over all samples J = {cost}",
        f"Back to the output: δ = {back}",
        f"Back to the hidden layer: δ = {told.row(delta_hidden[1])}",
        "Update: every weight moves by −η times its gradient, the sum over the samples; η = 0.1",
    ]
    assert told.forward_and_back(one, 1) == (
        f"Sample 2 in the network: output {out} on the way forward, δ of the output {back} and of "
        f"the hidden neurons {told.row(delta_hidden[1])} on the way back."
    )
    largest = [
        words.number(0.1 * max(np.abs(part).max() for part in parts))
        for parts in ((X.T @ delta_hidden, h.T @ delta_out),
                      (delta_hidden.sum(axis=0), delta_out.sum(axis=0)))
    ]  # fmt: skip
    assert told.one_step(one) == (
        f"The update of epoch 2 moves no weight by more than {largest[0]} and no bias by more "
        f"than {largest[1]}. J was {cost} before it."
    )


@pytest.mark.parametrize(("hidden", "with_letter"), [((3, 4), "xxxxxxxx"), ((2, 6), "xoxooooox")])
def test_in_a_crowded_drawing_only_the_first_cell_of_a_layer_has_the_letter_delta(
    hidden, with_letter
):
    training, run = run_of(hidden=hidden)
    one = backward.of_run(run, gradients.take_apart(training, 2, run).step, 2)
    *_, discs, _names = visit.traces_at(backward.figure(one, 0), one.moments - 1)
    drawn = [text.startswith("δ<br>") for text in discs["text"][len(X[0]) :]]
    assert drawn == [letter == "x" for letter in with_letter]


@pytest.mark.parametrize(("followed", "j"), [(None, 0), (NetworkPart(1, 2), 2)])
def test_the_arithmetic_of_a_step_is_that_of_the_neuron_that_is_followed(followed, j):
    training, run = run_of(epochs=5)
    one = backward.of_run(run, gradients.take_apart(training, 2, run).step, 2)
    hidden, out = one.step.layers
    sayings = told.step_sayings(one, 1, followed)
    z, a = (words.number(values[1, j]) for values in (hidden.z, hidden.a))
    assert sayings[1].startswith(f"Neuron h{j + 1}: z = ")
    assert sayings[1].endswith(f" = {z}, h{j + 1} = f(z) = {a}")
    assert sayings[2].startswith("Output: z = ")
    assert sayings[2].endswith(f" = {words.number(out.z[1, 0])}, o = f(z) = "
                               f"{words.number(out.a[1, 0])}")  # fmt: skip
    error, slope, delta = map(words.number, (out.a[1, 0], out.slope[1, 0], out.delta[1, 0]))
    assert f"= ({error} − 1) · {slope} = {delta}: how fast" in sayings[3]
    assert sayings[4].endswith(f" = {words.number(hidden.delta[1, j])}")
    gradient = out.weight_gradient[j, 0]
    assert sayings[5].startswith(f"Weight from h{j + 1} to the output: ∂J/∂w = ")
    assert sayings[5].endswith(
        f" = {words.number(gradient)}, so it moves by {words.number(-0.1 * gradient)}"
    )
    first = told.step_sayings(one, 1, NetworkPart(2, 0))[5]
    assert first.startswith("Weight from h1 to the output: ")


def test_a_run_is_told_with_its_last_outputs():
    _, run = run_of(epochs=5)
    outputs = told.row(network.predict_outputs(X, *run.layers(-1))[:, 0])
    cost = words.number(run.costs[-1])
    assert f"to **{cost}**. The outputs are **{outputs}**, the targets" in told.outcome(run)
    assert told.captions(run)[-1] == (
        f"Epoch 5: cost J {cost}, outputs {outputs} for the targets 1, 1, 0"
    )


def test_with_two_outputs_a_hidden_delta_sums_over_two_paths():
    training = LessonTraining()
    one = backward.with_two_outputs(training)
    sums = one.out.delta[0] @ one.out.weights[0]
    hidden = one.step.layers[0]
    assert hidden.delta[0, 0] == pytest.approx(sums * hidden.slope[0, 0], rel=1e-12)
    saying = told.step_sayings(one, 0)[one.delta_at(1)]
    assert saying.count(" · 0.") == 3 and " + " in saying
    at = visit.open_page(NAME, view="one update", outputs="2")
    visit.assert_well(at, NAME)
    assert len(multilayer.weight_names(one.sizes)) == 23


@pytest.mark.parametrize("step", ["binary_step", "bipolar_step"])
def test_a_step_teaches_the_hidden_layer_nothing(step):
    training, run = run_of(activation=step)
    (told,) = troubles(run)
    assert run.hidden_moved == 0.0 and "layer moved by 0 in 500 epochs" in told
    assert "Only the output neuron, which is logistic, still learns" in told
    assert np.ptp(run.outputs[-1]) == 0 and training.output == "logistic"
    _, both = run_of(activation=step, output="same")
    (told,) = troubles(both)
    assert "nothing in this network learns" in told and (both.history == both.history[0]).all()


def test_a_divergence_is_named_by_its_epoch():
    training, run = run_of(activation="identity", output="same", eta=100.0)
    by_core = network.train(X, Y, *training.initial, 100.0, 500, "identity")
    assert by_core.diverged_at is not None and np.isfinite(run.costs).all()
    at = visit.open_page(
        NAME, activation="identity", output="same", eta="100", epochs="500", step="300"
    )
    visit.assert_well(at, NAME)
    assert f"**diverged in epoch {by_core.diverged_at}**" in visit.words(at)
    assert f"The figures end with epoch {run.last}." in visit.words(at)
    assert "Training ended before epoch 300, so epoch 2 is taken apart." in visit.words(at)


def test_saturation_and_death_are_told_from_the_slopes():
    _, run = run_of(eta=100.0)
    told = " ".join(troubles(run))
    wrong = np.abs(Y - run.outputs[-1]) > 0.5
    slope = ACTIVATIONS["logistic"].derivative(run.values[-1].z[-1])
    assert wrong.any() and (slope[wrong] < 0.01).all() and "saturated" in told
    _, run = run_of(activation="relu", output="same", start="equal", eta=100.0)
    dead = int((run.values[0].z[-1] < 0).all(axis=0).sum())
    told = " ".join(troubles(run))
    assert dead and f"{dead} hidden neuron" in told and "**dead**" in told
    assert ("a **dead** neuron" in told) == (dead == 1)
    _, well = run_of(epochs=5000)
    assert troubles(well) == []


def test_dead_neurons_and_outputs_are_told_as_many_as_they_are():
    _, run = run_of(activation="relu", output="same", eta=1.0)
    told = " ".join(troubles(run))
    assert "2 hidden neurons of 3 had z < 0" in told and "0: **dead** neurons, whose" in told
    _, run = run_of(activation="relu", output="same", eta=1.0, hidden=(1,))
    assert "The hidden neuron had z < 0" in " ".join(troubles(run))
    _, run = run_of(activation="relu", start="zeros")
    assert "Only the output's bias" in " ".join(troubles(run))
    assert "Only each output's bias" in " ".join(troubles(run, outputs=2))


def test_captions_have_the_digits_of_the_prose_and_name_several_targets():
    _, run = run_of(activation="elu", output="same", eta=10.0, epochs=1)
    assert told.row(run.outputs[-1, :, 0]) in told.captions(run)[-1]
    training, run = run_of(epochs=1)
    for one, target in [
        (backward.of_run(run, gradients.take_apart(training, 1, run).step, 1), "target 1"),
        (backward.with_two_outputs(training), "targets 1, 0"),
    ]:
        assert told.step_captions(one, 0)[0].endswith(target)


def test_the_network_plays_with_the_runs_own_numbers():
    _, run = run_of()
    scene = visit.scene(visit.open_page(NAME, epochs="500"))
    assert len(scene["captions"]) == len(run.epochs)
    assert scene["captions"][-1].startswith("Epoch 500: cost J ")


def test_points_that_no_line_cuts_need_neurons_that_differ():
    random, equal = (plane.score("xor", start) for start in ("random", "equal"))
    assert random > 0.9 and equal < 0.75
    at = visit.open_page(NAME, epochs="1", view="plane", start="equal")
    assert "% of the training points on the correct side" in visit.words(at).replace("**", "")


def test_the_slope_is_that_of_the_network_on_show_also_on_the_plane():
    for view, name in {"training": "relu", "one update": "relu", "plane": "tanh"}.items():
        at = visit.open_page(NAME, epochs="1", view=view, activation="relu")
        assert told.slope_of(ACTIVATIONS[name]) in visit.words(at), view


def test_the_plane_is_named_after_the_neuron_whose_map_lies_under_the_points():
    for chosen, name in {"o1": "the output", "h1.2": "h1.2", "x1": "x1"}.items():
        at = visit.open_page(NAME, view="plane", neuron=chosen)
        figure = visit.charts(at)["multilayer_plane"]
        assert figure.title == f"Points over the map of {name}"
        assert figure.alt.startswith(f"The points of xor over the map of {name}. ")


def test_in_the_plane_rests_what_belongs_to_the_three_samples_and_keeps_its_values():
    at = visit.open_page(NAME, view="plane", eta="0.3")
    resting = {w.key for w in (*at.select_slider, *at.selectbox, *at.number_input) if w.disabled}
    assert resting == {"eta", "epochs", "activation", "seed", "step"}
    assert "What it learns from" not in [header.value for header in at.header]
    visit.move(at, "view", "training")
    assert visit.values(at)["eta"] == 0.3


def test_a_neuron_that_is_followed_has_its_sum_and_its_map():
    own = "x1-h1.2=-2, bias-o1=0.5, x9-h1.1=1"
    at = visit.open_page(NAME, neuron="h1.2", epochs="100", sample="2", hidden="4", own=own)
    visit.assert_well(at, NAME)
    assert "Not used: `x9-h1.1=1`" in at.warning[0].value
    scene = visit.scene(at)
    assert scene["sayings"][0].startswith("hidden 1, neuron 2: z = 1 · (−2) + 0 · ")
    (chart,) = [one for one in scene["figures"] if one["key"] == "multilayer_map"]
    (motion,) = [one for one in chart["motions"] if one["kind"] == "unit_map"]
    assert motion["network"]["inputs"] == ["x1", "x2", 1.0, 1.0]
    assert motion["network"]["chosen"] == [1, 1]
    assert motion["network"]["sizes"] == [4, 4, 1]


def test_the_mark_on_a_map_says_what_the_neuron_answers():
    own = ((NetworkPart(1, 1, 0), -2.0),)
    _, run = run_of(hidden=(4,), own=own)
    watched = neuron_map.WatchedNeuron(
        Names((4, 4, 1)),
        run.history,
        run.training.activations,
        X[1].tolist(),
        NetworkPart(1, 1),
        (0, 1),
    )
    for moment in (0, len(run.epochs) - 1):
        assert watched.answers(moment, X[1:2])[0] == pytest.approx(run.hidden[0][moment, 1, 1])
    figure = neuron_map.shown(watched, "map").figure
    visit.checked(figure)
    assert figure.data[0]["text"] == [f"a = {words.number(run.hidden[0][-1, 1, 1], 3)}"]
    low, high = watched.reach()
    assert low < run.hidden[0][0, 1, 1] < high
    still = replace(watched, weights=np.zeros_like(watched.weights))
    assert ": 0.5 everywhere. For the sample on show it" in neuron_map.shown(still, "map").alt


@pytest.mark.parametrize("outputs", [1, 2])
def test_what_goes_forward_and_back_is_counted(outputs):
    training, run = run_of(hidden=(outputs,), epochs=5)
    step = gradients.take_apart(training, 1, run).step
    one = backward.with_two_outputs(training) if outputs > 1 else backward.of_run(run, step, 1)
    said = told.forward_and_back(one, 0)
    assert ("of the outputs" in said) == ("hidden neurons" in said) == (outputs > 1)


@pytest.mark.parametrize("hidden", [(1,), (2,), (6,), (1, 1), (2, 6)])
def test_with_other_hidden_neurons_every_view_has_its_numbers(hidden):
    training, run = run_of(hidden=hidden, epochs=50)
    taken = gradients.take_apart(training, 2, run)
    weights = sum((1 + a) * b for a, b in pairwise((4, *hidden, 1)))
    assert taken.agrees and len(step_apart.weights_table(run, taken)) == weights
    assert len(step_apart.neurons_table(run, taken)) == 3 * (sum(hidden) + 1)
    only = "one neuron in each hidden layer" if len(hidden) > 1 else "one hidden neuron"
    assert (only in told.symmetry(run)) == (max(hidden) == 1)
    one = backward.of_run(run, taken.step, 2)
    assert len(multilayer.weight_names(one.sizes)) == weights
    link = {
        "layers": str(len(hidden)),
        **{k: str(n) for k, n in zip(touch.HIDDEN_KEYS, hidden, strict=False)},
    }
    for view in run_controls.VIEWS:
        at = visit.open_page(NAME, view=view, epochs="100", **link)
        visit.assert_well(at, NAME)
    chosen = visit.charts(at)["multilayer_maps"].chosen
    assert chosen == [len(hidden) + 1, 0], "the plane opens on the map of the output"
    visit.assert_well(visit.move(at, "neuron", "o1"), NAME)


def test_through_two_hidden_layers_every_delta_is_a_sum_over_paths():
    training, run = run_of(hidden=(3, 2))
    one = backward.of_run(run, gradients.take_apart(training, 3, run).step, 3)
    first, second, _ = one.step.layers
    by_hand = (second.delta @ second.weights.T) * first.slope
    assert np.allclose(first.delta, by_hand, rtol=1e-12)
    sayings = told.step_sayings(one, 1, NetworkPart(1, 2))
    back = sayings[one.delta_at(1)]
    assert back.startswith("h1.3: δ = (sum of δ · w over the neurons that it leads to)")
    paths, result = re.search(r"f′\(z\) = \((.+)\) · [^ ]+ = (.+)$", back).groups()
    slope = first.slope[1, 2]
    assert arithmetic(paths) * slope == pytest.approx(arithmetic(result), rel=0.02)
    assert sayings[-1].startswith("Weight from h1.3 to h2.1: ")
    assert told.step_captions(one, 1)[-2].startswith("Back to hidden layer 1: ")


def test_plus_and_minus_add_and_remove_neurons_and_layers():
    at = visit.open_page(NAME, epochs="100")
    for what, key, by, value in (
        ("layers", "layers", 1, 2), ("layers", "layers", 1, 2), ("hidden2", "hidden2", -1, 2),
        ("hidden", "hidden", 1, 4), ("layers", "layers", -1, 1), ("hidden", "hidden", -1, 3),
    ):  # fmt: skip
        now = visit.values(at)
        hidden = tuple(now[key] for key in touch.HIDDEN_KEYS if key in now)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                touch, "put", lambda settings: at.session_state.__setitem__(*settings.popitem())
            )
            touch.resized(hidden, 1, {"what": what, "by": by})
        visit.assert_well(at.run(), NAME)
        assert visit.values(at)[key] == value


def test_an_own_start_is_not_said_to_be_alike_when_it_is_not():
    _, run = run_of(start="equal", own=((NetworkPart(1, 0, 0), 3.0),))
    assert "started alike" not in told.symmetry(run)
    _, two = run_of(hidden=(2,), own=((NetworkPart(2, 1, 0), 3.0),))
    assert (two.history == run_of(hidden=(2,))[1].history).all(), "there is no second output"


def test_a_tanh_output_gets_flatter_at_one_target_only():
    tanh = told.log_cost(run_of(activation="tanh", output="same", epochs=10)[1])
    assert "as it nears a target of 1" in tanh, "near 0 it is at its steepest"
    assert "as it nears the targets" in told.log_cost(run_of(epochs=10)[1])


def test_the_numbers_below_an_update_with_two_outputs_are_said_to_be_of_another_network():
    at = visit.open_page(NAME, view="one update", outputs="2", step="100")
    assert "Every number of epoch 100, with one output" in [box.label for box in at.expander]
    visit.move(at, "outputs", 1)
    assert "Every number of epoch 100" in [box.label for box in at.expander]


def test_an_output_that_nears_no_target_is_not_said_to_slow_down_for_it():
    _, run = run_of(start="zeros", activation="relu")
    assert np.ptp(run.outputs[-1]) == 0, "all it can do is the mean of the targets"
    said = told.log_cost(run)
    assert "It does so ever more slowly" not in said and said.endswith("more slowly there.")


def test_a_large_rate_that_gets_there_is_not_said_to_be_stuck():
    (rates,) = [one for one in exercises.EXERCISES if one.key == "rates"]
    truths = set()
    for seed in (1, 20):
        _, run = run_of(eta=100.0, seed=seed, epochs=2000)
        seen = told.Seen(run, None, 0)
        truth = rates.predict.truth(seen)
        truths.add(truth)
        assert (truth == "gets stuck with a large cost") == (run.costs[-1] > 0.1)
    assert truths == {"gets stuck with a large cost", "learns faster"}


def test_only_the_binary_step_solves_the_exercise_on_it():
    (step,) = [one for one in exercises.EXERCISES if one.key == "step_function"]
    for activation in ("binary_step", "bipolar_step"):
        _, run = run_of(activation=activation, epochs=500)
        assert step.solved(told.Seen(run, None, 0)) == (activation == "binary_step")
    _, short = run_of(activation="binary_step", epochs=200)
    assert not step.solved(told.Seen(short, None, 0)) and "at least 500 epochs" in step.task


@pytest.mark.parametrize("key", ["seeds", "step_function"])
def test_from_another_network_the_controls_can_be_set_to_the_one_that_is_spoken_of(key):
    """From an equal start no seed is on offer, and a step as output learns nothing at all."""
    link = {"start": "equal", "output": "same"}
    at = visit.open_page("multilayer_network", exercise=key, **link)
    at.button(key=f"try_{key}").click().run()
    stands = visit.values(at)
    assert [stands[one] for one in link] == ["random", "logistic"]
    assert "exercises solved" not in at.session_state
    visit.move(at, "seed", 2)
    visit.move(at, "activation", "binary step")
    assert "exercises solved" in at.session_state


def test_delta_can_be_worked_out_from_the_task_alone():
    at = visit.open_page("multilayer_network", exercise="delta")
    at.button(key="try_delta").click().run()
    assert visit.scene(at)["locked"]
    o = float(re.search(r"answers o = ([\d.]+)\. ", visit.words(at))[1])
    box = at.number_input(key="multilayer_network_delta_guess")
    box.set_value(round((o - 1) * o * (1 - o), 4)).run()
    at.button(key="predict").click().run()
    assert len(at.success) == 1
    assert f"o = {words.number(o)};" in visit.scene(at)["captions"][2]


def test_the_second_target_is_1_minus_the_first_and_the_task_says_so():
    (paths,) = [one for one in exercises.EXERCISES if one.key == "two_paths"]
    assert "whose target is 1 minus that of the first" in paths.task
    for sample, targets in ((1, "1, 0"), (3, "0, 1")):
        link = {"view": "one update", "outputs": "2", "sample": str(sample)}
        at = visit.open_page("multilayer_network", **link)
        assert visit.scene(at)["captions"][0].endswith(f"targets {targets}")


def test_a_delta_of_another_start_is_not_asked_for_with_the_lessons_output():
    for link in ({"start": "equal"}, {"activation": "tanh"}, {"output": "same", "step": "2"}):
        at = visit.open_page("multilayer_network", exercise="delta", view="one update", **link)
        assert not visit.scene(at)["locked"], link


def test_a_cost_that_has_not_moved_is_not_said_to_have_gone():
    _, run = run_of(start="equal", activation="binary_step", output="same", epochs=100)
    assert "the cost J is still **0.5**" in told.outcome(run)
    assert "has gone from" in told.outcome(run_of(epochs=100)[1])


def test_every_letter_of_a_slope_has_a_value():
    for f in ACTIVATIONS.values():
        for sign, letter in ((r"c \,", "c"), (r"\alpha", "α"), (r"\theta", "θ")):
            if sign in f.derivative_formula:
                assert f" with {letter} = " in told.slope_of(f)
    assert told.slope_of(ACTIVATIONS["elu"]).endswith(" with α = 1")


def test_what_the_run_on_the_samples_met_is_not_said_of_the_points_in_the_plane():
    faulty = {"eta": "100", "activation": "identity", "output": "same", "step": "5000"}
    met = ("diverged in epoch", "bends nothing", "Training ended before epoch 5000")
    at = visit.open_page("multilayer_network", **faulty)
    assert all(what in visit.words(at) for what in met)
    visit.move(at, "view", "plane")
    assert not any(what in visit.words(at) for what in met)


@pytest.mark.parametrize("own", ["", "x1-h1.1=2, bias-o1=-1"])
def test_the_network_of_the_plane_is_the_same_in_the_playground(own):
    at = visit.open_page(NAME, view="plane", pair="moons", start="equal", own=own)
    (link,) = [one.proto for one in at.get("page_link") if "in the Playground" in one.proto.label]
    played = visit.open_page("playground", **dict(parse_qsl(link.query_string)))
    ends = [visit.scene(page)["captions"][-1] for page in (at, played)]
    assert ends[0] == ends[1] and ends[0].startswith("Epoch 300: ")


def test_weights_of_the_samples_network_do_not_go_along_into_the_plane():
    at = visit.open_page(NAME, own="x4-h1.1=2")
    (link,) = [one.proto for one in at.get("page_link") if "in the Playground" in one.proto.label]
    assert dict(parse_qsl(link.query_string))["start"] == "glorot"
