"""A student types formulas: good ones become graphs, all others one sentence."""

from itertools import pairwise

import pytest

from core import formula, graph
from pages.lessons.computational_graph import graph as drawing
from pages.lessons.computational_graph import told, walk
from pages.lessons.computational_graph.exercises import EXERCISES, NEURON
from pages.lessons.computational_graph.graph_places import places
from pages.lessons.computational_graph.settings import seen
from pages.shared import words
from tests.pages import visit

NAME = "computational_graph"
NUMBERS = {"x1": 2.0, "x2": -1.0, "w1": 0.5, "w2": 1.5, "b": 0.3, "t": 1.0}
GOOD = [
    "x1", "2", "-x1", "x1*x1 + x1", "x1*w1 + x2*w2 + b", "x1**w1 / (1 + t**2)", "x1/x2 - -3",
    "tanh(x1*w1) * logistic(x2) + softplus(b)", "elu(x2) + prelu(x2) + arctan(t)**-1.25",
    "relu(x1) - bipolar_step(b) * identity(t)", "0.5 * (t - logistic(w1*x1 + w2*x2 + b)) ** 2",
    "(" * 50 + "x1" + ")" * 50,
]  # fmt: skip
BAD = [
    "x1 +", "x1 x2", "q", "x1^2", "sin(x1)", "1/0", "x1 ** 1000", "1e999", "(-2) ** 0.5", "1j",
    "tanh(1e6**9)", "relu(x1 * 1e6**9)", "True", "x1 if x1 else x2", "[x1]", "'x1'",
    "x1 < x2", "x1 @ x2", "tanh(x1, x2)", "tanh()",
    "((((((((((", "x1 = 3", "# x1", "😀", "x1\u202e",
    '__import__("os").system("x")', "(lambda: 1)()", "x1.__class__", "print(x1)", "eval('1')",
    "<b>x1</b>", "**x1** `q` $x$ :red[q] [e](f)", "10**10**10", "-" * 150 + "x1",
    "+".join(["x1"] * 90), "(" * 101 + "x1", "x" * 300,
]  # fmt: skip


def type_formula(text, at=None):
    at = at or visit.open_page(NAME)
    at.text_input(key="formula").set_value(text)
    return at.run()


def checked(at):
    """The table with its gradients, with the player at the last step."""
    step = at.select_slider(key="step")
    (table,) = step.set_value(int(step.options[-1])).run().table
    return table.value.set_index("node")


def number(text):
    return float(str(text).replace("−", "-"))


@pytest.fixture(scope="module")
def student():
    """One student who types all of it: opening the app anew for each formula takes longer."""
    return visit.open_page(NAME)


@pytest.mark.parametrize("text", GOOD)
def test_a_good_formula_becomes_a_graph(text, student):
    at = type_formula(text, student)
    visit.assert_well(at, NAME)
    assert not at.warning
    root = formula.parse(text, NUMBERS)
    gradients = walk.through(root).gradients
    rows = checked(at)
    assert len(rows) == len(gradients)
    assert number(rows["value"].iloc[-1]) == pytest.approx(root.data, rel=1e-3)
    for node in gradients:
        if node.label in NUMBERS:
            gradient = number(rows.loc[node.label, "gradient"])
            assert gradient == pytest.approx(gradients[node], rel=1e-3)
            tried = number(rows.loc[node.label, "finite difference"])
            assert tried == pytest.approx(gradients[node], rel=1e-3, abs=1e-8)
    assert words.plain(text) in words_of_alt(at)


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_anything_else_gets_one_sentence_and_the_last_good_graph_stays(text, student):
    if words.plain("x1*x1 + x1") not in words_of_alt(student):
        type_formula("x1*x1 + x1", student)
    at = type_formula(text, student)
    visit.assert_well(at, NAME)
    (warning,) = at.warning
    assert "`x1*x1 + x1`" in warning.value and len(warning.value) < 400
    assert not set("<$[`") & set(warning.value.replace("`x1*x1 + x1`", ""))
    assert checked(at)["gradient"].to_dict() == {"x1": "5", "v1": "1", "result": "1"}


def words_of_alt(at):
    return visit.charts(at)["graph_drawn"].alt


def test_the_table_is_the_same_wherever_the_player_stands():
    (table,) = visit.open_page(NAME).table
    assert all(table.value["gradient"])
    assert checked(visit.open_page(NAME)).equals(table.value.set_index("node"))


def test_a_bad_formula_at_first_leaves_the_neuron():
    default = checked(visit.open_page(NAME))
    at = visit.open_page(NAME, formula="x1 +")
    visit.assert_well(at, NAME)
    assert len(at.warning) == 1 and "neuron's squared error" in at.warning[0].value
    assert checked(at).equals(default)


