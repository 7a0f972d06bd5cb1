import { execFile } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import { afterThisTest } from '@aisha/testing';

const CLIENT = path.resolve(__dirname, '../../clients/typescript/src/index.ts');

/** Runs these lines with a client of a server whose first answer breaks off. Resolves to what they printed, and to the requests. */
const withClient = async (lines: string, answers: readonly { readonly status: number; readonly body: string }[]) => {
  const asked: { method: string | undefined; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    const { status, body } = answers[asked.length] ?? { status: 500, body: '' };
    asked.push({ method: request.method, headers: request.headers });
    const isCut = asked.length === 1;
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length + Number(isCut) });
    response.write(body, () => (isCut ? response.destroy() : response.end()));
  }).listen(0, '127.0.0.1');
  afterThisTest(async () => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const program = `import { Aisha } from ${JSON.stringify(CLIENT)};
    const aisha = new Aisha({ key: 'k', url: ${JSON.stringify(url)} });
    ${lines}`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env: {} });
  return { printed: stdout.trim(), asked };
};

it('the client sends an order again under the same name when the answer breaks off, and does not lose the order', async () => {
  const placed = { status: 202, body: '{"id":"one"}' };
  const order = `await aisha.order({ kind: 'generation', idea: 'a cat', maxCredits: 5 })`;

  const { printed, asked } = await withClient(`console.log((${order}).id);`, [placed, placed]);

  expect(printed).toBe('one');
  const names = asked.map(({ headers }) => headers['idempotency-key']);
  expect(names).toEqual([expect.stringMatching(/./), names[0]]);
});

it('the client takes a webhook for removed when the answer broke off and the repeated request does not find it', async () => {
  const gone = [
    { status: 200, body: 'cut' },
    { status: 404, body: '{"code":"not-found"}' },
  ];

  const { printed, asked } = await withClient(`await aisha.removeWebhook('w'); console.log('removed');`, gone);

  expect(printed).toBe('removed');
  expect(asked.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
});
