"""The playground: what its runs come to, weights set by hand, limits, Stop, and what it sends."""

import re

import numpy as np
import pytest

from core import network
from core.activations import ACTIVATIONS
from core.parameters import pack, unpack
from data import SETS
from pages.shared.figures import surface
from pages.shared.long_work import work as long_work
from pages.shared.plane_network import (
    by_hand,
    network_runs,
    network_scene,
    network_settings,
    snapshots,
)
from pages.shared.plane_network.network_settings import (
    BY_HAND,
    MOST_SECONDS,
    Architecture,
    Method,
    NetworkTraining,
    PlaneData,
    affordable_epochs,
    epoch_seconds,
    part_lengths,
)
from tests.pages import visit

NOWHERE = ("", "")
CIRCLES = PlaneData("circles", NOWHERE)
XOR_BY_STEPS = "0,1,0;0,0,1|-0.5,1,-1;-0.5,-1,1|-0.5,1,1"


def run_of(training: NetworkTraining):
    """A whole run without the page, and what the figures show of it."""
    run = network_runs.whole(training)
    return run, network_runs.watch(training, len(run.snapshot_epochs), run)


def told(at) -> str:
    return visit.words(at)


def test_the_page_opens_with_a_network_that_has_learnt_the_circles():
    at = visit.open_page("playground")
    visit.assert_well(at, "playground")
    shares = re.search(r"\*\*([\d.]+)%\*\* of the training points right, \*\*([\d.]+)%", told(at))
    assert shares and min(map(float, shares.groups())) > 95
    assert "| −1, train | 70 | 0 |" in told(at)


def test_a_run_in_parts_is_the_same_as_one_run(monkeypatch):
    training = NetworkTraining(CIRCLES, epochs=12, method=Method(seed=4242))
    work = network_runs.task(training)
    rows = work.points.train
    once = network.train(
        work.points.x[rows], work.targets[rows], *work.start, training.eta, 12, work.activations,
        reduction="mean", batch_size=20, rng=4242,
    )  # fmt: skip
    monkeypatch.setattr(long_work, "CHUNK_SECONDS", 1e-9)
    job = network_runs.TrainingJob(training)
    for epoch in range(12):
        assert (job.done, job.total) == (epoch, 12)
        job.advance()
    run = job.result()
    np.testing.assert_array_equal(run.history, once.history)
    np.testing.assert_array_equal(run.costs, once.costs)
    np.testing.assert_array_equal(run.snapshot_epochs, once.snapshot_epochs)


@pytest.mark.parametrize("name", [name for name, s in SETS.items() if s.kind == "classification"])
def test_every_set_of_two_classes_can_be_learnt(name):
    data = PlaneData(name, NOWHERE, noise=0.0)
    inputs = ("x1", "x2", "sin_x1", "sin_x2") if name == "spiral" else ("x1", "x2")
    hidden = (8, 8) if name == "spiral" else (4, 2)
    epochs = 300 if name == "spiral" else 100
    _, watched = run_of(NetworkTraining(data, Architecture(inputs, hidden), epochs=epochs))
    assert watched.scores[0, 0] < 0.9
    assert watched.scores[-1, 0] > (0.9 if name == "spiral" else 0.95)


@pytest.mark.parametrize("name", ["plane", "gaussian"])
def test_numbers_are_predicted_by_an_identity_output(name):
    training = NetworkTraining(PlaneData(name, NOWHERE, noise=0.0), Architecture(hidden=(8,)))
    assert network_runs.task(training).activations == ["tanh", "identity"]
    _, watched = run_of(training)
    assert watched.costs[-1, 1] < 0.5 * watched.costs[0, 1]
    assert network_scene.caption(watched, -1, True).startswith("Epoch 50: cost 0.0")


