import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HealthController, type Health } from '@aisha/platform';
import { afterThisTest } from '@aisha/testing';

/** An app's server for /health and /metrics, with the product's own checks. */
export const answeringApp = async (health: Health): Promise<string> => {
  const controller = new HealthController(health);
  const answers: Record<string, () => Promise<string>> = {
    '/health/ready': async () => JSON.stringify(await controller.ready()),
    '/health/dependencies': async () => JSON.stringify(await controller.dependencies()),
    '/metrics': () => controller.metrics(),
  };
  const server = createServer((request, response) => {
    answers[request.url ?? '']!().then(
      (text) => response.end(text),
      () => response.writeHead(503).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterThisTest(async () => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
