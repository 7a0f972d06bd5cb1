import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { documentsIn, renderedFrom, type Manifest } from '../images/rendered.mts';

export type { Manifest };

export interface Variable {
  name: string;
  value?: string;
  valueFrom?: {
    configMapKeyRef?: { name: string; key: string; optional?: boolean };
    secretKeyRef?: { name: string; key: string; optional?: boolean };
  };
}

export const REPOSITORY = path.resolve(__dirname, '../..');
export const K8S = path.join(REPOSITORY, 'k8s');

/** The documents of one file of `k8s/`. */
export const manifestsOf = (file: string): Manifest[] => documentsIn(readFileSync(path.join(K8S, file), 'utf8'));

/** The first minor version of kubectl 1 whose Kustomize knows components and labels of generated resources; Debian 12 has 1.20. */
const RENDERS_SINCE = 21;

/** Whether there is a kubectl that can render k8s/, which it does offline. Without one the documents are still checked one by one. */
export const hasKubectl = ((): boolean => {
  const { status, stdout } = spawnSync('kubectl', ['version', '--client', '--output=json'], { encoding: 'utf8' });
  if (status !== 0) return false;
  const { clientVersion } = JSON.parse(stdout) as { clientVersion: { minor: string } };
  return Number.parseInt(clientVersion.minor, 10) >= RENDERS_SINCE;
})();
if (!hasKubectl) {
  process.stderr.write(`What kubectl makes of k8s is not tested: there is no kubectl 1.${RENDERS_SINCE} on PATH.\n`);
}

/** The documents that kubectl renders from a folder. */
export const rendered = (folder: string): Manifest[] =>
  documentsIn(execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8' }));

/** The documents that kubectl renders from a folder of `k8s/`; each folder is rendered once. */
export const render = (folder: string): Manifest[] => {
  const known = renderedOf.get(folder) ?? renderedFrom(K8S, folder);
  renderedOf.set(folder, known);
  return structuredClone(known);
};
const renderedOf = new Map<string, Manifest[]>();

/** The packages that bring the types of documents outside Kubernetes itself, by API group. */
const OPERATORS: readonly (readonly [string, string])[] = [
  ['keda.sh', '@kubernetes-models/keda'],
  ['gateway.networking.k8s.io', '@kubernetes-models/gateway-api'],
  ['monitoring.coreos.com', '@kubernetes-models/prometheus-operator'],
];
const operatorOf = ({ apiVersion }: Manifest): string | undefined =>
  OPERATORS.find(([group]) => apiVersion.startsWith(`${group}/`))?.[1];

/** `apps/v1` Deployment → `kubernetes-models/apps/v1/Deployment`; the core group has no name. */
export const modelOf = (manifest: Pick<Manifest, 'apiVersion' | 'kind'>): string =>
  `${operatorOf(manifest as Manifest) ?? 'kubernetes-models'}/${manifest.apiVersion}/${manifest.kind}`;

/**
 * The module with the types of the oldest Kubernetes release that we promise, for which npm has only types: `networking.k8s.io/v1` →
 * `networking/v1`.
 */
const oldestOf = ({ apiVersion }: Manifest): string =>
  `kubernetes-types/${apiVersion === 'v1' ? 'core/v1' : apiVersion.replace(/\.[^/]*/, '')}`;

/**
 * The compiler's complaints about documents written as typed literals: unlike the schema, the compiler refuses unknown fields. It checks
 * the documents against the newest release of Kubernetes that npm has types of (1.36) and the oldest that we promise (1.30): a field of v1
 * that both have exists in all releases between, and later.
 */
export function complaints(about: readonly Manifest[]): string[] {
  // The file lies where TypeScript finds the packages and where no other check looks.
  const cache = path.join(REPOSITORY, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'typed-'));
  try {
    const file = path.join(folder, 'documents.ts');
    const lines = about.flatMap((manifest, index) => {
      const { kind } = manifest;
      const literal = JSON.stringify(manifest);
      const newest = [
        `import type { I${kind} as T${index} } from '${modelOf(manifest)}';`,
        `export const d${index}: T${index} = ${literal};`,
      ];
      if (operatorOf(manifest)) return newest;
      return [
        ...newest,
        `import type { ${kind} as O${index} } from '${oldestOf(manifest)}';`,
        `export const o${index}: O${index} = ${literal};`,
      ];
    });
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

/** The errors that the published schemas find in the documents; unlike the compiler they check patterns and ranges. */
export const refusals = (about: readonly Manifest[]): string =>
  execFileSync(process.execPath, [path.join(__dirname, 'validate-manifests.mts')], {
    input: JSON.stringify(about.map((manifest) => ({ model: modelOf(manifest), manifest }))),
    encoding: 'utf8',
  });
