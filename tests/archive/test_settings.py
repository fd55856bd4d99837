"""The settings as a real site has them, each in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from .visitor import ROOT, environment

SITE = {
    "DEBUG": "false",
    "SECRET_KEY": "b7&kq-Zt0m!4cYwP2r#sVx8uEo6LhNf1JdGa9TiQ5pRzKy3v-Hq7u",
    "ALLOWED_HOSTS": "referater.example.dk",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
    "COLLECTED_STATIC": "false",
}


def manage(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(**env),
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_real_site_passes_djangos_own_check():
    said = manage("check", "--deploy", "--fail-level", "WARNING", **SITE)
    assert said.returncode == 0, said.stderr
    assert "no issues" in said.stdout


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_a_setting_that_a_real_site_lacks_is_named(missing):
    for lacking in (SITE | {missing: ""}, {name: value for name, value in SITE.items() if name != missing}):
        said = manage("check", **lacking)
        assert said.returncode != 0
        assert f"{missing} is not set" in said.stderr.splitlines()[-1]


def test_secrets_are_read_from_files(tmp_path):
    for name in ("SECRET_KEY", "DATABASE_URL"):
        (tmp_path / name).write_text(SITE[name] + "\n")
    with_files = {name: value for name, value in SITE.items() if name not in {"SECRET_KEY", "DATABASE_URL"}}
    with_files |= {f"{name}_FILE": str(tmp_path / name) for name in ("SECRET_KEY", "DATABASE_URL")}
    (tmp_path / "before").write_text("last-year\nthe-year-before\n")
    with_files["SECRET_KEY_FALLBACKS_FILE"] = str(tmp_path / "before")
    code = (
        "from django.conf import settings as s; "
        "print(s.SECRET_KEY, s.DATABASES['default']['NAME'], *s.SECRET_KEY_FALLBACKS, sep='|')"
    )
    said = manage("shell", "--no-imports", "-c", code, **with_files)
    assert said.stdout.strip() == f"{SITE['SECRET_KEY']}|none|last-year|the-year-before", said.stderr


@pytest.mark.parametrize("host", ["%2Frun%2Fpostgresql", "/run/postgresql"])
def test_a_socket_can_be_named_in_the_address_of_the_database(host):
    url = f"postgres://archive@{host}/minutes" if "%" in host else f"postgres://archive@/minutes?host={host}"
    code = "from django.db import connection as c; p = c.get_connection_params(); print(p['host'], p['dbname'])"
    said = manage("shell", "--no-imports", "-c", code, **SITE | {"DATABASE_URL": url})
    assert said.stdout.strip() == "/run/postgresql minutes", said.stderr


ASK = """
import json
from django.test import Client
client = Client(headers={"host": "referater.example.dk"})
plain, secure = client.get("/robots.txt"), client.get("/konto/log-ind/", secure=True)
cookie = secure.cookies["__Host-csrf"]
print(json.dumps({
    "moved": [plain.status_code, plain["Location"]],
    "hsts": secure["Strict-Transport-Security"],
    "policy": secure["Content-Security-Policy"],
    "cookie": [cookie["secure"], cookie["httponly"], cookie["path"], cookie["samesite"]],
    "health": client.get("/sundhed").status_code,
    "stranger": Client(headers={"host": "evil.example"}).get("/robots.txt", secure=True).status_code,
}))
"""


def test_a_real_site_insists_on_https():
    said = manage("shell", "--no-imports", "-c", ASK, **SITE)
    told = json.loads(said.stdout.splitlines()[-1]) if said.returncode == 0 else pytest.fail(said.stderr)
    assert told["moved"] == [301, "https://referater.example.dk/robots.txt"]
    assert told["hsts"] == "max-age=31536000; includeSubDomains"
    assert "upgrade-insecure-requests" in told["policy"]
    assert told["cookie"] == [True, True, "/", "Lax"]
    assert told["health"] == 503  # asked over plain HTTP, by the container itself; there is no database here
    assert told["stranger"] == 400
