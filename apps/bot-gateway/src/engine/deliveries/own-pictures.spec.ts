import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ownPicture, readOwnPicture } from './own-pictures';

describe('a picture that comes with the bot', () => {
  it('a picture that comes with the bot is read by its name', async () => {
    const picture = await readOwnPicture(ownPicture('looks'));

    expect(picture?.filename).toBe('looks.jpg');
    expect(picture?.source.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });

  it('a picture that comes with the bot is replaced by the owner’s of the same name, and stays where the owner has none', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'aisha-pictures-'));
    await writeFile(path.join(folder, 'first-results.jpg'), 'the owner’s');

    const [replaced, kept] = await Promise.all(
      ['first-results', 'looks'].map((name) => readOwnPicture(ownPicture(name), folder)),
    );

    expect(replaced?.source.toString()).toBe('the owner’s');
    expect(kept?.source).toEqual((await readOwnPicture(ownPicture('looks')))?.source);
    await rm(folder, { recursive: true });
  });

  it.each([
    'own:../main',
    'own:/etc/passwd',
    'own:looks/../../config',
    'own:',
    'files:pictures/a/b/0.jpg',
    'own:of-tomorrow',
  ])('no picture of the bot can be named by %s', async (reference) => {
    expect(await readOwnPicture(reference)).toBeUndefined();
  });
});
