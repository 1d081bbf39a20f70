#!/usr/bin/env python3
# Run against the service in every build. Python 3.8 or newer, standard library only; signatures are made and checked by
# the openssl command (3.0 or newer; a product would use the package `cryptography`, which is quicker).
"""泉城人才服务金卡：一个合作系统要做的全部调用 / all the calls of a partner system.

    export GOLDCARD_URL=http://127.0.0.1:8080 GOLDCARD_CLIENT=gate-1 GOLDCARD_SECRET=…
    export GOLDCARD_SECRET_NEXT=…                     # the new secret while both count; optional
    export GOLDCARD_KEY=key.pem GOLDCARD_KID=k1       # a P-256 key for private_key_jwt; optional
    export GOLDCARD_ISSUER=http://127.0.0.1:8080/sandbox GOLDCARD_JWKS=/sandbox/.well-known/jwks.json  # sandbox only
    python3 goldcard.py CODE OTHER_CODE
"""
import base64, collections, datetime, json, os, re, subprocess, sys, tempfile, time
import urllib.error, urllib.parse, urllib.request, uuid, zlib

URL = os.environ.get("GOLDCARD_URL", "http://127.0.0.1:8080")
CLIENT = os.environ["GOLDCARD_CLIENT"]
JWKS = os.environ.get("GOLDCARD_JWKS", "/.well-known/jwks.json")
JINAN = datetime.timezone(datetime.timedelta(hours=8))


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

def try_secret(secret):
    """The token, or None when this secret does not count. Any other trouble says nothing about the secret."""
    pair = urllib.parse.quote_plus(CLIENT) + ":" + urllib.parse.quote_plus(secret)
    basic = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
    status, answer = form("/oauth2/token", {"grant_type": "client_credentials"}, basic)
    if status not in (200, 401):
        raise SystemExit(f"token: {status} {answer.get('error', '')}")
    return answer if status == 200 else None


def token_by_secret(*secrets):
    """The newest secret first: while two count, nothing stands still when one is exchanged."""
    for secret in secrets:
        answer = try_secret(secret)
        if answer:
            return answer
    raise SystemExit("token: invalid_client")


def rotation(old, following):
    """Each secret by itself: take the old one out only when the new one counts."""
    new = "counts" if try_secret(following) else "does NOT count"
    return f"the new secret {new}, the old one {'still does' if try_secret(old) else 'does not'}"


def service_issuer():
    return json.loads(get("/.well-known/oauth-authorization-server")[2])["issuer"]


