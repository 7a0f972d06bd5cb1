import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS_WITH_SLOTS, kindsOf, ORDER_KIND } from '@aisha/kinds';
import { ALERTS } from '../monitoring/alerts.mts';
import { readExpression } from '../monitoring/promql.mts';
import { ALWAYS_RUN, REST_AT_ZERO } from '../operate/status/running-apps.mts';
import {
  complaints,
  hasKubectl,
  K8S,
  manifestsOf,
  refusals,
  render,
  rendered,
  REPOSITORY,
  type Manifest,
  type Variable,
} from './manifests';

const COMPONENTS = readdirSync(path.join(K8S, 'components')).sort();
/** The documents of a component, before any overlay. */
const component = (name: string): Manifest[] =>
  readdirSync(path.join(K8S, 'components', name))
    .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
    .flatMap((file) => manifestsOf(`components/${name}/${file}`));
const workers = component('autoscaling').filter(({ kind }) => kind === 'ScaledObject');
const hpas = component('autoscaling').filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
const deployments = readdirSync(path.join(K8S, 'base'))
  .filter((file) => file.endsWith('.yaml') && file !== 'kustomization.yaml')
  .flatMap((file) => manifestsOf(`base/${file}`))
  .filter(({ kind }) => kind === 'Deployment');
const config = parseEnv(readFileSync(path.join(K8S, 'base/config.env'), 'utf8'));
const README = readFileSync(path.join(K8S, 'README.md'), 'utf8');
const nameOf = ({ metadata }: Manifest): string => metadata.name;

/** Folders that kubectl renders, made for these tests alone. */
let made: string;
beforeAll(() => void (made = mkdtempSync(path.join(tmpdir(), 'aisha-components-'))));
afterAll(() => rmSync(made, { recursive: true, force: true }));

/**
 * The documents that kubectl renders from base with these components, through an overlay that the test writes. `from` is a folder, or a
 * repository of which `ref` names the release.
 */
function withComponents(names: readonly string[], { from = K8S, ref = '' } = {}): Manifest[] {
  const folder = mkdtempSync(path.join(made, 'overlay-'));
  const to = (part: string): string =>
    ref ? `${from}//k8s/${part}?ref=${ref}` : path.relative(folder, path.join(from, part));
  writeFileSync(
    path.join(folder, 'kustomization.yaml'),
    `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: ['${to('base')}']
components: [${names.map((name) => `'${to(`components/${name}`)}'`).join(', ')}]
`,
  );
  return rendered(folder);
}

describe('components', () => {
  (hasKubectl ? it : it.skip)(
    'each component goes on base by itself, and the schemas know every field that it adds or changes',
    () => {
      const base = new Set(render('base').map((one) => JSON.stringify(one)));
      const changed = COMPONENTS.map(
        (name) => [name, withComponents([name]).filter((one) => !base.has(JSON.stringify(one)))] as const,
      );

      expect(changed.filter(([, documents]) => documents.length === 0)).toEqual([]);
      const documents = changed.flatMap(([, some]) => some);
      expect([...complaints(documents), refusals(documents)]).toEqual(['']);
      const placed = documents.filter(({ kind }) => kind !== 'Namespace');
      expect(new Set(placed.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['aisha']));
    },
  );

  it('components stand in the README’s table, each of them', () => {
    const rows = [...README.matchAll(/^\| `([a-z0-9-]+)` +\| [^|]+\| [^|]+\|$/gm)].map(([, name]) => name!);
    expect(rows.filter((name) => !APPS.has(name)).sort()).toEqual(COMPONENTS);
  });

  (hasKubectl ? it : it.skip)(
    'components of the Prometheus Operator are both in the example to copy: a monitor without alerts wakes nobody',
    () => {
      const kinds = render('overlays/prod').map(({ kind }) => kind);
      expect(kinds).toEqual(expect.arrayContaining(['PodMonitor', 'PrometheusRule']));
    },
  );

  it('documents of Kubernetes operators, such as KEDA, are refused with a misspelt field or a value of the wrong type', () => {
    const misspelt = structuredClone(workers[0]!);
    misspelt.spec.maxReplicasCount = 2;
    expect(complaints([misspelt]).join()).toContain('maxReplicasCount');
    const wrong = structuredClone(workers[0]!);
    wrong.spec.maxReplicaCount = '2';
    expect(refusals([wrong])).toContain('maxReplicaCount');
  });

  it('a field that the oldest promised release does not know is refused, too', () => {
    const young = structuredClone(deployments[0]!);
    young.spec.template.spec.containers[0].lifecycle = { stopSignal: 'SIGTERM' }; // a field of Kubernetes 1.33
    expect(complaints([young]).join()).toContain('stopSignal');
  });

  (hasKubectl ? it : it.skip)(
    'an overlay takes base and components from a repository at the version that it names',
    () => {
      const repository = path.join(made, 'aisha.git');
      mkdirSync(repository);
      cpSync(K8S, path.join(repository, 'k8s'), { recursive: true });
      const git = (...words: string[]) =>
        execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...words], { cwd: repository });
      git('init', '--quiet');
      git('add', '.');
      git('commit', '--quiet', '-m', 'A release');
      git('tag', 'v9.8.7');
      writeFileSync(path.join(repository, 'k8s/base/billing.yaml'), 'of the next release');
      git('commit', '--quiet', '-am', 'The next one');

      const all = withComponents(['autoscaling', 'ingress'], { from: `file://${repository}`, ref: 'v9.8.7' });

      expect(all.map(nameOf)).toEqual(withComponents(['autoscaling', 'ingress']).map(nameOf));
    },
  );
});

