'use strict';
// The peer: reads a code, checks its signature, its slot and whether its card is on the list of
// stopped cards in Redis, and answers the result. Nothing else.
// Arguments: port, Redis address, file of the public keys (one JWK a line, EdDSA and ES256).
const crypto = require('node:crypto');
const fs = require('node:fs');
const fastify = require('fastify')({ logger: false });
const Redis = require('ioredis');

const [port, redisUrl, keyFile] = process.argv.slice(2);
const redis = new Redis(redisUrl);
const keys = {};
for (const line of fs.readFileSync(keyFile, 'utf8').trim().split('\n')) {
  const jwk = JSON.parse(line);
  keys[jwk.kid] = { alg: jwk.alg, key: crypto.createPublicKey({ key: jwk, format: 'jwk' }) };
}

const headers = new Map();

function header(text) {
  let known = headers.get(text);
  if (known === undefined) {
    known = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (headers.size < 100) headers.set(text, known);
  }
  return known;
}

function verify(code) {
  const first = code.indexOf('.');
  const last = code.lastIndexOf('.');
  const { alg, kid } = header(code.slice(0, first));
  const known = keys[kid];
  if (!known || known.alg !== alg) return null;
  const signed = Buffer.from(code.slice(0, last), 'latin1');
  const signature = Buffer.from(code.slice(last + 1), 'base64url');
  const good =
    alg === 'EdDSA'
      ? crypto.verify(null, signed, known.key, signature)
      : crypto.verify('sha256', signed, { key: known.key, dsaEncoding: 'ieee-p1363' }, signature);
  return good ? JSON.parse(Buffer.from(code.slice(first + 1, last), 'base64url').toString()) : null;
}

fastify.post('/v1/verifications', async (request) => {
  const claims = verify(request.body.code);
  if (claims === null) return { result: 'BAD_CODE' };
  if (Date.now() / 1000 > (claims.s + 2) * 30) return { result: 'CODE_EXPIRED' };
  const stopped = await redis.sismember('peer:stopped', claims.i);
  return { result: stopped ? 'CARD_UNAVAILABLE' : 'VALID', requestId: request.body.requestId };
});

fastify.get('/health/ready', async () => ({ result: 'ready' }));
fastify.listen({ port: Number(port), host: '127.0.0.1' });
