import { describe, expect, it } from '@jest/globals';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ownPicture, readOwnPicture } from './own-pictures';

describe('a picture that comes with the bot', () => {
  it('a picture that comes with the bot is read by its name', async () => {
    const picture = await readOwnPicture(ownPicture('looks'));

    expect(picture?.filename).toBe('looks.jpg');
    expect(picture?.source.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });

  it('a picture that comes with the bot is replaced by the owner’s of the same name, and only by that one', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'own-pictures-'));
    await writeFile(path.join(folder, 'look-moon.jpg'), 'a photo on the Moon');

    const [moon, office] = await Promise.all(
      ['look-moon', 'look-office'].map((name) => readOwnPicture(ownPicture(name), folder)),
    );

    expect(moon?.source.toString()).toBe('a photo on the Moon');
    expect(office).toEqual(await readOwnPicture(ownPicture('look-office')));
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
