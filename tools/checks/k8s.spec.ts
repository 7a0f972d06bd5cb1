import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { FORCED_EXIT_AFTER_GRACE_MS } from '@aisha/platform/start';
import { parse } from 'yaml';
import { toldInContainer } from './configured-names';
import {
  complaints,
  hasKubectl,
  K8S,
  manifestsOf,
  refusals,
  render,
  rendered,
  REPOSITORY as root,
  type Manifest as Document,
  type Variable,
} from './manifests';

const base = path.join(K8S, 'base');
const read = (file: string): Document[] => manifestsOf(path.join('base', file));

interface Kustomization {
  resources: string[];
  configMapGenerator: { name: string; envs: string[]; options: { labels: Record<string, string> } }[];
}
const kustomization = read('kustomization.yaml')[0] as unknown as Kustomization;
/** The generated ConfigMaps, with their names as they are generated, except for the hash of the content at the end. */
const configMaps = kustomization.configMapGenerator.map(({ name, envs, options }): Document => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...options },
  spec: undefined,
  data: Object.assign({}, ...envs.map((file) => parseEnv(readFileSync(path.join(base, file), 'utf8')))),
}));
const documents = [...kustomization.resources.flatMap(read), ...configMaps];
const deployments = documents.filter((document) => document.kind === 'Deployment');

const ofKind = (kind: string): Document[] => documents.filter((document) => document.kind === kind);

describe('Kubernetes manifests', () => {
  it('Kubernetes manifests have no field that Kubernetes does not know', () => {
    expect(complaints(documents)).toEqual([]);
  });

  it('Kubernetes manifests with a misspelt field are refused', () => {
    const misspelt = structuredClone(deployments[0]!);
    misspelt.spec.template.spec.terminationGracePeriodSecond = 1;
    expect(complaints([misspelt]).join()).toContain('terminationGracePeriodSecond');
  });

  it('Kubernetes manifests have the values that their schemas ask for', () => {
    expect(refusals(documents)).toBe('');
  });

  it('Kubernetes manifests with a value of the wrong type are refused', () => {
    const wrong = structuredClone(deployments[0]!);
    wrong.spec.replicas = 'two';
    expect(refusals([wrong])).toContain('replicas');
  });
});

/** The kind and name of each document, sorted, without the hash in a generated ConfigMap’s name. */
const namesOf = (some: readonly Document[]) =>
  some
    .map(
      ({ kind, metadata: { name } }) => `${kind} ${kind === 'ConfigMap' ? name.replace(/-[a-z0-9]{10}$/, '') : name}`,
    )
    .sort();

/** The objects that a pod cannot start without: the ConfigMaps and Secrets that it names, `Kind name`. */
const neededBy = ({ spec }: Document): string[] =>
  (spec.template.spec.containers as { env: Variable[] }[]).flatMap(({ env }) =>
    env.flatMap(({ valueFrom }) => [
      ...(valueFrom?.configMapKeyRef ? [`ConfigMap ${valueFrom.configMapKeyRef.name}`] : []),
      ...(valueFrom?.secretKeyRef ? [`Secret ${valueFrom.secretKeyRef.name}`] : []),
    ]),
  );

/** The command lines of k8s/README.md's first install, in their order. */
function firstInstall(): string[] {
  const readme = readFileSync(path.join(root, 'k8s/README.md'), 'utf8');
  const [, lines] = /## First install[^]*?```sh\n([^]*?)```/.exec(readme)!;
  return lines!.split('\n').filter((line) => line.startsWith('kubectl '));
}

/** The documents that `kubectl apply -l` picks: `a in (b, c)`. */
function selected(all: readonly Document[], selector: string): Document[] {
  const [, label, values] = /^(\S+) in \((.*)\)$/.exec(selector)!;
  const wanted = values!.split(',').map((value) => value.trim());
  return all.filter(({ metadata }) => wanted.includes(metadata.labels?.[label!] ?? ''));
}

/** The namespace in which everything of an overlay is. */
const namespaceOf = (all: readonly Document[]): string => {
  const [namespace, ...others] = new Set(
    all.filter(({ kind }) => kind !== 'Namespace').map(({ metadata }) => metadata.namespace),
  );
  expect(others).toEqual([]);
  return namespace!;
};

