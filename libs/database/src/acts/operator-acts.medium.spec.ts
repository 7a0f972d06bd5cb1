import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { SCHEMAS } from '../connection/schemas';
import { OperatorActReader } from './operator-act.reader';
import { OperatorActs } from './operator-acts.store';

const BY_NINA = { operator: 'command:nina', reason: 'charged twice' };

const setup = async () => {
  const postgres = await onPostgres('billing');
  const acts = new OperatorActs('billing');
  const reader = new OperatorActReader((sql, parameters) => postgres.admin.query(sql, parameters));
  let effects = 0;
  const act = (actId: string, userId = newId<UserId>()) =>
    postgres.database.transaction((tx) =>
      acts.record(tx, { actId, ...BY_NINA }, { act: 'give-credits', userId, subject: 'ticket-7' }, async () => {
        effects += 1;
        return { outcome: 'done', details: { centiCredits: '100' } };
      }),
    );
  return { postgres, acts, reader, act, effects: () => effects };
};

describe('the audit of operators’ acts', () => {
  it('an act that comes several times, also at the same moment, has its effect and its audit row once', async () => {
    const { reader, act, effects } = await setup();
    const actId = newId<string>();
    const userId = newId<UserId>();

    const outcomes = await Promise.all([act(actId, userId), act(actId, userId)]);
    await act(actId, userId);

    expect(outcomes.filter((outcome) => outcome !== undefined)).toHaveLength(1);
    expect(effects()).toBe(1);
    expect(await reader.find(actId)).toMatchObject({
      schema: 'billing',
      act: 'give-credits',
      ...BY_NINA,
      userId,
      subject: 'ticket-7',
      details: { centiCredits: '100' },
      outcome: 'done',
    });
  });

  it('an act whose effect fails leaves no audit row', async () => {
    const { postgres, acts, reader } = await setup();
    const actId = newId<string>();
    const attempt = postgres.database.transaction((tx) =>
      acts.record(tx, { actId, ...BY_NINA }, { act: 'set-price' }, () => Promise.reject(new Error('died'))),
    );

    await expect(attempt).rejects.toThrow('died');

    expect(await reader.find(actId)).toBeNull();
  });

  it('pages show the acts of all apps, newest first, each once, and can be limited to one person or one operator', async () => {
    const { postgres, reader } = await setup();
    const userId = newId<UserId>();
    for (const schema of SCHEMAS)
      await postgres.admin.query(
        `INSERT INTO ${schema}.operator_act (id, act, operator, reason, user_id, outcome, created_at)
         SELECT gen_random_uuid(), 'cancel-order', CASE WHEN n = 3 THEN 'telegram:7' ELSE 'command:nina' END, 'why', CASE WHEN n < 3 THEN $1::uuid END,
                'done', now() - make_interval(secs => n) FROM generate_series(1, 4) n`,
        [userId],
      );

    const all: string[] = [];
    const times: number[] = [];
    let before: string | undefined;
    do {
      const { acts, next } = await reader.page({}, { limit: 7, ...(before !== undefined && { before }) });
      all.push(...acts.map(({ id }) => id));
      times.push(...acts.map(({ createdAt }) => createdAt.getTime()));
      before = next ?? undefined;
    } while (before !== undefined);

    expect(all).toHaveLength(4 * SCHEMAS.length);
    expect(new Set(all).size).toBe(all.length);
    expect(times).toEqual(times.toSorted((one, other) => other - one));
    expect((await reader.page({ userId }, { limit: 100 })).acts).toHaveLength(2 * SCHEMAS.length);
    expect((await reader.page({ operator: 'telegram:7' }, { limit: 100 })).acts).toHaveLength(SCHEMAS.length);
    expect((await reader.page({}, { before: 'nonsense', limit: 1 })).acts[0]?.id).toBe(all[0]);
  });

  it.each(SCHEMAS)(
    '%s may not change or remove an act; when its person is erased, the act loses the person and the reason',
    async (role) => {
      const { database, admin } = await onPostgres(role);
      const acts = new OperatorActs(role);
      const userId = newId<UserId>();
      const by = { actId: newId<string>(), ...BY_NINA };
      await database.transaction((tx) =>
        acts.record(tx, by, { act: 'cancel-order', userId }, async () => ({ outcome: 'done' })),
      );

      for (const change of [
        `UPDATE ${role}.operator_act SET act = 'other'`,
        `UPDATE ${role}.operator_act SET operator = 'command:other'`,
        `UPDATE ${role}.operator_act SET outcome = 'other'`,
        `DELETE FROM ${role}.operator_act`,
      ])
        await expect(database.write(change)).rejects.toThrow('permission denied');
      await database.transaction((tx) => acts.forget(tx, userId));

      expect(await admin.query(`SELECT act, operator, user_id, reason FROM ${role}.operator_act`)).toEqual([
        { act: 'cancel-order', operator: 'command:nina', user_id: null, reason: null },
      ]);
    },
  );

  it('the first page of acts is read by the indexes', async () => {
    const { postgres } = await setup();
    await postgres.admin.query(
      `INSERT INTO billing.operator_act (id, act, operator, reason, user_id, outcome, created_at)
       SELECT gen_random_uuid(), 'cancel-order', 'command:' || n % 7, 'why', gen_random_uuid(), 'done', now() - make_interval(secs => n) FROM generate_series(1, 20000) n`,
    );
    await postgres.admin.query('ANALYZE billing.operator_act');
    const planOf = async (where: string) =>
      (
        await postgres.admin.query<{ 'QUERY PLAN': string }>(
          `EXPLAIN SELECT * FROM report.operator_act ${where} ORDER BY created_at DESC, id DESC LIMIT 20`,
        )
      )
        .map((row) => row['QUERY PLAN'])
        .join('\n');

    for (const where of ['', `WHERE operator = 'command:3'`]) expect(await planOf(where)).toContain('Merge Append');
    // One person has few acts: sorting them costs nothing.
    for (const where of ['', `WHERE operator = 'command:3'`, `WHERE user_id = '${newId<string>()}'`])
      expect(await planOf(where)).toMatch(/Index Scan Backward using operator_act_\w+ on operator_act operator_act_2/);
  });
});
