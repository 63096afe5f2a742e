"""What is said between us and the issuer (OpenID Connect, authorization code with PKCE and nonce). Who somebody is
here is not decided in this module.
"""

import json
import secrets
from base64 import b64encode, urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256
from time import monotonic
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import jwt
from django.conf import settings

PATIENCE = 10  # seconds for each answer of the issuer
MOST = 1024 * 1024  # bytes of an answer
KEPT = 3600  # seconds for which its description and keys are kept
ALGORITHMS = [
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "ES256",
    "ES384",
]  # none that the client's own secret could sign
OWN_MACHINE = ("http://127.0.0.1:", "http://localhost:")  # an issuer of a test
LEEWAY = 60  # seconds that clocks may differ


class SignOnError(Exception):
    """The issuer cannot be reached, or what came from it is not what was asked for. Never shown to anybody."""


def begin():
    """What is kept of one attempt while the person is at the issuer's."""
    return {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}


def authorization_address(attempt, back):
    """Where the person is sent to, and `back`, the address to which the issuer sends them again."""
    challenge = urlsafe_b64encode(sha256(attempt["verifier"].encode()).digest()).rstrip(b"=").decode()
    asked = {"response_type": "code", "client_id": settings.OIDC_CLIENT_ID, "redirect_uri": back}
    asked |= {"scope": settings.OIDC_SCOPE, "state": attempt["state"], "nonce": attempt["nonce"]}
    asked |= {"code_challenge": challenge, "code_challenge_method": "S256"}
    address = description()["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def claims_of(code, attempt, back):
    """What the issuer says of the person, for the code that it sent them back with. Raises SignOnError."""
    typed = {"grant_type": "authorization_code", "code": code, "redirect_uri": back}
    typed |= {"client_id": settings.OIDC_CLIENT_ID, "code_verifier": attempt["verifier"]}
    headers = {}
    if "client_secret_post" in description().get("token_endpoint_auth_methods_supported", ()):
        typed["client_secret"] = settings.OIDC_CLIENT_SECRET
    else:
        pair = ":".join(quote(one, safe="") for one in (settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET))
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    answer = fetched(description()["token_endpoint"], urlencode(typed).encode(), headers)
    claims = verified(answer.get("id_token", ""))
    if not secrets.compare_digest(str(claims.get("nonce", "")), attempt["nonce"]):
        raise SignOnError("the token was made for another attempt")
    return claims


def verified(token):
    """The claims of a token that the issuer signed, for us, and that is still good."""
    try:
        key = keys(checked(description()["jwks_uri"]), hour()).get_signing_key_from_jwt(token)
        return jwt.decode(
            token,
            key.key,
            algorithms=ALGORITHMS,
            audience=settings.OIDC_CLIENT_ID,
            issuer=settings.OIDC_ISSUER,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as problem:
        raise SignOnError(f"the token is not good: {type(problem).__name__}") from problem


def hour():
    return int(monotonic() // KEPT)


@lru_cache(maxsize=2)
def keys(address, hour):
    return jwt.PyJWKClient(address, timeout=PATIENCE)


def description():
    return described(settings.OIDC_ISSUER, hour())


@lru_cache(maxsize=2)
def described(issuer, hour):
    """What the issuer says of itself."""
    found = fetched(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise SignOnError("the issuer calls itself something else")
    return found


def checked(address):
    """An address that the issuer names: never a file, and https but for an issuer on the own machine."""
    tried_out = settings.OIDC_ISSUER.startswith(OWN_MACHINE)
    if not str(address).startswith(OWN_MACHINE if tried_out else "https://"):
        raise SignOnError("the issuer names an address that is not https")
    return address


def fetched(address, body=None, headers=None):
    """The JSON object that an address of the issuer answers with."""
    try:
        asked = Request(checked(address), body, headers or {})  # noqa: S310 - looked at above
        with urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310  # nosec B310
            found = json.loads(answer.read(MOST))
    except (URLError, OSError, ValueError) as problem:
        raise SignOnError(f"the issuer did not answer: {type(problem).__name__}") from problem
    if not isinstance(found, dict):
        raise SignOnError("the issuer answered something else")
    return found
