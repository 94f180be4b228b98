"""The files for containers, held to what can be had where no container engine runs."""

import json
import re
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from deploy import run
from tests.deploy import names
from tests.deploy.lab import HAPROXY, free_block, until
from tests.deploy.visitor import Visitor
from tests.server import ROOT, free_port, started
from tests.test_imports import RUN_TIME

DEPLOY = ROOT / "deploy"
COMPOSE = YAML(typ="safe").load((DEPLOY / "compose.yaml").read_text("utf-8"))
APP, PROXY = COMPOSE["services"]["app"], COMPOSE["services"]["proxy"]
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", "")
CONFIGS = [(DEPLOY / name).read_text("utf-8") for name in ("haproxy.cfg", "haproxy.compose.cfg")]


def told(instruction: str) -> list[str]:
    """What the Dockerfile says after an instruction, each time."""
    return re.findall(rf"^{instruction} +(.+)", DOCKERFILE, re.MULTILINE)


def preset(name: str) -> str:
    """What the proxy's settings take for a name that nobody has told them."""
    return re.findall(rf"presetenv {name} (\S+)", "\n".join(CONFIGS))[0]


@pytest.mark.parametrize(
    ("schema", "file"),
    [("compose-spec", "deploy/compose.yaml"), ("github-workflows", ".github/workflows/check.yaml")],
)
def test_files_for_other_programs_are_of_their_form(schema, file):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    subprocess.run([*command, str(ROOT / file)], check=True, capture_output=True)


def test_the_image_holds_what_runs_and_nothing_else():
    copied = {name for line in told("COPY") if "--from" not in line for name in line.split()[:-1]}
    assert copied == {*RUN_TIME, ".streamlit", "LICENSE", "requirements.txt"}
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert ignored[1] == "*"
    assert {line[1:] for line in ignored if line.startswith("!")} == copied
    assert all((ROOT / name).exists() for name in copied)


def test_a_replica_may_do_little():
    assert told("USER") == ["10001:10001"]
    for service in (APP, PROXY):
        assert service["read_only"] is True and service["cap_drop"] == ["ALL"]
    assert APP["tmpfs"] == ["/tmp"]
    assert APP["mem_limit"] == "1g"
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert APP["networks"] == ["inside"] and "ports" not in APP, "only the proxy is reached"


def test_ports_names_and_paths_agree():
    (port,) = told("EXPOSE")
    (command,) = told("CMD")
    assert f'"--server.port", "{port}"' in command
    assert f"127.0.0.1:{port}" in told("HEALTHCHECK")[0]
    assert (preset("LAB_APP"), preset("LAB_APP_PORT")) == ("app", port)
    assert preset("LAB_PORT") in PROXY["ports"][0] and preset("LAB_TLS_PORT") in PROXY["ports"][1]
    assert set(PROXY["environment"]) == {"LAB_PORT", "LAB_TLS_PORT", "LAB_BASE", "LAB_CERTIFICATE"}
    assert all(name in "".join(CONFIGS) for name in PROXY["environment"])
    mounted = dict(volume.rsplit(":", 2)[:2] for volume in PROXY["volumes"])
    read = [path for path in PROXY["command"] if path.startswith("/")]
    assert read == [mounted["./haproxy.cfg"], mounted["./haproxy.compose.cfg"]]
    assert mounted["${LAB_CERTIFICATE:-/dev/null}"] in PROXY["environment"]["LAB_CERTIFICATE"]
    assert all((DEPLOY / source).exists() for source in mounted if source.startswith("./"))


def test_a_replica_that_is_only_busy_keeps_its_students():
    """A class of 100 on a busy machine made answers late; all were thrown out, again and again."""
    seconds = re.findall(r"timeout check (\d+)s", CONFIGS[0])[0]
    times = re.findall(r"default-server check .*\bfall (\d+)", CONFIGS[0])[0]
    assert int(seconds) * int(times) >= 30


@contextmanager
def proxied(settings: dict[str, str]):
    """HAProxy with the files that Compose gives it."""
    files = [("-f", str(DEPLOY / Path(path).name)) for path in PROXY["command"] if "/" in path]
    command = [HAPROXY, "-db", *(word for pair in files for word in pair)]
    process = subprocess.Popen(command, env=settings, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(10)


def test_the_proxy_follows_the_scale_without_a_restart():
    app_port, port = free_port(), free_block(1)
    with names.service(preset("LAB_APP"), app_port, 4) as name_server:
        settings = {
            "LAB_DNS": f"127.0.0.1:{name_server.server_address[1]}",
            "LAB_APP_PORT": str(app_port),
            "LAB_PORT": str(port),
        }

        def answers(cookie=""):
            """Which replica answers, and the cookie that leads to it again."""
            asked = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"Cookie": cookie})
            try:
                with urllib.request.urlopen(asked, timeout=2) as answer:
                    given = answer.headers["set-cookie"] or cookie
                    return answer.read().decode(), given.partition(";")[0]
            except (OSError, HTTPException):  # refused, or cut short with its replica
                return "", ""

        def serving():
            return {replica for replica, _ in (answers() for _ in range(12)) if replica}

        with proxied(settings):
            for scale in (2, 4, 1):
                name_server.addresses = [f"127.0.0.{k + 2}" for k in range(scale)]
                until(lambda: serving() == set(name_server.addresses), f"{scale} replicas", 20)
            replica, cookie = answers()
            assert cookie.startswith("lab=")
            name_server.addresses = [f"127.0.0.{k + 2}" for k in range(4)]
            until(lambda: len(serving()) == 4, "4 replicas", 20)
            assert {answers(cookie)[0] for _ in range(8)} == {replica}


def test_the_image_s_command_serves_where_nothing_can_be_written(tmp_path):
    (command,) = map(json.loads, told("CMD"))
    assert command[:3] == ["streamlit", "run", "app.py"]
    own = [*command[3:], "--server.address", "127.0.0.1", "--server.port", str(port := free_port())]
    protected = (sys.executable, "-m", "tests.deploy.write_protected")
    notes = tmp_path / "notes"
    with (
        notes.open("wb") as log,
        started(log=log, port=port, options=own, streamlit=protected) as server,
    ):
        visitor = Visitor(server.address)
        with visitor.session() as session:
            assert visitor.upload(session, b"x" * 2_000_000).status == 204
    assert "internet" not in notes.read_text() and "External" not in notes.read_text()
    assert "Traceback" not in notes.read_text()


def test_the_unit_for_systemd_asks_run_py_for_what_it_knows():
    unit = (DEPLOY / "neuron-lab.service").read_text("utf-8")
    lines = re.findall(r"^(?:# )?ExecStart=\S+ deploy/run\.py (.+)", unit, re.MULTILINE)
    asked = [run.parser().parse_args(line.split()) for line in lines]
    assert [(at.port, at.tls_port, bool(at.certificate)) for at in asked] == [
        (80, 8443, False),
        (80, 443, True),
    ]
    assert "\nDynamicUser=yes\n" in unit and "\nProtectSystem=strict\n" in unit