interface Source {
  readonly file: string;
  readonly labels: readonly string[];
}

/** The metrics of the code that have this name: in which file, with which labels. */
function metricsNamed(name: string): Source[] {
  const files = execFileSync('git', ['grep', '-l', `name: '${name}'`, '--', 'apps/*.ts', 'libs/*.ts'], {
    cwd: REPOSITORY,
    encoding: 'utf8',
  });
  return files
    .trim()
    .split('\n')
    .map((file) => {
      const [, rest] = readFileSync(path.join(REPOSITORY, file), 'utf8').split(`name: '${name}'`);
      const [declared] = rest!.split('\n});');
      return {
        file,
        labels: [...(/labelNames: \[(.*?)\]/s.exec(declared!)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, l]) => l!),
      };
    });
}

const queryOf = ({ spec }: Manifest): string => spec.triggers[0].metadata.query as string;
const APPS = new Set(deployments.map(nameOf));

describe('autoscaling', () => {
  it('autoscaling sets the replicas of every app but the console, by one object for each', () => {
    const scaled = [...workers, ...hpas].map(({ spec }) => spec.scaleTargetRef.name as string).sort();
    // One process of the desk is enough for all operators, and counts their requests.
    expect(scaled).toEqual(
      deployments
        .map(nameOf)
        .filter((name) => name !== 'console')
        .sort(),
    );
    expect(workers.map(nameOf).sort()).toEqual(
      [...new Set(Object.values(ORDER_KIND).map(({ worker }) => worker))].sort(),
    );
    for (const one of [...workers, ...hpas]) expect(one.spec.scaleTargetRef.name).toBe(nameOf(one));
  });

  it('autoscaling keeps two replicas of the apps that people and providers speak to, and of the app that reports the backlog', () => {
    expect(hpas.map((hpa) => [nameOf(hpa), hpa.spec.minReplicas])).toEqual([
      ['bot-gateway', 2],
      ['webhook-receiver', 2],
      ['public-api', 2],
      ['billing', 2],
    ]);
  });

  it.each(workers.map((worker) => [nameOf(worker), worker] as const))(
    'autoscaling of %s asks for metrics and labels that the code has, and that billing reports',
    (app, worker) => {
      const asked = [...queryOf(worker).matchAll(/\b(aisha_\w+)(?:\{(.*?)\})?/g)];
      expect(asked.map(([, name]) => name)).toContain('aisha_orders_open');
      for (const [, name, matchers = ''] of asked) {
        const sources = metricsNamed(name!);
        expect(sources.map(({ file }) => file)).toEqual([expect.stringMatching(/^(apps\/billing|libs\/messaging)\//)]);
        const [{ labels }] = sources as [Source];
        for (const [, label, , value] of matchers.matchAll(/(\w+)(!?=)"(.*?)"/g)) {
          expect(labels).toContain(label);
          if (label === 'app' || label === 'queue') expect(value).toBe(app);
        }
      }
      // All replicas of billing report the same value, so the query takes the maximum of them; a sum would count each.
      for (const [, by] of queryOf(worker).matchAll(/max by \((.*?)\)/g))
        for (const label of by!.split(', ')) expect(['kind', 'state']).toContain(label);
      expect(queryOf(worker)).not.toMatch(/sum\((?!max by)/);
    },
  );

  it.each(workers.map((worker) => [nameOf(worker), worker.spec] as const))(
    'autoscaling of %s keeps its pods when Prometheus does not answer, and does not read a missing value as an empty queue',
    (_, spec) => {
      expect(spec.fallback).toEqual({ failureThreshold: 4, replicas: 1, behavior: 'currentReplicasIfHigher' });
      expect(spec.triggers[0]).toMatchObject({
        type: 'prometheus',
        metricType: 'AverageValue', // KEDA refuses a fallback without such a trigger
        metadata: { ignoreNullValues: 'false', threshold: '1' },
      });
    },
  );

  it('autoscaling lets only one app go down to zero pods, and starts it again for each thing that only it can do', () => {
    expect(workers.filter(({ spec }) => spec.minReplicaCount === 0).map(nameOf)).toEqual(REST_AT_ZERO);
    expect([...ALWAYS_RUN, ...REST_AT_ZERO].toSorted()).toEqual(deployments.map(nameOf).toSorted());
    const enhancer = workers.find((worker) => nameOf(worker) === 'photo-enhancer')!;
    const metrics = [...queryOf(enhancer).matchAll(/aisha_\w+/g)].map(([name]) => name);
    expect(metrics).toEqual([
      'aisha_orders_open', // orders in any state count, because those at FAL are polled
      'aisha_queue_depth',
      'aisha_messages_unhandled',
      'aisha_consents_withdrawn',
    ]);
    expect(queryOf(enhancer)).toContain('aisha_orders_open{app="photo-enhancer"}');
    // The enhancer's daily work runs when its process starts, so a trigger starts a process at a time of the day.
    expect(enhancer.spec.triggers[1]).toMatchObject({ type: 'cron', metadata: { desiredReplicas: '1' } });
  });

  it.each(['image-generator', 'photo-enhancer'] as const)(
    'autoscaling of %s stops at as many pods as FAL’s slots keep busy: more pods would only wait',
    (app) => {
      const { maxReplicaCount } = workers.find((worker) => nameOf(worker) === app)!.spec;
      const perPod = Number(/\/ (\d+)/.exec(queryOf(workers.find((worker) => nameOf(worker) === app)!))![1]);
      expect(kindsOf(app).every((kind) => KINDS_WITH_SLOTS.includes(kind as never))).toBe(true);
      expect(maxReplicaCount).toBeLessThanOrEqual(Math.max(2, Math.ceil(Number(config['FAL_CONCURRENCY']) / perPod)));
    },
  );

  it.each(['avatar-trainer', 'transcriber'])(
    'autoscaling of %s also follows the processor, because work on files keeps cores busy',
    (app) => {
      const { triggers, minReplicaCount } = workers.find((worker) => nameOf(worker) === app)!.spec;
      expect(triggers[1]).toMatchObject({ type: 'cpu', metricType: 'AverageValue' });
      expect(minReplicaCount).toBeGreaterThan(0); // from zero pods the processor alone would start none again
    },
  );

  const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
  if (!hasPromtool)
    process.stderr.write('What the queries of the autoscaler answer is not tested: there is no promtool.\n');

  (hasPromtool ? it : it.skip)(
    'autoscaling asks for as many pods as there is work for, whichever replica reports the work',
    () => {
      const rules = path.join(made, 'rules.json');
      const tests = path.join(made, 'tests.json');
      const record = (app: string): string => `pods:${app.replace('-', '_')}`;
      writeFileSync(
        rules,
        JSON.stringify({
          groups: [
            {
              name: 'pods',
              rules: workers.map((worker) => ({ record: record(nameOf(worker)), expr: queryOf(worker) })),
            },
          ],
        }),
      );
      const open: Record<string, number> = {
        'aisha_orders_open{app="image-generator",kind="generation",state="queued"}': 9,
        'aisha_orders_open{app="image-generator",kind="generation",state="waiting"}': 40,
        'aisha_orders_open{app="image-generator",kind="upscale",state="running"}': 3,
        'aisha_long_jobs_open{app="image-generator",state="waiting"}': 0,
        'aisha_orders_open{app="photo-enhancer",kind="restoration",state="waiting"}': 0,
        'aisha_queue_depth{queue="photo-enhancer",state="waiting"}': 0,
        'aisha_messages_unhandled{app="photo-enhancer"}': 0,
        aisha_consents_withdrawn: 3,
        'aisha_orders_open{app="avatar-trainer",kind="training",state="queued"}': 50,
        'aisha_long_jobs_open{app="avatar-trainer",state="waiting"}': 6,
        'aisha_long_jobs_open{app="avatar-trainer",state="active"}': 2,
        'aisha_orders_open{app="transcriber",kind="transcription",state="queued"}': 0,
        'aisha_long_jobs_open{app="transcriber",state="waiting"}': 0,
      };
      const wanted: Record<string, number> = {
        'image-generator': 1.5,
        'photo-enhancer': 1,
        'avatar-trainer': 3,
        transcriber: 0,
      };
      writeFileSync(
        tests,
        JSON.stringify({
          rule_files: [rules],
          tests: [
            {
              // Both replicas of billing report the same value.
              input_series: Object.entries(open).flatMap(([series, value]) =>
                ['a', 'b'].map((pod) => ({
                  series: series.endsWith('}') ? series.replace('}', `,pod="${pod}"}`) : `${series}{pod="${pod}"}`,
                  values: `${value}x2`,
                })),
              ),
              promql_expr_test: Object.entries(wanted).map(([app, value]) => ({
                expr: record(app),
                eval_time: '1m',
                exp_samples: [{ labels: record(app), value }],
              })),
            },
          ],
        }),
      );

      const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', tests], { encoding: 'utf8' });

      expect([stdout + stderr, status]).toEqual([expect.stringContaining('SUCCESS'), 0]);
      expect(Object.keys(wanted).every((app) => APPS.has(app))).toBe(true);
    },
  );
});

describe('the public ports', () => {
  it('an Ingress or a Gateway leads to the public ports only, and to no port of health', () => {
    const [ingress, ...others] = component('ingress');
    const backends = ingress!.spec.rules.flatMap((rule: { http: { paths: { backend: { service: object } }[] } }) =>
      rule.http.paths.map(({ backend }) => backend.service),
    );
    const routes = component('gateway-api').flatMap(({ spec }) =>
      spec.rules.flatMap(({ backendRefs }: { backendRefs: object[] }) => backendRefs),
    );

    expect(others).toEqual([]);
    expect(backends).toEqual([
      { name: 'bot-gateway', port: { name: 'http' } },
      { name: 'webhook-receiver', port: { name: 'http' } },
      { name: 'public-api', port: { name: 'http' } },
    ]);
    expect(routes).toEqual([
      { name: 'bot-gateway', port: 8000 },
      { name: 'webhook-receiver', port: 8443 },
      { name: 'public-api', port: 8060 },
    ]);
  });

  it('the public ports have the paths that Telegram, FAL and programs are given', () => {
    const told = [config['TELEGRAM_WEBHOOK_URL'], config['FAL_WEBHOOK_URL']].map((url) => new URL(url!).pathname);
    const paths = [...told, '/v1'];
    const [ingress] = component('ingress');
    expect(
      ingress!.spec.rules.map(({ http }: { http: { paths: { path: string }[] } }) => http.paths.map((one) => one.path)),
    ).toEqual(paths.map((one) => [one]));
    expect(component('gateway-api').map(({ spec }) => spec.rules[0].matches[0].path.value)).toEqual(paths);
  });

  (hasKubectl ? it : it.skip)('the public ports have the names that Telegram, FAL and the bot are told', () => {
    const all = render('overlays/prod');
    const { data } = all.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith('aisha-'))!;
    const { spec } = all.find(({ kind }) => kind === 'Ingress')!;
    const told = ['TELEGRAM_WEBHOOK_URL', 'FAL_WEBHOOK_URL', 'PUBLIC_API_URL'].map((name) => new URL(data[name]).host);

    expect(spec.rules.map(({ host }: { host: string }) => host)).toEqual(told);
    expect(spec.tls[0].hosts).toEqual(told);
  });

  it('the README names the policy of each public port, which an owner with another controller patches', () => {
    const policies = manifestsOf('base/network.yaml')
      .filter(({ spec }) => JSON.stringify(spec.ingress ?? []).includes('traefik'))
      .map(nameOf);

    expect(policies).toHaveLength(3);
    for (const name of policies) expect(README).toContain(`\`${name}\``);
  });
});

describe('the connections to Postgres', () => {
  it('the README counts the connections to Postgres of every app, and its sum is right', () => {
    const rows = [...README.matchAll(/^\| `([\w-]+)` .*\| (\d+) +\|$/gm)].map(
      ([, app, pool]) => [app!, Number(pool)] as const,
    );
    const most = Object.fromEntries([
      ...workers.map(({ spec }) => [spec.scaleTargetRef.name, spec.maxReplicaCount]),
      ...hpas.map(({ spec }) => [spec.scaleTargetRef.name, spec.maxReplicas]),
    ]) as Record<string, number>;
    const sum = rows.reduce((all, [app, pool]) => all + pool * (most[app] ?? 1), 0);

    expect(rows.map(([app]) => app).sort()).toEqual(deployments.map(nameOf).sort());
    // A pod that ends keeps its connections as long as it has work, and Kubernetes does not count it among the replicas: in a rollout all
    // old pods may still end while all new ones run.
    expect(README).toContain(`${sum} at the maxima of \`autoscaling\`, and ${2 * sum} during a rollout`);
  });
});

describe('what is beside the apps', () => {
  it('the monitor of pods scrapes the health port of every app by the port’s name, which is the same in each app', () => {
    const [monitor] = component('pod-monitor');
    const [endpoint] = monitor!.spec.podMetricsEndpoints;
    expect(endpoint).toMatchObject({ port: 'health', path: '/metrics', honorLabels: true });
    expect(monitor!.spec).toMatchObject({ sampleLimit: 30_000, bodySizeLimit: '8MB' });
    // Alerts name an instance; by an address nobody would find the pod.
    expect(endpoint.relabelings).toEqual([{ sourceLabels: ['__meta_kubernetes_pod_name'], targetLabel: 'instance' }]);
    for (const { spec } of deployments) {
      expect(spec.template.metadata.labels).toMatchObject(monitor!.spec.selector.matchLabels);
      const ports = spec.template.spec.containers[0].ports as { name: string; containerPort: number }[];
      expect(ports.find(({ name }) => name === endpoint.port)?.containerPort).toBe(8080);
    }
  });

  /** The variables that `aisha backup` reads, as compose gives them to its container. */
  const readByBackup = (): string[] => {
    const { services } = parse(readFileSync(path.join(REPOSITORY, 'docker/compose.yml'), 'utf8'), { merge: true }) as {
      services: { backup: { environment: object } };
    };
    return Object.keys(services.backup.environment).sort();
  };

  /** The job of this name that the component `backup` brings into a cluster. */
  const jobIn = (all: readonly Manifest[], name: string): Manifest =>
    all.find((one) => one.kind === 'CronJob' && nameOf(one) === name)!;
  /** The jobs of the component, with their commands and the variables of a backup that they do not read. */
  const JOBS = [
    ['backup', ['aisha', 'backup'], /^$/],
    // `aisha backup --erasures` reads rows and writes beside the backups: it has nothing to do with the product's storage.
    ['backup-tombstones', ['aisha', 'backup', '--erasures'], /^(MINIO_|S3_REGION|BACKUP_KEEP)/],
  ] as const;

  it('the jobs of the backup that are looked at here are all that the component has', () => {
    const jobs = component('backup').filter(({ kind }) => kind === 'CronJob');
    expect(jobs.map(nameOf)).toEqual(JOBS.map(([name]) => name));
  });

  (hasKubectl ? it : it.skip).each(JOBS)(
    'the job %s in a cluster gets the variables of the backup in compose that it reads, and all its secrets from the Secret “backup”',
    (name, command, unread) => {
      const all = render('overlays/prod');
      const cron = jobIn(all, name);
      const pod = cron.spec.jobTemplate.spec.template;
      const [container] = pod.spec.containers;
      const env = container.env as Variable[];
      const secrets = env.filter(({ valueFrom }) => valueFrom?.secretKeyRef);
      const settings = env.flatMap(({ valueFrom }) => valueFrom?.configMapKeyRef ?? []);

      expect(container.command).toEqual(command);
      expect(env.map(({ name }) => name).sort()).toEqual(readByBackup().filter((one) => !unread.test(one)));
      expect(
        secrets.map(({ name, valueFrom }) => [name, valueFrom!.secretKeyRef!.name, valueFrom!.secretKeyRef!.key]),
      ).toEqual(
        [
          'MIGRATE_DATABASE_URL',
          'MINIO_ACCESS_KEY',
          'MINIO_SECRET_KEY',
          'BACKUP_KEY',
          'BACKUP_ACCESS_KEY',
          'BACKUP_SECRET_KEY',
        ]
          .filter((one) => !unread.test(one))
          .map((key) => [key, 'backup', key]),
      );
      for (const { name, key, optional } of settings) {
        const { data } = all.find((one) => one.kind === 'ConfigMap' && nameOf(one) === name)!;
        if (!optional) expect(Object.keys(data as object)).toContain(key);
      }
      // Each overlay must name a bucket of its own, so the component names one that no installation can own.
      const { data } = all.find((one) => one.kind === 'ConfigMap' && nameOf(one).startsWith('backup-'))!;
      expect(data.BACKUP_ENDPOINT).toMatch(/^https:\/\/.*\.invalid$/);
      // The commands of an operator come with the image of billing.
      const billing = all.find((one) => one.kind === 'Deployment' && nameOf(one) === 'billing')!;
      expect(container.image).toBe(billing.spec.template.spec.containers[0].image);
    },
  );

  (hasKubectl ? it : it.skip).each(JOBS.map(([name]) => name))(
    'the job %s in a cluster never runs twice at once, has an account of its own without a token, and ends within a day',
    (name) => {
      const all = render('overlays/prod');
      const { spec } = jobIn(all, name);
      const { template, activeDeadlineSeconds } = spec.jobTemplate.spec;
      const account = all.find(({ kind }) => kind === 'ServiceAccount')!;

      expect(spec.concurrencyPolicy).toBe('Forbid');
      expect(activeDeadlineSeconds).toBeLessThan(86_400);
      expect(template.spec).toMatchObject({ serviceAccountName: nameOf(account), automountServiceAccountToken: false });
      expect(account).toMatchObject({ automountServiceAccountToken: false });
      expect(template.spec.volumes).toEqual([{ name: 'tmp', emptyDir: expect.anything() }]);
      expect(template.metadata.labels).toEqual({
        'app.kubernetes.io/name': 'backup',
        'app.kubernetes.io/part-of': 'aisha',
      });
    },
  );

  (hasKubectl ? it : it.skip)(
    'the backup in a cluster may reach its bucket, Postgres and the storage, and nothing else',
    () => {
      const policies = render('overlays/prod').filter(({ kind }) => kind === 'NetworkPolicy');
      const to = policies.find((one) => nameOf(one) === 'to-backup-bucket')!;
      const providers = policies.find((one) => nameOf(one) === 'to-providers')!;
      const allowed = policies.filter(({ spec }) => JSON.stringify(spec.podSelector).includes('"backup"')).map(nameOf);

      expect(to.spec).toEqual({
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'backup' } },
        policyTypes: ['Egress'],
        egress: providers.spec.egress,
      });
      expect(allowed.sort()).toEqual(['to-backup-bucket', 'to-postgres', 'to-storage']);
    },
  );

  (hasKubectl ? it : it.skip)(
    'the lines of the README make a restore of the backup in a cluster, which gets the passwords of the logins too',
    () => {
      const { spec } = jobIn(render('overlays/prod'), 'backup');
      const file = path.join(made, 'restore.yaml');
      const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'restore' }, spec: spec.jobTemplate.spec };
      writeFileSync(file, JSON.stringify(job));
      const [, patch] = /kubectl patch --local -f restore\.yaml --type json -o yaml -p '([^']*)'/.exec(README)!;
      const words = ['patch', '--local', '-f', file, '--type', 'json', '-o', 'json', '-p', patch!];
      const restore = JSON.parse(execFileSync('kubectl', words, { encoding: 'utf8' })) as Manifest;

      expect([...complaints([restore]), refusals([restore])]).toEqual(['']);
      const [container] = restore.spec.template.spec.containers;
      expect(container.command).toEqual(['aisha', 'restore', 'newest', '--yes']);
      expect(container.env).toEqual(spec.jobTemplate.spec.template.spec.containers[0].env);
      expect(container.envFrom).toEqual([{ secretRef: { name: 'migrate' } }]);
      expect(Object.keys(parseEnv(readFileSync(path.join(K8S, 'overlays/dev/secrets/migrate.env'), 'utf8')))).toContain(
        'DATABASE_PASSWORD_BOT',
      );
    },
  );

  it('the lines of the README stop every app for a restore, also what KEDA would start again, and let all go on', () => {
    const [, section = ''] = README.split('\n## Backup\n');
    const [own = ''] = section.split('\n## ');
    const asked = [
      ...own.matchAll(/^kubectl (annotate scaledobject|scale deployment) -n aisha -l (\S+)=(\S+) (\S+)/gm),
    ];

    expect(asked.map(([, what, , , to]) => `${what} ${to}`)).toEqual([
      'annotate scaledobject autoscaling.keda.sh/paused-replicas=0',
      'scale deployment --replicas=0',
      'annotate scaledobject autoscaling.keda.sh/paused-replicas-',
      'scale deployment --replicas=1',
    ]);
    for (const [, , label, value] of asked)
      for (const { metadata } of [...deployments, ...workers]) expect(metadata.labels?.[label!]).toBe(value);
  });

  (hasKubectl ? it : it.skip)('the alert for an old backup asks about the backup of the cluster by its name', () => {
    const cron = jobIn(render('overlays/prod'), 'backup');
    const { expr } = ALERTS.find(({ name }) => name === 'AishaBackupOld')!;
    const { selectors } = readExpression(expr);

    expect(selectors.map(({ metric }) => metric)).toEqual([
      'kube_cronjob_status_last_successful_time',
      'kube_cronjob_created',
    ]);
    for (const { matchers } of selectors)
      expect(Object.fromEntries(matchers.map(({ label, value }) => [label, value]))).toEqual({
        namespace: cron.metadata.namespace,
        cronjob: cron.metadata.name,
      });
  });

  (hasKubectl ? it : it.skip)(
    'Argo CD makes everything that the migrations name before it runs them, and starts the apps after them',
    () => {
      const waveOf = ({ metadata }: Manifest): number =>
        Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
      const all = render('overlays/prod');
      const job = all.find(({ kind }) => kind === 'Job')!;
      const named = (job.spec.template.spec.containers[0].env as Variable[]).flatMap(
        ({ valueFrom }) => valueFrom?.configMapKeyRef?.name ?? [],
      );

      expect(job.metadata.annotations).toMatchObject({ 'argocd.argoproj.io/hook': 'Sync' });
      const before = all.filter((one) => waveOf(one) < waveOf(job));
      expect(before.map(nameOf)).toEqual(expect.arrayContaining([...named, 'aisha', 'default-deny', 'to-postgres']));
      for (const one of all.filter(({ kind }) => kind === 'Deployment'))
        expect(waveOf(one)).toBeGreaterThan(waveOf(job));
    },
  );

  (hasKubectl ? it : it.skip)('in a cluster of IPv6 alone every app listens at an IPv6 address', () => {
    for (const { spec } of withComponents(['ipv6']).filter(({ kind }) => kind === 'Deployment'))
      expect(spec.template.spec.containers[0].env).toContainEqual({ name: 'LISTEN_HOST', value: '::' });
  });
});

