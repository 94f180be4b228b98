"""Two replicas behind a real HAProxy for a whole process: starting them is most of the time."""

from collections.abc import Iterator

import pytest

from tests.deploy.lab import Lab, running


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running(tmp_path_factory.mktemp("lab") / "notes", 2) as started:
        yield started
