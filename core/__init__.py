"""The mathematics of the course in plain NumPy: one idea a file, no screen, no files, no pandas.

A way through it: `neuron` and `activations`; `perceptron` and `adaline`, which learn with one
neuron; `descent`, `graph`, `backpropagation` and `network`, which learn with many; `scaling`,
`splitting`, `validation` and `stopping`, by which the result is judged.

x (n, d) has a sample a row, y its targets. One neuron has weights (1 + d,), the bias first; a
network has a matrix (fan_in, fan_out) and a vector of biases (fan_out,) a layer. A function that
takes `ArrayLike` refuses what is no such array with a ValueError that names the argument
(`checks`); one that takes `Floats` or `np.ndarray` relies on it. None changes its arguments.
Divergence is a result, not an error.
"""
