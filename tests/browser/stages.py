"""The pages with a stage, for tests of each of them."""

import pytest

from pages.shared.bench import catalogue
from pages.shared.frame import course

STAGED = [one for one in course.LESSONS if catalogue.exercises(one.name)][:-1]
"""The last page, the glossary, has exercises but no figures."""

every_stage = pytest.mark.parametrize(
    "lesson", STAGED, indirect=True, ids=[lesson.name for lesson in STAGED]
)
