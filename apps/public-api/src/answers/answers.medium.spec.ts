import { expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import type { Caller, CallersRequest } from '../http/caller';
import { Problem } from '../http/problem';
import { Answers } from './answers';
import { IdempotentAnswerStore } from './idempotent-answer.store';

it('a request that is sent twice at once gets one answer, also when the second is refused for what the first has taken', async () => {
  const { database } = await onPostgres('api');
  const answers = new Answers(database, new IdempotentAnswerStore(database));
  const caller = { keyId: newId<string>(), userId: newId<UserId>() } as Caller;
  const asked = {
    method: 'POST',
    url: '/v1/orders',
    headers: { 'idempotency-key': 'one' },
    body: {},
  } as unknown as CallersRequest;
  const answer = { status: 202, body: { id: 'an order' } };
  const first = () => answers.once(caller, asked, async () => async () => answer);
  const takenBy = (doing: () => Promise<unknown>) => async () => {
    await doing();
    throw new Problem('file-used');
  };

  await expect(
    answers.once(
      caller,
      asked,
      takenBy(async () => undefined),
    ),
  ).rejects.toThrow(Problem);
  expect(await answers.once(caller, asked, takenBy(first))).toEqual(answer);
  const other = { ...asked, body: { of: 'another request' } } as unknown as CallersRequest;
  await expect(answers.once(caller, other, takenBy(first))).rejects.toMatchObject({ code: 'idempotency-key-reused' });
});
