import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Nobody can guess 32 bytes at the rate that we permit. */
const TOKEN_BYTES = 32;

/** A new token for a link or a session, in characters that fit an address and a cookie. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** The SHA-256 of a token in hex. We store only this hash, so that a reader of the table cannot sign in. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * The token that every write of a session carries in a header, which another site cannot set. It is computed from the session’s own token.
 */
export const csrfOf = (session: string): string => createHash('sha256').update(`csrf:${session}`).digest('base64url');

export const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
