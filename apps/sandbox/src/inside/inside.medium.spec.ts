import { randomInt } from 'node:crypto';
import { scratchDirectory } from '@aisha/embedded';
import { APP_LOGINS, DEFAULT_INSTALLATION } from '@aisha/domain';
import { QueueBackend } from '@aisha/messaging';
import { Health, Logger, newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres, queueDrivers } from '@aisha/testing';
import { describe, expect, it } from '@jest/globals';
import { SandboxConfig } from '../config';
import { Fakes } from '../fakes/fakes';
import { Launcher } from '../launcher/launcher';
import { InsideController } from './inside.controller';
import { PersonsMoney } from './money';
import { Orders } from './orders';
import { ProductRows } from './product-rows';
import { ProviderRequests } from './provider-requests';
import { Queues } from './queues';

/** The inside of a product with real rows and queues, and with played providers. */
const inside = async (redisUrl: string | undefined = undefined) => {
  const postgres = await onPostgres('billing');
  const installation = `${DEFAULT_INSTALLATION}${randomInt(1_000_000)}`;
  const launcher = new Launcher();
  launcher.product = { databaseUrl: postgres.adminUrl, redisUrl: redisUrl ?? null, installation, mayTimePass: false };
  const ports = Object.fromEntries(['TELEGRAM', 'FAL', 'OPENAI', 'S3'].map((name) => [`SANDBOX_${name}_PORT`, 0]));
  const config = Object.assign(new SandboxConfig(), ports, { SANDBOX_STATE_DIR: scratchDirectory('inside-') });
  const fakes = await Fakes.start(config, new Health([]));
  const rows = new ProductRows(launcher);
  const queues = new Queues(launcher, rows);
  afterThisTest(async () => {
    await queues.onApplicationShutdown();
    await rows.onApplicationShutdown();
    await fakes.beforeApplicationShutdown();
  });
  const requests = new ProviderRequests(fakes, rows);
  const controller = new InsideController(rows, queues, new Orders(rows), new PersonsMoney(rows), requests);
  return { postgres, installation, launcher, config, fakes, rows, controller };
};

const TELEGRAM_ID = 5_000_000_001;

describe('the inside of the product', () => {
  it('the inside shows a person’s orders, credits and holds, the cost and the prompt of the newest picture, and an order’s steps', async () => {
    const { postgres, config, fakes, controller } = await inside();
    const { userId } = await postgres.fixtures.person({ telegramId: TELEGRAM_ID as never });
    await postgres.fixtures.account({ userId, credits: 300 });
    const order = await postgres.fixtures.order('generation', {
      ...{ userId, state: 'succeeded', units: 2, delivered: 2, finishedAt: new Date() },
      input: { kind: 'idea' },
    });
    const { orderId } = order;
    await postgres.fixtures.hold({ userId, orderId, credits: 6 });
    await postgres.admin.query(
      `INSERT INTO generator.provider_call (id, user_id, order_id, kind, reason, provider, model, listed, micro_dollars, called_at)
       VALUES ($1, $2, $3, 'generation', 'order', 'fal', 'fal-ai/flux-lora', 70000, 70000, now())`,
      [newId(), userId, orderId],
    );
    const headers = { authorization: `Key ${config.SANDBOX_FAL_KEY}`, 'content-type': 'application/json' };
    await fetch(
      `${fakes.urlOf('fal')}/queue/fal-ai/flux-lora?fal_webhook=${encodeURIComponent(`http://127.0.0.1:1/?order=${orderId}`)}`,
      { method: 'POST', headers, body: JSON.stringify({ prompt: 'mountains at sunset' }) },
    );

    expect(await controller.of(TELEGRAM_ID)).toMatchObject({
      isThere: true,
      livesIn: 'postgres',
      requests: [{ provider: 'fal', endpoint: 'fal-ai/flux-lora', orderId, microDollars: 70_000 }],
      person: {
        account: { available: 29_400, held: 600 },
        holds: [{ orderId, amount: 600 }],
        ended: [{ orderId, kind: 'generation', state: 'succeeded', delivered: 2, held: 600, hold: 'open' }],
        picture: { orderId, microDollars: 70_000, prompts: ['mountains at sunset'] },
      },
    });
    const { steps } = (await controller.story(orderId)) as { steps: { what: string }[] };
    expect(steps.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['held', 'taken-in', 'asked-provider', 'ended']),
    );
  });

  it('the inside for a person who has never written shows everybody’s open orders, and no person', async () => {
    const { postgres, controller } = await inside();
    const { orderId } = await postgres.fixtures.order('generation', { state: 'running' });
    expect(await controller.of(TELEGRAM_ID)).toMatchObject({ open: [{ orderId, state: 'running' }], person: null });
  });

  it('the inside’s connection to the database can change nothing', async () => {
    const { rows } = await inside();
    await expect(rows.read(`DELETE FROM billing.account`)).rejects.toThrow('read-only transaction');
  });

  it('when the launcher has not said where the product is, the inside says that the product is not there', async () => {
    const { controller, launcher } = await inside();
    launcher.product = undefined;
    expect(await controller.of(TELEGRAM_ID)).toEqual({ isThere: false });
    await expect(controller.story(newId())).rejects.toMatchObject({ status: 404 });
  });

  it.each(queueDrivers().filter(({ isHere }) => isHere))(
    'the inside counts the jobs of each queue on $name',
    async ({ name, redisUrl }) => {
      const { postgres, installation, controller } = await inside(redisUrl);
      const queue = await QueueBackend.open(
        redisUrl ? { REDIS_URL: redisUrl, INSTALLATION: installation } : { DATABASE_URL: postgres.adminUrl },
        Logger.silent(),
      );
      afterThisTest(() => queue.close());
      const message = { id: newId<string>(), receiver: 'billing', job: 'place-hold', payload: {}, traceId: null };
      await eventually(() => queue.publish([message as never])); // at first the connection is still being made

      const { livesIn, queues } = (await controller.of(TELEGRAM_ID)) as {
        livesIn: string;
        queues: { queue: string; waiting: number }[];
      };
      expect(livesIn).toBe(name);
      expect(queues.find((each) => each.queue === 'billing')).toMatchObject({ waiting: 1, active: 0, delayed: 0 });
      expect(queues.map((each) => each.queue)).toEqual(
        Object.keys(APP_LOGINS).filter((app) => app !== 'webhook-receiver'),
      );
    },
  );
});
