"""`python -m tests.deploy.audit`: known faults of what is installed here, by pip-audit.

Fails where a fault has been mended in a version that our requirements keep out, since what is
installed is the newest that they allow; a fault that nobody has mended is told. Says so, and is no
failure, where the list of known faults cannot be reached.
"""

import json
import subprocess
import sys
from typing import Any

_ASK = (sys.executable, "-m", "pip_audit", "--progress-spinner", "off", "--format", "json")


def main() -> int:
    """1 if there is something to be done."""
    found = _faults()
    if not any("vulns" in package for package in found):
        sys.stdout.write("Dependency audit: not done, its source cannot be reached from here.\n")
        return 0
    faults = [(package, fault) for package in found for fault in package.get("vulns", ())]
    for package, fault in faults:
        mended = ", ".join(fault["fix_versions"]) or "nowhere yet"
        name = f"{package['name']} {package['version']}"
        sys.stdout.write(f"{name}: {fault['id']}, mended in {mended}\n")
    known = sum("vulns" in package for package in found)
    sys.stdout.write(f"Dependency audit: {known} packages, {len(faults)} known faults.\n")
    return int(any(fault["fix_versions"] for _, fault in faults))


def _faults() -> list[dict[str, Any]]:
    """What pip-audit says of each package; nothing if it does not get that far."""
    told = subprocess.run(_ASK, capture_output=True, text=True, check=False).stdout
    try:
        found: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError):
        return []
    return found


if __name__ == "__main__":
    sys.exit(main())
