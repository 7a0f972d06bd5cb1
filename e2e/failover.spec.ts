import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { scratchDirectory, startPostgres, startStandby, type EmbeddedServer } from '@aisha/embedded';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { menuTexts, orderTexts } from '@aisha/words';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { walksIn } from './src/walks';

const { buysCredits, confirmsPictures, describes, makesAvatar, starts } = walksIn('ru');
const STANDBY = 'second';

const folders = [scratchDirectory('aisha-primary-'), scratchDirectory('aisha-standby-')] as const;
let first: EmbeddedServer;
let second: EmbeddedServer;
let aisha: Product;

const asOwner = async (server: EmbeddedServer, statement: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  first = await startPostgres({ stateDir: folders[0], durable: true, replicates: true });
  second = await startStandby({ primary: first, primaryStateDir: folders[0], stateDir: folders[1], name: STANDBY });
  await asOwner(first, `ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (${STANDBY})'`);
  await asOwner(first, 'SELECT pg_reload_conf()');
  await eventually(async () =>
    expect(await asOwner(first, 'SELECT sync_state FROM pg_stat_replication')).toEqual([{ sync_state: 'sync' }]),
  );
  aisha = await Product.start({
    MIGRATE_DATABASE_URL: first.url.replace(`:${first.port}`, `:${first.port},127.0.0.1:${second.port}`),
  });
}, 600_000);
afterAll(async () => {
  await aisha?.stop();
  await second?.stop();
  await first?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}, 60_000);

it('when the primary of Postgres is killed amid orders, they end at the standby: each charged once, none lost', async () => {
  const anna = await aisha.join('Анна');
  await starts(anna);
  await anna.sends('/balance');
  await buysCredits(anna);
  await anna.presses(menuTexts.ru.toMenu, PATIENT);
  await makesAvatar(anna, 'Анна');
  const described = await describes(anna, 'прогулка у моря', 1);
  await confirmsPictures(anna, described);

  process.kill(first.pid, 'SIGKILL');
  await first.exited;
  await asOwner(second, 'SELECT pg_promote()');

  await anna.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 300n }), PATIENT);
  const again = await describes(anna, 'прогулка в горах', 1);
  await confirmsPictures(anna, again);
  // The person has the avatar, the picture that was under way, and the picture after it.
  await eventually(
    async () =>
      expect(await asOwner(second, 'SELECT status, count(*)::int FROM billing.credit_hold GROUP BY status')).toEqual([
        { status: 'captured', count: 3 },
      ]),
    PATIENT,
  );
  expect(await aisha.violations()).toEqual([]);
}, 600_000);
