import { describe, expect, it } from '@jest/globals';
import { Person } from '@aisha/database/bot';
import type { TelegramId } from '@aisha/domain';
import { freePort } from '@aisha/embedded';
import { Admin, afterThisTest, eventually, onRedis, testPostgresUrl, testRedisUrl } from '@aisha/testing';
import { startedGateway } from '../spec/started-gateway';
import { CallbackSignature } from './engine/screen/callback-signature';

describe('the bot gateway', () => {
  it('the bot gateway starts from its environment, talks to a person, forgets a deleted avatar by itself, and reports its health', async () => {
    const { joins, url, postgres } = await startedGateway({
      plant: async ({ postgres: { fixtures, admin } }) => {
        const { userId } = await fixtures.person();
        const { id } = await fixtures.avatar({ userId, photos: 0, deletedAt: new Date(), status: 'cancelled' });
        await admin.query(
          `INSERT INTO bot.card (key, user_id, state) VALUES ('photos:' || $1, $2, '{"name": "Ксантиппа"}')`,
          [id, userId],
        );
      },
    });
    const anna = await joins('Анна');

    await anna.sends('/start');

    await anna.sees(/Анна/);
    await eventually(async () => expect(await postgres.admin.tablesWith('Ксантиппа')).toEqual([])); // a periodic job of the app has removed the name
    const dependencies = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; ok: boolean }[];
    expect(dependencies.map(({ name, ok }) => `${name} ${ok}`).sort()).toEqual([
      'postgres true',
      'queue true',
      'schema true',
      'storage true',
      'telegram true',
    ]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/aisha_update_reply_seconds_count [1-9]/);
    expect(metrics).toContain('aisha_deliveries_total{class="answer",outcome="sent"}');
    expect(metrics).toContain('aisha_deliveries_total{class="result",outcome="refused"} 0');
    expect(metrics).toMatch(/aisha_telegram_request_duration_seconds_count\{method="sendMessage",outcome="ok"\} [1-9]/);
    expect(metrics).toMatch(/aisha_database_connections\{state="open"\} [1-9]/);
  });

  (testRedisUrl() ? it : it.skip)(
    'the bot gateway answers people by webhook while Redis and the storage are away: it stays ready, and reports both as unreachable',
    async () => {
      const [redis, port] = [await onRedis(), await freePort()];
      const { joins, url, telegram, closeStorage } = await startedGateway({
        environment: {
          REDIS_URL: redis.url,
          TELEGRAM_MODE: 'webhook',
          TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
          TELEGRAM_WEBHOOK_SECRET: 'a-secret-that-only-telegram-knows',
          BOT_PORT: String(port),
          LISTEN_HOST: '127.0.0.1',
        },
      });
      await eventually(() => telegram.recorder.list({ method: 'setWebhook' }).some(({ status }) => status === 200));
      await redis.stop();
      afterThisTest(() => redis.startAgain()); // so that the app can close its connections and stop
      await closeStorage();
      const anna = await joins('Анна');

      await anna.sends('/start');

      await anna.sees(/Анна/);
      const health = await eventually(async () => {
        const told = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; ok: boolean }[];
        return !told.find(({ name }) => name === 'queue')?.ok && told;
      });
      expect(health).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ name: 'postgres', ok: true, required: true }),
          expect.objectContaining({ name: 'queue', ok: false, required: false, note: 'queue-unreachable' }),
          expect.objectContaining({ name: 'storage', ok: false, required: false, note: 'storage-unreachable' }),
        ]),
      );
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      expect(await (await fetch(`${url}/metrics`)).text()).toContain(
        'aisha_dependency_up{dependency="queue",required="false"} 0',
      );
    },
  );

  it('Telegram counts as away when only its server answers, which answers getMe by itself', async () => {
    const { url, telegram } = await startedGateway();
    telegram.faults.add({ kind: '500', method: 'getMyCommands', forMs: 600_000 });

    const health = await (await fetch(`${url}/health/dependencies`)).json();

    expect(health).toContainEqual(expect.objectContaining({ name: 'telegram', ok: false }));
    expect(await (await fetch(`${url}/metrics`)).text()).toContain(
      'aisha_dependency_up{dependency="telegram",required="false"} 0',
    );
  });

  it.each([
    ['the secret that is set for buttons', 'a secret of thirty-two characters, for buttons alone'],
    ["the bot's token when no secret is set", ''],
  ])('the bot gateway signs buttons with %s', async (_what, secret) => {
    const { joins, postgres, token } = await startedGateway({ environment: { CALLBACK_SECRET: secret } });
    const anna = await joins('Анна');

    await anna.sends('/start');

    const { buttons } = await anna.sees(/Анна/);
    const { userId } = await postgres.database.read.findOneByOrFail(Person, { telegramId: anna.id as TelegramId });
    const signed = buttons[0]?.[0]?.callback_data ?? '';
    expect(new CallbackSignature({ secret: secret || token }).verify(userId, signed)).toBeDefined();
  });

  it('the bot gateway is not ready without Postgres, where updates are stored', async () => {
    const { url, postgres } = await startedGateway();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const name = new URL(postgres.url).pathname.slice(1);
    const server = await Admin.connect(testPostgresUrl());
    afterThisTest(() => server.close());
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await server.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`,
    );

    expect((await fetch(`${url}/health/ready`)).status).toBe(503);

    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await eventually(async () => (await fetch(`${url}/health/ready`)).ok);
  });
});
