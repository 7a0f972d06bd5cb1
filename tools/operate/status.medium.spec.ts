import { describe, expect, it } from '@jest/globals';
import { AppError } from '@aisha/domain';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createServer } from 'node:tls';
import { startPostgres } from '@aisha/embedded';
import { Health } from '@aisha/platform';
import { Admin, afterThisTest, eventually, folderOfThisTest, onPostgres } from '@aisha/testing';
import { Gauge, register } from 'prom-client';
import { answeringApp } from './answering-app';
import { aisha } from './ran-command';
import type { AskedDatabase } from './status/asked-database.mts';
import { logIsNotKept } from './status/signs/postgres.mts';

const setup = async () => {
  const { url, adminUrl, fixtures, admin } = await onPostgres('billing');
  const health = new Health(['postgres']);
  health.dependsOn('postgres', async () => {});
  const billing = await answeringApp(health);
  const status = (env: Record<string, string> = {}, ...words: string[]) =>
    aisha({ HEALTH_URLS: `billing=${billing}`, DATABASE_URL: url, ...env }, 'status', ...words);
  return { status, health, billing, url, adminUrl, fixtures, admin };
};

/** A Postgres of this test alone that sends its log of changes by a command. */
const onArchivingPostgres = async (command: string) => {
  const options = { stateDir: path.join(folderOfThisTest(), 'state'), durable: true, replicates: true };
  const first = await startPostgres(options);
  const admin = await Admin.connect(first.url);
  await admin.query('ALTER SYSTEM SET archive_mode = on');
  await admin.query(`ALTER SYSTEM SET archive_command = '${command}'`);
  await admin.close();
  await first.stop();
  const server = await startPostgres(options);
  afterThisTest(() => server.stop());
  const again = await Admin.connect(server.url);
  afterThisTest(() => again.close());
  await again.query('SELECT pg_switch_wal()');
  return { url: server.url, admin: again };
};

/** A server with a certificate that ends in so many days, as `PUBLIC_HOST` names it. */
const hostWithCertificate = async (days: number): Promise<string> => {
  const folder = folderOfThisTest();
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' });
  openssl(
    ...['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=localhost'],
    ...['-keyout', 'key.pem', '-out', 'request.pem'],
  );
  openssl('x509', '-req', '-in', 'request.pem', '-key', 'key.pem', '-days', String(days), '-out', 'certificate.pem');
  const read = (file: string) => readFileSync(path.join(folder, file));
  const server = createServer({ key: read('key.pem'), cert: read('certificate.pem') }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterThisTest(async () => void server.close());
  return `localhost:${(server.address() as AddressInfo).port}`;
};

const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);
const hasLines = (text: string): number => text.trimEnd().split('\n').length;

