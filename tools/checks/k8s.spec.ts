import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { FORCED_EXIT_AFTER_GRACE_MS } from '@aisha/platform';

interface Document {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is what is under test
  spec: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data?: any;
}

const root = path.resolve(__dirname, '../..');
const base = path.join(root, 'k8s/base');
const read = (file: string): Document[] =>
  parseAllDocuments(readFileSync(path.join(base, file), 'utf8')).map((document) => document.toJS() as Document);

const kustomization = read('kustomization.yaml')[0] as unknown as { resources: string[] };
const documents = kustomization.resources.flatMap(read);
const deployments = documents.filter((document) => document.kind === 'Deployment');

/** `apps/v1` Deployment → `kubernetes-models/apps/v1/Deployment`; the core group has no name. */
const modelOf = ({ apiVersion, kind }: Document): string => `kubernetes-models/${apiVersion}/${kind}`;

/** The compiler's complaints about documents written as typed literals: unlike the schema it refuses unknown fields. */
function complaints(about: readonly Document[]): string[] {
  const folder = mkdtempSync(path.join(__dirname, 'typed-'));
  try {
    const file = path.join(folder, 'documents.ts');
    const lines = about.flatMap((document, index) => [
      `import type { I${document.kind} as T${index} } from '${modelOf(document)}';`,
      `export const d${index}: T${index} = ${JSON.stringify(document)};`,
    ]);
    writeFileSync(file, lines.join('\n'));
    const program = ts.createProgram([file], {
      noEmit: true,
      strict: true,
      skipLibCheck: true,
      types: [],
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
    });
    return ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the published schemas say of the documents; unlike the compiler they check patterns and ranges. */
const refusals = (about: readonly Document[]): string =>
  execFileSync(process.execPath, [path.join(__dirname, 'validate-manifests.mts')], {
    input: JSON.stringify(about),
    encoding: 'utf8',
  });

describe('Kubernetes manifests', () => {
  it('know no field that Kubernetes does not know', () => {
    expect(complaints(documents)).toEqual([]);
  });

  it('are refused by that check when a field is misspelt', () => {
    const misspelt = structuredClone(deployments[0]!);
    misspelt.spec.template.spec.terminationGracePeriodSecond = 1;
    expect(complaints([misspelt]).join()).toContain('terminationGracePeriodSecond');
  });

  it('have the values that their schemas ask for', () => {
    expect(refusals(documents)).toBe('');
  });

  it('are refused by that check when a value is of the wrong type', () => {
    const wrong = structuredClone(deployments[0]!);
    wrong.spec.replicas = 'two';
    expect(refusals([wrong])).toContain('replicas');
  });
});

/** kubectl renders offline; where there is none the documents are still checked one by one. */
const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
if (!hasKubectl) process.stderr.write('What kubectl makes of k8s/base is not tested: there is no kubectl on PATH.\n');

describe('kubectl kustomize', () => {
  (hasKubectl ? it : it.skip)('renders every document, all in one namespace', () => {
    const rendered = execFileSync('kubectl', ['kustomize', base], { encoding: 'utf8' });
    const namesOf = (some: readonly Document[]) => some.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
    const all = parseAllDocuments(rendered).map((document) => document.toJS() as Document);

    expect(namesOf(all)).toEqual(namesOf(documents));
    const namespaced = all.filter(({ kind }) => kind !== 'Namespace');
    expect(new Set(namespaced.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['aisha']));
    expect(refusals(all)).toBe('');
  });
});

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

  it('is one app, and every app but the sandbox has one', () => {
    expect(deployments.map((deployment) => deployment.metadata.name).sort()).toEqual([...apps].sort());
  });

  it.each(deployments.map((deployment) => [deployment.metadata.name, deployment.spec] as const))(
    '%s is probed, limited, unprivileged and given time to end',
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
      expect(published).not.toContain(container.livenessProbe.httpGet.port); // how it is, is nobody's outside
      expect(ports).toContain(container.readinessProbe.httpGet.port);
      expect(container.livenessProbe.httpGet.path).toBe('/health/live');
      expect(container.readinessProbe.httpGet.path).toBe('/health/ready');
      expect(container.resources.requests).toBeDefined();
      expect(container.resources.limits.memory).toBeDefined();
      expect(container.securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
      });
      expect(pod.securityContext.runAsNonRoot).toBe(true);
      // The app ends itself; the cluster must not do it before.
      const configured = documents.find(({ kind }) => kind === 'ConfigMap')!.data.STOP_GRACE_MS as string;
      const own = container.env.find((one: { name: string }) => one.name === 'STOP_GRACE_MS')?.value as string;
      const graceSeconds = Number(own ?? configured) / 1_000;
      const preStopSeconds = container.lifecycle?.preStop?.sleep?.seconds ?? 0;
      expect(graceSeconds).toBeGreaterThan(8); // more than on a desk
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(
        preStopSeconds + graceSeconds + FORCED_EXIT_AFTER_GRACE_MS / 1_000,
      );
      expect(container.image).toMatch(new RegExp(`^aisha/${name}:\\d`));
      expect(container.envFrom).toEqual([{ configMapRef: { name: 'aisha' } }, { secretRef: { name: 'aisha' } }]);
    },
  );
});
