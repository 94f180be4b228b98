"""``python -m tests.export PAGE 'QUERY'`` prints the script of a page at a link's settings.

``python -m tests.export PAGE --check N`` runs the page's script at N settings drawn at random, in
an interpreter with NumPy alone, and says where it differs from the screen; without PAGE, of every
page.
"""

import argparse
import logging
import sys
from urllib.parse import parse_qsl


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.export", description=__doc__)
    parser.add_argument("page", nargs="?")
    parser.add_argument("query", nargs="?", default="")
    parser.add_argument("--check", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    logging.disable(logging.WARNING)  # while it is loaded, Streamlit warns that no server runs
    if asked.check:
        return _check(asked.page, asked.check, asked.seed)
    if asked.page is None:
        parser.error("which page?")
    from tests.export import page  # noqa: PLC0415

    print(page.script_text(asked.page, **dict(parse_qsl(asked.query.lstrip("?")))))  # noqa: T201
    return 0


def _check(page: str | None, count: int, seed: int) -> int:
    """How many scripts agree, page by page, and what is wrong with the others."""
    from tests.export import cases, compare  # noqa: PLC0415

    faults = 0
    for name in [page] if page else cases.CASES:
        found = compare.verdicts(name, range(seed, seed + count))
        wrong = [f"{one.settings}: {one.fault}" for one in found if one.fault]
        magnified = sum(one.magnified for one in found)
        told = f"{name}: {count - len(wrong)} of {count} agree"
        told += f", {magnified} of them magnify roundings" * (magnified > 0)
        print(told, *wrong, sep="\n  ")  # noqa: T201
        faults += len(wrong)
    return int(faults > 0)


sys.exit(main())
