"""Hostile links: each opens the app in a session of its own, as a stranger's address would."""

import random

from tests.fuzz import hostile, look
from tests.load.crowd import PAGES
from tests.load.student import LOST, Student

Offer = dict[str, list[str]]
"""What a page's controls are called in a link, with some values that they have."""


async def offers(server: str) -> dict[str, Offer]:
    """What each page understands of a link, read off its controls."""
    found: dict[str, Offer] = {}
    for page in PAGES:
        async with Student(server, page) as student:
            await student.load()
            settings = [control for control in student.talk.settings() if control.link_key]
            found[page] = {
                control.link_key: [control.somewhere(student.rng)[1] for _ in range(3)]
                for control in settings
            }
    return found


async def check(server: str, offer: dict[str, Offer], seed: str, patience: float = 120) -> str:
    """Open one link; what was wrong with the page, or nothing."""
    rng = random.Random(f"link {seed}")
    page = rng.choice(PAGES)
    values = [value for some in offer[page].values() for value in some]
    query = hostile.link(rng, list(offer[page]), values)
    try:
        async with Student(server, page, query, patience=patience) as student:
            await student.load()
            faults = look.faults(student.talk.page)
    except LOST as error:
        faults = [f"session lost: {type(error).__name__} {error}"]
    return f"link {seed}, /{page}?{query[:300]}: {faults}" if faults else ""
