"""A small sign-in service on this machine, which can be told to lie."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc import jwt
from joserfc.jwk import RSAKey

KEY, STRANGER = (RSAKey.generate_key(2048, {"kid": "k1"}, auto_kid=False) for _ in range(2))


class SignInService:
    """Knows one person, and answers whoever proves that he started the journey."""

    def __init__(self, now):
        self.now = now
        self.lies = {}
        self.key, self.header = KEY, {"alg": "RS256", "kid": "k1"}
        self.asked = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, path, form):
        if path == "/.well-known/openid-configuration":
            places = {f"{name}_endpoint": f"{self.issuer}/{name}" for name in ("authorization", "token")}
            return {"issuer": self.lies.get("described", self.issuer), "jwks_uri": f"{self.issuer}/keys", **places}
        if path == "/keys":
            return {"keys": [KEY.as_dict(private=False)]}
        return self.token(form)

    def token(self, form):
        """Check secret, code and proof as a real service does; None stands for a refusal."""
        right = {"client_id": "gridplan", "client_secret": "s3cret", "code": "c0de", "grant_type": "authorization_code"}
        proved = create_s256_code_challenge(form["code_verifier"]) == self.asked["code_challenge"]
        if not proved or any(form.get(name) != value for name, value in right.items()):
            return None
        seconds = int(self.now.timestamp())
        claims = {
            "iss": self.issuer,
            "aud": "gridplan",
            "sub": "4711",
            "preferred_username": "li",
            "nonce": self.asked["nonce"],
            "iat": seconds,
            "exp": seconds + 300,
        }
        claims = {name: value for name, value in (claims | self.lies).items() if value is not None}
        return {"access_token": "a", "id_token": jwt.encode(self.header, claims, self.key)}

    def _handler(self):
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._send(service.answer(self.path, {}))

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._send(service.answer(self.path, {name: value[0] for name, value in parse_qs(body).items()}))

            def _send(self, answer):
                self.send_response(400 if answer is None else 200)
                self.end_headers()
                self.wfile.write(json.dumps(answer or {"error": "invalid_grant"}).encode())

            def log_message(self, *_):
                pass

        return Handler