describe('aisha status', () => {
  it('aisha status says in one line that all is well, and exits 0', async () => {
    const { status } = await setup();

    const { code, text } = await status();

    expect(text).toMatch(/^All is well: 1 apps in 1 processes/);
    expect(hasLines(text)).toBe(1);
    expect(code).toBe(0);
  });

  it('aisha status names the fault, its effect on people and the page to follow, and exits 1', async () => {
    const { status, health } = await setup();
    health.dependsOn('fal', () => Promise.reject(new AppError('provider-out-of-credit')));

    const { code, text } = await status();

    expect(code).toBe(1);
    expect(text).toContain('1. FAL refuses new work: our account there is out of credit (billing).');
    expect(text).toContain('   People: avatars and pictures are not made');
    expect(text).toMatch(/^ {3}To do: {2}docs\/runbooks\/out-of-credit\.md \(alerts: Aisha\w+(, Aisha\w+)*\)$/m);
    expect(JSON.parse((await status({}, '--json')).text)).toMatchObject({
      ok: false,
      findings: [{ runbook: 'out-of-credit' }],
    });
  });

  it('aisha status stays within ten lines however much is wrong, and prints the rest with --all', async () => {
    const { status, health, billing } = await setup();
    for (const name of ['fal', 'openai', 'telegram', 'storage', 'queue'])
      health.dependsOn(name, () => Promise.reject(new Error('away')));
    const urls = { HEALTH_URLS: `billing=${billing},transcriber=http://127.0.0.1:1` };

    const { text } = await status(urls);

    expect(hasLines(text)).toBe(10);
    expect(text).toMatch(/^6 things are wrong\. The first 3/);
    expect(text).toContain('2. No process of transcriber answers.');
    expect(hasLines((await status(urls, '--all')).text)).toBe(19);
  });

  it.each([
    [15, /^All is well/, 0],
    [
      13,
      /^One thing is wrong.\n1. The certificate of localhost ends on \d{4}-\d\d-\d\d, and nothing has renewed it.\n/,
      1,
    ],
    [-1, /^One thing is wrong.\n1. The certificate of localhost has ended on \d{4}-\d\d-\d\d.\n/, 1],
  ])(
    'aisha status looks at the certificate that callers are shown, here one that ends in %s days',
    async (days, says, exits) => {
      const { status } = await setup();

      const { code, text } = await status({ PUBLIC_HOST: await hostWithCertificate(days) });

      expect(text).toMatch(says);
      expect(code).toBe(exits);
    },
  );

  it('aisha status says nothing of a certificate where no host answers under the public name', async () => {
    const { status } = await setup();

    expect((await status({ PUBLIC_HOST: 'localhost:1' })).text).toMatch(/^All is well/);
  });

  it('aisha status says what is off sale, and which model is missing', async () => {
    const { status, adminUrl, admin } = await setup();
    await admin.query(
      `INSERT INTO generator.model_state (model, gone_since, off_sale) VALUES ('fal-ai/codeformer', now(), '{upscale}')`,
    );

    const { code, text } = await status({ DATABASE_URL: adminUrl });

    expect(text).toMatch(/^All is well: .*\nTo know: off sale: upscale \(fal-ai\/codeformer\)\n$/);
    expect(code).toBe(0);
  });

  it('aisha status names a database that does not answer, and none of the faults that follow from it', async () => {
    const { status, health } = await setup();
    health.dependsOn('fal', () => Promise.reject(new Error('away')));

    const { code, text } = await status({ DATABASE_URL: 'postgres://aisha@127.0.0.1:1/aisha' });

    expect(code).toBe(1);
    expect(text).toMatch(/^One thing is wrong\.\n1\. Postgres does not answer: .*ECONNREFUSED.*\n/);
    expect(text).toContain('docs/runbooks/postgres-failover.md');
  });

  it('aisha status asks the primary of a list of servers, and says when the list has no primary or cannot be read', async () => {
    const { status, url } = await setup();
    const database = (hosts: string) => ({ DATABASE_URL: url.replace(/@[^/]+/, `@${hosts}`) });

    expect(await status(database(`127.0.0.1:1,${new URL(url).host}`))).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^All is well/),
    });
    expect((await status(database('127.0.0.1:1,127.0.0.1:2'))).text).toContain('No server of the list takes writes');
    expect((await status(database('127.0.0.1:1,127.0.0.1:x'))).text).toContain('Postgres does not answer: Invalid URL');
  });

  it('aisha status names a database that accepts no writes, for example because its disk is full', async () => {
    const { status, admin } = await setup();
    const [{ name }] = (await admin.query<{ name: string }>('SELECT current_database() AS name')) as [{ name: string }];
    await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);

    const { code, text } = await status();

    expect(code).toBe(1);
    expect(text).toContain('Postgres takes no writes');
    expect(text).toContain('docs/runbooks/disk-full.md');
  });

  it('aisha status names a log of changes that does not reach its archive, and the page that helps', async () => {
    const [{ status }, { url, admin }] = await Promise.all([setup(), onArchivingPostgres('/bin/false')]);
    await eventually(async () => {
      const [archiver] = await admin.query<{ failed: number }>(
        'SELECT failed_count::int AS failed FROM pg_stat_archiver',
      );
      expect(archiver!.failed).toBeGreaterThan(0);
    });

    const { code, text } = await status({ DATABASE_URL: url }, '--all');

    expect(code).toBe(1);
    expect(text).toContain("Postgres' log of changes does not reach its archive: none of it was ever sent.");
    expect(text).toMatch(/^ {3}To do: {2}docs\/other-alerts\.md#no-new-backup/m);
  });

  it('aisha status says nothing of a log of changes that is sent, nor of a part that failed once and goes a minute later', async () => {
    const [{ status }, { url, admin }] = await Promise.all([setup(), onArchivingPostgres('/bin/true')]);
    await eventually(async () => {
      const [archiver] = await admin.query<{ sent: number }>(
        'SELECT archived_count::int AS sent FROM pg_stat_archiver',
      );
      expect(archiver!.sent).toBeGreaterThan(0);
    });
    const { text } = await status({ DATABASE_URL: url }, '--all');
    expect(text).toContain('The database lacks');
    expect(text).not.toContain('log of changes');

    const saysAt = (sentMinutesAgo: number | null, unsentBytes = 0) =>
      logIsNotKept({
        apps: { apps: [], instances: [], silent: [], nowhere: [] },
        database: {
          answers: true,
          logArchive: { isFailing: true, sentMinutesAgo, unsentBytes },
        } as AskedDatabase,
        certificate: null,
      });
    expect(saysAt(4)).toEqual([]);
    expect(saysAt(6)).toMatchObject([{ wrong: expect.stringContaining('the last of it 6 minutes ago') }]);
    // pgBackRest says of each part that it drops that it was sent.
    expect(saysAt(1, 20 * 2 ** 30)).toMatchObject([{ wrong: expect.stringContaining('20 GiB of Postgres') }]);
  });

  it('aisha status names a stuck order by its id, and says when many payments go back within a day', async () => {
    const { status, fixtures, admin } = await setup();
    const { orderId } = await fixtures.upscale({
      state: 'waiting',
      submitStartedAt: ago(4_000),
      deadlineAt: ago(120),
      requestId: 'request',
    });
    const { userId } = await fixtures.account();
    for (const charge of ['a', 'b', 'c', 'd', 'e']) {
      await admin.query(
        `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited) VALUES ($1, $2, 'p', 1, 1)`,
        [charge, userId],
      );
      await admin.query(`INSERT INTO billing.refund (telegram_payment_charge_id, taken, owed) VALUES ($1, 1, 0)`, [
        charge,
      ]);
    }

    const { text } = await status();

    expect(text).toContain(`Order ${orderId} (upscale) stands still: past its deadline`);
    expect(text).toContain('docs/runbooks/stuck-order.md');
    expect(text).toContain('5 payments went back within a day, 5 were made.');
    expect(text).toContain('docs/runbooks/refund-wave.md');
  });

  it('aisha status says how many payments by card wait until an operator gives their money back, and calls it a fault after three days', async () => {
    const { status, fixtures, admin } = await setup();
    const { userId } = await fixtures.account({ credits: 1 });
    await admin.query(
      `INSERT INTO bot.star_transaction (charge_id, kind, telegram_id, payload, currency, amount, told_at) VALUES ('card-1', 'payment', 1, 'pack', 'EUR', 299, now())`,
    );
    await admin.query(
      `INSERT INTO billing.purchase_return (id, telegram_payment_charge_id, user_id, set_aside, asked_by) VALUES (gen_random_uuid(), 'card-1', $1, 0, 'person')`,
      [userId],
    );

    const { code, text } = await status();
    expect([code, text]).toEqual([0, expect.stringMatching(/^All is well/)]);
    expect(text).toContain(
      'To know: 1 payment by card waits until you give the money back: aisha refund-payment --open',
    );
    await admin.query(`UPDATE billing.purchase_return SET asked_at = now() - interval '73 hours'`);

    expect((await status()).text).toContain('1 payment by card waits to be given back, the oldest for 73 hours');
  });

  it('aisha status calls an app that may have zero replicas silent only when work waits for it, or its process died', async () => {
    const { status, billing } = await setup();
    const gauge = (name: string): Gauge<'app' | 'kind' | 'state'> =>
      (register.getSingleMetric(name) as Gauge<'app' | 'kind' | 'state'> | undefined) ??
      new Gauge({ name, help: 'of what waits', labelNames: ['app', 'kind', 'state'] });
    const oldest = gauge('aisha_orders_oldest_open_seconds');
    afterThisTest(async () => oldest.reset());
    const told = (seconds: number) =>
      oldest.set({ app: 'photo-enhancer', kind: 'restoration', state: 'queued' }, seconds);
    const beside = (...others: string[]) => ({ HEALTH_URLS: [`billing=${billing}`, ...others].join() });
    const gone = 'http://nobody.invalid:8080';
    const silent = '1. No process of photo-enhancer answers.';

    expect((await status(beside(`photo-enhancer=${gone}`))).text).toContain(silent);

    told(0);
    const { code, text } = await status(beside(`photo-enhancer=${gone}`));
    expect(text).toContain('To know: no process of photo-enhancer runs, and nothing waits for one');
    expect([code, text]).toEqual([0, expect.stringMatching(/^All is well/)]);
    expect((await status(beside(`transcriber=${gone}`))).text).toContain('1. No process of transcriber answers.');
    expect((await status(beside('photo-enhancer=http://127.0.0.1:1'))).text).toContain(silent);

    told(600);
    expect((await status(beside(`photo-enhancer=${gone}`))).text).toContain(silent);
  });

  it('aisha status reads from the gauges of billing that the ledger does not add up, and names the command to run', async () => {
    const { status } = await setup();
    // Another spec file of this worker may have loaded billing, which makes this gauge.
    const name = 'aisha_ledger_violations';
    const violations =
      (register.getSingleMetric(name) as Gauge<'invariant'> | undefined) ??
      new Gauge({ name, help: 'of the ledger', labelNames: ['invariant'] });
    afterThisTest(async () => violations.reset());
    violations.set({ invariant: 'entries-sum-to-zero' }, 2);

    const { text } = await status();

    expect(text).toContain('The ledger does not add up: entries-sum-to-zero.');
    expect(text).toContain('aisha check-ledger');
  });

  it('aisha status says when Telegram does not reach the bot, which answers as if all were well, and not when what failed once was brought', async () => {
    const { status } = await setup();
    const gauge = (name: string): Gauge =>
      (register.getSingleMetric(name) as Gauge | undefined) ?? new Gauge({ name, help: 'of the webhook' });
    const pending = gauge('aisha_telegram_webhook_pending_updates');
    const lastError = gauge('aisha_telegram_webhook_last_error_timestamp_seconds');
    afterThisTest(async () => (pending.reset(), lastError.reset()));
    const told = (waiting: number, failedSecondsAgo: number) => {
      pending.set(waiting);
      lastError.set(Math.round(ago(failedSecondsAgo).getTime() / 1_000));
    };

    told(3, 20);
    const { code, text } = await status();
    expect(code).toBe(1);
    expect(text).toMatch(
      /^1\. Telegram does not reach the bot: 3 updates wait there, and its last try failed \d+ s ago\.$/m,
    );
    expect(text).toMatch(/^ {3}To do: {2}docs\/runbooks\/provider-down\.md/m);
    told(101, 3_600);
    expect((await status()).text).toContain('Telegram does not reach the bot: 101 updates wait there.');
    for (const [waiting, failedSecondsAgo] of [
      [0, 20],
      [100, 3_600],
    ] as const) {
      told(waiting, failedSecondsAgo);
      expect((await status()).text).toMatch(/^All is well/);
    }
  });

  it.each([
    ['aisha_erasures_oldest_hours', 6, 'The deletion of everything about a person has not ended for 7 hours.'],
    ['aisha_exports_oldest_silent_hours', 2, "An export of a person's data has come no further for 3 hours."],
    ['aisha_support_oldest_ticket_hours', 24, 'A person has waited for support for 25 hours.'],
  ])('aisha status says when a person has waited too long for a right: %s', async (name, bound, says) => {
    const { status } = await setup();
    const gauge = (register.getSingleMetric(name) as Gauge | undefined) ?? new Gauge({ name, help: 'of who waits' });
    afterThisTest(async () => gauge.reset());

    gauge.set(bound);
    expect((await status()).text).toMatch(/^All is well/);
    gauge.set(bound + 1);

    expect((await status()).text).toContain(says);
  });

  it('aisha status leads who sees a stuck erasure to the page of its alert, because it may wait for a payment and not for a dead letter', async () => {
    const { status } = await setup();
    const name = 'aisha_erasures_oldest_hours';
    const gauge = (register.getSingleMetric(name) as Gauge | undefined) ?? new Gauge({ name, help: 'of who waits' });
    afterThisTest(async () => gauge.reset());
    gauge.set(7);

    expect((await status()).text).toMatch(
      /^ {3}To do: {2}docs\/other-alerts\.md#an-erasure-or-an-export-that-does-not-end \(alerts: AishaErasureStuck/m,
    );
  });

  it('aisha status says what to set where it cannot find the apps', async () => {
    expect(await aisha({}, 'status')).toMatchObject({ code: 1, text: expect.stringMatching(/^HEALTH_URLS: /) });
  });
});
