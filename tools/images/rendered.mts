import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';

/** A Kubernetes document. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as many shapes as kinds
  spec: any;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  data?: any;
}

export const documentsIn = (yaml: string): Manifest[] =>
  parseAllDocuments(yaml).map((document) => {
    const manifest = document.toJS() as Manifest;
    // kubectl breaks long base64 into lines, which Kubernetes accepts and the schema's pattern does not.
    if (manifest.kind === 'Secret')
      for (const [key, value] of Object.entries(manifest.data as Record<string, string>))
        manifest.data[key] = value.replaceAll(/\s/g, '');
    return manifest;
  });

/**
 * The documents that kubectl renders from a folder of k8s/. The folder's keys.env.example replaces keys.env, so that keys of this machine
 * are not read.
 */
export function renderedFrom(k8s: string, folder: string): Manifest[] {
  const copy = mkdtempSync(path.join(tmpdir(), 'aisha-k8s-'));
  try {
    cpSync(k8s, copy, { recursive: true });
    const keys = path.join(copy, folder, 'keys.env');
    if (existsSync(`${keys}.example`)) cpSync(`${keys}.example`, keys);
    return documentsIn(execFileSync('kubectl', ['kustomize', path.join(copy, folder)], { encoding: 'utf8' }));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
