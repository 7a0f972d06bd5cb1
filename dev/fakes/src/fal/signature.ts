import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

// DER prefix of a PKCS #8 Ed25519 key (RFC 8410 §7); the 32 seed bytes follow.
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

interface SignedWebhook {
  readonly requestId: string;
  readonly userId: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly body: string;
}

/** FAL's signature: hex Ed25519 over request id, user id, timestamp and the body's SHA-256, one per line. */
export const signWebhook = (key: KeyObject, { requestId, userId, timestamp, body }: SignedWebhook): string => {
  const digest = createHash('sha256').update(body).digest('hex');
  return sign(null, Buffer.from([requestId, userId, String(timestamp), digest].join('\n')), key).toString('hex');
};

export const keyFromSeed = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });

export const newSigningKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

/** Reads the key from before a restart, or makes one, so that receivers with a cached key set still accept webhooks. */
export const signingKeyAt = (path: string): KeyObject => {
  if (existsSync(path)) return createPrivateKey(readFileSync(path));
  const key = newSigningKey();
  writeFileSync(path, key.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  return key;
};

export const jwksOf = (key: KeyObject): { keys: object[] } => {
  const { kty, crv, x } = createPublicKey(key).export({ format: 'jwk' });
  return { keys: [{ kty, crv, x, kid: 'sandbox', use: 'sig' }] };
};
