import { createHash, randomInt } from 'node:crypto';
import { type ApiKeyId, newApiKey, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing/fixtures';
import type { Attack } from '../attack.mts';
import type { Target } from '../target.mts';

const GUESSES = 2_000;
const AT_ONCE = 50;
const IDEA = { kind: 'generation', idea: 'a lighthouse in the fog', maxCredits: 50 };

/** Makes a key of the public API, and has it stored as the gateway does. */
const keyOf = async (target: Target, userId: UserId): Promise<string> => {
  const key = newApiKey(randomInt);
  const digest = createHash('sha256').update(key).digest('hex');
  const kept = { keyId: newId<ApiKeyId>(), userId, name: 'attack', scopes: ['read', 'order', 'webhooks'], digest };
  await target.pushes('public-api', 'keep-api-key', { ...kept, ending: key.slice(-4) });
  await eventually(async () => (await ask(target, key, 'GET', '/v1/balance')).status === 200);
  return key;
};

const ask = (target: Target, key: string, method: string, path: string, body?: object): Promise<Response> =>
  fetch(target.setting('PUBLIC_API_URL') + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      ...(method === 'POST' && { 'content-type': 'application/json', 'idempotency-key': newId<string>() }),
    },
    ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }),
  });

export const attack: Attack = {
  about: `${GUESSES} guessed keys of the public API, and another person's ids with a key of one's own.`,
  holds: 'No key opens anything; an id of another person is as unknown as none.',
  isQuick: true,
  async run(target) {
    const [anna, mallory] = [await target.customer('Anna'), await target.customer('Mallory')];
    const [hers, his] = [await keyOf(target, anna.userId), await keyOf(target, mallory.userId)];
    const placed = await ask(target, hers, 'POST', '/v1/orders', IDEA);
    const { id } = (await placed.json()) as { id: string };
    const opened: number[] = [];
    const startedAt = performance.now();
    for (let sent = 0; sent < GUESSES; sent += AT_ONCE) {
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, () => ask(target, newApiKey(randomInt), 'GET', '/v1/balance')),
      );
      opened.push(...answers.map(({ status }) => status).filter((status) => status !== 401));
      await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    }
    const seconds = (performance.now() - startedAt) / 1_000;
    const named = await Promise.all([
      ask(target, his, 'GET', `/v1/orders/${id}`),
      ask(target, his, 'GET', `/v1/orders/${id}/results`),
      ask(target, his, 'POST', `/v1/orders/${id}/cancel`),
      ask(target, his, 'GET', `/v1/orders/${newId<string>()}`),
    ]);
    const statuses = named.map(({ status }) => status);
    return {
      holds: placed.status === 202 && opened.length === 0 && statuses.every((status) => status === 404),
      figure: `${GUESSES} well-formed keys in ${seconds.toFixed(1)} s: ${opened.length} answered; another's ids: ${statuses.join(', ')}`,
    };
  },
};
