"""`python -m tests.bench core`, `app` or `browser`: measure, and print the table.

After `browser` may stand the names of some pages; else it takes all of them, some ten minutes.
"""

import sys
from importlib import import_module

from tests.bench.timing import table


def core() -> None:
    """The trainers of `core` beside scikit-learn and plain loops."""
    neuron, network = (import_module(f"tests.bench.{name}") for name in ("core", "core_network"))
    sys.stdout.write(table([*neuron.rows(), *network.rows()], neuron.RIVALS) + "\n")


def app() -> None:
    """Reruns of every page beside those of a two-line app."""
    import_module("tests.bench.app").main()


def browser() -> None:
    """What a student sees in a browser, beside an app with three charts."""
    import_module("tests.bench.browser").main(sys.argv[2:])


BENCHES = {"core": core, "app": app, "browser": browser}

if len(sys.argv) < 2 or sys.argv[1] not in BENCHES:
    sys.exit(f"usage: python -m tests.bench {' | '.join(BENCHES)} [PAGE ...]")
BENCHES[sys.argv[1]]()
