// Run against the service in every build. Node 18 or newer, no packages.
// 泉城人才服务金卡：一个合作系统要做的全部调用 / all the calls of a partner system.
//
//   export GOLDCARD_URL=http://127.0.0.1:8080 GOLDCARD_CLIENT=gate-1 GOLDCARD_SECRET=…
//   export GOLDCARD_SECRET_NEXT=…                     # the new secret while both count; optional
//   export GOLDCARD_KEY=key.pem GOLDCARD_KID=k1       # a P-256 key for private_key_jwt; optional
//   export GOLDCARD_ISSUER=http://127.0.0.1:8080/sandbox GOLDCARD_JWKS=/sandbox/.well-known/jwks.json  # sandbox only
//   node goldcard.mjs CODE OTHER_CODE
import { createPublicKey, randomUUID, sign, verify as isSigned } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const BASE = process.env.GOLDCARD_URL ?? 'http://127.0.0.1:8080';
const CLIENT = process.env.GOLDCARD_CLIENT;
const JWKS = process.env.GOLDCARD_JWKS ?? '/.well-known/jwks.json';

const b64 = (data) => Buffer.from(data).toString('base64url');

/** Exactly one spelling counts: no padding, no foreign characters, no bits left over. */
function unb64(text) {
  const data = Buffer.from(text, 'base64url');
  if (b64(data) !== text) throw new Error('not canonical base64url');
  return data;
}

const get = (path, headers = {}) => fetch(BASE + path, { headers, signal: AbortSignal.timeout(10_000) });
const bearer = (token) => ({ Authorization: `Bearer ${token}` });

