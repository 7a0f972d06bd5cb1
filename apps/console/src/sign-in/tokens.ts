import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 32 bytes: nobody guesses them at any rate that we let through. */
const TOKEN_BYTES = 32;

/** A new token of a link or a session, as it stands in an address or a cookie. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is kept of a token: SHA-256 in hex, so that the table opens nothing. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The token that each write of a session must carry in a header, which another site cannot set. It is made of the session's own token. */
export const csrfOf = (session: string): string => createHash('sha256').update(`csrf:${session}`).digest('base64url');

export const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};