describe('kubectl kustomize', () => {
  (hasKubectl ? it : it.skip)('kubectl renders every document, all in one namespace', () => {
    const all = render('base');

    expect(namesOf(all)).toEqual(namesOf(documents));
    const namespaced = all.filter(({ kind }) => kind !== 'Namespace');
    expect(new Set(namespaced.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['aisha']));
    expect(refusals(all)).toBe('');
  });

  (hasKubectl ? it.each : it.skip.each)(['dev', 'prod'])(
    'kubectl renders the overlay %s with an image of its own for every app, and the same image for the migrations and billing',
    (overlay) => {
      const all = render(`overlays/${overlay}`);
      const images = all.flatMap(({ kind, metadata, spec }) =>
        ['Deployment', 'Job'].includes(kind) ? [[metadata.name, spec.template.spec.containers[0].image as string]] : [],
      );

      const ours = documents.filter(({ kind }) => kind !== 'Namespace');
      expect(namesOf(all)).toEqual(expect.arrayContaining(namesOf(ours)));
      expect([...complaints(all), refusals(all)]).toEqual(['']);
      expect(images).toHaveLength(deployments.length + 1);
      // Each image has a tag, and never comes from a place where a stranger could publish it.
      for (const [, image] of images)
        expect(image).toMatch(/^(registry\.invalid\/)?aisha-[a-z-]+:(dev|\d+\.\d+\.\d+)$/);
      expect(Object.fromEntries(images)['migrate']).toBe(Object.fromEntries(images)['billing']);
    },
  );

  (hasKubectl ? it.each : it.skip.each)(['dev', 'prod'])(
    'the README installs the overlay %s in an order in which the migrations find all they name before any app is there',
    (overlay) => {
      const all = render(`overlays/${overlay}`);
      const install = firstInstall();
      const waits = install.findIndex((line) => line.startsWith('kubectl wait'));
      const before = install.slice(0, waits);
      const selector = before.flatMap((line) => /rendered\.yaml -l '([^']+)'/.exec(line)?.[1] ?? []);
      expect(selector).toHaveLength(1);
      const first = selected(all, selector[0]!);
      const made = [
        ...first.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
        ...before
          .flatMap((line) => /kubectl create secret generic (\S+)/.exec(line)?.[1] ?? [])
          .map((name) => `Secret ${name}`),
      ];

      const jobs = first.filter(({ kind }) => kind === 'Job');
      expect(namesOf(jobs)).toEqual(['Job migrate']);
      for (const name of jobs.flatMap(neededBy)) expect(made).toContain(name);
      expect(made).toEqual(
        expect.arrayContaining([
          `Namespace ${namespaceOf(all)}`,
          'NetworkPolicy default-deny',
          'NetworkPolicy to-postgres',
        ]),
      );
      expect(first.filter(({ kind }) => kind === 'Deployment')).toEqual([]);
      expect(install.slice(waits + 1)).toEqual(['kubectl apply -f rendered.yaml']);
    },
  );

  (hasKubectl ? it : it.skip)(
    'kubectl renders a desk into a namespace of its own, so that it changes nothing of what runs beside it',
    () => {
      expect(namespaceOf(render('overlays/prod'))).toBe('aisha');
      const desk = render('overlays/dev');
      expect(namespaceOf(desk)).toBe('aisha-dev');
      expect(desk.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name)).toEqual([
        'aisha-dev',
      ]);
    },
  );

  (hasKubectl ? it : it.skip)('kubectl names the ConfigMap by its content, so a changed value brings new pods', () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'aisha-k8s-'));
    try {
      cpSync(path.join(root, 'k8s'), copy, { recursive: true });
      const namedIn = () =>
        rendered(path.join(copy, 'overlays/prod'))
          .filter(({ kind }) => ['Deployment', 'Job'].includes(kind))
          .map((one) => [
            one.metadata.name,
            [...new Set(neededBy(one).filter((name) => name.startsWith('ConfigMap')))],
          ]);
      const before = namedIn();
      const file = path.join(copy, 'base/config.env');
      writeFileSync(file, readFileSync(file, 'utf8').replace('FAL_CONCURRENCY=2', 'FAL_CONCURRENCY=3'));
      const after = namedIn();

      expect(before).toHaveLength(deployments.length + 1);
      for (const [index, [, names]] of before.entries()) {
        expect(names).toHaveLength(1);
        expect(after[index]![1]).not.toEqual(names);
      }
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});

