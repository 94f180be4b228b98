"""The graph engine against finite differences and `core.network`; formulas, allowed and refused."""

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import graph, network
from core.activations import ACTIVATIONS
from core.formula import FormulaError, parse
from core.graph import GraphError, Value, backward, backward_steps, forward_steps

INPUTS = {"x": 1.5, "w": -0.8, "b": 0.3}
FORMULAS = [
    "x",
    "-x",
    "x + w",
    "x - w - b",
    "x * w * x",
    "x / w",
    "2 / x",
    "1 - x",
    "3 * x",
    "x ** 2",
    "w ** 3",
    "x ** -1",
    "x ** 0.5",
    "x ** (1/2)",
    "2 ** x",
    "x ** w",
    "x ** 0",
    "-x ** 2",
    "(x + w) * (x + w)",
    "0.5 * (1 - logistic(w*x + b)) ** 2",
    *(f"{name}(w * x + b)" for name in ACTIVATIONS),
]


def inputs_of(root: Value) -> dict[str, Value]:
    """The nodes without parents by label."""
    return {node.label: node for node in graph.topological_order(root) if not node.parents}


def finite_difference(formula: str, name: str, h: float = 1e-5) -> float:
    """The gradient of one input, found by trying out."""
    above, below = (parse(formula, {**INPUTS, name: INPUTS[name] + step}) for step in (h, -h))
    return (above.data - below.data) / (2.0 * h)


@pytest.mark.parametrize("formula", FORMULAS)
def test_values_and_gradients_of_formulas(formula):
    root = parse(formula, INPUTS)
    functions = {name: lambda z, f=f: float(f(z)) for name, f in ACTIVATIONS.items()}
    assert root.data == pytest.approx(eval(formula, functions | INPUTS), rel=1e-12)
    backward(root)
    for name, node in inputs_of(root).items():
        if name in INPUTS:
            numeric = finite_difference(formula, name)
            assert node.grad == pytest.approx(numeric, abs=1e-7)


@pytest.mark.parametrize("activation", ["logistic", "tanh", "identity", "softplus", "relu"])
@given(st.lists(st.floats(-3, 3), min_size=1, max_size=5), st.floats(-3, 3), st.floats(-2, 2))
@settings(max_examples=15, deadline=None)
def test_a_neurons_error_against_the_network(activation, inputs, bias, target):
    weights = [0.3 * (i + 1) * (-1) ** i for i in range(len(inputs))]
    error = graph.neuron_error(inputs, weights, bias, target, activation)
    backward(error)
    leaves = inputs_of(error)
    arguments = [inputs], [[target]], [np.reshape(weights, (-1, 1))], [[bias]], activation
    slopes, bias_slopes = network.gradients(*arguments)
    assert error.data == pytest.approx(network.cost(*arguments), rel=1e-12, abs=1e-300)
    ours = [leaves[f"w{i + 1}"].grad for i in range(len(inputs))]
    np.testing.assert_allclose(ours, slopes[0][:, 0], rtol=1e-10, atol=1e-14)
    assert leaves["b"].grad == pytest.approx(bias_slopes[0][0], rel=1e-10, abs=1e-14)


def test_order_and_local_derivatives():
    x, w = Value(3.0, "x"), Value(2.0, "w")
    product = x * w
    root = product + x
    assert graph.topological_order(root) == [x, w, product, root]
    assert forward_steps(root) == [product, root]
    assert product.parents == (x, w) and product.local == (2.0, 3.0)
    backward(root)
    assert (root.grad, product.grad, x.grad, w.grad) == (1.0, 1.0, 3.0, 3.0)
    backward(root)
    assert x.grad == 3.0


def test_backward_one_step_at_a_time():
    x, w = Value(3.0, "x"), Value(2.0, "w")
    product = x * w
    root = product + x
    states = backward_steps(root)
    assert [state.node for state in states] == [None, root, product]
    assert states[0].complete == {root} and states[0].gradients[root] == 1.0
    assert states[1].complete == {root, product}
    assert states[1].gradients[x] == 1.0  # one of its two uses so far
    assert states[2].complete == {root, product, x, w}
    assert states[2].gradients[x] == 3.0


