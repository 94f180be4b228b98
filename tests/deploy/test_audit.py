"""What the audit makes of pip-audit's answers."""

import pytest

from tests.deploy import audit

CLEAN = {"name": "numpy", "version": "2.4.6", "vulns": []}
UNREACHED = {"name": "numpy", "skip_reason": "not found"}


def faulty(*mended):
    fault = {"id": "CVE-1", "fix_versions": [*mended]}
    return {"name": "pillow", "version": "13.0", "vulns": [fault]}


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        ([], 0, "not done"),
        ([UNREACHED], 0, "not done"),
        ([CLEAN], 0, "1 packages, 0 known faults"),
        ([CLEAN, faulty()], 0, "pillow 13.0: CVE-1, mended in nowhere yet"),
        ([CLEAN, faulty("13.1")], 1, "pillow 13.0: CVE-1, mended in 13.1"),
    ],
)
def test_it_fails_where_something_is_to_be_done(monkeypatch, capsys, found, code, said):
    monkeypatch.setattr(audit, "_faults", lambda: found)
    assert audit.main() == code
    assert said in capsys.readouterr().out
