import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { APP_LOGINS } from '@aisha/domain';
import { freePort } from '@aisha/embedded';
import { FORCED_EXIT_AFTER_GRACE_MS } from '@aisha/platform/start';
import { STORING_APPS, storagePolicy } from '@aisha/storage/rights';
import { afterThisTest, folderOfThisTest } from '@aisha/testing';
import { describe, expect, it } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { Redis } from 'ioredis';
import { parse } from 'yaml';
import { MEMORY_COMES_BACK } from '../start/app-process.mts';
import { toldInContainer } from './configured-names';

const redisIsHere = spawnSync('redis-server', ['--version']).status === 0;
const root = path.resolve(__dirname, '../..');
interface Service {
  readonly image?: string;
  readonly build?: { readonly args?: { readonly APP: string } };
  readonly command?: readonly string[];
  readonly depends_on?: Record<string, unknown>;
  readonly env_file?: unknown;
  readonly environment?: Record<string, string | number | null>;
  readonly healthcheck?: { readonly test?: string[]; readonly disable?: boolean };
  readonly mem_limit?: string;
  readonly networks?: readonly string[];
  readonly pids_limit?: number;
  readonly stop_grace_period?: string;
  readonly ports?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly volumes?: readonly unknown[];
  readonly logging?: { readonly driver: string; readonly options: Record<string, string> };
}
const compose = parse(readFileSync(path.join(root, 'docker/compose.yml'), 'utf8'), { merge: true }) as {
  name: string;
  services: Record<string, Service>;
  networks: Record<string, { readonly internal?: boolean } | null>;
};

const dockerfile = readFileSync(path.join(root, 'docker/Dockerfile'), 'utf8');
const lines = dockerfile.split('\n');
/** The lines of one stage of docker/Dockerfile. */
const stage = (name: string): string[] => {
  const from = lines.indexOf(`FROM \${BASE} AS ${name}`);
  const length = lines.slice(from + 1).findIndex((line) => line.startsWith('FROM '));
  return lines.slice(from, length < 0 ? undefined : from + 1 + length);
};
const at = (some: readonly string[], part: string): number => {
  const index = some.findIndex((line) => line.includes(part));
  expect(`${part} ${index < 0 ? 'is not there' : 'is there'}`).toBe(`${part} is there`);
  return index;
};

