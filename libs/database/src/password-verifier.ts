import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';

/** Postgres itself uses this number of iterations. */
const ITERATIONS = 4096;
const BYTES = 32;

/**
 * The form in which Postgres keeps a login's password (SCRAM-SHA-256, RFC 5803). With this form Postgres never gets the password itself;
 * otherwise it would log the password together with a failing statement.
 */
export function verifierOf(name: string, password: string): string {
  const salt = sha256(name).subarray(0, 16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, BYTES, 'sha256');
  const key = (of: string): Buffer => createHmac('sha256', salted).update(of).digest();
  const stored = sha256(key('Client Key')).toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`;
}

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
