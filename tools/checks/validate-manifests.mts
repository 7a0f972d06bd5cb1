/**
 * Reads Kubernetes documents with their models as a JSON array on standard input; prints one line for each document that its schema refuses.
 */
import { text } from 'node:stream/consumers';

interface Asked {
  /** The module of the document's kind: `kubernetes-models/apps/v1/Deployment`. */
  model: string;
  manifest: { kind: string; metadata: { name: string } };
}
type Model = new (manifest: Asked['manifest']) => { validate(): void };

for (const { model, manifest } of JSON.parse(await text(process.stdin)) as Asked[]) {
  try {
    const models = (await import(model)) as Record<string, Model>;
    new models[manifest.kind]!(manifest).validate();
  } catch (error) {
    process.stdout.write(`${manifest.kind} ${manifest.metadata.name}: ${(error as Error).message}\n`);
  }
}
