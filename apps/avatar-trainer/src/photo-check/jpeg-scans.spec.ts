import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';

const MODULE = pathToFileURL(path.join(__dirname, 'jpeg-scans.mjs')).href;
/** A script that asks the module. It runs in a process of its own, as in the decoder, because the module is not TypeScript. */
const ASK = `import { hasSeveralScans } from '${MODULE}'; import { readFileSync } from 'node:fs';
  process.stdout.write(String(hasSeveralScans(readFileSync(0))));`;
const hasSeveralScans = (file: Buffer): boolean =>
  execFileSync(process.execPath, ['--input-type=module', '-e', ASK], { input: file, encoding: 'utf8' }) === 'true';

const photo = (progressive: boolean): Promise<Buffer> =>
  sharp({
    create: { width: 640, height: 480, channels: 3, background: '#000', noise: { type: 'gaussian', sigma: 30 } },
  })
    .jpeg({ progressive })
    .toBuffer();

describe('the scans of a JPEG', () => {
  it('a camera’s baseline JPEG has one scan, whatever its data looks like', async () => {
    expect(hasSeveralScans(await photo(false))).toBe(false);
  });

  it('a progressive JPEG has several scans, and so has a baseline one with a scan for each component', async () => {
    expect(hasSeveralScans(await photo(true))).toBe(true);
    const baseline = await photo(false);
    const scan = baseline.subarray(baseline.indexOf(Buffer.from([0xff, 0xda])), -2);
    expect(hasSeveralScans(Buffer.concat([baseline.subarray(0, -2), scan, baseline.subarray(-2)]))).toBe(true);
  });

  it.each([
    ['cut within its headers', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00])],
    ['no JPEG at all', Buffer.alloc(1_000)],
    ['filled with markers', Buffer.alloc(1_000, 0xff)],
  ])('a JPEG does not have several scans when it is %s', (_what, file) => {
    expect(hasSeveralScans(file)).toBe(false);
  });
});
