#!/usr/bin/env python3
# Run against the service in every build. Python 3.8 or newer, standard library only; signatures are made and checked by
# the openssl command (1.1.1 or newer; a product would use the package `cryptography`, which is quicker).
"""泉城人才服务金卡：一个合作系统要做的全部调用 / all the calls of a partner system.

    export GOLDCARD_URL=http://127.0.0.1:8080 GOLDCARD_CLIENT=gate-1 GOLDCARD_SECRET=…
    export GOLDCARD_SECRET_NEXT=…                     # the new secret while both count; optional
    export GOLDCARD_KEY=key.pem GOLDCARD_KID=k1       # a P-256 key for private_key_jwt; optional
    python3 goldcard.py CODE OTHER_CODE
"""
import base64, datetime, hashlib, json, os, subprocess, sys, tempfile, time
import urllib.error, urllib.parse, urllib.request, uuid, zlib

URL = os.environ.get("GOLDCARD_URL", "http://127.0.0.1:8080")
CLIENT = os.environ["GOLDCARD_CLIENT"]


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    """Exactly one spelling counts: no padding, no foreign characters, no bits left over."""
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64(data) != text:
        raise ValueError("not canonical base64url")
    return data


def ask(method, path, body=None, headers=None):
    """Status, headers and body. A refusal of a card is 200; what is 4xx or 5xx is a problem (RFC 9457)."""
    request = urllib.request.Request(URL + path, data=body, headers=headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def get(path, token=None, etag=None):
    headers = {"Authorization": "Bearer " + token} if token else {}
    if etag:
        headers["If-None-Match"] = etag
    return ask("GET", path, headers=headers)


def post(path, token, content):
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    status, _, body = ask("POST", path, json.dumps(content).encode(), headers)
    if status != 200:
        problem = json.loads(body)
        raise SystemExit(f"{path}: {status} {problem['code']} {problem.get('field', '')}")
    return json.loads(body)


def form(path, fields, headers):
    headers = dict(headers, **{"Content-Type": "application/x-www-form-urlencoded"})
    status, _, body = ask("POST", path, urllib.parse.urlencode(fields).encode(), headers)
    return status, json.loads(body)


# --- 1. Access tokens: ten minutes, fetched again when eight are over ---------------------------------------------

def token_by_secret(*secrets):
    """The newest secret first: while two count, nothing stands still when one is exchanged."""
    for secret in secrets:
        pair = urllib.parse.quote_plus(CLIENT) + ":" + urllib.parse.quote_plus(secret)
        basic = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
        status, answer = form("/oauth2/token", {"grant_type": "client_credentials"}, basic)
        if status == 200:
            return answer
    raise SystemExit("token: " + answer["error"])


def token_by_key(key_file, kid):
    """private_key_jwt (RFC 7523): an assertion of a minute, with a name that counts once."""
    _, _, body = get("/.well-known/oauth-authorization-server")
    now = int(time.time())
    claims = {"iss": CLIENT, "sub": CLIENT, "aud": json.loads(body)["issuer"],
              "iat": now, "exp": now + 60, "jti": str(uuid.uuid4())}
    head = {"alg": "ES256", "kid": kid, "typ": "JWT"}
    signed = b64(json.dumps(head).encode()) + "." + b64(json.dumps(claims).encode())
    der = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key_file],
                         input=signed.encode(), capture_output=True, check=True).stdout
    status, answer = form("/oauth2/token", {
        "grant_type": "client_credentials",
        "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        "client_assertion": signed + "." + b64(from_der(der))}, {})
    if status != 200:
        raise SystemExit("token by key: " + answer["error"])
    return answer


def from_der(der):
    """r and s of an ECDSA signature, 32 bytes each (RFC 7518 section 3.4)."""
    at, raw = 2, b""
    for _ in range(2):
        length = der[at + 1]
        raw += der[at + 2:at + 2 + length].lstrip(b"\0").rjust(32, b"\0")
        at += 2 + length
    return raw


def to_der(raw):
    def number(part):
        part = part.lstrip(b"\0") or b"\0"
        part = b"\0" + part if part[0] & 0x80 else part
        return b"\x02" + bytes([len(part)]) + part
    both = number(raw[:32]) + number(raw[32:])
    return b"\x30" + bytes([len(both)]) + both


# --- 2. Verifying -------------------------------------------------------------------------------------------------

def verify(token, code, request_id, **more):
    """The same requestId sent again, after a timeout say, is the same verification and counts once."""
    return post("/v1/verifications", token, dict(code=code, requestId=request_id, **more))


def show(answer):
    """What a gate does. `admit` decides, `result` explains; AFTER_CHECK opens only when staff have checked."""
    if answer["admit"] == "NO":
        return f"{answer['result']}: {answer['message']['zh']} / {answer['message']['en']}"
    checks = ", ".join(check["code"] for check in answer["checks"])
    return f"{answer['result']} {answer['admit']}, check {checks}"


# --- 3. Without a network -----------------------------------------------------------------------------------------

def signature_is_good(jwk, signed, signature):
    """Checked by openssl, whose public key file is made of the JWK."""
    x = unb64(jwk["x"])
    if jwk["kty"] == "OKP":
        der = bytes.fromhex("302a300506032b6570032100") + x
    else:
        der = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004") + x + unb64(jwk["y"])
        signature = to_der(signature)
    with tempfile.TemporaryDirectory() as home:
        files = {"key": der, "signed": signed, "signature": signature}
        for name, content in files.items():
            with open(os.path.join(home, name), "wb") as file:
                file.write(content)
        line = ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key",
                "-sigfile", "signature", "-in", "signed", "-rawin"]
        if jwk["kty"] == "EC":
            line += ["-digest", "sha256"]
        return subprocess.run(line, cwd=home, capture_output=True).returncode == 0


def read(text, keys, typ, alg, letter):
    """The claims of a token of ours, or None. Kind, key and algorithm must fit; the header never chooses."""
    try:
        head, claims, signature = text.split(".")
        header = json.loads(unb64(head))
        jwk = keys.get(header.get("kid"))
        if (sorted(header) != ["alg", "kid", "typ"] or header["typ"] != typ or header["alg"] != alg
                or jwk is None or not jwk["kid"].startswith(letter) or len(unb64(signature)) != 64
                or not signature_is_good(jwk, (head + "." + claims).encode(), unb64(signature))):
            return None
        return json.loads(unb64(claims))
    except (ValueError, KeyError, TypeError):
        return None


def keys_of(jwks):
    return {jwk["kid"]: jwk for jwk in jwks["keys"]}


class Offline:
    """A bundle taken up. The first one is trusted by the published keys, fetched by https."""

    def __init__(self, text, issuer, jwks):
        claims = read(text, keys_of(jwks), "goldcard-bundle+jwt", "ES256", "R")
        if claims is None or claims["iss"] != issuer or claims["aud"] != CLIENT:
            raise SystemExit("bundle: not for us, or not of the service")
        self.claims, self.keys, self.used = claims, keys_of(claims["jwks"]), {}
        self.lists = {one["n"]: zlib.decompress(unb64(one["lst"])) for one in claims["lists"] if "lst" in one}

    def verify(self, code, now=None):
        """Result and colour; what to check stands in the rules of the day."""
        now = time.time() if now is None else now
        live = read(code, self.keys, "goldcard-live+jwt", "EdDSA", "L")
        if live is None:
            return "BAD_CODE", "RED"
        shown = live["s"] * 30
        if now < shown - 30:
            return "CLOCK_SKEW", "RED"
        if now >= shown + 90:
            return "CODE_EXPIRED", "RED"
        number, place = divmod(live["i"], 1 << 20)
        bits = self.lists.get(number)
        if bits is None or place // 8 < len(bits) and bits[place // 8] >> place % 8 & 1:
            return "CARD_UNAVAILABLE", "RED"
        if now >= self.claims["exp"]:
            return "LIST_STALE", "AMBER"
        if live["n"] in self.used:
            return "CODE_USED", "RED"
        self.used[live["n"]] = now
        green = self.claims["form"] != "file" and now - self.claims["asOf"] <= self.claims["green"]
        return "VALID_OFFLINE", "GREEN" if green else "AMBER"


# --- All of it, once ----------------------------------------------------------------------------------------------

def main(code, other):
    secret, following = os.environ["GOLDCARD_SECRET"], os.environ.get("GOLDCARD_SECRET_NEXT")
    answer = token_by_secret(secret)
    token = answer["access_token"]
    print("token:", answer["token_type"], answer["scope"])
    if "GOLDCARD_KEY" in os.environ:
        by_key = token_by_key(os.environ["GOLDCARD_KEY"], os.environ["GOLDCARD_KID"])
        print("token by key:", by_key["token_type"], by_key["scope"])

    request_id = str(uuid.uuid4())
    first = verify(token, code, request_id)
    print("verification:", show(first))
    again = verify(token, code, request_id)
    print("sent again:", "the same" if again["verificationId"] == first["verificationId"] else "another")
    print("refused:", show(verify(token, "no code of ours", str(uuid.uuid4()))))

    batch = post("/v1/verifications/batch", token, {"verifications": [
        {"code": other, "requestId": str(uuid.uuid4())},
        {"code": "no code of ours", "requestId": str(uuid.uuid4())}]})
    print("batch:", " ".join(one["result"] for one in batch["verifications"]))

    status, standing = form("/oauth2/introspect", {"token": other}, {"Authorization": "Bearer " + token})
    print("introspection:", "active" if standing["active"] else "not active")

    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds")
    beat = post("/v1/devices/heartbeat", token, {"sentAt": now.replace("+00:00", "Z"), "queue": 0})
    print("heartbeat:", "clock right" if abs(beat["skew"]) < 30 else "clock wrong")
    if following:
        token_by_secret(following, secret)
        print("rotation: the new secret counts, the old one still does")

    issuer = json.loads(get("/.well-known/oauth-authorization-server")[2])["issuer"]
    jwks = json.loads(get("/.well-known/jwks.json")[2])
    status, headers, body = get("/v1/offline-bundle", token)
    offline = Offline(body.decode(), issuer, jwks)
    status, _, _ = get("/v1/offline-bundle", token, headers["ETag"])
    print("bundle:", "unchanged" if status == 304 else "changed")
    print("offline:", *offline.verify(other))
    print("offline, again:", *offline.verify(other))
    print("offline, changed:", *offline.verify(other[:-8] + other[-4:] + other[-8:-4]))
    print("offline, two minutes on:", *offline.verify(other, time.time() + 150))


if __name__ == "__main__":
    main(*sys.argv[1:3])
