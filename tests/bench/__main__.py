"""`python -m tests.bench core` or `python -m tests.bench app`: measure, and print the table."""

import sys


def core() -> None:
    """The trainers of `core` beside scikit-learn and plain loops."""
    from tests.bench import core as neuron
    from tests.bench import core_network as network
    from tests.bench.timing import table

    print(table([*neuron.rows(), *network.rows()], neuron.RIVALS))


def app() -> None:
    """Reruns of every page beside those of a two-line app."""
    from tests.bench import app as pages

    pages.main()


BENCHES = {"core": core, "app": app}

if len(sys.argv) != 2 or sys.argv[1] not in BENCHES:
    sys.exit(f"usage: python -m tests.bench {' | '.join(BENCHES)}")
BENCHES[sys.argv[1]]()
