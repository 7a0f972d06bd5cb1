import { describe, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { LISTING } from '@aisha/contracts/bot-gateway';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { personRowsKey, sourceKey, toReference } from '@aisha/storage';
import { botHarness } from '../../../spec/bot-harness';
import { MOST_ALONE_BYTES } from '../archives/archive-limits';
import { ExportPacker } from './export-packer';

const CALENDAR = { language: 'ru', timeZone: 'Europe/Moscow' } as const;

/** An export of a person with recordings of these sizes and with these lines, in a storage that gives out no links. */
const setup = async (sizes: readonly number[], lines: readonly string[] = []) => {
  const { objects } = await botHarness();
  const job = { userId: newId<UserId>(), exportId: newId<string>(), part: 1 };
  const files: string[] = [...lines];
  for (const bytes of sizes) {
    const key = sourceKey(job.userId, newId());
    await objects.put(key, Buffer.from('voice'), { contentType: 'audio/mpeg' });
    files.push(JSON.stringify({ file: toReference(key), bytes }));
  }
  for (const [nth, listing] of LISTING.entries())
    await objects.put(
      personRowsKey(job.userId, job.exportId, listing),
      Buffer.from(nth === 0 ? files.join('\n') : ''),
      {
        contentType: 'application/x-ndjson',
      },
    );
  return { objects, job, packer: new ExportPacker(objects) };
};

describe('an export where storage gives out no links', () => {
  it('an export leaves out a file whose archive Telegram refuses, and tells how many it has left out', async () => {
    const { objects, job, packer } = await setup([5, MOST_ALONE_BYTES, MOST_ALONE_BYTES + 1]);

    const { parts, tooLarge } = await packer.pack(job, CALENDAR, AbortSignal.timeout(60_000));

    expect({ parts, tooLarge }).toEqual({ parts: 3, tooLarge: 1 });
    const names: string[] = [];
    for (const part of [2, 3]) {
      const { packed } = await packer.pack({ ...job, part }, CALENDAR, AbortSignal.timeout(60_000));
      const zip = await JSZip.loadAsync(await objects.getBuffer(packed, { maxBytes: 1_000_000 }));
      names.push(...Object.keys(zip.files).filter((name) => !zip.files[name]!.dir));
    }
    expect(names).toHaveLength(2);
  });

  it('words with every kind of line break are exported as they are', async () => {
    const idea = 'a cat\u2028on a roof\u2029at night\u0085\n\r\n\vend';
    const row = JSON.stringify({ table: 'generator.image_generation', row: { prompt: idea } });
    const { objects, job, packer } = await setup([], [row]);

    const { packed } = await packer.pack(job, CALENDAR, AbortSignal.timeout(60_000));

    const zip = await JSZip.loadAsync(await objects.getBuffer(packed, { maxBytes: 1_000_000 }));
    const data = JSON.parse(await zip.file(`data/${LISTING[0]}.json`)!.async('text')) as object;
    expect(data).toEqual({ 'generator.image_generation': [{ prompt: idea }] });
  });
});
