// Reads {jwks, now, audience, tokens: [{name, text, typ}]} and says of each what an independent
// library thinks of it and of the same with one bit changed; adds an assertion of its own (RFC 7523).
import { readFileSync } from 'node:fs';
import { SignJWT, createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify } from 'jose';

const asked = JSON.parse(readFileSync(0, 'utf8'));
const keys = createLocalJWKSet(asked.jwks);
const currentDate = new Date(asked.now * 1000);

async function accepts(text, typ) {
  try {
    await jwtVerify(text, keys, { typ, currentDate });
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
for (const { name, text, typ } of asked.tokens) {
  tokens[name] = { accepted: await accepts(text, typ), changed: await accepts(changed(text), typ) };
}
const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
const assertion = await new SignJWT({})
  .setProtectedHeader({ alg: 'ES256', kid: 'partner-1' })
  .setIssuer('partner')
  .setSubject('partner')
  .setAudience(asked.audience)
  .setJti('one-time-name-of-22-chars')
  .setIssuedAt(asked.now)
  .setExpirationTime(asked.now + 60)
  .sign(privateKey);
const jwk = { ...(await exportJWK(publicKey)), kid: 'partner-1' };
console.log(JSON.stringify({ tokens, jwk, assertion }));
