import { describe, expect, it } from '@jest/globals';
import { ownPicture, readOwnPicture } from './own-pictures';

describe('a picture that comes with the bot', () => {
  it('a picture that comes with the bot is read by its name', async () => {
    const picture = await readOwnPicture(ownPicture('looks'));

    expect(picture?.filename).toBe('looks.jpg');
    expect(picture?.source.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
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
