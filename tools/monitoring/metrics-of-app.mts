/**
 * Prints every metric that an app's modules make, as JSON. Each app needs a process of its own, because a registry does
 * not say which module filled it.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import prom from 'prom-client';

const [root, app] = process.argv.slice(2) as [string, string];
await import(pathToFileURL(path.join(root, 'apps', app, 'dist/app.module.js')).href);
prom.collectDefaultMetrics();
const made = prom.register.getMetricsAsArray() as unknown as readonly {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly labelNames: readonly string[];
}[];
const metrics = made.map(({ name, help, type, labelNames }) => ({ name, help, type, labels: labelNames }));
process.stdout.write(JSON.stringify(metrics), () => process.exit());
