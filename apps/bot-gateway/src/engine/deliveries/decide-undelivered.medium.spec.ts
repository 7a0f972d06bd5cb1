import { describe, expect, it } from '@jest/globals';
import { OperatorActs } from '@aisha/database';
import { newId } from '@aisha/platform';
import { jobContext, onPostgres } from '@aisha/testing';
import { DecideUndeliveredHandler } from './decide-undelivered';
import { DeliveryStore } from './delivery.store';

const ORDER = '0197c0de-0000-7000-8000-000000000001';

const setup = async () => {
  const postgres = await onPostgres('bot');
  const { userId } = await postgres.fixtures.person();
  const [refused] = await postgres.admin.query<{ id: string }>(
    `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, attempts, error, trace_id)
     VALUES ($1, 7, 'result', '{"kind": "album", "markup": "an idea of theirs"}', 'undelivered', 60, 'telegram-unreachable', $2)
     RETURNING id::text`,
    [userId, ORDER],
  );
  const handler = new DecideUndeliveredHandler(new DeliveryStore(postgres.database), new OperatorActs('bot'));
  const decide = (decision: 'retry' | 'drop', actId = newId<string>(), deliveryId = refused!.id) =>
    handler.handle(
      { actId, operator: 'command:nina', reason: 'Telegram is back', deliveryId, decision },
      jobContext(postgres),
    );
  const delivery = () =>
    postgres.admin.query(`SELECT status, attempts, error, queue, not_before <= now() AS due FROM bot.delivery`);
  const acts = () =>
    postgres.admin.query(
      `SELECT act, operator, user_id, subject, outcome, details FROM bot.operator_act ORDER BY created_at, id`,
    );
  return { userId, id: refused!.id, decide, delivery, acts };
};

describe('a decision about a result that could not be delivered', () => {
  it('a decision to send a result again makes it due at once, in the queue of its order, and counts once however often it arrives', async () => {
    const { userId, id, decide, delivery, acts } = await setup();
    const actId = newId<string>();

    await Promise.all([decide('retry', actId), decide('retry', actId)]);

    expect(await delivery()).toEqual([{ status: 'pending', attempts: 0, error: null, queue: ORDER, due: true }]);
    const details = { kind: 'album', code: 'telegram-unreachable' };
    expect(await acts()).toEqual([
      { act: 'retry-undelivered', operator: 'command:nina', user_id: userId, subject: id, outcome: 'done', details },
    ]);
  });

  it('a dropped result keeps Telegram’s reason, and a second decision changes nothing', async () => {
    const { decide, delivery, acts } = await setup();

    await decide('drop');
    await decide('retry');

    expect(await delivery()).toMatchObject([
      { status: 'dropped', error: 'dropped by an operator: telegram-unreachable' },
    ]);
    expect(await acts()).toMatchObject([{ outcome: 'done' }, { act: 'retry-undelivered', outcome: 'decided-before' }]);
  });

  it('a decision about a result that does not exist changes nothing, and still has its audit row', async () => {
    const { decide, delivery, acts } = await setup();

    await decide('drop', newId<string>(), '4711');

    expect(await delivery()).toMatchObject([{ status: 'undelivered' }]);
    expect(await acts()).toMatchObject([{ outcome: 'decided-before', user_id: null, subject: '4711' }]);
  });
});