def test_a_formula_without_a_value_for_these_numbers_says_so():
    at = type_formula("x1 / x2")
    assert not at.warning
    at.slider(key="x2").set_value(0.0).run()
    visit.assert_well(at, NAME)
    assert "divided by zero" in at.warning[0].value
    at.slider(key="x2").set_value(1.0).run()
    assert not at.warning and "x1" in checked(at).index


def test_a_link_brings_the_formula_and_reset_the_neuron():
    at = visit.open_page(NAME, formula="x1*x1 + x1", x1="3")
    assert number(checked(at).loc["x1", "gradient"]) == 7.0
    at.button(key="reset").click().run()
    assert checked(at).index[-1] == "E"


def test_a_large_graph_is_stepped_through_but_not_drawn():
    at = type_formula("+".join(["x1*w1"] * 16))
    visit.assert_well(at, NAME)
    assert not at.warning and not visit.charts(at)
    assert f"too many to draw (at most {drawing.MOST_NODES})" in at.info[0].value


def test_every_step_computes_or_hands_on_one_node():
    way = walk.through(graph.neuron_error([2.0, -1.0], [0.5, 1.5], 0.3, 1.0))
    operations = [node for node in way.nodes if node.parents]
    forward = [step for step in way.steps if not step.backward]
    assert len(way.steps) == 2 * len(operations) + 2
    assert [step.node for step in forward[1:]] == operations
    assert [step.node for step in way.steps if step.node in step.done][::-1] == operations
    for before, after in pairwise(forward):
        assert after.known - before.known == {after.node}
    assert way.gradients == {node: way.gradients[node] for node in way.nodes}


def test_a_small_exponent_is_written_out():
    way = walk.through(formula.parse("x1 ** 0.00001", {"x1": 3.0}))
    assert walk.sign(way.root) == "power 0.00001"
    assert walk.formula(way.root, way.names) == "x1⁰˙⁰⁰⁰⁰¹"


@pytest.mark.parametrize(
    ("typed", "shown"), [("x1 ** 2", "a²"), ("x1 ** -1.5", "a⁻¹˙⁵"), ("x1 ** x1", "power")]
)
def test_a_node_shows_its_power_raised_as_the_rule_beside_it_does(typed, shown):
    figure = drawing.figure(walk.through(formula.parse(typed, {"x1": 3.0})))
    assert any(shown in trace.get("text", ()) for trace in figure.data)


@pytest.mark.parametrize("text", GOOD)
def test_every_node_has_a_step_to_go_to_by_a_click(text):
    way = walk.through(formula.parse(text, NUMBERS))
    for node in way.nodes:
        there, back = (way.step_of(node, on_the_way_back) for on_the_way_back in (False, True))
        if node.parents:
            assert way.steps[there].node is way.steps[back].node is node
            assert way.steps[back].backward and not way.steps[there].backward
        else:
            assert there == back
            gradients = [step.gradients.get(node) for step in way.steps]
            assert set(gradients[there:]) == {way.gradients[node]}
            assert node is way.root or way.names[node] in way.steps[there].sentence


def test_two_uses_add_up_in_the_sentence():
    way = walk.through(formula.parse("x1*x1 + x1", {"x1": 3.0}))
    assert "In total x1 has received 7" in way.steps[-1].sentence
    assert "more will come" in way.steps[-2].sentence


@pytest.mark.parametrize("text", [*GOOD, "tanh(x1*w1+x2*w2+b)**2/(1+x1**2)-x1*relu(w2)"])
def test_no_two_nodes_cover_each_other_and_time_runs_to_the_right(text):
    nodes = walk.through(formula.parse(text, NUMBERS)).nodes
    where = places(nodes)
    for i, node in enumerate(nodes):
        assert all(where[parent][0] < where[node][0] for parent in node.parents)
        for other in nodes[:i]:
            same_column = where[node][0] == where[other][0]
            assert not same_column or abs(where[node][1] - where[other][1]) > 0.99
    assert min(row for _, row in where.values()) == 0.0


def test_no_moment_leaves_something_of_a_later_step_standing():
    """Plotly does not clear a trace that a moment makes empty."""
    (motion,) = visit.charts(visit.open_page(NAME))["graph_drawn"].motions
    assert len(motion["changes"]) > 13
    assert all(trace["x"] for changes in motion["changes"] for trace in changes)


def test_caption_and_arithmetic_are_those_of_the_step_that_is_drawn():
    scene = visit.scene(visit.open_page(NAME, step="2"))
    way = walk.through(graph.neuron_error([2.0, -1.0], [0.5, 1.5], 0.3, 1.0))
    assert scene["start"] == 2
    assert len(scene["captions"]) == len(scene["sayings"]) == len(way.steps)
    for i, step in enumerate(way.steps):
        assert scene["captions"][i].endswith(step.caption)
        assert scene["sayings"][i] == step.sentence