describe('docker/Dockerfile', () => {
  it('docker/Dockerfile has no instruction that Docker would refuse', () => {
    expect(validate(dockerfile)).toEqual([]);
  });

  it('docker/Dockerfile leaves the code to root, runs it as another user, and has Node receive signals itself', () => {
    expect(lines).toContain('USER node');
    expect(dockerfile).not.toContain('--chown');
    expect(lines.filter((line) => line.startsWith('CMD'))).toEqual([expect.stringMatching(/^CMD \["node",/)]);
  });

  it('docker/Dockerfile installs from manifests alone, so that a change of the sources does not install the packages again', () => {
    expect(at(stage('manifests'), 'find apps dev libs -type f ! -name package.json -delete')).toBeGreaterThan(0);
    for (const name of ['dependencies', 'build']) {
      const before = stage(name).slice(0, at(stage(name), 'npm ci'));
      const copies = before.filter((line) => line.startsWith('COPY'));
      expect(copies[0]).toBe('COPY --from=manifests /src/ ./');
      expect(copies.join()).not.toMatch(/COPY (apps|dev|libs|tools)/);
    }
    expect(at(stage('build'), 'npm ci')).toBeLessThan(at(stage('build'), 'COPY apps/'));
  });

  it('docker/Dockerfile lets no package run a script of its own', () => {
    const installs = lines.filter((line) => /\bnpm (ci|install|i|rebuild)\b/.test(line));
    expect(installs).toHaveLength(2);
    for (const line of installs) expect(line).toContain('npm ci --ignore-scripts');
  });

  it('docker/Dockerfile copies the packages before the first ARG, so that all apps share that layer', () => {
    const app = stage('app');
    const packages = at(app, 'COPY --from=dependencies /src/node_modules/');
    expect(app.slice(0, packages).filter((line) => /^(ARG|RUN|COPY)/.test(line))).toEqual([]);
    expect(packages).toBeLessThan(at(app, 'ARG APP'));
    expect(dockerfile.match(/node_modules\/ node_modules\//g)).toHaveLength(1);
  });

  it('docker/Dockerfile has an ffmpeg only for apps that read sound and videos, before the parts that change with each commit', () => {
    const app = stage('app');
    const chosen = lines.slice(at(lines, 'FROM ffmpeg AS programs'), at(lines, 'AS build'));
    expect(chosen[at(chosen, 'RUN')]).toContain(
      'case "$APP" in transcriber|image-generator) cp -r /ffmpeg/. /programs/;;',
    );
    expect(at(app, 'COPY --from=programs')).toBeLessThan(at(app, 'COPY --from=build'));
  });

  it('docker/Dockerfile has every process load what hides its environment from others of its user', () => {
    const built = lines.slice(at(lines, 'AS not-dumpable'), at(lines, 'AS build'));
    expect(built[at(built, 'RUN')]).toContain('-o /not-dumpable.so docker/not-dumpable.c');
    expect(stage('app')[at(stage('app'), '--from=not-dumpable')]).toMatch(/\/not-dumpable\.so \/usr\/local\/lib\/$/);
    expect(stage('app')[at(stage('app'), 'LD_PRELOAD')]).toContain('LD_PRELOAD=/usr/local/lib/not-dumpable.so ');
    const source = readFileSync(path.join(root, 'docker/not-dumpable.c'), 'utf8');
    expect(source).toContain('prctl(PR_SET_DUMPABLE, 0)');
  });

  it('docker/Dockerfile and the unit of systemd keep SIGUSR1 from opening a debugger', () => {
    expect(stage('app')[at(stage('app'), 'NODE_OPTIONS')]).toContain('NODE_OPTIONS=--disable-sigusr1 ');
    const unit = readFileSync(path.join(root, 'docker/systemd/aisha@.service'), 'utf8');
    expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node --disable-sigusr1 /m);
  });

  it('docker/build-ffmpeg.sh builds the readers of all formats that the product takes, and none that reads from a network', () => {
    const script = readFileSync(path.join(root, 'docker/build-ffmpeg.sh'), 'utf8');
    const product = readFileSync(path.join(root, 'libs/platform/src/ffmpeg/run-ffmpeg.ts'), 'utf8');
    const [, allowed = ''] = /^const RECORDINGS =\n {2}'(.*)';$/m.exec(product) ?? [];
    const [, demuxers = ''] = /--enable-demuxer=(\S+)/.exec(script) ?? [];
    // The names by which ffmpeg's build calls the readers of some formats, where these differ from the formats' own.
    const readers: Readonly<Record<string, string>> = { webm: 'matroska', mpeg: 'mpegps' };
    const ofMov = ['mp4', 'm4a', '3gp', '3g2'];
    const wanted = allowed.split(',').map((format) => (ofMov.includes(format) ? 'mov' : (readers[format] ?? format)));

    expect(wanted.length).toBeGreaterThan(20);
    // The product also reads its own sound samples, whose file has no header that names a format.
    expect(demuxers.split(',').sort()).toEqual([...new Set([...wanted, 'pcm_s16le'])].sort());
    expect(script).toContain('--enable-protocol=file,pipe');
    expect(script).toContain('--disable-network');
  });

  it('docker/Dockerfile and the units of systemd have an app give memory back as npm start does', () => {
    const settings = Object.entries(MEMORY_COMES_BACK).map(([name, value]) => `${name}=${value}`);
    const unit = readFileSync(path.join(root, 'docker/systemd/aisha@.service'), 'utf8');

    expect(settings).toHaveLength(3);
    for (const setting of settings) {
      expect(dockerfile).toContain(setting);
      expect(unit).toContain(setting);
    }
  });

  it('docker/Dockerfile sets OCI’s labels last, so that a commit changes no other layer', () => {
    const app = stage('app');
    for (const word of ['version', 'revision', 'created', 'source', 'licenses'])
      expect(at(app, `org.opencontainers.image.${word}=`)).toBeGreaterThan(at(app, 'COPY tools/operate/'));
    expect(at(app, 'COPY --from=dependencies /src/sbom.cdx.json')).toBeLessThan(at(app, 'ARG APP'));
  });
});

describe('docker/gfpgan/Dockerfile', () => {
  const gfpgan = readFileSync(path.join(root, 'docker/gfpgan/Dockerfile'), 'utf8');
  const config = readFileSync(path.join(root, 'apps/photo-enhancer/src/config.ts'), 'utf8');
  const byDefault = (name: string): string => new RegExp(`${name} = '(.*)'`).exec(config)?.[1] ?? `no ${name}`;

  it('docker/gfpgan/Dockerfile has no instruction that Docker would refuse', () => {
    expect(validate(gfpgan)).toEqual([]);
  });

  it('docker/gfpgan/Dockerfile contains the script where the app looks for it, and no weights: they are mounted', () => {
    expect(gfpgan).toMatch(/^ADD --checksum=sha256:[0-9a-f]{64} \$\{SCRIPT\} /m);
    expect(gfpgan).toContain(`\${SCRIPT} ${byDefault('GFPGAN_SCRIPT_PATH')}`);
    expect(gfpgan).toContain('/inference_gfpgan.py');
    expect(gfpgan).not.toContain('.pth');
  });

  it('docker/gfpgan/Dockerfile runs without root, and its image has the name by which the app calls it', () => {
    expect(gfpgan).toMatch(/^USER gfpgan$/m);
    expect(gfpgan).toContain(`-t ${byDefault('GFPGAN_DOCKER_IMAGE')} `);
  });
});

describe('docker/postgres/Dockerfile', () => {
  it('docker/postgres/Dockerfile has no instruction that Docker would refuse, and builds on the Postgres image of compose.yml', () => {
    const postgres = readFileSync(path.join(root, 'docker/postgres/Dockerfile'), 'utf8');
    expect(validate(postgres)).toEqual([]);
    expect(postgres).toContain(`\nFROM ${compose.services['postgres']!.image}\n`);
  });
});

/** The packages that the shipped apps need, by their own manifests. */
const shipped = (): Set<string> => {
  const needed = new Set<string>();
  const follow = (folder: string): void => {
    const { dependencies = {} } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    for (const name of Object.keys(dependencies).filter((dependency) => dependency.startsWith('@aisha/'))) {
      const lib = `libs/${name.slice('@aisha/'.length)}`;
      if (needed.has(lib)) continue;
      needed.add(lib);
      follow(lib);
    }
  };
  for (const app of readdirSync(path.join(root, 'apps'))) if (app !== 'sandbox') follow(`apps/${app}`);
  return needed;
};

describe('an image', () => {
  it('an image has every lib, since an app that ships needs each lib, and has nothing of dev/', () => {
    const libs = readdirSync(path.join(root, 'libs')).map((lib) => `libs/${lib}`);

    expect([...shipped()].sort()).toEqual(libs.sort());
    expect(stage('app').filter((line) => line.startsWith('COPY') && /\bdev\//.test(line))).toEqual([]);
  });
});

/** The variables of a file such as docker/.env. */
const exampleOf = (
  text = readFileSync(path.join(root, 'docker/.env.example'), 'utf8'),
  line = /^(\w+)=(.*)$/gm,
): Record<string, string> => Object.fromEntries([...text.matchAll(line)].map(([, name, value]) => [name!, value!]));

const newEnv = (): string => execFileSync('bash', [path.join(root, 'docker/new-env.sh')], { encoding: 'utf8' });

/** The services that act for an operator, with the owners' keys. */
const OPERATED = ['operator', 'backup'];
/** The services that run to their end. */
const ONCE = ['migrate', 'storage-keys', 'operator'];

describe('docker/compose.yml', () => {
  it('docker/compose.yml is valid for compose, and so are the files beside it', () => {
    const output = execFileSync('npx', ['dclint', '-c', '.dclintrc', '--quiet', 'docker'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(output).not.toContain('error');
  });

  it('docker/other-storage.yml gives each app that keeps files a key of its own to the other storage', () => {
    const other = parse(readFileSync(path.join(root, 'docker/other-storage.yml'), 'utf8'), {
      merge: true,
    }) as typeof compose;
    for (const [name, { environment = {} }] of Object.entries(compose.services)) {
      if (!('MINIO_ENDPOINT' in environment)) continue;
      const login = APP_LOGINS[name as keyof typeof APP_LOGINS]?.toUpperCase();
      expect([name, other.services[name]!.environment]).toEqual([
        name,
        {
          MINIO_ENDPOINT: '${MINIO_ENDPOINT:?set it in .env}',
          MINIO_ACCESS_KEY: `\${MINIO_ACCESS_KEY${login ? `_${login}` : ''}:?set it in .env}`,
        },
      ]);
    }
  });

  it('docker/compose.yml runs every app of the repository but the sandbox', () => {
    const built = Object.values(compose.services).flatMap((service) => service.build?.args?.APP ?? []);
    const apps = readdirSync(path.join(root, 'apps')).filter((app) => app !== 'sandbox');
    expect(new Set(built)).toEqual(new Set(apps));
  });

  it('docker/compose.yml names its project, so that no name depends on the folder, and names the release of each image that is not ours', () => {
    expect(compose.name).toBe('aisha');
    for (const { build, image } of Object.values(compose.services)) {
      if (build)
        expect(image).toBeUndefined(); // compose calls it aisha-<service>
      else expect(image).toMatch(/:(RELEASE\.[\dTZ-]+|\d+(\.\d+)*-(bookworm|trixie))$/);
    }
  });

  it('docker/compose.yml checks the health of each service that keeps running, and bounds the memory and the log of every service', () => {
    for (const [name, { healthcheck, mem_limit, logging }] of Object.entries(compose.services)) {
      if (!ONCE.includes(name)) expect(healthcheck!.test!.length).toBeGreaterThan(1);
      expect([name, mem_limit]).toEqual([name, expect.stringMatching(/^\d+[mg]$/)]);
      expect(logging).toEqual({ driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } });
    }
    for (const [name, { build, healthcheck, pids_limit }] of Object.entries(compose.services)) {
      if (!build || healthcheck?.disable || OPERATED.includes(name)) continue;
      expect(healthcheck!.test!.join(' ')).toContain('http://127.0.0.1:8080/health/ready');
      expect(pids_limit).toBeGreaterThan(0);
    }
  });

  it('the page of the first deployment says how much memory the services of compose that keep running may take', () => {
    const megabytes = Object.entries(compose.services)
      .filter(([name]) => !ONCE.includes(name) && !OPERATED.includes(name))
      .map(([, { mem_limit = '' }]) => Number.parseInt(mem_limit, 10) * (mem_limit.endsWith('g') ? 1024 : 1));
    const gigabytes = megabytes.reduce((sum, one) => sum + one, 0) / 1024;
    const page = readFileSync(path.join(root, 'docs/deploy.md'), 'utf8');
    expect(/bounds each service, ([\d.]+) GB in all/.exec(page)?.[1]).toBe(gigabytes.toFixed(1));
  });

  it('docker/compose.yml gives an app the memory that it has on Kubernetes', () => {
    for (const [name, { build, mem_limit }] of Object.entries(compose.services)) {
      if (!build || OPERATED.includes(name)) continue;
      const manifest = readFileSync(path.join(root, `k8s/base/${build.args!.APP}.yaml`), 'utf8');
      expect(`${mem_limit!.slice(0, -1)}Mi`).toBe(/limits: \{ memory: (\d+Mi) \}/.exec(manifest)![1]);
    }
  });

  it('Redis may use three quarters of the memory at which it would be killed, in each way to run it: so it refuses a job instead of dying', () => {
    const read = (file: string, part: RegExp): string => part.exec(readFileSync(path.join(root, file), 'utf8'))![0];
    const { command, mem_limit } = compose.services['redis']!;
    for (const [where, run, limit] of [
      ['compose', command?.join(' ') ?? '', mem_limit!],
      [
        'systemd',
        read('docker/systemd/aisha-redis.service', /^ExecStart=.*/m),
        read('docker/systemd/aisha-redis.service', /MemoryMax=\d+M/),
      ],
      [
        'desk',
        read('k8s/overlays/dev/servers.yaml', /args: \[--maxmemory-policy.*/),
        read('k8s/overlays/dev/servers.yaml', /(?<=image: redis[^]*)limits: \{ memory: \d+Mi/),
      ],
    ] as const) {
      const megabytes = (text: string): number => Number(/(\d+)(?=mb?|Mi?)/i.exec(text)?.[1]);
      expect([where, megabytes(/--maxmemory,? \S+/.exec(run)?.[0] ?? '')]).toEqual([where, 0.75 * megabytes(limit)]);
    }
  });

  it('docker/compose.yml keeps on the disk, and not in the memory that bounds the service, what large recordings and backups write to /tmp', () => {
    for (const name of ['transcriber', 'operator', 'backup'])
      expect([name, compose.services[name]]).toMatchObject([name, { tmpfs: [], volumes: ['/tmp'] }]);
  });

  it('docker/compose.yml is named by no page in a command: without the files of COMPOSE_FILE another storage would be asked, or another Postgres run', () => {
    const told = globSync(['*.md', '{docs,docker,k8s}/**/*.{md,yml,sh}'], { cwd: root }).filter((file) =>
      /docker compose (-f|--file|--env-file) /.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(told).toEqual([]);
    // Each file that is added stands in deploy.md, where an owner reads how.
    const page = readFileSync(path.join(root, 'docs/deploy.md'), 'utf8');
    const added = readdirSync(path.join(root, 'docker')).filter(
      (file) => file.endsWith('.yml') && file !== 'compose.yml',
    );
    expect(added.length).toBeGreaterThan(4);
    expect(added.filter((file) => !page.includes(file))).toEqual([]);
  });

  it('docker/compose.yml checks an app’s health with a program whose exit code is the answer', async () => {
    const [, program, ...args] = compose.services['billing']!.healthcheck!.test!;
    let status = 200;
    const server = createServer((_, response) => response.writeHead(status).end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const here = args.map((word) => word.replace(':8080/', `:${port}/`));
    const exits = async () => (await once(spawn(program!, here), 'exit'))[0] as number;

    expect(await exits()).toBe(0);
    status = 503;
    expect(await exits()).toBe(1);
    server.close();
    expect(await exits()).toBe(1);
  });

  const apps = readdirSync(path.join(root, 'apps')).filter((app) => app !== 'sandbox');

  it.each(apps)('docker/compose.yml gives %s the variables of its configuration class, and no others', (app) => {
    const { env_file, environment = {} } = compose.services[app]!;
    const named = toldInContainer(app);

    expect(env_file).toBeUndefined();
    expect(named.length).toBeGreaterThan(4);
    expect(Object.keys(environment).sort()).toEqual(named.sort());
  });

  it('docker/compose.yml and the units of systemd grant an app the time to end its work that it has on Kubernetes, and kill it later', () => {
    const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
    const ofAll = /^STOP_GRACE_MS=(\d+)$/m.exec(read('k8s/base/config.env'))![1]!;
    const [, unitKillsAfter] = /^TimeoutStopSec=(\d+)$/m.exec(read('docker/systemd/aisha@.service'))!;

    for (const app of apps) {
      const { environment, stop_grace_period } = compose.services[app]!;
      const grace = /name: STOP_GRACE_MS, value: '(\d+)'/.exec(read(`k8s/base/${app}.yaml`))?.[1] ?? ofAll;
      expect([app, environment!['STOP_GRACE_MS']]).toEqual([app, `\${STOP_GRACE_MS:-${grace}}`]);
      for (const seconds of [Number.parseInt(stop_grace_period!, 10), Number(unitKillsAfter)])
        expect(seconds * 1_000).toBeGreaterThan(Number(grace) + FORCED_EXIT_AFTER_GRACE_MS);
    }
  });

  it('docs/backup-and-upgrade.md starts each server that its way back to a minute then speaks to, since all were stopped', () => {
    const page = readFileSync(path.join(root, 'docs/backup-and-upgrade.md'), 'utf8');
    const [, commands] = /\nBack to a minute[^]*?```sh\n([^]*?)```/.exec(page)!;
    const servers = [...commands!.matchAll(/docker compose exec ([\w-]+)/g)].map(([, server]) => server!);

    expect(servers.length).toBeGreaterThan(0);
    for (const server of servers) {
      const before = commands!.slice(0, commands!.indexOf(`docker compose exec ${server}`));
      expect(before).toMatch(new RegExp(`docker compose up --detach[ \\w-]* ${server}\\b`));
    }
  });

  it('docs/backup-and-upgrade.md has cron make a full backup by pgBackRest once a week, because only a full one removes an older one', () => {
    const page = readFileSync(path.join(root, 'docs/backup-and-upgrade.md'), 'utf8');
    const nights = [...page.matchAll(/^\d+ \d+ \* \* (\S+) .* docker compose exec -T .* backup --type=(\w+)$/gm)];

    expect(nights.map(([, days, type]) => `${days} ${type}`)).toEqual(['0 full', '1-6 incr']);
    expect(readFileSync(path.join(root, 'docker/postgres/pgbackrest.conf'), 'utf8')).toContain(
      '\nrepo1-retention-full=2\n',
    );
  });

  it.each(['docs/deploy.md', 'docs/runbooks/rollback.md'])(
    '%s restarts each service with mounted configuration after the checkout of another release, because `up` does not make it read the new files',
    (file) => {
      const page = readFileSync(path.join(root, file), 'utf8');
      const [paragraph] = page.split('\n\n').filter((one) => one.includes('docker compose build operator'));
      const restarted = [...paragraph!.matchAll(/docker compose restart ([\w -]+)`/g)].map(([, names]) =>
        names!.split(' ').sort(),
      );
      const configured = ['compose.yml', 'monitoring.yml'].map((name) => {
        const { services } = parse(readFileSync(path.join(root, 'docker', name), 'utf8'), {
          merge: true,
        }) as typeof compose;
        const isConfigured = ({ volumes = [] }: Service) =>
          volumes.some((volume) => typeof volume === 'string' && volume.startsWith('./'));
        return Object.keys(services)
          .filter((service) => !ONCE.includes(service) && isConfigured(services[service]!))
          .sort();
      });

      expect(configured.map((names) => names.length)).toEqual([2, 3]);
      expect(restarted).toEqual(configured);
    },
  );

  it('docs/models.md has the file of models mounted into every app that is told its name', () => {
    const page = readFileSync(path.join(root, 'docs/models.md'), 'utf8');
    const [, mounted] = /Mount it into ([^]*?), which refuses/.exec(page)!;

    expect([...mounted!.matchAll(/`([\w-]+)`/g)].map(([, app]) => app!).sort()).toEqual(
      apps.filter((app) => toldInContainer(app).includes('MODEL_CATALOGUE_FILE')).sort(),
    );
  });

  it('docker/compose.yml logs each app in as itself, and the migrations, the operator and the backup as the owner', () => {
    const urls = Object.entries(compose.services).flatMap(([name, { environment = {} }]) =>
      Object.entries(environment)
        .filter(([variable]) => variable.endsWith('DATABASE_URL'))
        .map(
          ([variable, url]) =>
            `${name} ${variable} ${/^postgres:\/\/(?:\$\{INSTALLATION:-(\w+)\}_)?(\w+):/.exec(String(url))?.slice(1).filter(Boolean).join('_')}`,
        ),
    );
    expect(urls.sort()).toEqual([
      'avatar-trainer DATABASE_URL aisha_trainer',
      'backup MIGRATE_DATABASE_URL aisha',
      'billing DATABASE_URL aisha_billing',
      'bot-gateway DATABASE_URL aisha_bot',
      'console DATABASE_URL aisha_console',
      'image-generator DATABASE_URL aisha_generator',
      'migrate MIGRATE_DATABASE_URL aisha',
      'operator MIGRATE_DATABASE_URL aisha',
      'photo-enhancer DATABASE_URL aisha_enhancer',
      'public-api DATABASE_URL aisha_api',
      'transcriber DATABASE_URL aisha_transcriber',
    ]);
  });

  it('docker/compose.yml gives each app its own keys to the storage and the queue, and the owners’ to no app', () => {
    const loginOf = (app: string) => APP_LOGINS[app as keyof typeof APP_LOGINS];
    const told = (app: string, variable: string) => compose.services[app]!.environment![variable];

    for (const app of apps) {
      const login = loginOf(app);
      const upper = login.toUpperCase();
      expect(told(app, 'REDIS_URL')).toBe(
        `redis://\${INSTALLATION:-aisha}_${login}:\${REDIS_PASSWORD_${upper}:?set it in .env}@redis:6379`,
      );
      const isStoring = STORING_APPS.some((name) => name === app);
      expect([told(app, 'MINIO_ACCESS_KEY'), told(app, 'MINIO_SECRET_KEY')]).toEqual(
        isStoring
          ? [`\${INSTALLATION:-aisha}_${login}`, `\${MINIO_SECRET_KEY_${upper}:?set it in .env}`]
          : [undefined, undefined],
      );
    }
    const passwords = (service: string, first: string) =>
      Object.keys(compose.services[service]!.environment!).filter((name) => name.startsWith(first));
    expect(passwords('redis', 'REDIS_PASSWORD_').sort()).toEqual(
      apps.map((app) => `REDIS_PASSWORD_${loginOf(app).toUpperCase()}`).sort(),
    );
    expect(passwords('storage-keys', 'MINIO_SECRET_KEY_').sort()).toEqual(
      STORING_APPS.map((app) => `MINIO_SECRET_KEY_${loginOf(app).toUpperCase()}`).sort(),
    );
  });

  it('docker/compose.yml gives the backup, which runs day and night, only what it copies from and to, with the same values as the operator', () => {
    const [backup, operator] = [compose.services['backup']!.environment!, compose.services['operator']!.environment!];

    const part = /^(MIGRATE_DATABASE_URL|INSTALLATION|(MINIO|S3|BACKUP)_\w+)$/;
    expect(backup).toEqual(Object.fromEntries(Object.entries(operator).filter(([name]) => part.test(name))));
    expect(Object.keys(backup)).toHaveLength(16);
  });

  it('docker/compose.yml publishes the two ports of nginx to the internet, and no other port', () => {
    const opened = Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => `${name} ${port}`),
    );
    expect(opened).toEqual(['nginx 0.0.0.0:80:80', 'nginx 0.0.0.0:443:443']);
  });

  it('docker/compose.yml lets a service reach Postgres, Redis or MinIO only if the service is given that address, and lets nginx reach only the three apps behind it', () => {
    const networksOf = (name: string) => compose.services[name]!.networks ?? ['default'];
    const reached = (name: string) =>
      Object.keys(compose.services).filter(
        (other) => other !== name && networksOf(other).some((network) => networksOf(name).includes(network)),
      );
    const toldOf = (address: string) =>
      Object.entries(compose.services).flatMap(([name, { environment = {} }]) =>
        Object.values(environment).some((value) => `${value}`.includes(address)) ? [name] : [],
      );

    expect(reached('postgres')).toEqual(toldOf('@postgres:5432'));
    expect(reached('redis')).toEqual(toldOf('@redis:6379'));
    expect(reached('minio').toSorted()).toEqual(toldOf('minio:9000').toSorted());
    expect(reached('nginx').toSorted()).toEqual(['bot-gateway', 'public-api', 'webhook-receiver']);
    // Only two networks lead outside: nginx needs `front` for certificates, the other services need `egress` for providers and a bucket
    // elsewhere.
    const outside = Object.keys(compose.networks).filter((network) => !compose.networks[network]?.internal);
    expect(outside).toEqual(['front', 'egress']);
    for (const name of ['postgres', 'redis', 'minio', 'storage-keys', 'migrate', 'billing', 'console'])
      expect([name, networksOf(name).filter((network) => outside.includes(network))]).toEqual([name, []]);
  });

  it('docker/compose.yml lets Prometheus and the collector of monitoring.yml reach every app, and lets no other service of monitoring.yml reach an app', () => {
    const { services } = parse(readFileSync(path.join(root, 'docker/monitoring.yml'), 'utf8')) as typeof compose;
    for (const app of apps)
      expect([app, compose.services[app]!.networks]).toEqual([app, expect.arrayContaining(['health'])]);
    for (const [name, { networks }] of Object.entries(services))
      expect([name, networks]).toEqual([
        name,
        ['prometheus', 'collector'].includes(name) ? ['health', 'monitoring'] : ['monitoring'],
      ]);
  });

  it('docker/compose.yml tells Telegram and FAL the callback addresses that nginx opens', () => {
    const nginx = readFileSync(path.join(root, 'docker/nginx/nginx.conf'), 'utf8');
    const paths = [...nginx.matchAll(/location = (\/\S*) \{\n\s+if \(\$request_method != POST\)/g)].map(([, at]) => at);
    const told = Object.values(compose.services).flatMap(({ environment = {} }) =>
      ['TELEGRAM_WEBHOOK_URL', 'FAL_WEBHOOK_URL'].flatMap((name) => environment[name] ?? []),
    );
    expect(new Set(told)).toEqual(new Set(paths.map((at) => `https://\${PUBLIC_HOST:?set it in .env}${at}`)));
  });

  it.each(readdirSync(path.join(root, 'docker')).filter((file) => file.endsWith('.yml')))(
    'docker/.env.example names everything that docker/%s cannot do without',
    (file) => {
      const needed = readFileSync(path.join(root, 'docker', file), 'utf8').matchAll(/\$\{(\w+):\?/g);
      expect(Object.keys(exampleOf(undefined, /^(?:# )?(\w+)=(.*)$/gm))).toEqual(
        expect.arrayContaining([...new Set([...needed].map(([, name]) => name))]),
      );
    },
  );

  it('docker/new-env.sh fills in a new secret wherever the example says `random`, and leaves empty what only a person knows', () => {
    const [filled, again] = [exampleOf(newEnv()), exampleOf(newEnv())];
    const random = Object.entries(exampleOf()).flatMap(([name, value]) => (value === 'random' ? [name] : []));
    expect(random.length).toBeGreaterThan(20);
    for (const name of random) expect(filled[name]).toMatch(/^[0-9a-f]{48}$/);
    expect(new Set([...random.map((name) => filled[name]), ...random.map((name) => again[name])]).size).toBe(
      2 * random.length,
    );
    expect(filled).toMatchObject({ PUBLIC_HOST: '', TELEGRAM_BOT_TOKEN: '', TLS: 'acme' });
  });

  it('docker/compose.yml waits only for services that exist', () => {
    const names = Object.keys(compose.services);
    const awaited = Object.values(compose.services).flatMap(({ depends_on = {} }) =>
      Array.isArray(depends_on) ? (depends_on as string[]) : Object.keys(depends_on),
    );
    expect(names).toEqual(expect.arrayContaining(awaited));
  });
});

describe('docker/storage/make-keys.sh', () => {
  const LOGINS = STORING_APPS.map((app) => APP_LOGINS[app]);

  /** Runs the script beside the policies, with a client that writes down each request. */
  const run = (folder: string, attachSays = '') => {
    const bin = path.join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    const notes = path.join(folder, 'notes');
    const client = `#!/bin/bash
echo "$*" >> ${notes}
if [ "$3" = create ]; then cp "$6" ${folder}/$5.json; fi
if [ "$3" = attach ] && [ -n "${attachSays}" ]; then echo "${attachSays}" >&2; exit 1; fi
`;
    writeFileSync(path.join(bin, 'mc'), client, { mode: 0o755 });
    const { status, stderr } = spawnSync('bash', [path.join(root, 'docker/storage/make-keys.sh')], {
      env: {
        PATH: `${bin}:${process.env['PATH']}`,
        INSTALLATION: 'here',
        MINIO_BUCKET_NAME: 'things',
        ...Object.fromEntries(LOGINS.map((login) => [`MINIO_SECRET_KEY_${login.toUpperCase()}`, `secret-of-${login}`])),
      },
      encoding: 'utf8',
    });
    return { status, stderr, asked: readFileSync(notes, 'utf8').trim().split('\n') };
  };

  it('docker/storage/make-keys.sh makes the buckets, and for each app a key that opens what the app needs', () => {
    const folder = folderOfThisTest();
    const { status, stderr, asked } = run(folder);

    expect([status, stderr]).toEqual([0, '']);
    expect(asked[0]).toBe('mb --quiet --ignore-existing storage/avatars storage/things');
    for (const app of STORING_APPS) {
      const name = `here_${APP_LOGINS[app]}`;
      const policy: unknown = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8'));
      expect(policy).toEqual(storagePolicy(app, { avatars: 'avatars', files: 'things' }));
      expect(asked).toContain(`admin user add storage ${name} secret-of-${APP_LOGINS[app]}`);
      expect(asked).toContain(`admin policy attach storage ${name} --user ${name}`);
    }
    expect(asked).toHaveLength(1 + 3 * LOGINS.length);
  });

  it('docker/storage/make-keys.sh may run again: it goes on when a policy is already attached, and ends with any other error', () => {
    expect(run(folderOfThisTest(), 'mc: The specified policy change is already in effect.').status).toBe(0);
    expect(run(folderOfThisTest(), 'mc: Access denied')).toMatchObject({ status: 1, stderr: 'mc: Access denied\n' });
  });
});

(redisIsHere ? describe : describe.skip)('docker/redis/start.sh', () => {
  it('docker/redis/start.sh starts a Redis that keeps a log and has an owner, and for each app a user that reaches the app’s own queue alone', async () => {
    const folder = folderOfThisTest();
    const port = await freePort();
    const server = spawn('bash', [path.join(root, 'docker/redis/start.sh'), '--port', String(port), '--dir', folder], {
      env: {
        PATH: process.env['PATH'],
        INSTALLATION: 'here',
        REDIS_CONFIG: path.join(folder, 'redis.conf'),
        REDIS_ENTRYPOINT: 'env',
        REDISCLI_AUTH: 'of-the-owner',
        ...Object.fromEntries(
          Object.values(APP_LOGINS).map((login) => [`REDIS_PASSWORD_${login.toUpperCase()}`, `of&${login}`]),
        ),
      },
      stdio: 'ignore',
    });
    afterThisTest(async () => {
      if (server.exitCode === null && server.kill('SIGKILL')) await once(server, 'exit');
    });
    const clientOf = (username: string, password: string): Redis => {
      const client = new Redis(port, { username, password, retryStrategy: () => 50 });
      client.on('error', () => undefined); // the server refuses until it listens
      afterThisTest(async () => client.disconnect());
      return client;
    };
    const owner = clientOf('default', 'of-the-owner');
    await owner.set('here:bot-gateway:x', 'the bot’s');

    for (const login of Object.values(APP_LOGINS)) {
      const client = clientOf(`here_${login}`, `of&${login}`); // bash would put the searched word for this sign
      await client.info();
      const seen = await client.get('here:bot-gateway:x').catch((error: Error) => error.message.slice(0, 6));
      expect([login, seen]).toEqual([login, login === 'bot' ? 'the bot’s' : 'NOPERM']);
    }
    expect(await owner.config('GET', 'a*o*')).toEqual(
      expect.arrayContaining(['appendonly', 'yes', 'auto-aof-rewrite-min-size', '1048576']),
    );
    expect(await owner.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    const stranger = new Redis(port, { lazyConnect: true, retryStrategy: () => null });
    stranger.on('error', () => undefined);
    await expect(stranger.get('here:bot-gateway:x')).rejects.toThrow('NOAUTH');
    stranger.disconnect();
  });
});
