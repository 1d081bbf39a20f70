#!/usr/bin/env python3
# Run in every build. Python 3.8 or newer, standard library only; signatures are checked by the openssl command (a product
# would use the package `cryptography`, which is quicker).
"""接收推送的金卡状态变化 / a receiver of pushed changes of cards (RFC 8417, RFC 8935).

    export GOLDCARD_URL=https://card.example GOLDCARD_CLIENT=bank-1
    python3 receiver.py PORT JOURNAL [CERTIFICATE KEY]     # with the two PEM files it speaks https

What was taken stands in JOURNAL, one line of JSON each, written through to the disk before the 202. Several threads may
be pushed to at once; the order of one card is kept by the sender, which waits for each answer.
"""
import base64, http.server, json, os, re, ssl, subprocess, sys, tempfile, threading, time, urllib.request

URL = os.environ.get("GOLDCARD_URL", "http://127.0.0.1:8080")
CLIENT = os.environ["GOLDCARD_CLIENT"]
WINDOW = 600          # seconds an event's iat may be away from our clock: what is older is a replay
LONGEST = 8192        # an event is far shorter
EVENT = "urn:goldcard:event:"
VERIFICATION = "https://schemas.openid.net/secevent/ssf/event-type/verification"


class Refused(Exception):
    """Why an event is not taken, in a word of RFC 8935 section 2.4; it comes again until it is taken or given up."""


# --- The issuer and its keys, fetched again when an event names a key we do not know, once a minute at most ------------

class Keys:
    def __init__(self):
        self.issuer, self.keys, self.fetched, self.lock = None, {}, -1e9, threading.Lock()

    def get(self, kid):
        with self.lock:
            if kid not in self.keys and time.monotonic() - self.fetched > 60:
                self.fetched = time.monotonic()
                self.issuer = fetch("/.well-known/oauth-authorization-server")["issuer"]
                self.keys = {key["kid"]: key for key in fetch("/.well-known/jwks.json")["keys"]}
            return self.keys.get(kid)


def fetch(path):
    with urllib.request.urlopen(URL + path, timeout=5) as answer:
        return json.load(answer)


# --- Reading an event ------------------------------------------------------------------------------------------------

def unb64(text):
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode() != text:
        raise ValueError("not canonical base64url")
    return data


def read(token, keys):
    """The claims of an event that is ours, genuine and of now. The key decides the algorithm, never the token."""
    try:
        head, claims, signature = token.split(".")
        header, content, raw = json.loads(unb64(head)), json.loads(unb64(claims)), unb64(signature)
        kid, typ, alg = header["kid"], header["typ"], header["alg"]
    except (ValueError, KeyError, TypeError):
        raise Refused("invalid_request")
    if set(header) != {"alg", "kid", "typ"} or typ != "secevent+jwt" or len(raw) != 64:
        raise Refused("invalid_request")
    key = keys.get(kid)
    if not key or key.get("kty") != "EC" or alg != "ES256" or not kid.startswith("R"):
        raise Refused("invalid_key")
    if not signature_is_good(key, (head + "." + claims).encode(), raw):
        raise Refused("invalid_key")
    if content.get("iss") != keys.issuer:
        raise Refused("invalid_issuer")
    if content.get("aud") != CLIENT:
        raise Refused("invalid_audience")
    iat, events = content.get("iat"), content.get("events")
    if not isinstance(iat, int) or abs(time.time() - iat) > WINDOW:
        raise Refused("invalid_request")
    if not isinstance(content.get("jti"), str) or not isinstance(events, dict) or len(events) != 1:
        raise Refused("invalid_request")
    return content


def signature_is_good(jwk, signed, raw):
    def number(part):
        part = part.lstrip(b"\0") or b"\0"
        part = b"\0" + part if part[0] & 0x80 else part
        return b"\x02" + bytes([len(part)]) + part
    both = number(raw[:32]) + number(raw[32:])
    der = b"\x30" + bytes([len(both)]) + both
    public = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004") + unb64(jwk["x"]) + unb64(jwk["y"])
    with tempfile.TemporaryDirectory() as home:
        for name, content in {"key": public, "signed": signed, "signature": der}.items():
            with open(os.path.join(home, name), "wb") as file:
                file.write(content)
        line = ["openssl", "dgst", "-sha256", "-verify", "key", "-keyform", "DER", "-signature", "signature", "signed"]
        return subprocess.run(line, cwd=home, capture_output=True).returncode == 0


# --- What was taken --------------------------------------------------------------------------------------------------

class Journal:
    """Once, however often it comes: by its jti; and never back to what was before: by its place in the log, txn."""

    def __init__(self, path):
        self.lock, self.seen, self.last = threading.Lock(), set(), {}
        self.file = open(path, "a+", encoding="utf-8")
        self.file.seek(0)
        for line in self.file:
            self.note(json.loads(line))

    def note(self, event):
        self.seen.add(event["jti"])
        if event["sub"]:
            self.last[event["sub"]] = place(event["txn"])

    def take(self, claims):
        """new, again (we had it) or late (we have a newer state of this card)."""
        (uri, said), = claims["events"].items()
        sub, txn = claims.get("sub_id", {}).get("sub", ""), claims.get("txn", "0.0")
        with self.lock:
            if claims["jti"] in self.seen:
                return "again"
            if sub and place(txn) <= self.last.get(sub, (0, 0)):
                return "late"
            event = {"jti": claims["jti"], "txn": txn, "sub": sub, "event": uri, "at": claims.get("toe"), "said": said}
            self.file.write(json.dumps(event) + "\n")
            self.file.flush()
            os.fsync(self.file.fileno())
            self.note(event)
            return "new"


def place(txn):
    if not re.fullmatch(r"\d{1,18}\.\d{1,18}", txn):
        raise Refused("invalid_request")
    epoch, rev = txn.split(".")
    return int(epoch), int(rev)


# --- The receiver ----------------------------------------------------------------------------------------------------

class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 15

    def do_POST(self):
        try:
            length = int(self.headers.get("Content-Length", "0"))
            if self.headers.get("Content-Type") != "application/secevent+jwt" or not 0 < length <= LONGEST:
                raise Refused("invalid_request")
            claims = read(self.rfile.read(length).decode("ascii", "replace"), KEYS)
            how = JOURNAL.take(claims)
        except Refused as refused:
            say("refused", str(refused))
            return self.reply(400, json.dumps({"err": str(refused), "description": str(refused)}))
        except (OSError, ValueError) as error:        # our keys or our disk: not the event's fault, it shall come again
            say("failed", type(error).__name__)
            return self.reply(503, "")
        (uri, said), = claims["events"].items()
        word = "verification" if uri == VERIFICATION else uri[len(EVENT):]
        say(how, word, claims.get("sub_id", {}).get("sub", "-"), said.get("state", "-"))
        self.reply(202, "")

    def reply(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status != 202:
            self.send_header("Connection", "close")       # what follows on it may not be where we think
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


def say(*words):
    print(*words, flush=True)


if __name__ == "__main__":
    KEYS, JOURNAL = Keys(), Journal(sys.argv[2])
    server = http.server.ThreadingHTTPServer(("127.0.0.1" if len(sys.argv) < 5 else "", int(sys.argv[1])), Receiver)
    if len(sys.argv) == 5:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[3], sys.argv[4])
        server.socket = context.wrap_socket(server.socket, server_side=True)
    say("listening", server.server_address[1])
    server.serve_forever()
