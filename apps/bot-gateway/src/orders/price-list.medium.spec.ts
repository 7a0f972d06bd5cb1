import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { cheapest } from './price-list';
import { Readers } from '../engine/conversation/readers';

describe('the prices of a first screen', () => {
  it('a first screen names the lowest price of each thing on that day', async () => {
    const { database, admin } = await onPostgres('bot');
    await admin.query(`INSERT INTO billing.price VALUES ('training.best', '2026-12-15Z', 15000)`);
    const readers = new Readers(database);

    expect(await cheapest(readers, new Date('2026-12-14Z'))).toEqual({
      training: 20000n,
      picture: 300n,
      pictureWithoutAvatar: 500n,
      minute: 50n,
    });
    expect(await cheapest(readers, new Date('2026-12-15Z'))).toMatchObject({ training: 15000n });
  });
});
