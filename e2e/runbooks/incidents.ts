import { expect } from '@jest/globals';
import { freePort, redisOnPath } from '@aisha/embedded';
import { eventually } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { asksOf } from '../src/asks';
import { PATIENT } from '../src/patience';
import type { Product } from '../src/product';
import { walksIn } from '../src/walks';

/** An incident that has been planted in a running product. */
export interface Planted {
  /** What the page's commands print once they have found the cause. */
  readonly cause: RegExp;
  /** The values for `<order>` and other placeholders in the page's commands. */
  readonly words?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Does what the page asks people or other systems to do; the test runs the page's commands itself. */
  readonly mend: () => Promise<void>;
  /** Checks what the page promises beyond its commands. */
  readonly isOver?: () => Promise<void>;
}

/** Plants the incident of a page, or throws. */
type Plant = (aisha: Product) => Promise<Planted>;

/** Why this machine cannot have the incident of a page; undefined when it can, and then the incident must be planted. */
export const whyNotPlanted = (page: string): string | undefined =>
  page === 'redis-lost' && !redisOnPath() ? 'no redis-server on PATH, so that the queue is in Postgres' : undefined;

const LONG = { forMs: 600_000 };

const { agrees, confirmsPictures, describes } = walksIn('ru');

/** Lets a new person order a picture while FAL has this fault; resolves to the order's id. */
const picture = async (aisha: Product, name: string, fault: { readonly on: string; readonly kind: string }) => {
  const person = await asksOf(() => aisha).newcomer(name);
  const after = await describes(person, `маяк, ${name}`, 1);
  const orderId = await aisha.orderBeingConfirmed(person);
  await aisha.breaks('fal', { ...fault, ...(fault.on === 'job' ? { match: orderId, times: 1 } : LONG) });
  await confirmsPictures(person, after);
  await agrees(person, after);
  return orderId;
};

/** The operator who follows the pages, for the commands that are acts. */
const OPERATOR = { name: 'olga', reason: 'the runbook says so' };

const repairs = (aisha: Product, fake: 'fal') => async (): Promise<void> => {
  await aisha.repairs(fake);
};