def test_iris_is_scaled_with_the_training_part_alone():
    data = PlaneData("versicolor-virginica", ("petal_length", "petal_width"))
    points = network_runs.points(data)
    scaled = points.inputs(points.x[points.train], ("x1", "x2"))
    np.testing.assert_allclose(scaled.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(scaled.std(axis=0), 1)
    assert len(points.train) == 70 and len(points.test) == 30
    assert not set(points.train) & set(points.test)


def test_weights_set_by_hand_give_the_outputs_computed_by_hand():
    text = "0.5,1,-2;-1,0,3|0.25,2,-1"
    training = NetworkTraining(
        CIRCLES, Architecture(hidden=(2,), activation="relu", output="identity"), epochs=0,
        method=Method(start=BY_HAND, by_hand=text),
    )  # fmt: skip
    run, _ = run_of(training)
    x1, x2 = network_runs.points(CIRCLES).x.T
    first, second = np.maximum(0.5 + x1 - 2 * x2, 0), np.maximum(-1 + 3 * x2, 0)
    np.testing.assert_allclose(run.outputs[:, 0], 0.25 + 2 * first - second)
    assert len(run.costs) == 0 and run.snapshot_epochs.tolist() == [0]
    point = np.array([1.0, 2.0])
    work = network_runs.task(training)
    values = list(network_scene.followed(work, run, training.network, point))
    assert [one.output for one in values] == [0.0, 5.0, -4.75]
    assert values[0].terms == "1 · 1 + 2 · (−2) + 0.5"


def test_steps_by_hand_solve_xor_on_the_page():
    at = visit.open_page(
        "playground", pair="xor", noise="0", epochs="0", start="by hand", weights=XOR_BY_STEPS,
        activation="binary step", output="binary step", n1="2", n2="2",
    )  # fmt: skip
    visit.assert_well(at, "playground")
    assert not at.warning
    assert "**100.0%** of the training points right" in told(at)
    assert "before any training" in told(at)
    assert at.text_input(key="weights").value == XOR_BY_STEPS
    assert len(at.dataframe) == 3


def test_text_and_weights_are_the_same_both_ways():
    weights, biases = network.initialise((3, 4, 2, 1), 0, -1.0)
    again = by_hand.parse(by_hand.write(weights, biases), (3, 4, 2, 1))
    for was, is_now in zip((weights, biases), again, strict=True):
        for a, b in zip(was, is_now, strict=True):
            assert a.shape == b.shape
            np.testing.assert_allclose(a, b, rtol=1e-3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,2,3", "1 layers, the network has 2"),
        ("1,2,3|1,2", "Layer 1 has 1 neurons, the network has 2"),
        ("1,2,3;4,5|1,2,3", "Layer 1, neuron 2 has 2 numbers; a bias and 2 weights"),
        ("1,2,x;4,5,6|1,2,3", "not a number"),
        ("1,2,nan;4,5,6|1,2,3", "from −1,000,000"),
        ("1,2,1e9;4,5,6|1,2,3", "from −1,000,000"),
    ],
)
def test_a_text_that_does_not_fit_is_told_and_the_seed_serves(text, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        by_hand.parse(text, (2, 2, 1))
    at = visit.open_page("playground", layers="1", n1="2", start="by hand", weights=text)
    visit.assert_well(at, "playground")
    assert any(said in caption.value for caption in at.caption)


def test_what_is_typed_into_a_table_changes_that_number_alone():
    layer = np.array([[0.0, 1.0], [2.0, 3.0]])
    edited = by_hand.with_edits(layer, {1: {"neuron 2": -7.5}, 0: {"neuron 2": None}})
    assert edited.tolist() == [[0.0, 0.0], [2.0, -7.5]]
    assert by_hand.with_edits(layer[:, :1], {0: {"output": 1e99}}).tolist() == [[1e6], [2.0]]
    assert layer.tolist() == [[0.0, 1.0], [2.0, 3.0]]


def test_typed_weights_come_back_after_another_start_was_tried():
    at = visit.open_page("playground", layers="0", start="by hand", weights="1,2,3")
    visit.move(at, "start", "he")
    assert not at.text_input
    visit.move(at, "start", BY_HAND)
    assert at.text_input(key="weights").value == "1,2,3"


def test_targets_follow_the_range_of_the_output():
    def targets(output: str) -> set[float]:
        return set(network_runs.task(NetworkTraining(CIRCLES, Architecture(output=output))).targets)

    assert targets("auto") == targets("identity") == {-1.0, 1.0}
    assert targets("logistic") == targets("binary step") == {0.0, 1.0}


def test_work_is_bounded_and_parts_cover_it():
    slow = epoch_seconds((7, *[8] * 6, 1), 1350, 1)
    assert affordable_epochs(3000, slow) * slow <= MOST_SECONDS
    assert affordable_epochs(3000, 1e9) == 1
    for epochs, keep_every, seconds in ((100, 1, 0.001), (3000, 30, 0.004), (7, 1, 5.0), (0, 1, 1)):
        lengths = part_lengths(epochs, keep_every, seconds, long_work.CHUNK_SECONDS)
        assert sum(lengths) == epochs
        assert all(length % keep_every == 0 for length in lengths[:-1])


def test_a_run_that_is_cut_short_is_told(monkeypatch):
    monkeypatch.setattr(network_settings, "MOST_SECONDS", 0.5)
    at = visit.open_page("playground", size="1000", batch="1", epochs="3000", seed="31")
    assert any("hold the server too long" in caption.value for caption in at.caption)


def test_a_stretch_is_shown_and_go_on_ends_the_run(monkeypatch):
    link = {"size": "1000", "batch": "5", "epochs": "200", "seed": "77"}
    monkeypatch.setattr(long_work, "MOST_SECONDS", 1e-6)
    at = visit.open_page("playground", **link)
    visit.assert_well(at, "playground")
    (said,) = [c.value for c in at.caption if c.value.startswith("Paused after epoch ")]
    reached = int(re.search(r"epoch (\d+) of 200", said)[1])
    assert 0 < reached < 200 and f"after {reached} epochs" in told(at)
    visit.move(at, "discrete", True)
    assert f"Paused after epoch {reached} of" in told(at), "it waits for the button"
    monkeypatch.undo()
    at.button(key="train_on").click().run()
    assert "Paused" not in told(at) and "after 200 epochs" in told(at)


def test_divergence_is_named_by_its_epoch():
    at = visit.open_page(
        "playground", pair="gaussian", activation="identity", eta="10", layers="3", batch="1"
    )
    visit.assert_well(at, "playground")
    assert any(re.search(r"diverged in epoch \d+", caption.value) for caption in at.caption)


@pytest.mark.parametrize(
    "link",
    [{}, {"layers": "6", **{f"n{k}": "8" for k in range(1, 7)}, "size": "1000", "epochs": "50"}],
    ids=["default", "largest"],
)
def test_the_playable_figure_stays_small(link):
    at = visit.open_page("playground", **link)
    chart = visit.charts(at)["playground_surface"]
    frames = visit.spec(chart)["frames"]
    assert 5 <= len(frames) <= 25
    assert len(chart.spec) < 210_000


def test_frames_lie_closer_at_the_start_and_keep_both_ends():
    assert network_runs.frame_rows(5, 10).tolist() == [0, 1, 2, 3, 4]
    rows = network_runs.frame_rows(101, 11)
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


@pytest.mark.parametrize("name", sorted(ACTIVATIONS))
def test_all_moments_at_once_answer_as_one_by_one(name):
    sizes, x = (3, 5, 1), np.random.default_rng(0).normal(size=(7, 3))
    flat = pack(*network.initialise(sizes, 2))
    for size in (1.0, 1e3, 1e49):
        history = np.stack([size * flat, -2 * size * flat])
        alone = network.predict_outputs(x, *unpack(history[1], sizes), [name, name])[:, 0]
        for way, digits in ((snapshots.outputs, 1e-12), (snapshots.seen, 1e-5)):
            together = way(history, sizes, x, [name, name])[-1]
            assert together.shape == (2, 1, 7)
            np.testing.assert_allclose(together[1, 0], alone, rtol=digits, atol=digits)