describe('the network', () => {
  /** The apps that read a variable, by their configuration classes. */
  const readersOf = (variable: string): string[] => {
    const table = readFileSync(path.join(root, 'docs/generated/configuration.md'), 'utf8');
    const row = table.split('\n').find((line) => line.startsWith(`| \`${variable}\` `)) ?? '';
    return row
      .split('|')
      .at(-2)!
      .split(',')
      .map((app) => app.trim())
      .filter((app) => deployments.some(({ metadata }) => metadata.name === app));
  };
  const policy = (name: string) => ofKind('NetworkPolicy').find(({ metadata }) => metadata.name === name)!.spec;
  const allowed = (name: string): string[] => [...policy(name).podSelector.matchExpressions[0].values].sort();

  it('the network is closed to every pod except for DNS, unless a policy opens it', () => {
    const closed = policy('default-deny');
    expect(closed.podSelector.matchLabels).toEqual({ 'app.kubernetes.io/part-of': 'aisha' });
    expect(closed).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
    expect(closed.ingress).toBeUndefined();
    expect(closed.egress.flatMap(({ ports }: { ports: { port: number }[] }) => ports.map(({ port }) => port))).toEqual([
      53, 53, 5353, 5353,
    ]);
    // Only pods of the cluster's own namespaces may answer, and the two addresses at which a node answers for them.
    expect(closed.egress[0].to.flatMap(({ ipBlock }: { ipBlock?: { cidr: string } }) => ipBlock?.cidr ?? [])).toEqual([
      '169.254.20.10/32',
      '169.254.169.254/32',
    ]);
    for (const { spec } of [...deployments, ...ofKind('Job')])
      expect(spec.template.metadata.labels['app.kubernetes.io/part-of']).toBe('aisha');
  });

  it.each([
    ['to-postgres', ['DATABASE_URL'], ['migrate', 'backup', 'operator']],
    ['to-redis', ['REDIS_URL'], []],
    ['to-storage', ['MINIO_ENDPOINT'], ['backup', 'operator']],
    // The receiver asks FAL for the keys that callbacks are signed with; the API calls the webhooks of programs; an operator's commands read
    // a storage outside the cluster.
    [
      'to-providers',
      ['TELEGRAM_BOT_TOKEN', 'FAL_API_KEY', 'OPENAI_API_KEY'],
      ['webhook-receiver', 'public-api', 'operator'],
    ],
  ])('the network opens %s to the apps that %s configures, and to no others', (name, variables, others) => {
    expect(allowed(name)).toEqual([...new Set([...variables.flatMap(readersOf), ...others])].sort());
  });

  (hasKubectl ? it.each : it.skip.each)(['base', 'overlays/dev', 'overlays/prod'])(
    'the network has in %s no port that is open to any address',
    (folder) => {
      const policies = render(folder).filter(({ kind }) => kind === 'NetworkPolicy');
      const ways = policies.flatMap(({ metadata, spec }) =>
        ((spec.egress ?? []) as { to?: object[] }[]).map(({ to }) => [metadata.name, to?.length ?? 0]),
      );

      // The ways out are DNS twice, Postgres, Redis, the storage, providers, the collector of traces and the apps for operators; in
      // production the bucket of backups, too.
      expect(ways).toHaveLength(folder === 'overlays/prod' ? 9 : 8);
      expect(ways.filter(([, places]) => places === 0)).toEqual([]);
    },
  );

  it('the network leads to providers on the Internet only: not to private networks, not to the metadata of a cloud', () => {
    const [{ to, ports }] = policy('to-providers').egress;
    expect(to).toEqual([
      { ipBlock: { cidr: '0.0.0.0/0', except: expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16']) } },
      // Global unicast: neither fc00::/7 nor fe80::/10 is in it, nor NAT64's 64:ff9b::/96.
      { ipBlock: { cidr: '2000::/3', except: ['2001::/32', '2002::/16'] } },
    ]);
    expect(ports).toEqual([{ port: 443 }]);
  });

  it('the network lets the controller of Ingress or Gateway reach the public ports, lets Prometheus and operators reach the metrics, and lets nobody else in', () => {
    const doors = ofKind('NetworkPolicy').flatMap(({ spec }) =>
      (spec.ingress ?? []).map(
        ({ from, ports }: { from: Record<string, { matchLabels: object }>[]; ports: object[] }) => [
          spec.podSelector.matchLabels,
          from.flatMap((who) => Object.values(who).flatMap(({ matchLabels }) => Object.values(matchLabels))).join(),
          ports,
        ],
      ),
    );
    expect(doors).toEqual([
      [{ 'app.kubernetes.io/name': 'bot-gateway' }, 'traefik', [{ port: 8000 }]],
      [{ 'app.kubernetes.io/name': 'webhook-receiver' }, 'traefik', [{ port: 8443 }]],
      [{ 'app.kubernetes.io/name': 'public-api' }, 'traefik', [{ port: 8060 }]],
      [{ 'app.kubernetes.io/part-of': 'aisha' }, 'monitoring,operator', [{ port: 8080 }]],
    ]);
  });
});

describe('replicas', () => {
  it.each(deployments.map((deployment) => [deployment.metadata.name, deployment.spec] as const))(
    'the deployment of %s leaves its replicas to an autoscaler or an operator, and spreads them over machines and zones',
    (name, spec) => {
      expect(spec.replicas).toBeUndefined();
      expect(spec.template.spec.topologySpreadConstraints).toEqual(
        ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
          maxSkew: 1,
          topologyKey,
          whenUnsatisfiable: 'ScheduleAnyway',
          labelSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
        })),
      );
    },
  );

  it('replicas of apps that usually have two are drained one at a time, and no other app holds up a drain', () => {
    const budgets = ofKind('PodDisruptionBudget');
    expect(budgets.map(({ metadata }) => metadata.name).sort()).toEqual([
      'billing',
      'bot-gateway',
      'public-api',
      'webhook-receiver',
    ]);
    for (const { metadata, spec } of budgets)
      expect(spec).toEqual({
        maxUnavailable: 1,
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: { 'app.kubernetes.io/name': metadata.name } },
      });
  });
});