def token_by_key(key_file, kid):
    """private_key_jwt (RFC 7523): an assertion of a minute, with a name that counts once."""
    now = int(time.time())
    claims = {"iss": CLIENT, "sub": CLIENT, "aud": service_issuer(),
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


UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


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
    except UNREADABLE:
        return None


def keys_of(jwks):
    return {jwk["kid"]: jwk for jwk in jwks["keys"]}


# What to show and what to do; a gate opens by itself on admit YES alone.
Judged = collections.namedtuple("Judged", "result colour admit checks")


class Offline:
    """A bundle taken up. The first one is trusted by the published keys, fetched by https."""

    def __init__(self, text, issuer, jwks):
        claims = read(text, keys_of(jwks), "goldcard-bundle+jwt", "ES256", "R")
        if claims is None or claims["iss"] != issuer or claims["aud"] != CLIENT:
            raise SystemExit("bundle: not for us, or not of the service")
        self.claims, self.keys, self.used = claims, keys_of(claims["jwks"]), {}
        self.confirmed = claims["asOf"]       # set it to the time of every 304: the list is as good as new then
        # A list without `lst` is too large to be carried: a product fetches it from `uri` and compares `sha256`.
        self.lists = {one["n"]: zlib.decompress(unb64(one["lst"])) if "lst" in one else None for one in claims["lists"]}

    def age(self, now):
        return max(0, now - self.confirmed)

    def verify(self, code, now=None, item=None, companions=0):
        """The first result that applies, in the order of the results."""
        now = time.time() if now is None else now
        rules = self.claims["rules"].get(datetime.datetime.fromtimestamp(now, JINAN).date().isoformat())
        if rules and rules["freeForAll"] and now < self.claims["exp"]:
            return Judged("FREE_FOR_ALL", "GREEN", "YES", [])
        try:
            result, index, nonce = self.read_code(code, now, rules)
        except UNREADABLE:
            result, index, nonce = "BAD_CODE", None, None
        result = result or self.judge_list(index, now, rules)
        if result:
            closed = rules and rules["closedWhenStale"]
            return Judged(result, "AMBER" if result == "LIST_STALE" and not closed else "RED", "NO", [])
        if nonce is None and not rules["staticPasses"]:
            return Judged("LIVE_CODE_REQUIRED", "RED", "NO", [])
        granted = choose(rules["items"], item)
        result = judge_item(granted, companions) or ("CODE_USED" if nonce in self.used else None)
        if result:
            return Judged(result, "RED", "NO", [])
        if nonce is not None:
            self.used[nonce] = now
        checks = ["ASK_NAME"] + [one["code"] for one in granted["checks"]]
        if not self.is_green(now):
            return Judged("VALID_OFFLINE", "AMBER", "AFTER_CHECK", ["REGISTER_BY_HAND"] + checks)
        return Judged("VALID_OFFLINE", "GREEN", "AFTER_CHECK" if granted["ownIdRequired"] else "YES", checks)

    def read_code(self, code, now, rules):
        """A refusal or None, the index in the lists, and the nonce of a live code; a pass has none."""
        if "." not in code:
            typed = "LOOKUP_UNAVAILABLE" if rules and rules["numberLookup"] else "LIVE_CODE_REQUIRED"
            return typed if re.fullmatch("[0-9A-Za-z ]{5,22}", code) else "BAD_CODE", None, None
        live = read(code, self.keys, "goldcard-live+jwt", "EdDSA", "L")
        if live:
            index, nonce = live["i"], live["n"]
            begin, end, over = live["s"] * 30, live["s"] * 30 + 90, "CODE_EXPIRED"
        else:
            card = read(code, self.keys, "goldcard+jwt", "ES256", "P")
            if card is None or card["iss"] != self.claims["iss"]:
                return "BAD_CODE", None, None
            entry = card["status"]["status_list"]
            index, nonce = int(entry["uri"].rsplit("/", 1)[1]) << 20 | entry["idx"], None
            begin, end, over = card["nbf"], card["exp"], "CARD_EXPIRED"
        if now < max(begin, self.claims["iat"]) - 30:
            return "CLOCK_SKEW", index, nonce
        return over if now >= end else None, index, nonce

    def judge_list(self, index, now, rules):
        """Bit i of list n belongs to index n·2^20 + i, the lowest bit of a byte first; 1 is refused."""
        number, place = divmod(index, 1 << 20)
        bits = self.lists.get(number, b"\xff" * (1 << 17))           # a list nobody made refuses all
        if bits is not None and place // 8 < len(bits) and bits[place // 8] >> place % 8 & 1:
            return "CARD_UNAVAILABLE"
        stale = bits is None or rules is None or now >= self.claims["exp"]
        if not stale and rules["closedWhenStale"] and self.claims["form"] != "file":
            stale = self.age(now) > self.claims["green"]
        return "LIST_STALE" if stale else None

    def is_green(self, now):
        return self.claims["form"] != "file" and self.age(now) <= self.claims["green"]


def is_for_all(item):
    """A live code names no class: offline only what every class has is granted."""
    return set(item["classes"]) >= set("ABCD")


def choose(items, wanted):
    """The item asked for, else the first that is for every class, else the first."""
    for item in items:
        if item["item"] == wanted if wanted else is_for_all(item):
            return item
    return items[0] if items and not wanted else None


def judge_item(item, companions):
    if item is None:
        return "VENUE_NOT_COVERED"
    if not is_for_all(item):
        return "CLASS_NOT_COVERED"
    return "TOO_MANY_COMPANIONS" if companions > item["maxPersons"] - 1 else None


# --- All of it, once ----------------------------------------------------------------------------------------------

def main(code, other):
    secret, following = os.environ["GOLDCARD_SECRET"], os.environ.get("GOLDCARD_SECRET_NEXT")
    answer = token_by_secret(*filter(None, (following, secret)))
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
        print("rotation:", rotation(secret, following))

    issuer = os.environ.get("GOLDCARD_ISSUER") or service_issuer()
    jwks = json.loads(get(JWKS)[2])
    status, headers, body = get("/v1/offline-bundle", token)
    offline = Offline(body.decode(), issuer, jwks)
    status, _, _ = get("/v1/offline-bundle", token, headers["ETag"])
    if status == 304:
        offline.confirmed = time.time()
    print("bundle:", "unchanged" if status == 304 else "changed")
    first = offline.verify(other)
    print("offline:", first.result, first.colour)
    print(f"list: {offline.age(time.time()):.0f} s old; {first.admit}, check {', '.join(first.checks)}")
    print("offline, again:", *offline.verify(other)[:2])
    print("offline, changed:", *offline.verify(other[:-8] + other[-4:] + other[-8:-4])[:2])
    print("offline, two minutes on:", *offline.verify(other, time.time() + 150)[:2])


if __name__ == "__main__":
    main(*sys.argv[1:3])
