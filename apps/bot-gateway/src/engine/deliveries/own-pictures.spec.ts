import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Logger } from '@aisha/platform';
import { readableLog } from '@aisha/testing';
import type { EngineConfig } from '../settings/engine.config';
import { ownPicture, OwnPictures } from './own-pictures';

const FOLDER = path.join(__dirname, '../../pictures');
const pictures = (PICTURES_FOLDER?: string, log = Logger.silent()) =>
  new OwnPictures({ path: FOLDER }, { PICTURES_FOLDER } as EngineConfig, log);

describe('a picture that comes with the bot', () => {
  it('a picture that comes with the bot is read by its name', async () => {
    const picture = await pictures().read(ownPicture('looks'));

    expect(picture?.filename).toBe('looks.jpg');
    expect(picture?.source.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });

  it('a picture that comes with the bot is replaced by the owner’s picture of the same name, and is used where the owner has none', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'aisha-pictures-'));
    await writeFile(path.join(folder, 'first-results.jpg'), 'the owner’s');

    const [replaced, kept] = await Promise.all(
      ['first-results', 'looks'].map((name) => pictures(folder).read(ownPicture(name))),
    );

    expect(replaced?.source.toString()).toBe('the owner’s');
    expect(kept?.source).toEqual((await pictures().read(ownPicture('looks')))?.source);
    await rm(folder, { recursive: true });
  });

  it.each([
    'own:../main',
    'own:/etc/passwd',
    'own:looks/../../config',
    'own:',
    'files:pictures/a/b/0.jpg',
    'own:of-tomorrow',
  ])('a reference %s names no picture of the bot', async (reference) => {
    expect(await pictures().read(reference)).toBeUndefined();
  });

  it('the bot warns once, at the start, about a folder of the owner’s pictures that cannot be read', async () => {
    const { log, lines } = readableLog();
    const folder = await mkdtemp(path.join(tmpdir(), 'aisha-pictures-'));
    const starts = (owners?: string) => pictures(owners, log).onApplicationBootstrap();

    await starts();
    await starts(folder);
    expect(lines('pictures-folder.unreadable')).toEqual([]);
    await rm(folder, { recursive: true });
    await starts(folder);

    expect(lines('pictures-folder.unreadable')).toMatchObject([{ level: 'warn', folder, code: 'ENOENT' }]);
  });
});