/**
 * What an app uses at rest, in MiB: the resident set of its process and of the children that it keeps, 25 s after `npm start` on an empty
 * database, 2026-11-24. The generator's includes the child that it has from its first picture on (240 MiB, decision 122). With a memory
 * request below this value a node takes more pods than it can hold; with one far above it, memory stays unused.
 */
const AT_REST_MIB: Readonly<Record<string, number>> = {
  'avatar-trainer': 230,
  billing: 121,
  'bot-gateway': 147,
  console: 125,
  'image-generator': 413,
  'photo-enhancer': 142,
  'public-api': 137,
  transcriber: 228,
  'webhook-receiver': 116,
};

describe('every deployment', () => {
  let apps: string[];
  beforeAll(() => {
    const workspace = JSON.parse(readFileSync(path.join(root, 'tsconfig.json'), 'utf8')) as {
      references: { path: string }[];
    };
    apps = workspace.references
      .map(({ path: project }) => /^apps\/([^/]+)$/.exec(project)?.[1])
      .filter((app): app is string => app !== undefined && app !== 'sandbox');
  });

  it('every deployment is one app, and every app but the sandbox has one', () => {
    expect(deployments.map((deployment) => deployment.metadata.name).sort()).toEqual([...apps].sort());
  });

  it('every Service leads to the port of its deployment that its targetPort names, and a -health Service to the port `health`', () => {
    const services = ofKind('Service');
    expect(services.length).toBeGreaterThanOrEqual(apps.length);
    for (const { metadata, spec } of services) {
      const [target] = deployments.filter(
        ({ spec: { template } }) =>
          template.metadata.labels['app.kubernetes.io/name'] === spec.selector['app.kubernetes.io/name'],
      );
      const open = (target!.spec.template.spec.containers[0].ports as { name: string; containerPort: number }[]).map(
        ({ name, containerPort }) => `${name} ${containerPort}`,
      );
      for (const { port, targetPort } of spec.ports as { port: number; targetPort: string }[])
        expect({ service: metadata.name, open }).toEqual({
          service: metadata.name,
          open: expect.arrayContaining([`${targetPort} ${port}`]),
        });
      if (metadata.name.endsWith('-health'))
        expect([metadata.name, spec.ports[0].targetPort]).toEqual([metadata.name, 'health']);
    }
  });

  it.each(deployments.map((deployment) => [deployment.metadata.name, deployment.spec] as const))(
    'the pod of %s is probed, limited, unprivileged and given time to end',
    (name, spec) => {
      const pod = spec.template.spec;
      const [container] = pod.containers;
      expect(spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/name': name });
      expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
      const ports = container.ports.map((port: { name: string }) => port.name);
      expect(ports).toContain(container.livenessProbe.httpGet.port);
      const published = documents
        .filter(({ kind, metadata }) => kind === 'Service' && metadata.name === name)
        .flatMap((service) => service['spec'].ports.map(({ targetPort }: { targetPort: string }) => targetPort));
      expect(published).not.toContain(container.livenessProbe.httpGet.port); // the health of an app can be read inside the cluster only
      expect(ports).toContain(container.readinessProbe.httpGet.port);
      expect(container.livenessProbe.httpGet.path).toBe('/health/live');
      expect(container.readinessProbe.httpGet.path).toBe('/health/ready');
      const requested = Number.parseInt(container.resources.requests.memory, 10) / AT_REST_MIB[name]!;
      expect(requested).toBeGreaterThan(1.5); // the memory of its work comes on top
      expect(requested).toBeLessThan(2);
      expect(container.resources.limits.memory).toBeDefined();
      expect(container.securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
      });
      expect(pod.securityContext.runAsNonRoot).toBe(true);
      expect(pod.automountServiceAccountToken).toBe(false);
      // The app ends itself; the cluster must not kill it before.
      const configured = documents.find(({ kind }) => kind === 'ConfigMap')!.data.STOP_GRACE_MS as string;
      const own = container.env.find((one: { name: string }) => one.name === 'STOP_GRACE_MS')?.value as string;
      const graceSeconds = Number(own ?? configured) / 1_000;
      const preStopSeconds = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
      expect(graceSeconds).toBeGreaterThan(8); // more than `npm start` grants
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(
        preStopSeconds + graceSeconds + FORCED_EXIT_AFTER_GRACE_MS / 1_000,
      );
      expect(container.image).toBe(`aisha-${name}`); // an overlay gives the registry and the tag
    },
  );
});

