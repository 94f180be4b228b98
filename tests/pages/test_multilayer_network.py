"""The multi-layer page: its numbers are the network's, and every failure is named."""

import re

import numpy as np
import pytest

from core import network
from pages.lessons.multilayer_network import multilayer, plane_maps, playable, step_apart, surface
from pages.lessons.multilayer_network.multilayer import LessonTraining, X, Y
from tests.core import plain_network as plain
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
        weights, biases, _, outputs = plain.lesson_script(X, Y, *training.initial, 0.1, epoch)
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
    assert "**Epoch 3,000**: J is " in visit.words(at) != before


def test_the_step_is_the_one_from_the_moment_before_and_leads_to_the_next():
    training, run = run_of(epochs=10)
    taken = multilayer.take_apart(training, 3, run)
    at = [int(np.searchsorted(run.epochs, epoch)) for epoch in (2, 3)]
    assert (taken.step.layers[0].weights == run.layers(at[0])[0][0]).all()
    assert np.allclose(taken.step.layers[1].new_weights, run.layers(at[1])[0][1], rtol=1e-12)
    assert taken.step.cost == pytest.approx(run.costs[at[0]], rel=1e-12)


@pytest.mark.parametrize("activation", ["logistic", "tanh", "softplus", "identity"])
def test_gradients_agree_with_trying_out_and_those_after_the_change_do_not(activation):
    training, run = run_of(activation=activation, eta=1.0, epochs=50)
    taken = multilayer.take_apart(training, 2, run)
    assert taken.agrees and taken.furthest < 1e-9
    assert taken.late_furthest > 1e4 * taken.furthest
    assert "do not agree" not in step_apart.checked(taken)


def test_a_jump_is_told_where_trying_out_disagrees():
    training, run = run_of(activation="binary_step", output="same", start="zeros")
    told = step_apart.checked(multilayer.take_apart(training, 1, run))
    assert "do not agree" in told and "jump or a kink" in told