def test_a_node_used_twice_by_one_operation():
    x = Value(3.0, "x")
    root = x * x
    states = backward_steps(root)
    assert states[1].gradients[x] == 6.0 and x in states[1].complete


def test_deep_graphs_need_no_recursion():
    node = x = Value(1.0, "x")
    for _ in range(5000):
        node = node + 1.0
    backward(node)
    assert x.grad == 1.0


@pytest.mark.parametrize(
    ("compute", "sentence"),
    [
        (lambda x: x / 0.0, "divided by zero"),
        (lambda x: 1.0 / (x - 2.0), "divided by zero"),
        (lambda x: (x - 2.0) ** -1, "0 \\*\\* -1"),
        (lambda x: (x - 2.0) ** 0.5, "infinite"),
        (lambda x: (x - 3.0) ** 0.5, "negative number"),
        (lambda x: (x - 3.0) ** x, "above 0"),
        (lambda x: (x * 1e60) ** 20, "too large"),
        (lambda x: x * 1e300 * 1e300, "too large"),
        (lambda x: Value(math.nan, "x"), "x is too large|has no"),
    ],
)
def test_undefined_values_are_sentences_and_never_nan(compute, sentence):
    with pytest.raises(GraphError, match=sentence):
        compute(Value(2.0, "x"))


def test_a_gradient_that_overflows_is_a_sentence():
    x = Value(1e-200, "x")
    root = (x * 1e200) * 1e200
    with pytest.raises(GraphError, match="gradient"):
        backward(root)


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("x" * 201, "201"),
        ("x +", "read"),
        ("(x", "read"),
        ("x\x00", "read"),
        ("x; w", "read"),
        ("x = 1", "read"),
        ("y", "'y'"),
        ("logistic", "'logistic'"),
        ("x.real", "'x.real'"),
        ("foo(x)", "'foo'"),
        ("x(2)", "'x'"),
        ("__import__('os')", "'__import__'"),
        ("(lambda: x)()", "lambda"),
        ("lambda: x", "lambda"),
        ("'a'", "'a'"),
        ("x < w", "x < w"),
        ("x if x else w", "x if x"),
        ("[x]", r"\[x\]"),
        ("x[0]", r"x\[0\]"),
        ("f'{x}'", "f'"),
        ("(x := 2)", "x := 2"),
        ("x ^ 2", r"written \*\*"),
        ("x % 2", "x % 2"),
        ("x // 2", "x // 2"),
        ("not x", "not x"),
        ("~x", "~x"),
        ("True", "True"),
        ("None", "None"),
        ("1j", "1j"),
        ("tanh()", "tanh"),
        ("tanh(x, w)", "tanh"),
        ("tanh(z=x)", "tanh"),
        ("tanh(*[x])", "not allowed"),
        ("1e7", "1e7"),
        ("9" * 150, "too large"),
        ("x ** 21", "'21'"),
        ("x ** 9 ** 9", "9 "),
        ("-" * 150 + "x", "deep"),
        ("(" * 99 + "x", "read"),
        ("await x", "read|await"),
        ("{x}", "{x}"),
        ("x @ w", "x @ w"),
        ("...", r"\.\.\."),
        ("x and w", "x and w"),
    ],
)
def test_everything_else_is_refused_in_one_sentence(text, piece):
    with pytest.raises(FormulaError, match=piece) as caught:
        parse(text, INPUTS)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 300


def test_spaces_brackets_and_repeated_names():
    assert parse("  ((x))  ", INPUTS).data == 1.5
    root = parse("x * x", INPUTS)
    assert root.parents[0] is root.parents[1]
    assert parse(" + ".join(["x"] * 50), INPUTS).data == pytest.approx(75)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_does_anything_but_a_value_or_a_sentence(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            root = parse(text, INPUTS)
        except ValueError:
            return
    assert math.isfinite(root.data)


@given(st.text(alphabet="xwb0129.+-*/() etanh", max_size=40))
@settings(max_examples=200, deadline=None)
def test_nearly_formulas_give_a_value_or_a_sentence(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            root = parse(text, INPUTS)
            backward(root)
        except ValueError:
            return
    assert math.isfinite(root.data)


def test_a_neurons_error_needs_a_weight_for_each_input():
    with pytest.raises(ValueError, match="weights"):
        graph.neuron_error([1, 2], [1], 0, 1)
