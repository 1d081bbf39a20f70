// Run against the service in every build. Node 18 or newer, no packages.
// 泉城人才服务金卡：一个合作系统要做的全部调用 / all the calls of a partner system.
//
//   export GOLDCARD_URL=http://127.0.0.1:8080 GOLDCARD_CLIENT=gate-1 GOLDCARD_SECRET=…
//   export GOLDCARD_SECRET_NEXT=…                     # the new secret while both count; optional
//   export GOLDCARD_KEY=key.pem GOLDCARD_KID=k1       # a P-256 key for private_key_jwt; optional
//   node goldcard.mjs CODE OTHER_CODE
import { createPublicKey, randomUUID, sign, verify as isSigned } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

const BASE = process.env.GOLDCARD_URL ?? 'http://127.0.0.1:8080';
const CLIENT = process.env.GOLDCARD_CLIENT;

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

/** private_key_jwt (RFC 7523): an assertion of a minute, with a name that counts once. */
async function tokenByKey(keyFile, kid) {
  const { issuer } = await (await get('/.well-known/oauth-authorization-server')).json();
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
    this.lists = new Map(this.claims.lists.filter((one) => one.lst)
      .map((one) => [one.n, inflateSync(unb64(one.lst))]));
  }

  /** Result and colour; what to check stands in the rules of the day. */
  verify(code, now = Date.now() / 1000) {
    const live = read(code, this.keys, 'goldcard-live+jwt', 'EdDSA', 'L');
    if (live === null) return ['BAD_CODE', 'RED'];
    const shown = live.s * 30;
    if (now < shown - 30) return ['CLOCK_SKEW', 'RED'];
    if (now >= shown + 90) return ['CODE_EXPIRED', 'RED'];
    const bits = this.lists.get(Math.floor(live.i / (1 << 20)));
    const place = live.i % (1 << 20);
    if (!bits || (bits[place >> 3] >> (place & 7)) & 1) return ['CARD_UNAVAILABLE', 'RED'];
    if (now >= this.claims.exp) return ['LIST_STALE', 'AMBER'];
    if (this.used.has(live.n)) return ['CODE_USED', 'RED'];
    this.used.add(live.n);
    const green = this.claims.form !== 'file' && now - this.claims.asOf <= this.claims.green;
    return ['VALID_OFFLINE', green ? 'GREEN' : 'AMBER'];
  }
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

const { issuer } = await (await get('/.well-known/oauth-authorization-server')).json();
const jwks = await (await get('/.well-known/jwks.json')).json();
const bundle = await get('/v1/offline-bundle', bearer(token));
const offline = new Offline(await bundle.text(), issuer, jwks);
const next = await get('/v1/offline-bundle', { ...bearer(token), 'If-None-Match': bundle.headers.get('ETag') });
console.log('bundle:', next.status === 304 ? 'unchanged' : 'changed');
console.log('offline:', ...offline.verify(other));
console.log('offline, again:', ...offline.verify(other));
console.log('offline, changed:', ...offline.verify(other.slice(0, -8) + other.slice(-4) + other.slice(-8, -4)));
console.log('offline, two minutes on:', ...offline.verify(other, Date.now() / 1000 + 150));
