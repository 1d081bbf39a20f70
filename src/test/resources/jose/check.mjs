// Reads {jwks, now, audience, tokens: [{name, text, expected}], make: [{name, pem, header, claims}]}.
// Says of each token what an independent library thinks of it: with what is expected of it, with one
// bit changed, with each expectation made wrong in turn, and a day after its end. Makes what it is
// told to make, and an assertion with a key of its own (RFC 7523).
import { readFileSync } from 'node:fs';
import {
  SignJWT,
  CompactSign,
  UnsecuredJWT,
  createLocalJWKSet,
  decodeJwt,
  exportJWK,
  generateKeyPair,
  importPKCS8,
  jwtVerify,
} from 'jose';

const asked = JSON.parse(readFileSync(0, 'utf8'));
const keys = createLocalJWKSet(asked.jwks);

async function accepts(text, expected, at = asked.now) {
  try {
    await jwtVerify(text, keys, { ...expected, currentDate: new Date(at * 1000) });
    return true;
  } catch {
    return false;
  }
}

function changed(text) {
  const at = text.lastIndexOf('.') + 10;
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
}

const tokens = {};
for (const { name, text, expected } of asked.tokens) {
  const refused = [];
  for (const what of Object.keys(expected)) {
    if (!(await accepts(text, { ...expected, [what]: 'other' }))) refused.push(what);
  }
  const { exp } = decodeJwt(text);
  tokens[name] = {
    accepted: await accepts(text, expected),
    changed: await accepts(changed(text), expected),
    refused,
    late: exp !== undefined && (await accepts(text, expected, exp)),
  };
}

const made = {};
for (const { name, pem, header, claims } of asked.make) {
  const bytes = new TextEncoder().encode(JSON.stringify(claims));
  const key = await importPKCS8(pem, header.alg);
  made[name] = await new CompactSign(bytes).setProtectedHeader(header).sign(key);
}

const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
const stranger = await generateKeyPair('ES256');
const header = { alg: 'ES256', kid: 'partner-1' };

function claims(change = {}) {
  return {
    iss: 'partner',
    sub: 'partner',
    aud: asked.audience,
    jti: 'one-time-name-of-22-chars',
    iat: asked.now,
    exp: asked.now + 60,
    ...change,
  };
}

const sign = (of, by = privateKey, head = header) =>
  new SignJWT(of).setProtectedHeader(head).sign(by);

const assertions = {
  good: await sign(claims()),
  'to both names': await sign(claims({ aud: [asked.audience, asked.audience + '/oauth2/token'] })),
  'typed JWT': await sign(claims(), privateKey, { ...header, typ: 'JWT' }),
};
const wrong = {
  iss: await sign(claims({ iss: 'other' })),
  sub: await sign(claims({ sub: 'other' })),
  aud: await sign(claims({ aud: 'https://other.example' })),
  'aud of others too': await sign(claims({ aud: [asked.audience, 'https://other.example'] })),
  'no exp': await sign(claims({ exp: undefined })),
  'exp over': await sign(claims({ iat: asked.now - 120, exp: asked.now - 60 })),
  'exp far': await sign(claims({ exp: asked.now + 3600 })),
  nbf: await sign(claims({ nbf: asked.now + 60 })),
  'no jti': await sign(claims({ jti: undefined })),
  typ: await sign(claims(), privateKey, { ...header, typ: 'at+jwt' }),
  kid: await sign(claims(), privateKey, { ...header, kid: 'partner-2' }),
  'no kid': await sign(claims(), privateKey, { alg: 'ES256' }),
  crit: await sign(claims(), privateKey, { ...header, crit: ['b64'], b64: true }),
  'another key': await sign(claims(), stranger.privateKey),
  HS256: await sign(claims(), new TextEncoder().encode('a secret of thirty-two characters'), {
    ...header,
    alg: 'HS256',
  }),
  unsecured: new UnsecuredJWT(claims()).encode(),
};
const jwk = { ...(await exportJWK(publicKey)), kid: 'partner-1' };
console.log(JSON.stringify({ tokens, made, jwk, assertions, wrong }));