describe('the environment of', () => {
  const secret =
    /^(DATABASE_URL|REDIS_URL|MINIO_\w+_KEY|TELEGRAM_BOT_TOKEN|PAYMENT_PROVIDER_TOKEN|\w+_(API|ADMIN|MODEL)_KEY|\w+_SECRET(_PREVIOUS)?)$/;
  /**
   * May be left out: CALLBACK_SECRET (the bot's token takes its place); `*_PREVIOUS`, except while a secret is changed; `MINIO_*_KEY`,
   * where a role of the pod opens the storage; TELEGRAM_WEBHOOK_SECRET, where the bot polls; PAYMENT_PROVIDER_TOKEN, without cards;
   * `*_MODEL_KEY`, for a model at the common address; the transcriber's FAL_API_KEY, where OpenAI alone hears and reads aloud;
   * FAL_ADMIN_KEY, where FAL's bills are not read; OPENAI_API_KEY, where no model is left at OpenAI.
   */
  const optional =
    /^(\S+ (CALLBACK_SECRET|\w+_PREVIOUS|MINIO_\w+_KEY|TELEGRAM_WEBHOOK_SECRET|PAYMENT_PROVIDER_TOKEN|OPENAI_API_KEY|\w+_MODEL_KEY)|transcriber FAL_API_KEY|image-generator FAL_ADMIN_KEY)$/;

  it.each(deployments.map((deployment) => [deployment.metadata.name, deployment.spec] as const))(
    'the environment of %s is what its configuration class names, with its secrets from a Secret of its own',
    (name, spec) => {
      const [container] = spec.template.spec.containers;
      const env = container.env as Variable[];

      expect(container.envFrom).toBeUndefined();
      expect(env.map((variable) => variable.name).sort()).toEqual(toldInContainer(name).sort());
      for (const { name: variable, value, valueFrom } of env) {
        const maybe = optional.test(`${name} ${variable}`) ? { optional: true } : {};
        if (secret.test(variable)) expect(valueFrom).toEqual({ secretKeyRef: { name, key: variable, ...maybe } });
        else if (value === undefined)
          // An overlay may set each variable or leave it out: the app itself reports at once all that is missing or wrong.
          expect(valueFrom).toEqual({ configMapKeyRef: { name: 'aisha', key: variable, optional: true } });
      }
    },
  );

  it('of what a release deploys, only the migrations log in as the owner of the database', () => {
    const job = documents.find(({ kind }) => kind === 'Job')!;
    const env = job.spec.template.spec.containers[0].env as Variable[];
    const secrets = env.filter(({ valueFrom }) => valueFrom?.secretKeyRef);
    expect(secrets.map(({ name, valueFrom }) => [name, valueFrom?.secretKeyRef?.name])).toEqual(
      [
        'MIGRATE_DATABASE_URL',
        ...['BOT', 'TRAINER', 'GENERATOR', 'TRANSCRIBER', 'ENHANCER', 'BILLING', 'CONSOLE', 'API'].map(
          (login) => `DATABASE_PASSWORD_${login}`,
        ),
      ].map((name) => [name, 'migrate']),
    );
    expect(JSON.stringify(deployments)).not.toContain('MIGRATE_DATABASE_URL');
  });

  it('the pod for operators has what `dead-letters` and `storage` need, and is no part of a release', () => {
    const [pod] = read('../operator.yaml') as [Document];
    expect([...complaints([pod]), refusals([pod])]).toEqual(['']);
    expect(pod.metadata.labels?.['app.kubernetes.io/name']).toBe('operator'); // the policies select the pod by this name
    expect((pod.spec.containers[0].env as Variable[]).map(({ name, valueFrom }) => [name, valueFrom])).toEqual([
      ['MIGRATE_DATABASE_URL', { secretKeyRef: { name: 'migrate', key: 'MIGRATE_DATABASE_URL' } }],
      ['INSTALLATION', undefined],
      ['MINIO_ENDPOINT', undefined],
      ['MINIO_ACCESS_KEY', { secretKeyRef: { name: 'backup', key: 'MINIO_ACCESS_KEY', optional: true } }],
      ['MINIO_SECRET_KEY', { secretKeyRef: { name: 'backup', key: 'MINIO_SECRET_KEY', optional: true } }],
      ['HEALTH_URLS', undefined],
    ]);
    const config = configMaps[0]!.data as Record<string, string>;
    for (const { name, value } of pod.spec.containers[0].env as Variable[])
      if (value !== undefined && name !== 'HEALTH_URLS') expect([name, value]).toEqual([name, config[name]]);
    // This pod has every variable that compose gives to an operator's command, unless the page of its overlay tells the owner to set it.
    const { operator } = (
      parse(readFileSync(path.join(root, 'docker/compose.yml'), 'utf8'), { merge: true }) as {
        services: Record<string, { environment: Record<string, unknown> }>;
      }
    ).services;
    const text = readFileSync(path.join(K8S, 'operator.yaml'), 'utf8');
    // The operators' pod lives for an hour, which is too short for a backup or a restore: for these see components/backup and
    // docs/backup-and-upgrade.md. The certificate of a cluster is its Ingress's, and not ours.
    const names = Object.keys(operator!.environment).filter(
      (name) => !/^(BACKUP_|DATABASE_PASSWORD_|PUBLIC_HOST|REDIS_URL)/.test(name),
    );
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
    expect(kustomization.resources).not.toContain('../operator.yaml');
  });

  it('the pod for operators gets the image of the running release by the line of the README', () => {
    const readme = readFileSync(path.join(root, 'k8s/README.md'), 'utf8');
    const [, line = 'false'] = /^(sed .* k8s\/operator\.yaml) \| kubectl apply -f -$/m.exec(readme) ?? [];
    const image = 'registry.your.org:5000/aisha-billing@sha256:0123';
    const made = execFileSync('bash', ['-c', line], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], image },
    });

    const containers = (parse(made) as Document).spec.containers as { image: string }[];
    expect(containers.map((container) => container.image)).toEqual([image]);
    expect(made).not.toContain('registry.invalid');
  });
});