/** For each page in docs/runbooks, how its incident is planted in a running product. */
export const INCIDENTS: Readonly<Record<string, Plant>> = {
  'provider-down': async (aisha) => {
    await aisha.breaks('fal', [
      { on: 'status', kind: '503', ...LONG },
      { on: 'submit', kind: '503', ...LONG },
    ]);
    return { cause: /FAL does not answer/, mend: repairs(aisha, 'fal') };
  },

  'out-of-credit': async (aisha) => {
    await picture(aisha, 'vera', { on: 'submit', kind: '403-locked' });
    return { cause: /FAL refuses new work: our account there is out of credit/, mend: repairs(aisha, 'fal') };
  },

  'key-rotation': async (aisha) => {
    await aisha.breaks('fal', { on: 'status', kind: '401', ...LONG });
    return { cause: /FAL refuses our key/, mend: repairs(aisha, 'fal') };
  },

  'stuck-order': async (aisha) => {
    const orderId = await picture(aisha, 'nina', { on: 'job', kind: 'never-finish' });
    const another = await picture(aisha, 'vika', { on: 'job', kind: 'never-finish' });
    const table = 'generator.image_generation';
    for (const id of [orderId, another]) {
      const waits = `SELECT FROM ${table} WHERE order_id = $1 AND state = 'waiting' AND request_id IS NOT NULL`;
      await eventually(async () => (await aisha.sql(waits, [id])).length, PATIENT);
      // The provider has had the request for longer than other requests take, and the deadline is still far.
      await aisha.sql(
        `UPDATE ${table} SET created_at = created_at - interval '1 hour', submit_started_at = submit_started_at - interval '1 hour',
           deadline_at = now() + interval '1 hour' WHERE order_id = $1`,
        [id],
      );
    }
    return {
      cause: new RegExp(`${orderId}.*STUCK: the provider does not end it[^]*accepted as [^]*its deadline`),
      words: { ...OPERATOR, order: orderId, another },
      mend: async () => {},
      isOver: async () => {
        const settled = await Promise.all([orderId, another].map((id) => aisha.settled(id)));
        expect(settled.map(({ status, reason }) => [status, reason])).toEqual([
          ['captured', null],
          ['released', 'cancelled-by-operator'],
        ]);
      },
    };
  },

  'queue-growing': async (aisha) => {
    const { name, reason } = OPERATOR;
    const pausing = ['queue', 'pause', 'image-generator', '--operator', name, '--reason', reason, '--yes'];
    expect(await aisha.operates(pausing)).toMatchObject({ code: 0 });
    return {
      cause: /paused image-generator/,
      words: { ...OPERATOR, queue: 'image-generator' },
      mend: async () => {},
    };
  },

  'redis-lost': async (aisha) => {
    const goOn = await aisha.freezesServer('redis');
    return { cause: /The queue does not answer/, mend: async () => goOn() };
  },

  'postgres-failover': async (aisha) => {
    const goOn = await aisha.freezesServer('postgres');
    return { cause: /Postgres does not answer/, mend: async () => goOn() };
  },

  'disk-full': async (aisha) => {
    // A managed database service becomes read-only when its disk is nearly full.
    await aisha.sql('ALTER SYSTEM SET default_transaction_read_only = on');
    await aisha.sql('SELECT pg_reload_conf()');
    return {
      cause: /Postgres takes no writes/,
      mend: async () => {
        await aisha.sql('ALTER SYSTEM RESET default_transaction_read_only');
        await aisha.sql('SELECT pg_reload_conf()');
      },
    };
  },

  flood: async (aisha) => {
    // A chat that sends updates faster than the bot handles them.
    const [chat, first] = [9_000_000_001, 9_000_000_000_000];
    await aisha.sql(
      `INSERT INTO bot.telegram_update (update_id, chat_id, payload, not_before)
       SELECT $2::bigint + n, $1, jsonb_build_object('update_id', $2::bigint + n), now() + interval '1 day' FROM generate_series(1, 200) AS n`,
      [chat, first],
    );
    return {
      cause: /One chat has 200 updates waiting/,
      words: OPERATOR,
      mend: async () => void (await aisha.sql('DELETE FROM bot.telegram_update WHERE chat_id = $1', [chat])),
    };
  },

  'refund-wave': async (aisha) => {
    const person = await asksOf(() => aisha).newcomer('rita');
    const userId = await aisha.userIdOf(person);
    const charges = Array.from({ length: 6 }, () => newId<string>());
    await aisha.sql(
      `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited)
       SELECT charge, $2, 'pack', 1, 1 FROM unnest($1::text[]) AS charge`,
      [charges, userId],
    );
    await aisha.sql(
      `INSERT INTO billing.refund (telegram_payment_charge_id, taken, owed) SELECT charge, 1, 0 FROM unnest($1::text[]) AS charge`,
      [charges],
    );
    return {
      cause: /6 payments went back within a day/,
      mend: async () => {
        for (const table of ['refund', 'purchase'])
          await aisha.sql(`DELETE FROM billing.${table} WHERE telegram_payment_charge_id = ANY ($1)`, [charges]);
      },
    };
  },

  rollback: async (aisha) => {
    const port = String(await freePort());
    const pid = await aisha.startsReplica('transcriber', { HEALTH_PORT: port, BUILD_VERSION: '9.9.9' });
    const urls = Object.entries(aisha.report.apps).map(([app, { url }]) => `${app}=${url}`);
    const known = urls.filter((url) => !url.startsWith('sandbox='));
    const HEALTH_URLS = [...known, `transcriber=http://127.0.0.1:${port}`].join(',');
    let told = { HEALTH_URLS };
    return {
      cause: /Two releases run side by side: .*9\.9\.9/,
      get env() {
        return told;
      },
      mend: async () => {
        process.kill(pid, 'SIGKILL');
        told = { HEALTH_URLS: known.join(',') };
      },
    };
  },

  'bad-release': async (aisha) => {
    const goOn = aisha.freezes('transcriber');
    return { cause: /No process of transcriber answers/, mend: async () => goOn() };
  },
};