@pytest.mark.parametrize(
    ("settings", "solved"),
    [({"activation": "relu", "b": -3.0}, True), ({"activation": "relu", "b": 1.0}, False),
     ({"activation": "logistic", "b": -3.0}, False)],
)  # fmt: skip
def test_the_dead_neuron_is_known(settings, solved):
    (exercise,) = [one for one in EXERCISES if one.key == "dead_gradient"]
    assert exercise.solved(seen(**settings)) is solved


def test_a_typed_neuron_counts_only_with_every_gradient():
    (exercise,) = [one for one in EXERCISES if one.key == "own_formula"]
    assert exercise.solved(seen(NEURON, x1=0.7, b=-2.0))
    assert not exercise.solved(seen())
    assert not exercise.solved(seen("0.5 * t - logistic(w1*x1 + w2*x2 + b) ** 2"))
    assert not exercise.solved(seen("x1"))
    assert not exercise.solved(seen(f"{NEURON} + 1")), "the same gradients of another value"


def test_a_typed_formula_is_not_the_neuron_where_the_logistic_is_flat_alone():
    (exercise,) = [one for one in EXERCISES if one.key == "own_formula"]
    far = dict.fromkeys(NUMBERS, 3.0) | {"t": 1.0}
    assert exercise.solved(seen(NEURON, **far))
    assert not exercise.solved(seen(NEURON.removeprefix("0.5 * "), **far))
    nowhere_first = f"{NEURON} + 0 / (b - {NUMBERS['b']:g})"
    assert not exercise.solved(seen(nowhere_first, **far)), "it has no value at the first numbers"


def test_no_exercise_sends_a_student_to_the_button_that_goes_one_moment_earlier():
    """Step back is the player's; the way back through the graph lies ahead of the start."""
    assert all("step back" not in f"{one.task} {one.hint}".lower() for one in EXERCISES)


def test_the_gradient_by_hand_says_what_its_solution_computes_with():
    """While the prediction is waited for the graph shows no value but those of its inputs."""
    (one,) = (each for each in EXERCISES if each.key == "chain_by_hand")
    for given in ("z = w1 x1 + w2 x2 + b", "o = logistic(z)", "E = ½ (t − o)²"):
        assert given in one.task
    assert "o (1 − o)" in one.hint


def test_the_squares_are_the_nodes_that_nothing_is_computed_for():
    squares = [node for node in seen().walk.nodes if not node.parents]
    assert {node.label for node in squares} - set(NUMBERS) == {"0.5"}, "a constant is one too"
    assert told.reading(seen().walk).startswith("Squares are inputs and constants")


def test_a_sign_that_stands_for_an_activation_is_said_beside_the_drawing():
    assert "circles are operations; σ is the logistic. Above" in told.reading(seen().walk)
    assert "circles are operations. Above" in told.reading(seen(activation="tanh").walk)


def test_a_kink_is_told_where_the_finite_difference_is_another():
    at_kink = told.checked(seen(activation="relu", b=0.5))  # z is 0 there
    assert "Here the two differ for 9 nodes" in at_kink and "a jump or a kink" in at_kink
    for smooth in (seen(activation="relu", b=1.0), seen(), seen("tanh(x1)*x2 + x1**3")):
        assert "Here the two differ" not in told.checked(smooth)


def test_a_finite_difference_that_rounding_has_spoilt_is_told():
    large = told.checked(seen("1000000*x1*x1 + b"))
    assert "Here the two differ for 1 node" in large and "lost digits to rounding" in large


def test_what_is_left_by_rounding_is_said_in_two_digits():
    shown = seen().walk
    for node in shown.nodes:
        apart = told.gradient_row(shown, node)[-1]
        assert len(apart.split(" × ")[0].replace(".", "").lstrip("0")) <= 2, apart


@pytest.mark.parametrize(("x1", "told_once"), [(2.0, "result = −2"), (-2.0, "result = −(−2) = 2")])
def test_what_minus_makes_of_a_number_is_not_told_twice(x1, told_once):
    step = walk.through(formula.parse("-x1", NUMBERS | {"x1": x1})).steps[1]
    assert step.caption == f"Forward: {told_once}"
    assert step.sentence.startswith(told_once.replace("result", "result = −x1") + ".\n")


def test_the_formula_of_the_graph_is_on_the_page_until_another_is_typed():
    at = visit.opened(NAME)
    drawn = "squared error $E = \\frac{1}{2}(t - o)^2$"
    assert drawn in visit.words(at)
    assert drawn not in visit.words(type_formula("x1 * w1"))
    assert drawn in visit.words(type_formula("x1 +")), "the neuron is shown instead"


def test_the_sign_of_a_power_can_be_copied_from_the_sentence_that_tells_it():
    at = visit.open_page("computational_graph", formula="x1^2")
    told_sign = at.warning[0].value.partition("a power is written ")[2].partition(".")[0]
    copied = visit.open_page("computational_graph", formula=f"x1{told_sign}2")
    assert not copied.warning
    assert seen(f"x1{told_sign}2").walk.root.data == seen("x1 ** 2").walk.root.data
