import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { folderOfThisTest } from '@aisha/testing';
import { describe, expect, it } from '@jest/globals';
import { toldInContainer } from './configured-names';

const root = path.resolve(__dirname, '../..');
const units = path.join(root, 'docker/systemd');
const apps = readdirSync(path.join(root, 'apps')).filter((app) => app !== 'sandbox');
const analyzeIsHere = spawnSync('systemd-analyze', ['--version']).status === 0;

/** The units as they are installed, except that the release is this checkout, and Node is the Node that runs this test. */
const installed = (change: (unit: string) => string = (unit) => unit): { folder: string; names: string[] } => {
  const folder = folderOfThisTest();
  const put = (name: string, unit: string): void =>
    writeFileSync(
      path.join(folder, name),
      change(unit).replaceAll('/opt/aisha', root).replaceAll('/usr/bin/node', process.execPath),
    );
  for (const name of readdirSync(units).filter((file) => /\.(service|target|timer)$/.test(file))) {
    const unit = readFileSync(path.join(units, name), 'utf8');
    put(name, unit);
    if (name === 'aisha@.service') for (const app of apps) put(`aisha@${app}.service`, unit);
  }
  const names = readdirSync(folder).filter((name) => name !== 'aisha@.service');
  return { folder, names };
};

(analyzeIsHere ? describe : describe.skip)('docker/systemd', () => {
  /** What systemd-analyze prints. All of it counts as a fault, because it exits with 0 for an unknown key, too. */
  const verified = ({ folder, names }: ReturnType<typeof installed>): string => {
    const { stdout, stderr } = spawnSync(
      'systemd-analyze',
      ['verify', '--man=no', ...names.map((name) => `./${name}`)],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    return stdout + stderr;
  };

  it('docker/systemd has units in which systemd finds nothing wrong', () => {
    expect(verified(installed())).toBe('');
    expect(verified(installed((unit) => unit.replaceAll('NoNewPrivileges', 'NoNewPrivilege')))).toContain(
      "Unknown key 'NoNewPrivilege'",
    );
  });

  it('docker/systemd leaves an app few rights on the machine', () => {
    const { folder } = installed();
    const said = execFileSync('systemd-analyze', ['security', '--offline=true', './aisha@billing.service'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(Number(/exposure level for \S+: ([\d.]+)/.exec(said)![1])).toBeLessThan(2);
  });
});

describe('units of docker/systemd', () => {
  /** A second unit of the backup, with its user and its variables. */
  const TOMBSTONES = 'aisha-tombstones.service';
  const services = readdirSync(units).filter((file) => file.endsWith('.service') && file !== TOMBSTONES);
  const settings = (file: string, name: string): string[] =>
    [...readFileSync(path.join(units, file), 'utf8').matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, to]) => to!);
  const instances = (file: string, to: string): string[] =>
    file.includes('@') ? apps.map((app) => to.replaceAll('%i', app)) : [to];

  it('docs/deploy.md stops the apps before an upgrade replaces the packages under them, and starts them afterwards', () => {
    const page = readFileSync(path.join(root, 'docs/deploy.md'), 'utf8');
    const upgrade = page.split('\n\n').find((one) => one.startsWith('**Upgrade.**') && one.includes('npm ci'))!;
    const steps = ['aisha backup', 'systemctl stop aisha.target', 'npm ci', 'systemctl start aisha.target'];
    const places = steps.map((step) => upgrade.indexOf(step));

    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('units of docker/systemd have a user of their own, which docs/deploy.md makes; only nginx runs as root', () => {
    const users = services.flatMap((file) => settings(file, 'User').flatMap((user) => instances(file, user)));
    const [, made] = /for user in ([\w -]+); do\n\s+useradd .* "aisha-\$user"/.exec(
      readFileSync(path.join(root, 'docs/deploy.md'), 'utf8'),
    )!;

    expect(services.filter((file) => settings(file, 'User').length !== 1)).toEqual(['aisha-nginx.service']);
    expect(new Set(users).size).toBe(users.length);
    expect(users.sort()).toEqual(
      made!
        .split(' ')
        .map((name) => `aisha-${name}`)
        .sort(),
    );
  });

  it('docker/systemd/aisha-tombstones.service is the backup once more, but for its command', () => {
    const [backup, tombstones] = ['aisha-backup.service', TOMBSTONES].map((file) =>
      readFileSync(path.join(units, file), 'utf8').split('\n'),
    );
    const own = tombstones!.filter((line) => !line.startsWith('#') && !backup!.includes(line));

    expect(own.map((line) => line.split('=')[0])).toEqual(['Description', 'ExecStart']);
    expect(settings(TOMBSTONES, 'ExecStart')).toEqual([
      `${settings('aisha-backup.service', 'ExecStart')[0]} --erasures`,
    ]);
    expect(tombstones).toHaveLength(backup!.length);
  });

  it('units of docker/systemd that start again do so for as long as it takes: after five starts within ten seconds systemd would leave them', () => {
    const again = services.filter((file) => settings(file, 'Restart').includes('always'));

    expect(again.length).toBeGreaterThan(2);
    expect(again.filter((file) => settings(file, 'StartLimitIntervalSec').join() !== '0')).toEqual([]);
  });

  it('docker/systemd/aisha-nginx.service leads to each app behind nginx on loopback, where compose has a name for it', () => {
    const script = readFileSync(path.join(root, 'docker/nginx/start.sh'), 'utf8');
    const byDefault = [...script.matchAll(/\$\{(\w+):=([\w-]+):(\d+)\}/g)].filter(([, , app]) => apps.includes(app!));

    expect(byDefault.length).toBeGreaterThan(2);
    expect(settings('aisha-nginx.service', 'Environment').flatMap((line) => line.split(' '))).toEqual(
      expect.arrayContaining(byDefault.map(([, name, , port]) => `${name}=127.0.0.1:${port}`)),
    );
  });

  it('each unit of docker/systemd reads a file of variables of its own, and none reads the operator’s', () => {
    const read = services.flatMap((file) => settings(file, 'EnvironmentFile').flatMap((from) => instances(file, from)));

    expect(read).toHaveLength(services.length - 1 + apps.length);
    expect(new Set(read).size).toBe(read.length);
    expect(read).not.toContain('/etc/aisha/operator.env');
  });
});

describe('docker/systemd/aisha.target', () => {
  it('docker/systemd/aisha.target starts every app of the repository but the sandbox', () => {
    const target = readFileSync(path.join(units, 'aisha.target'), 'utf8');
    const started = [...target.matchAll(/aisha@([\w-]+)\.service/g)].map(([, app]) => app!);
    expect(started.sort()).toEqual([...apps].sort());
  });
});

describe('tools/systemd/write-env.mts', () => {
  const write = (values: string, before: readonly string[] = []) => {
    const folder = folderOfThisTest();
    const [from, to] = [path.join(folder, '.env'), path.join(folder, 'etc')];
    writeFileSync(from, values);
    mkdirSync(to);
    for (const file of before) writeFileSync(path.join(to, file), 'OLD=1\n', { mode: 0o644 });
    const { status, stderr } = spawnSync(process.execPath, [path.join(root, 'tools/systemd/write-env.mts'), from, to], {
      encoding: 'utf8',
    });
    return { status, stderr, to, told: (name: string) => parseEnv(readFileSync(path.join(to, `${name}.env`), 'utf8')) };
  };
  const filledIn = (): string =>
    execFileSync('bash', [path.join(root, 'docker/new-env.sh')], { encoding: 'utf8' })
      .replace(/^PUBLIC_HOST=$/m, 'PUBLIC_HOST=bot.example.com')
      .replaceAll(/^(\w+)=$/gm, '$1=told');

  it('tools/systemd/write-env.mts gives each app LISTEN_HOST and, besides it, only variables that compose gives the app, with the addresses of one machine, in files that only root can read', () => {
    const { status, stderr, to, told } = write(`${filledIn()}FAL_CONCURRENCY=7\n`, ['billing.env', 'operator.env']);

    expect([status, stderr]).toEqual([0, '']);
    for (const app of apps) {
      const names = Object.keys(told(app));
      expect(toldInContainer(app).concat('LISTEN_HOST')).toEqual(expect.arrayContaining(names));
      expect(Object.values(told(app)).join()).not.toMatch(/\$\{|redis:6379|postgres:5432|minio:9000/);
    }
    expect(told('billing')).toMatchObject({
      DATABASE_URL: expect.stringMatching(/^postgres:\/\/aisha_billing:[0-9a-f]{48}@127\.0\.0\.1:5432\/aisha$/),
      REDIS_URL: expect.stringMatching(/^redis:\/\/aisha_billing:[0-9a-f]{48}@127\.0\.0\.1:6380$/),
      LISTEN_HOST: '127.0.0.1',
    });
    expect(told('image-generator')).toMatchObject({
      FAL_CONCURRENCY: '7',
      FAL_WEBHOOK_URL: 'https://bot.example.com/api/v1/avatar/status_update',
    });
    expect(new Set(apps.map((app) => told(app)['HEALTH_PORT'])).size).toBe(apps.length);
    expect(told('nginx')).toMatchObject({
      PUBLIC_HOST: 'bot.example.com',
      TLS: 'files',
      TELEGRAM_WEBHOOK_SECRET: told('bot-gateway')['TELEGRAM_WEBHOOK_SECRET'],
    });
    expect(Object.keys(told('backup'))).toEqual(expect.arrayContaining(['MIGRATE_DATABASE_URL', 'MINIO_SECRET_KEY']));
    expect(Object.keys(told('backup')).join()).not.toMatch(/TELEGRAM|REDIS|DATABASE_PASSWORD/);
    expect(Object.keys(told('billing'))).not.toContain('POSTGRES_PASSWORD');
    for (const file of readdirSync(to)) expect(statSync(path.join(to, file)).mode & 0o777).toBe(0o600);
  });

  it('tools/systemd/write-env.mts tells the operator where each app answers, and the bot where the owner’s pictures are', () => {
    const { told } = write(`${filledIn()}PICTURES_FOLDER=/srv/pictures\n`);
    const answering = apps.map((app) => `${app}=http://127.0.0.1:${told(app)['HEALTH_PORT']}`);

    expect(told('operator')['HEALTH_URLS']!.split(',').sort()).toEqual(answering.sort());
    expect(told('bot-gateway')['PICTURES_FOLDER']).toBe('/srv/pictures');
    expect(write(filledIn()).told('bot-gateway')).not.toHaveProperty('PICTURES_FOLDER');
  });

  it('tools/systemd/write-env.mts names the keys to a storage elsewhere as docker/.env does, each app’s and the owner’s, and else as compose does', () => {
    const elsewhere = write(
      `${filledIn()}MINIO_ENDPOINT=https://s3.example.com\nMINIO_ACCESS_KEY=AKIAOWNER\nMINIO_ACCESS_KEY_BOT=AKIABOT\n`,
    );
    const keyOf = (name: string) => [elsewhere.told(name)['MINIO_ENDPOINT'], elsewhere.told(name)['MINIO_ACCESS_KEY']];

    expect(keyOf('bot-gateway')).toEqual(['https://s3.example.com', 'AKIABOT']);
    expect(keyOf('image-generator')).toEqual(['https://s3.example.com', 'aisha_generator']);
    for (const name of ['operator', 'backup']) expect(keyOf(name)).toEqual(['https://s3.example.com', 'AKIAOWNER']);
    expect(write(`${filledIn()}MINIO_ENDPOINT=\n`).told('operator')).toMatchObject({
      MINIO_ENDPOINT: 'http://127.0.0.1:9000',
      MINIO_ACCESS_KEY: 'aisha',
    });
  });

  it('tools/systemd/write-env.mts names what is missing, and writes nothing', () => {
    const { status, stderr, to } = write(filledIn().replace(/^FAL_API_KEY=.*$/m, 'FAL_API_KEY='));

    expect([status, stderr]).toEqual([1, expect.stringMatching(/must have FAL_API_KEY\n$/)]);
    expect(readdirSync(to)).toEqual([]);
  });
});
