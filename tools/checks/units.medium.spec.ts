import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { freePort } from '@aisha/embedded';
import { afterThisTest, eventually, onEmptyPostgres } from '@aisha/testing';
import { describe, expect, it } from '@jest/globals';

/**
 * These tests run the real commands of docker/systemd's units, with the files that write-env.mts writes, against a real Redis and Postgres
 * and two built apps.
 */
const root = path.resolve(__dirname, '../..');
const isHere =
  spawnSync('redis-server', ['--version']).status === 0 &&
  existsSync(path.join(root, 'apps/billing/dist/bundle/main.js'));

/** Writes the files of variables for one machine, with the ports and the database of this test. */
const install = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aisha-units-'));
  const [postgres, redisPort] = [new URL((await onEmptyPostgres()).url), await freePort()];
  const values = execFileSync('bash', [path.join(root, 'docker/new-env.sh')], { encoding: 'utf8' })
    .replace(/^PUBLIC_HOST=$/m, 'PUBLIC_HOST=bot.example.com')
    .replace(/^ADMIN_TELEGRAM_IDS=$/m, 'ADMIN_TELEGRAM_IDS=500001:owner')
    .replaceAll(/^(\w+)=$/gm, '$1=told');
  writeFileSync(path.join(folder, '.env'), `${values}INSTALLATION=units\n`);
  execFileSync(process.execPath, [path.join(root, 'tools/systemd/write-env.mts'), path.join(folder, '.env'), folder]);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.env') && file !== '.env')) {
    const file = path.join(folder, name);
    const own = readFileSync(file, 'utf8')
      .replace(/^MIGRATE_DATABASE_URL=.*$/m, `MIGRATE_DATABASE_URL="${postgres.href}"`)
      .replaceAll('127.0.0.1:5432/aisha', `${postgres.host}${postgres.pathname}`)
      .replaceAll('127.0.0.1:6380', `127.0.0.1:${redisPort}`)
      .replace(/^HEALTH_PORT=.*$/m, `HEALTH_PORT="${await freePort()}"`);
    writeFileSync(file, `${own}${name === 'webhook-receiver.env' ? `API_PORT="${await freePort()}"\n` : ''}`);
  }
  const told = (name: string) => parseEnv(readFileSync(path.join(folder, `${name}.env`), 'utf8'));
  const running: ChildProcess[] = [];
  afterThisTest(async () => {
    for (const one of running) {
      if (one.exitCode !== null || one.signalCode !== null) continue;
      one.kill('SIGKILL');
      await once(one, 'exit');
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the unit's command, with nothing in its environment but the variables of the unit. */
  const start = (unit: string, instance = '') => {
    const text = readFileSync(path.join(root, 'docker/systemd', `${unit}.service`), 'utf8')
      .replaceAll('%i', instance)
      .replaceAll('/opt/aisha', root)
      .replaceAll('/usr/bin/node', process.execPath)
      .replaceAll('/etc/aisha', folder)
      .replaceAll('/run/aisha-redis', folder)
      .replaceAll('/var/lib/aisha-redis', folder)
      .replace('--port 6380', `--port ${redisPort}`);
    const setting = (name: string) => [...text.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value!);
    const [program, ...args] = setting('ExecStart')[0]!.split(' ');
    const environment = Object.fromEntries(
      setting('Environment').flatMap((line) => line.split(' ').map((one) => one.split('=') as [string, string])),
    );
    const file = parseEnv(readFileSync(setting('EnvironmentFile')[0]!, 'utf8'));
    const started = spawn(program!, args, {
      cwd: setting('WorkingDirectory')[0]!,
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin', ...environment, ...file },
      stdio: 'ignore',
    });
    running.push(started);
    return started;
  };
  return { start, told };
};

(isHere ? describe : describe.skip)('units of docker/systemd', () => {
  it('units of docker/systemd start the queue, the migrations and apps that become ready and stop in order', async () => {
    const { start, told } = await install();
    start('aisha-redis');
    expect(await once(start('aisha-migrate'), 'exit')).toEqual([0, null]);
    const apps = ['billing', 'webhook-receiver'].map((app) => ({ app, started: start('aisha@', app) }));

    for (const { app } of apps)
      await eventually(
        async () => {
          const ready = await fetch(`http://127.0.0.1:${told(app)['HEALTH_PORT']}/health/ready`);
          expect([app, ready.status]).toEqual([app, 200]);
        },
        { timeoutMs: 60_000 },
      );
    for (const { app, started } of apps) {
      started.kill('SIGTERM');
      expect([app, ...((await once(started, 'exit')) as unknown[])]).toEqual([app, 0, null]);
    }
  }, 120_000);
});