/** A refusal of a card is 200; what is 4xx or 5xx is a problem (RFC 9457). */
async function post(path, token, content) {
  const answer = await fetch(BASE + path, {
    method: 'POST',
    headers: { ...bearer(token), 'Content-Type': 'application/json' },
    body: JSON.stringify(content),
    signal: AbortSignal.timeout(10_000),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${body.code} ${body.field ?? ''}`);
  return body;
}

async function form(path, fields, headers = {}) {
  const answer = await fetch(BASE + path, { method: 'POST', headers, body: new URLSearchParams(fields) });
  return { status: answer.status, body: await answer.json() };
}

// --- 1. Access tokens: ten minutes, fetched again when eight are over ---------------------------------------------

/** The token, or null when this secret does not count. Any other trouble says nothing about the secret. */
async function trySecret(secret) {
  const pair = `${encodeURIComponent(CLIENT)}:${encodeURIComponent(secret)}`;
  const basic = { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
  const { status, body } = await form('/oauth2/token', { grant_type: 'client_credentials' }, basic);
  if (status !== 200 && status !== 401) throw new Error(`token: ${status} ${body.error}`);
  return status === 200 ? body : null;
}

/** The newest secret first: while two count, nothing stands still when one is exchanged. */
async function tokenBySecret(...secrets) {
  for (const secret of secrets) {
    const answer = await trySecret(secret);
    if (answer) return answer;
  }
  throw new Error('token: invalid_client');
}

/** Each secret by itself: take the old one out only when the new one counts. */
async function rotation(old, following) {
  const now = await trySecret(following) ? 'counts' : 'does NOT count';
  return `the new secret ${now}, the old one ${await trySecret(old) ? 'still does' : 'does not'}`;
}

const serviceIssuer = async () => (await (await get('/.well-known/oauth-authorization-server')).json()).issuer;

/** private_key_jwt (RFC 7523): an assertion of a minute, with a name that counts once. */
async function tokenByKey(keyFile, kid) {
  const issuer = await serviceIssuer();
  const now = Math.floor(Date.now() / 1000);
  const head = b64(JSON.stringify({ alg: 'ES256', kid, typ: 'JWT' }));
  const claims = b64(JSON.stringify({
    iss: CLIENT, sub: CLIENT, aud: issuer, iat: now, exp: now + 60, jti: randomUUID(),
  }));
  const key = { key: readFileSync(keyFile), dsaEncoding: 'ieee-p1363' };
  const signature = sign('sha256', Buffer.from(`${head}.${claims}`), key);
  const { status, body } = await form('/oauth2/token', {
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: `${head}.${claims}.${b64(signature)}`,
  });
  if (status !== 200) throw new Error(`token by key: ${body.error}`);
  return body;
}

// --- 2. Verifying -------------------------------------------------------------------------------------------------

/** The same requestId sent again, after a timeout say, is the same verification and counts once. */
const verify = (token, code, requestId, more = {}) =>
  post('/v1/verifications', token, { code, requestId, ...more });

/** What a gate does. `admit` decides, `result` explains; AFTER_CHECK opens only when staff have checked. */
function show(answer) {
  if (answer.admit === 'NO') return `${answer.result}: ${answer.message.zh} / ${answer.message.en}`;
  return `${answer.result} ${answer.admit}, check ${answer.checks.map((check) => check.code).join(', ')}`;
}

// --- 3. Without a network -----------------------------------------------------------------------------------------

const keysOf = (jwks) => new Map(jwks.keys.map((jwk) => [jwk.kid, jwk]));

/** The claims of a token of ours, or null. Kind, key and algorithm must fit; the header never chooses. */
function read(text, keys, typ, alg, letter) {
  try {
    const [head, claims, signature, ...rest] = text.split('.');
    const header = JSON.parse(unb64(head));
    const jwk = keys.get(header.kid);
    const fits = rest.length === 0 && Object.keys(header).sort().join() === 'alg,kid,typ'
      && header.typ === typ && header.alg === alg && jwk?.kid.startsWith(letter)
      && unb64(signature).length === 64;
    if (!fits) return null;
    const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
    const digest = alg === 'ES256' ? 'sha256' : null;
    const good = isSigned(digest, Buffer.from(`${head}.${claims}`), key, unb64(signature));
    return good ? JSON.parse(unb64(claims)) : null;
  } catch {
    return null;
  }
}

/** A bundle taken up. The first one is trusted by the published keys, fetched by https. */
class Offline {
  constructor(text, issuer, jwks) {
    this.claims = read(text, keysOf(jwks), 'goldcard-bundle+jwt', 'ES256', 'R');
    if (this.claims?.iss !== issuer || this.claims.aud !== CLIENT) throw new Error('bundle: not for us');
    this.keys = keysOf(this.claims.jwks);
    this.used = new Set();
    this.confirmed = this.claims.asOf;    // set it to the time of every 304: the list is as good as new then
    // A list without `lst` is too large to be carried: a product fetches it from `uri` and compares `sha256`.
    this.lists = new Map(this.claims.lists.map((one) => [one.n, one.lst ? inflateSync(unb64(one.lst)) : null]));
  }

  age(now = Date.now() / 1000) {
    return Math.max(0, now - this.confirmed);
  }

  /** The first result that applies, in the order of the results; a gate opens by itself on admit YES alone. */
  verify(code, now = Date.now() / 1000, item = null, companions = 0) {
    const day = new Date((now + 8 * 3600) * 1000).toISOString().slice(0, 10);      // Jinan's
    const rules = this.claims.rules[day];
    if (rules?.freeForAll && now < this.claims.exp) return judged('FREE_FOR_ALL', 'GREEN', 'YES');
    const { refusal, index, nonce } = this.readCode(code, now, rules);
    const stopped = refusal ?? this.judgeList(index, now, rules);
    if (stopped) return judged(stopped, stopped === 'LIST_STALE' && !rules?.closedWhenStale ? 'AMBER' : 'RED', 'NO');
    if (nonce === null && !rules.staticPasses) return judged('LIVE_CODE_REQUIRED', 'RED', 'NO');
    const granted = choose(rules.items, item);
    const refused = judgeItem(granted, companions) ?? (this.used.has(nonce) ? 'CODE_USED' : null);
    if (refused) return judged(refused, 'RED', 'NO');
    if (nonce !== null) this.used.add(nonce);
    const checks = ['ASK_NAME', ...granted.checks.map((one) => one.code)];
    const green = this.claims.form !== 'file' && this.age(now) <= this.claims.green;
    return green
      ? judged('VALID_OFFLINE', 'GREEN', granted.ownIdRequired ? 'AFTER_CHECK' : 'YES', checks)
      : judged('VALID_OFFLINE', 'AMBER', 'AFTER_CHECK', ['REGISTER_BY_HAND', ...checks]);
  }

  /** A refusal or null, the index in the lists, and the nonce of a live code; a pass has none. */
  readCode(code, now, rules) {
    if (!code.includes('.')) {
      const typed = rules?.numberLookup ? 'LOOKUP_UNAVAILABLE' : 'LIVE_CODE_REQUIRED';
      return { refusal: /^[0-9A-Za-z ]{5,22}$/.test(code) ? typed : 'BAD_CODE' };
    }
    const live = read(code, this.keys, 'goldcard-live+jwt', 'EdDSA', 'L');
    const pass = live ? null : read(code, this.keys, 'goldcard+jwt', 'ES256', 'P');
    const entry = pass?.status?.status_list;
    if (!live && (pass?.iss !== this.claims.iss || !entry?.uri)) return { refusal: 'BAD_CODE' };
    const found = live
      ? { index: live.i, nonce: live.n, begin: live.s * 30, end: live.s * 30 + 90 }
      : { index: entry.uri.split('/').pop() * (1 << 20) + entry.idx, nonce: null, begin: pass.nbf, end: pass.exp };
    if (now < Math.max(found.begin, this.claims.iat) - 30) return { ...found, refusal: 'CLOCK_SKEW' };
    const over = live ? 'CODE_EXPIRED' : 'CARD_EXPIRED';
    return { ...found, refusal: now >= found.end ? over : null };
  }

  /** Bit i of list n belongs to index n·2^20 + i, the lowest bit of a byte first; 1 is refused. */
  judgeList(index, now, rules) {
    const bits = this.lists.get(Math.floor(index / (1 << 20)));
    const place = index % (1 << 20);
    if (bits === undefined) return 'CARD_UNAVAILABLE';      // a list nobody made refuses all
    if (bits !== null && (bits[place >> 3] >> (place & 7)) & 1) return 'CARD_UNAVAILABLE';
    if (bits === null || !rules || now >= this.claims.exp) return 'LIST_STALE';
    const closes = rules.closedWhenStale && this.claims.form !== 'file';
    return closes && this.age(now) > this.claims.green ? 'LIST_STALE' : null;
  }
}

const judged = (result, colour, admit, checks = []) => ({ result, colour, admit, checks });

/** A live code names no class: offline only what every class has is granted. */
const isForAll = (item) => ['A', 'B', 'C', 'D'].every((one) => item.classes.includes(one));

/** The item asked for, else the first that is for every class, else the first. */
const choose = (items, wanted) => (wanted
  ? items.find((item) => item.item === wanted)
  : items.find(isForAll) ?? items[0]);

function judgeItem(item, companions) {
  if (!item) return 'VENUE_NOT_COVERED';
  if (!isForAll(item)) return 'CLASS_NOT_COVERED';
  return companions > item.maxPersons - 1 ? 'TOO_MANY_COMPANIONS' : null;
}

// --- All of it, once ----------------------------------------------------------------------------------------------

const [code, other] = process.argv.slice(2);
const { GOLDCARD_SECRET: secret, GOLDCARD_SECRET_NEXT: following } = process.env;
const answer = await tokenBySecret(...[following, secret].filter(Boolean));
const token = answer.access_token;
console.log('token:', answer.token_type, answer.scope);
if (process.env.GOLDCARD_KEY) {
  const byKey = await tokenByKey(process.env.GOLDCARD_KEY, process.env.GOLDCARD_KID);
  console.log('token by key:', byKey.token_type, byKey.scope);
}

const requestId = randomUUID();
const first = await verify(token, code, requestId);
console.log('verification:', show(first));
const again = await verify(token, code, requestId);
console.log('sent again:', again.verificationId === first.verificationId ? 'the same' : 'another');
console.log('refused:', show(await verify(token, 'no code of ours', randomUUID())));

const batch = await post('/v1/verifications/batch', token, {
  verifications: [
    { code: other, requestId: randomUUID() },
    { code: 'no code of ours', requestId: randomUUID() },
  ],
});
console.log('batch:', batch.verifications.map((one) => one.result).join(' '));

const standing = await form('/oauth2/introspect', { token: other }, bearer(token));
console.log('introspection:', standing.body.active ? 'active' : 'not active');

const beat = await post('/v1/devices/heartbeat', token, { sentAt: new Date().toISOString(), queue: 0 });
console.log('heartbeat:', Math.abs(beat.skew) < 30 ? 'clock right' : 'clock wrong');
if (following) {
  console.log('rotation:', await rotation(secret, following));
}

const issuer = process.env.GOLDCARD_ISSUER ?? await serviceIssuer();
const jwks = await (await get(JWKS)).json();
const bundle = await get('/v1/offline-bundle', bearer(token));
const offline = new Offline(await bundle.text(), issuer, jwks);
const next = await get('/v1/offline-bundle', { ...bearer(token), 'If-None-Match': bundle.headers.get('ETag') });
if (next.status === 304) offline.confirmed = Date.now() / 1000;
console.log('bundle:', next.status === 304 ? 'unchanged' : 'changed');
const seen = ({ result, colour }) => `${result} ${colour}`;
const alone = offline.verify(other);
console.log('offline:', seen(alone));
console.log(`list: ${Math.round(offline.age())} s old; ${alone.admit}, check ${alone.checks.join(', ')}`);
console.log('offline, again:', seen(offline.verify(other)));
console.log('offline, changed:', seen(offline.verify(other.slice(0, -8) + other.slice(-4) + other.slice(-8, -4))));
console.log('offline, two minutes on:', seen(offline.verify(other, Date.now() / 1000 + 150)));