describe('a cluster on a desk', () => {
  const keys = parseEnv(readFileSync(path.join(K8S, 'overlays/dev/keys.env.example'), 'utf8'));
  const env = (app: string): NodeJS.Dict<string> =>
    parseEnv(readFileSync(path.join(K8S, `overlays/dev/secrets/${app}.env`), 'utf8'));

  (hasKubectl ? it : it.skip)('a cluster on a desk has the servers that the apps are told of', () => {
    const all = render('overlays/dev');
    const services = all
      .filter(({ kind }) => kind === 'Service')
      .flatMap(({ metadata, spec }) => spec.ports.map(({ port }: { port: number }) => `${metadata.name}:${port}`));
    const told = [
      ...deployments.flatMap((deployment) => [
        env(nameOf(deployment))['DATABASE_URL'],
        env(nameOf(deployment))['REDIS_URL'],
      ]),
      env('migrate')['MIGRATE_DATABASE_URL'],
      all.find(({ kind }) => kind === 'ConfigMap')!.data.MINIO_ENDPOINT as string,
    ].filter((url) => url !== undefined);

    expect(told).toHaveLength(8 + 9 + 1 + 1);
    for (const url of told) expect(services).toContain(new URL(url).host);
    for (const { kind, metadata, spec } of all.filter(({ kind }) => kind === 'StatefulSet')) {
      const [service] = all.filter((one) => one.kind === 'Service' && nameOf(one) === metadata.name);
      expect([kind, spec.template.metadata.labels]).toEqual([kind, expect.objectContaining(service!.spec.selector)]);
      // Kubernetes refuses a pod of this namespace that asks for more rights.
      const { securityContext, containers } = spec.template.spec;
      expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(containers[0].securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      });
      expect(containers[0].image).toMatch(/:\d/);
    }
  });

  it('a cluster on a desk takes keys of providers from a file that git ignores, and has none in a file that git holds', () => {
    const folder = path.join(K8S, 'overlays/dev');
    const ignored = spawnSync('git', ['check-ignore', '-q', path.join(folder, 'keys.env')], { cwd: K8S });
    const files = readdirSync(path.join(folder, 'secrets')).filter((file) => file.endsWith('.env'));

    expect(ignored.status).toBe(0);
    expect(new Set(Object.values(keys))).toEqual(new Set(['']));
    expect(files.length).toBeGreaterThan(deployments.length);
    for (const file of files) {
      const text = readFileSync(path.join(folder, 'secrets', file), 'utf8');
      expect([file, text.split('\n')[0]]).toEqual([
        file,
        '# For a desk alone, and in git: keys of yours stand in keys.env, which is not.',
      ]);
      expect([file, Object.keys(parseEnv(text)).filter((name) => name in keys)]).toEqual([file, []]);
    }
  });

  it('what a Secret may hold and a cluster on a desk has not is named on the page of Secrets, beside its app', () => {
    const page = readFileSync(path.join(K8S, 'secrets.md'), 'utf8');
    const lost = deployments.flatMap((deployment) => {
      const app = nameOf(deployment);
      const [row] = page.split('\n').filter((line) => line.startsWith(`| \`${app}\` `));
      return (deployment.spec.template.spec.containers[0].env as Variable[])
        .filter(({ name, valueFrom }) => valueFrom?.secretKeyRef && !(name in env(app)) && !(name in keys))
        .filter(({ name }) => !row?.includes(`\`${name}\``))
        .map(({ name }) => `${app} ${name}`);
    });
    expect(lost).toEqual([]);
  });

  it.each([...deployments, ...manifestsOf('base/migrate.yaml')].map((one) => [nameOf(one), one] as const))(
    'a cluster on a desk sets each secret that %s needs, and logs it in with the password that the migrations set',
    (app, { spec }) => {
      const variables = spec.template.spec.containers[0].env as Variable[];
      const obligatory = variables.filter(
        ({ valueFrom }) => valueFrom?.secretKeyRef && !valueFrom.secretKeyRef.optional,
      );
      const { POSTGRES_PASSWORD: _, ...set } = env(app);
      const [desk] = manifestsOf('overlays/dev/kustomization.yaml') as unknown as [
        { secretGenerator: { name: string; envs?: string[] }[] },
      ];
      const { envs } = desk.secretGenerator.find(({ name }) => name === app)!;
      const hasKeys = envs!.includes('keys.env');

      expect(envs).toEqual([`secrets/${app}.env`, ...(hasKeys ? ['keys.env'] : [])]);
      expect([app, hasKeys]).toEqual([app, variables.some(({ name }) => name in keys)]);
      expect([...Object.keys(set), ...(hasKeys ? Object.keys(keys) : [])]).toEqual(
        expect.arrayContaining(obligatory.map(({ name }) => name)),
      );
      for (const name of Object.keys(set)) expect(variables.map((one) => one.name)).toContain(name);
      if (set['DATABASE_URL']) {
        const { username, password } = new URL(set['DATABASE_URL']);
        const login = username.replace(`${config['INSTALLATION']}_`, '').toUpperCase();
        expect(password).toBe(env('migrate')[`DATABASE_PASSWORD_${login}`]);
      }
    },
  );
});
