"""A copkit embed token with Python's standard library (3.8 and later)."""

import base64
import hashlib
import hmac
import json
import os
import sys
import time


def embed_token(secret, issuer, audience, person_id, name, unit=None, now=None, seconds=300):
    """For whoever your server has signed in; now and seconds in seconds."""
    issued_at = int(time.time() if now is None else now)
    claims = {"iss": issuer, "aud": audience, "sub": person_id, "name": name}
    if unit:
        claims["unit"] = unit
    claims["iat"] = issued_at
    claims["exp"] = issued_at + seconds
    signed = _part({"alg": "HS256", "typ": "copkit-embed+jwt"}) + "." + _part(claims)
    signature = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    return signed + "." + _base64url(signature)


def _part(value):
    return _base64url(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


if __name__ == "__main__":
    issuer, audience, person_id, name, unit, now = sys.argv[1:]
    print(embed_token(os.environ["COPKIT_EMBED_SECRET"], issuer, audience, person_id, name, unit, int(now)))
