"""A municipality's login for tests: an OpenID Connect provider, a process of its own that answers over real HTTP.

Authorization code flow with PKCE (RFC 7636), RS256 ID tokens, discovery and keys; what a test sets in `Told` is who
logs in there, and the ways in which a provider can be wrong.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import time
from dataclasses import dataclass, field, fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

ROOT = Path(__file__).resolve().parents[2]
CLIENT, SECRET = "referatarkivet", "mellem os to"


@dataclass
class Told:
    """What the test tells the provider: who logs in there, and how it is wrong. Sent before each login (`tell`)."""

    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    audience: str = CLIENT
    issuer: str = ""
    strange_key: bool = False  # tokens are signed with a key that nobody publishes


class Provider(Told):
    """The provider's process, as a test sees it."""

    running: Provider | None = None

    def __init__(self) -> None:
        super().__init__()
        command = [sys.executable, "-m", "tests.access.provider"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.url = self.process.stdout.readline().strip()
        Provider.running = self

    def tell(self) -> None:
        told = {one.name: getattr(self, one.name) for one in fields(Told)}
        requests.post(f"{self.url}/tell", json=told, timeout=60).raise_for_status()

    def stop(self) -> None:
        Provider.running = None
        self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


class Served:
    """The provider itself, in its own process."""

    def __init__(self) -> None:
        self.key, self.strange = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
        self.told = Told()
        self.codes: dict[str, str] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def discovery(self) -> dict[str, Any]:
        ends = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
        told: dict[str, Any] = {end: f"{self.url}/{end}" for end in ends}
        return told | {"issuer": self.url, "token_endpoint_auth_methods_supported": ["client_secret_post"]}

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "1", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked: dict[str, str]) -> str:
        """Somebody has logged in there: back to where they came from, with a code."""
        code = f"kode-{len(self.codes)}"
        self.codes[code] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str]) -> dict[str, Any] | None:
        """The tokens for a code, once, to whoever has its verifier and the client's secret."""
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if sent.get("client_secret") != SECRET or self.codes.pop(sent.get("code", ""), None) != challenge:
            return None
        told = self.told
        claims = {"iss": told.issuer or self.url, "aud": told.audience, "iat": int(time.time())} | told.claims
        claims.setdefault("exp", int(time.time()) + 300)
        key = self.strange if told.strange_key else self.key
        signed = jwt.encode(claims, key, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "adgang", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


def _handler(provider: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            path, asked = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
            if path == "/authorization_endpoint":
                self.send_response(302)
                self.send_header("Location", provider.authorize({name: one[0] for name, one in asked.items()}))
                self.end_headers()
                return
            pages = {
                "/.well-known/openid-configuration": provider.discovery,
                "/jwks_uri": provider.keys,
                "/userinfo_endpoint": lambda: provider.told.userinfo,
            }
            self._say(pages[path]() if path in pages else None)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            if self.path == "/tell":
                provider.told = Told(**json.loads(body))
                return self._say({})
            return self._say(provider.token({name: one[0] for name, one in parse_qs(body).items()}))

        def _say(self, answer: dict[str, Any] | None) -> None:
            body = json.dumps(answer if answer is not None else {"error": "invalid_grant"}).encode()
            self.send_response(200 if answer is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


if __name__ == "__main__":
    served = Served()
    print(served.url, flush=True)
    served.server.serve_forever()
