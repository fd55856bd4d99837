"""A municipality's login for tests: an OpenID Connect provider that answers over real HTTP on this machine.

Authorization code flow with PKCE (RFC 7636), RS256 ID tokens, discovery and keys; `claims` is who logs in there, and
the other attributes are ways in which a provider can be wrong.
"""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "referatarkivet", "mellem os to"


class Provider:
    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.signed_with = self.key
        self.claims: dict[str, Any] = {}
        self.audience = CLIENT
        self.issuer = ""
        self.userinfo: dict[str, Any] = {}
        self.codes: dict[str, str] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

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
        claims = {"iss": self.issuer or self.url, "aud": self.audience, "iat": int(time.time())} | self.claims
        claims.setdefault("exp", int(time.time()) + 300)
        signed = jwt.encode(claims, self.signed_with, algorithm="RS256", headers={"kid": "1"})
        return {"access_token": "adgang", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
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
                "/userinfo_endpoint": lambda: provider.userinfo,
            }
            self._say(pages[path]() if path in pages else None)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self._say(provider.token({name: one[0] for name, one in parse_qs(body).items()}))

        def _say(self, answer: dict[str, Any] | None) -> None:
            body = json.dumps(answer if answer is not None else {"error": "invalid_grant"}).encode()
            self.send_response(200 if answer is not None else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
