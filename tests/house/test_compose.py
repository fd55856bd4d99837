"""The container files: as far as they can be checked where no engine runs."""

from __future__ import annotations

import re
import subprocess
import sys

import yaml

from .test_files import ROOT, text_of


def test_the_compose_file_fits_the_published_schema():
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec"]
    said = subprocess.run([*command, "docker-compose.yml"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_site_runs_confined():
    services = yaml.safe_load(text_of(ROOT / "docker-compose.yml"))["services"]
    for name in ("web", "worker", "migrate"):
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["security_opt"] == ["no-new-privileges:true"]
    assert services["web"]["ports"] == ["127.0.0.1:${PORT:-8000}:8000"]
    assert "ports" not in services["database"]
    assert re.search(r"(?m)^USER archive$", text_of(ROOT / "Dockerfile"))


def test_no_secret_gets_into_the_image():
    """What may be copied is named; all else, .env and secrets/ among it, stays out."""
    lines = [line for line in text_of(ROOT / ".dockerignore").splitlines() if line and not line.startswith("#")]
    assert lines[0] == "*"
    let_in = {line[1:] for line in lines if line.startswith("!")}
    copied = re.findall(r"(?m)^COPY (?!--from)(.+) \S+$", text_of(ROOT / "Dockerfile"))
    assert {source for line in copied for source in line.split()} == let_in
    assert all((ROOT / path).exists() for path in let_in)
