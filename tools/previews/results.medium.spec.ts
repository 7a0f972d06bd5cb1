import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';

const root = path.resolve(__dirname, '../..');
const SIZE = { width: 466, height: 157 };
/**
 * How much two sheets with the same pictures may differ, because machines write the words in other fonts. A picture of another scene, or of
 * another face, differs by much more.
 */
const ALIKE = 3;

let drawn = '';
beforeAll(() => {
  drawn = mkdtempSync(path.join(tmpdir(), 'aisha-results-'));
  execFileSync(process.execPath, ['tools/previews/results.mts', '--out', drawn], { cwd: root, stdio: 'pipe' });
}, 120_000);
afterAll(() => rmSync(drawn, { recursive: true, force: true }));

const small = (file: string): Promise<Buffer> =>
  sharp(file)
    .flatten({ background: '#fff' })
    .resize({ ...SIZE, fit: 'fill' })
    .png()
    .toBuffer();
const pixels = (picture: Buffer): Promise<Buffer> => sharp(picture).raw().toBuffer();

/** The mean difference of two pictures over all pixels, in shades of 255. */
const difference = (one: Buffer, other: Buffer): number =>
  one.reduce((sum, shade, at) => sum + Math.abs(shade - other[at]!), 0) / one.length;

describe('the sheet of results in the README', () => {
  it.each(['results-en.webp', 'results-ru.webp'])(
    '%s is what the painter draws today (if not: npm run results)',
    async (name) => {
      const [kept, today] = [await small(path.join(root, 'docs/pictures', name)), await small(path.join(drawn, name))];
      expect(difference(await pixels(kept), await pixels(today))).toBeLessThan(ALIKE);
    },
  );

  it('a sheet in which one picture shows another scene is noticed', async () => {
    const today = await small(path.join(drawn, 'results-en.webp'));
    const last = await sharp(today).extract({ left: 410, top: 0, width: 56, height: 76 }).toBuffer();
    const changed = await sharp(today)
      .composite([{ input: last, left: 164, top: 0 }])
      .png()
      .toBuffer();
    expect(difference(await pixels(today), await pixels(changed))).toBeGreaterThan(ALIKE);
  });
});
