"""An issuer of our own on this machine: says what a test has it say, in tokens that it signs."""

import json
import threading
import time
from base64 import b64decode, urlsafe_b64encode
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "the-plan", "a-client-secret-as-long-as-they-are"


class Issuer:
    """`claims`: what it says of whoever comes; `wrong`: what a token says instead; `key`: what it signs with."""

    def __init__(self, url):
        self.url = url
        self.key = self.published = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims, self.wrong, self.codes, self.algorithm = {}, {}, {}, "RS256"
        self.methods = ["client_secret_post"]

    def description(self):
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": self.methods,
        }

    def keys(self):
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.published.public_key()))
        return {"keys": [public | {"kid": "one", "use": "sig", "alg": "RS256"}]}

    def authorize(self, asked):
        """The address that it sends the person back to."""
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent, authorization):
        asked = self.codes.pop(sent["code"])
        challenge = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        who = (sent["client_id"], sent.get("client_secret"))
        if authorization:
            who = tuple(b64decode(authorization.split()[1]).decode().split(":"))
        if challenge != asked["code_challenge"] or sent["redirect_uri"] != asked["redirect_uri"]:
            return {"error": "invalid_grant"}
        if who != (CLIENT, SECRET):
            return {"error": "invalid_client"}
        now = int(time.time())
        said = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        said |= self.claims | self.wrong
        key = self.key if self.algorithm.startswith("RS") else SECRET
        return {"id_token": jwt.encode(said, key, self.algorithm, {"kid": "one"}), "access_token": "-"}


def handler_of(issuer):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            path, asked = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
            if path == "/authorize":
                self.send_response(302)
                self.send_header("Location", issuer.authorize({name: one[0] for name, one in asked.items()}))
                self.end_headers()
                return
            self.answer(issuer.keys() if path == "/keys" else issuer.description())

        def do_POST(self):
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.answer(
                issuer.token({name: one[0] for name, one in sent.items()}, self.headers["Authorization"])
            )

        def answer(self, said):
            body = json.dumps(said).encode()
            self.send_response(400 if "error" in said else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    return Handler


@contextmanager
def running():
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass = handler_of(issuer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
