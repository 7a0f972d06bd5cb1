/** Reads Kubernetes documents as a JSON array on standard input; prints one line for each that its schema refuses. */
import { text } from 'node:stream/consumers';

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
}
type Model = new (manifest: Manifest) => { validate(): void };

for (const manifest of JSON.parse(await text(process.stdin)) as Manifest[]) {
  try {
    const models = (await import(`kubernetes-models/${manifest.apiVersion}/${manifest.kind}`)) as Record<string, Model>;
    new models[manifest.kind]!(manifest).validate();
  } catch (error) {
    process.stdout.write(`${manifest.kind} ${manifest.metadata.name}: ${(error as Error).message}\n`);
  }
}
