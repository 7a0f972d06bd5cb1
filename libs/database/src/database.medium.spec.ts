import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';

describe('one statement written by itself', () => {
  it('is there at once for everybody and tells the rows it returned', async () => {
    const { database } = await onPostgres('bot');
    const id = '01890000-0000-7000-8000-000000000001';

    const rows = await database.write<{ id: string }>(
      `INSERT INTO bot.outbox (id, receiver, job, payload) VALUES ($1, 'bot-gateway', 'x', '{}') RETURNING id`,
      [id],
    );

    expect(rows).toEqual([{ id }]);
    expect(await database.write(`UPDATE bot.outbox SET job = 'y' WHERE id = $1 RETURNING job`, [id])).toEqual([
      { job: 'y' },
    ]);
    expect(await database.write(`DELETE FROM bot.outbox WHERE id = $1`, [id])).toEqual([]);
  });

  it('gives its connection back when it fails: more failures than the pool has places hold nobody up', async () => {
    const { database } = await onPostgres('bot');

    for (let i = 0; i < 12; i += 1) await expect(database.write('SELECT 1/0')).rejects.toThrow('division by zero');

    expect(await database.write('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
