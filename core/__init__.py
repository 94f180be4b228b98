"""The mathematics of the course in plain NumPy: one idea a file, no screen, no files, no pandas.

A way through it: `neuron` and `activations`; `perceptron` and `adaline`, which learn with one
neuron; `descent`, `graph`, `backpropagation` and `network`, which learn with many; `scaling`,
`splitting`, `validation` and `stopping`, by which the result is judged.

x (n, d) has a sample a row, y its targets. One neuron has weights (1 + d,), the bias first; a
network has a matrix (fan_in, fan_out) and a vector of biases (fan_out,) a layer. Unless it says
"unchecked", a public function refuses a bad argument with a ValueError that names it (`checks`)
and changes none. Divergence is a result, not an error.
"""
