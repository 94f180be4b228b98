"""Where to go on: books to read next, and every work that a page or a file of code leans on."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """One book, paper or talk; ``note`` is what it is for, or where it appeared."""

    authors: str
    title: str
    year: int
    note: str = ""

    def line(self) -> str:
        """As it stands in the list."""
        note = f" {self.note}" if self.note else ""
        return f"- {self.authors}: *{self.title}* ({self.year}).{note}"


BOOKS = (
    Work("M. Nielsen", "Neural Networks and Deep Learning", 2015,
         "The next thing to read: one network for handwriting, built from nothing in Python."),
    Work("S. Raschka, V. Mirjalili", "Python Machine Learning, 3rd edition", 2019,
         "The perceptron and Adaline on iris, then everything up to deep networks."),
    Work("A. Géron", "Hands-On Machine Learning with Scikit-Learn, Keras and TensorFlow, "
         "3rd edition", 2022, "Whole projects, from the data to the evaluation."),
    Work("C. Bishop", "Pattern Recognition and Machine Learning", 2006, "The mathematics."),
    Work("I. Goodfellow, Y. Bengio, A. Courville", "Deep Learning", 2016,
         "The textbook of the field."),
    Work("R. Sutton, A. Barto", "Reinforcement Learning: An Introduction, 2nd edition", 2018),
    Work("A. Ng", "Machine Learning Yearning", 2018,
         "How to run a project, with the drawing of performance against data."),
)  # fmt: skip
DATA = (
    Work("E. Anderson", "The Irises of the Gaspé Peninsula", 1935, "He measured the flowers."),
    Work("R. A. Fisher", "The Use of Multiple Measurements in Taxonomic Problems", 1936,
         "The iris table."),
    Work("J. Bezdek and others", "Will the Real Iris Data Please Stand Up?", 1999,
         "On the typing errors in its copies."),
)  # fmt: skip
NEURONS = (
    Work("W. McCulloch, W. Pitts", "A Logical Calculus of the Ideas Immanent in Nervous Activity",
         1943, "Logic from threshold neurons."),
    Work("F. Rosenblatt", "The Perceptron: A Perceiving and Recognizing Automaton", 1957,
         "The report; the paper followed in 1958."),
    Work("B. Widrow, M. Hoff", "Adaptive Switching Circuits", 1960, "Adaline."),
    Work("A. Novikoff", "On Convergence Proofs on Perceptrons", 1962,
         "Why the perceptron's updates end if a line separates the classes."),
    Work("F. Azevedo and others", "Equal Numbers of Neuronal and Nonneuronal Cells Make the Human "
         "Brain an Isometrically Scaled-Up Primate Brain", 2009, "86 billion neurons."),
)  # fmt: skip
NETWORKS = (
    Work("A. Cauchy", "Méthode générale pour la résolution des systèmes d'équations simultanées",
         1847, "Gradient descent."),
    Work("H. Robbins, S. Monro", "A Stochastic Approximation Method", 1951,
         "Why a learning rate is made smaller on the way."),
    Work("S. Linnainmaa", "The Representation of the Cumulative Rounding Error of an Algorithm "
         "as a Taylor Expansion of the Local Rounding Errors", 1970,
         "His thesis, in Finnish: the chain rule walked backwards through a graph."),
    Work("D. Rumelhart, G. Hinton, R. Williams", "Learning Representations by Back-Propagating "
         "Errors", 1986),
    Work("Y. LeCun and others", "Backpropagation Applied to Handwritten Zip Code Recognition", 1989,
         "Convolutions."),
    Work("S. Hochreiter", "Untersuchungen zu dynamischen neuronalen Netzen", 1991,
         "His diploma thesis: gradients that vanish or explode."),
    Work("L. Prechelt", "Early Stopping – But When?", 1998,
         "In the same volume as the next one: where to stop, by a validation set."),
    Work("Y. LeCun, L. Bottou, G. Orr, K.-R. Müller", "Efficient BackProp", 1998,
         "Why to standardise, and how to start the weights."),
    Work("C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau, R. Garcia", "Incorporating Second-Order "
         "Functional Knowledge for Better Option Pricing", 2001, "SoftPlus."),
    Work("X. Glorot, Y. Bengio", "Understanding the Difficulty of Training Deep Feedforward Neural "
         "Networks", 2010, "A start for tanh layers."),
    Work("V. Nair, G. Hinton", "Rectified Linear Units Improve Restricted Boltzmann Machines",
         2010, "The ReLU."),
    Work("N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov", "Dropout: A "
         "Simple Way to Prevent Neural Networks from Overfitting", 2014),
    Work("D. Kingma, J. Ba", "Adam: A Method for Stochastic Optimization", 2014,
         "A step of its own for each weight."),
    Work("K. He, X. Zhang, S. Ren, J. Sun", "Delving Deep into Rectifiers", 2015,
         "A start for ReLU layers, and the PReLU."),
    Work("D.-A. Clevert, T. Unterthiner, S. Hochreiter", "Fast and Accurate Deep Network Learning "
         "by Exponential Linear Units", 2015, "The ELU."),
    Work("Y. LeCun, Y. Bengio, G. Hinton", "Deep Learning", 2015,
         "Nature 521, pages 436–444: nine pages of overview."),
    Work("A. Vaswani and others", "Attention Is All You Need", 2017),
)  # fmt: skip
OTHERS = (
    Work("K. Pearson", "On Lines and Planes of Closest Fit to Systems of Points in Space", 1901,
         "Principal components."),
    Work("H. Hotelling", "Analysis of a Complex of Statistical Variables into Principal "
         "Components", 1933),
    Work("S. Lloyd", "Least Squares Quantization in PCM", 1957, "k-means; published in 1982."),
    Work("I. Sutherland, G. Hodgman", "Reentrant Polygon Clipping", 1974,
         "How the two sides of a line are cut out of a figure."),
    Work("M. Stone", "Cross-Validatory Choice and Assessment of Statistical Predictions", 1974,
         "Cross-validation."),
    Work("P. Wolfe", "Finding the Nearest Point in a Polytope", 1976,
         "How the widest gap between two classes is found."),
    Work("M. Campbell", "Knowledge Discovery in Deep Blue", 1999,
         "What a chess machine took from games, and what it did not learn."),
)  # fmt: skip

COLUMNS = (
    {"Books": BOOKS, "The flowers": DATA, "One neuron": NEURONS},
    {"Networks": NETWORKS, "Also used": OTHERS},
)
"""Two columns of about the same length, which follow one another on a phone."""


def listed(column: Mapping[str, tuple[Work, ...]]) -> str:
    """The works of a column as lists, one a line, by what they are about."""
    return "\n\n".join(
        f"**{about}**\n\n" + "\n".join(work.line() for work in works)
        for about, works in column.items()
    )
