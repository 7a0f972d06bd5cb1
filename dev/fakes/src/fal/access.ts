import type { FastifyReply, FastifyRequest } from 'fastify';

const LOCKED = 'User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing.';

/** FAL's answers to a request that it refuses before reading it; one table for every operation. */
export const REFUSALS: Readonly<Record<string, { readonly status: number; readonly body: object }>> = {
  '401': { status: 401, body: { detail: 'No user found for Key ID and Secret' } },
  '403-locked': { status: 403, body: { detail: LOCKED } },
  '404': { status: 404, body: { detail: 'Not found' } },
  // A model that FAL has removed: its application is unknown from then on.
  gone: { status: 404, body: { detail: 'Application "model" not found' } },
  '429': { status: 429, body: { detail: 'Too many requests. Concurrent requests limit reached.' } },
  '500': { status: 500, body: { detail: 'Internal Server Error', error_type: 'internal_error' } },
  '503': { status: 503, body: { detail: 'Service unavailable', error_type: 'runner_scheduling_failure' } },
};

export const refuse = (reply: FastifyReply, kind: string): FastifyReply => {
  const { status, body } = REFUSALS[kind] ?? { status: 500, body: { detail: kind } };
  if ('error_type' in body) reply.header('x-fal-error-type', String(body.error_type));
  if (status >= 500) reply.header('x-fal-retryable', 'true');
  return reply.code(status).send(body);
};

/** Answers 401 itself and returns false when the key is not the account's. */
export const isAuthorized = (request: FastifyRequest, reply: FastifyReply, key: string): boolean => {
  const [, given] = /^Key (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (given === key) return true;
  if (given === undefined) {
    const detail = "Invalid Key Authorization header format. Expected '<key_id>:<key_secret>'.";
    void reply.code(401).send({ detail });
  } else void refuse(reply, '401');
  return false;
};

/** The account's other key, of admin scope. Only with this key can a caller read bills. */
export const adminKeyOf = (key: string): string => `admin-${key}`;

/** True for the account's admin key. Answers 403 to the account's ordinary key and 401 to any other key, and returns false. */
export const isAdmin = (request: FastifyRequest, reply: FastifyReply, admin: string, ordinary: string): boolean => {
  if (request.headers.authorization === `Key ${ordinary}`) {
    void reply.code(403).send({ detail: 'This endpoint requires an API key with admin scope.' });
    return false;
  }
  return isAuthorized(request, reply, admin);
};
