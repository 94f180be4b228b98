"""One layer as a matrix product, in letters, in shapes and in numbers."""

from dataclasses import dataclass

import numpy as np

from core.checks import Floats
from pages.lessons.forward_propagation import told
from pages.lessons.forward_propagation.settings import SeededNetwork
from pages.shared import matrices, words


@dataclass(frozen=True)
class Product:
    """Layer k (from 1) as a W + b, or, with the bias as a cell, [a 1] [W; b]."""

    seen: SeededNetwork
    k: int
    bias_cell: bool

    @property
    def letters(self) -> tuple[str, str]:
        """The two factors as LaTeX."""
        a = f"a^{{({self.k - 1})}}"
        if not self.bias_cell:
            return a, "W"
        return (
            rf"\begin{{bmatrix}} {a} & 1 \end{{bmatrix}}",
            r"\begin{bmatrix} W \\ b \end{bmatrix}",
        )

    @property
    def numbers(self) -> tuple[Floats, Floats]:
        """The two factors."""
        shown = self.seen.shown
        a, w, b = shown.outputs[self.k - 1], shown.weights[self.k - 1], shown.biases[self.k - 1]
        return (np.append(a, 1.0), np.vstack([w, b])) if self.bias_cell else (a, w)

    def rule(self) -> str:
        """The product in letters."""
        added = "" if self.bias_cell else " + b"
        return matrices.aligned(
            ("z", r"\, ".join(self.letters) + added), (f"a^{{({self.k})}}", "f(z)")
        )

    def shapes(self) -> str:
        """What the shapes say."""
        values, units = self.numbers[1].shape
        constant = " and the constant 1" * self.bias_cell
        added = "" if self.bias_cell else f" + {matrices.shape(units)}"
        before = told.layer_name(self.seen, self.k - 1)
        return (
            f"Shapes: **{matrices.shape(1, values)}{matrices.shape(values, units)}{added} → "
            f"{matrices.shape(1, units)}**. The two inner numbers must agree: "
            f"{words.count(self.seen.sizes[self.k - 1], 'value')} from {before}{constant}, "
            f"{words.count(values, 'row')} of weights. Each column of $W$ is one neuron of "
            f"{told.layer_name(self.seen, self.k)}, so {words.count(units, 'column')} "
            f"{'makes' if units == 1 else 'make'} {words.count(units, 'number')}."
        )

    def in_numbers(self) -> str:
        """The product with its numbers, rounded."""
        layer = self.seen.shown.layers[self.k - 1]
        factors = zip(self.letters, self.numbers, strict=True)
        bias = [] if self.bias_cell else [("b", self.seen.shown.biases[self.k - 1])]
        results = [("z", layer.z), (f"a^{{({self.k})}}", layer.a)]
        return matrices.aligned(
            *((letter, matrices.matrix(value)) for letter, value in (*factors, *bias, *results))
        )