def test_what_stands_in_the_tables_can_be_computed_by_hand():
    training, run = run_of()
    taken = multilayer.take_apart(training, 5, run)
    neurons, weights = step_apart.neurons_table(run, taken), step_apart.weights_table(taken)
    assert len(neurons) == 12 and len(weights) == 19
    for table, formula, result, allowed in [
        (neurons, "z computed as", "z", {"abs": 0.01}),
        (neurons, "δ computed as", "δ", {"rel": 1e-3}),
        (weights, "∂J/∂w computed as", "∂J/∂w", {"rel": 1e-3, "abs": 1e-6}),
    ]:
        for written, value in zip(table[formula], table[result], strict=True):
            assert arithmetic(written) == pytest.approx(value, **allowed)
    assert (weights["after"] == weights["before"] + weights["update −η ∂J/∂w"]).all()
    assert (
        dict(zip(weights["weight"], weights["before"], strict=True))["w x2→h3"]
        == (taken.step.layers[0].weights[1, 2])
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
    assert (run.hidden == run.hidden[:, :, :1]).all()


def test_symmetry_is_told_with_its_measured_difference():
    at = visit.open_page(NAME, epochs="100", start="equal")
    assert "between their weights in all 100 epochs is **exactly 0**" in visit.words(at)
    hidden = visit.spec(visit.charts(at)["multilayer_hidden"])["data"]
    assert len(hidden) == 3 and len({str(curve["y"]) for curve in hidden}) == 1
    assert len({curve["line"]["dash"] for curve in hidden}) == 3
    visit.move(at, "start", "random")
    assert "went their own ways" in visit.words(at) and "exactly 0" not in visit.words(at)


@pytest.mark.parametrize("step", ["binary_step", "bipolar_step"])
def test_a_step_teaches_the_hidden_layer_nothing(step):
    training, run = run_of(activation=step)
    (told,) = multilayer.troubles(run, multilayer.final_step(run))
    assert run.hidden_moved == 0.0 and "layer moved by 0 in 500 epochs" in told
    assert "Only the output neuron, which is logistic, still learns" in told
    assert np.ptp(run.outputs[-1]) == 0 and training.output == "logistic"
    _, both = run_of(activation=step, output="same")
    (told,) = multilayer.troubles(both, multilayer.final_step(both))
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
    assert "Training ended before epoch 300, so epoch 2 is shown." in visit.words(at)


def test_saturation_and_death_are_told_from_the_slopes():
    _, run = run_of(eta=100.0)
    final = multilayer.final_step(run)
    told = " ".join(multilayer.troubles(run, final))
    wrong = np.abs(Y - run.outputs[-1]) > 0.5
    assert wrong.any() and (final.layers[1].slope[wrong] < 0.01).all() and "saturated" in told
    _, run = run_of(activation="relu", output="same", start="equal", eta=100.0)
    dead = int((run.z_hid[-1] <= 0).all(axis=0).sum())
    told = " ".join(multilayer.troubles(run, multilayer.final_step(run)))
    assert dead and f"{dead} hidden neuron" in told and "**dead**" in told
    _, well = run_of(epochs=5000)
    assert multilayer.troubles(well, multilayer.final_step(well)) == []


def test_the_network_plays_with_the_runs_own_numbers():
    _, run = run_of()
    moments = [(f"Epoch {run.epochs[i]}", run.forward(i, 1)) for i in (0, 40, -1)]
    figure = playable.playable(moments, strongest=3.0).to_dict()
    assert [frame["name"] for frame in figure["frames"]] == ["0", "1", "2"]
    for frame, (_, shown) in zip(figure["frames"], moments, strict=True):
        cells = frame["data"][-1]
        assert f"{shown.outputs[-1][0]:.2f}".rstrip("0") == cells["text"][-1]
        lines = [t for t in frame["data"] if "x" in t]
        assert len(frame["traces"]) == len(frame["data"])
        assert sum(t["x"].count(None) for t in lines if t["x"] != [None]) == 4 * 3 + 3
        assert all(t["x"] for t in lines), "an empty line would not be cleared in the browser"


def test_points_that_no_line_cuts_need_neurons_that_differ():
    at = visit.open_page(NAME, epochs="1")
    for box in at.expander:
        assert box.label != "What each hidden neuron sees" or not box.proto.expanded
    at.session_state["plane"] = True
    at.run()
    score = [int(found) for found in re.findall(r"has \*\*(\d+)%\*\*", visit.words(at))]
    visit.move(at, "start", "equal")
    equal = [int(found) for found in re.findall(r"has \*\*(\d+)%\*\*", visit.words(at))]
    assert len(score) == len(equal) == 1 and score[0] > 90 and equal[0] < 75
    maps = visit.spec(visit.charts(at)["multilayer_plane"])
    assert maps["frames"]


def test_drawn_moments_lie_closer_at_the_start_and_keep_both_ends():
    assert plane_maps.frame_rows(5, 10).tolist() == [0, 1, 2, 3, 4]
    rows = plane_maps.frame_rows(101, 11)
    assert (rows[0], rows[-1]) == (0, 100)
    assert (np.diff(rows, 2) >= 0).all() and np.diff(rows)[0] < np.diff(rows)[-1]


def test_codes_and_maps():
    values = np.array([[-2.0, -1.0, 0.0, 1.0, np.inf, np.nan]])
    assert surface.codes(values, 0.0, 1.0).tolist() == [[1, 1, 120, 239, 239, 120]]
    maps = np.stack([np.full((14, 14), 1), np.full((14, 14), 239)]).astype(np.uint8)
    row = surface.mosaic(maps)
    assert row.shape == (14, 2 * 14 + 4)
    assert set(row[:, :14].flat) == {1} and set(row[:, 14:18].flat) == {0}
    assert set(row[:, 18:].flat) == {239}
    looks = list(surface.looks([np.array([[0.0, -0.05, 0.2, -1.0, 2.0, -9.0]])]))
    assert looks == [None, None, 0, 5, 2, 7]
