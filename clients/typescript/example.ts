/**
 * Orders a picture, learns from a webhook that the order has ended, and saves the picture: AISHA_URL=http://127.0.0.1:8070
 * AISHA_KEY=aisha_live_… node clients/typescript/example.ts "a lighthouse in the fog"
 */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Aisha, type OrderEvent, verifiedWebhook } from './src/index.ts';

const { AISHA_KEY: key, AISHA_URL: url = 'http://127.0.0.1:8070', OUTPUT: output = 'picture.jpg' } = process.env;
if (!key) throw new Error('Set AISHA_KEY to a key of the bot: /api');
const idea = process.argv[2] ?? 'a lighthouse in the fog, oil painting';
const aisha = new Aisha({ key, url });

// The program listens on this machine: the sandbox reaches it. For a real installation the address must be public and https.
let secret = '';
const told = Promise.withResolvers<OrderEvent>();
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const event = verifiedWebhook(secret, request.headers, body);
    response.writeHead(204).end();
    if ('orderId' in event.data) told.resolve(event as OrderEvent);
  });
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const webhook = await aisha.addWebhook(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
({ secret } = webhook);

try {
  const body = { kind: 'generation', idea } as const;
  const { priceCredits } = await aisha.quote(body);
  console.log(`It costs ${priceCredits} credits; you have ${(await aisha.balance()).available}.`);
  const order = await aisha.order({ ...body, maxCredits: priceCredits });
  console.log(`Ordered: ${order.id}`);

  const { type, data } = await told.promise;
  console.log(`A signed webhook says: ${type}, ${data.chargedCredits} credits.`);
  const { error } = await aisha.ended(order.id);
  if (error) throw new Error(error.message);
  const [file] = (await aisha.results(order.id)).files;
  await writeFile(output, await aisha.download(file!));
  console.log(`Saved: ${output}`);
} finally {
  await aisha.removeWebhook(webhook.id);
  server.close();
  server.closeAllConnections();
}
