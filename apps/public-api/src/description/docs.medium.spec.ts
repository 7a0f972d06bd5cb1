import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { scratchDirectory } from '@aisha/embedded';
import { pictureKey } from '@aisha/kinds/files';
import { newId } from '@aisha/platform';
import { toReference } from '@aisha/storage';
import { onApi } from '../../spec/api-harness';
import { openApiDocument } from '../server/document';

const PAGE = readFileSync(path.resolve(__dirname, '../../../../docs/api.md'), 'utf8');
/** The commands on the page that call the API, each on one line. */
const LINES = [...PAGE.matchAll(/```sh\n([^]*?)```/g)]
  .flatMap(([, block]) => block!.replaceAll('\\\n', '').trim().split('\n'))
  .filter((line) => line.startsWith('curl'));
const hasCurl = spawnSync('curl', ['--version']).status === 0;

describe('docs/api.md', () => {
  (hasCurl ? it : it.skip)('every line of docs/api.md that calls the API is answered with success', async () => {
    const { url, person, file, postgres, objects } = await onApi();
    const owner = await person();
    const { userId, key, keyId } = owner;
    const orderId = newId<OrderId>();
    await postgres.admin.query(
      `INSERT INTO api.placed_order (order_id, user_id, key_id, kind, price) VALUES ($1, $2, $3, 'generation', 300)`,
      [orderId, userId, keyId],
    );
    await postgres.fixtures.generation({ orderId, userId, state: 'succeeded', delivered: 1 });
    const object = pictureKey(userId, orderId, 0, 'jpg');
    const picture = await postgres.fixtures.picture({ orderId, filePath: toReference(object) });
    await objects.put(object, Buffer.from('a picture'), { contentType: 'image/jpeg' });
    const cwd = scratchDirectory('aisha-docs-');
    for (const name of ['photo.jpg', 'meeting.mp3']) writeFileSync(path.join(cwd, name), name);
    const [PHOTO, MOVING, RECORDING] = [
      await file(owner),
      await file(owner, 'animation'),
      await file(owner, 'transcription'),
    ];
    const env = {
      PATH: process.env['PATH'],
      API: url,
      KEY: key,
      ORDER: orderId,
      FILE: picture.id,
      PHOTO,
      MOVING,
      RECORDING,
    };

    const statuses: string[] = [];
    for (const line of LINES) {
      const asked = `${line.replace(' -o picture.jpg', '')} -o /dev/null -w '%{http_code}'`;
      const { stdout } = await promisify(execFile)('bash', ['-c', asked], { env, cwd });
      statuses.push(`${stdout} ${line.slice(0, 60)}`);
    }

    expect(statuses.length).toBeGreaterThan(7);
    expect(statuses.filter((status) => !/^20[0-2] /.test(status))).toEqual([]);
  });

  it('docs/api.md names each kind of order that the API accepts', async () => {
    const document = await openApiDocument();
    const schema = document.paths['/v1/orders']!.post!.requestBody as unknown as {
      content: Record<string, { schema: { discriminator: { mapping: Record<string, string> } } }>;
    };
    const kinds = Object.keys(schema.content['application/json']!.schema.discriminator.mapping);

    const told = [...PAGE.matchAll(/^\| `(\w+)` /gm)].map(([, kind]) => kind);
    expect(told).toEqual(kinds);
  });
});
