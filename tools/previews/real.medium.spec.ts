import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { LOOKS } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { startFal } from '@aisha/fakes/fal';
import { afterThisTest, folderOfThisTest } from '@aisha/testing';
import sharp from 'sharp';
import { drawReal } from './real.mts';

const looks = LOOKS.filter(({ id }) => ['moon', 'office', 'dragon'].includes(id));

const setup = async () => {
  const fal = await startFal({ key: 'id:secret', timeScale: 0.005 });
  afterThisTest(() => fal.close());
  const pictures = new Map<string, Buffer>();
  const asked: { readonly pictures: number; readonly dollars: number }[] = [];
  const draw = async (agree: boolean, photos = 3) =>
    drawReal({
      looks,
      photos: await drawnSelfies(7, photos, 'woman'),
      fal: { key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl, hosts: [fal.cdnHost] },
      agrees: async (cost) => {
        asked.push(cost);
        return agree;
      },
      onDrawn: async (look, picture) => void pictures.set(look.id, picture),
    });
  return { fal, pictures, asked, draw };
};

/**
 * A folder of previews in which the owner has put a greeting picture of their own (`first-results.jpg`), and the command that draws
 * previews into it.
 */
const ownersFolder = async () => {
  const { fal } = await setup();
  const folder = folderOfThisTest();
  mkdirSync(path.join(folder, 'photos'));
  for (const [at, photo] of (await drawnSelfies(7, 3, 'woman')).entries())
    writeFileSync(path.join(folder, `photos/${at}.jpg`), photo);
  const greeting = path.join(folder, 'first-results.jpg');
  writeFileSync(greeting, 'their own');
  const command = (...words: readonly string[]) => {
    const main = path.join(__dirname, 'main.mts');
    const running = spawn(process.execPath, [main, '--real', path.join(folder, 'photos'), '--to', folder, ...words], {
      env: {
        ...process.env,
        FAL_API_KEY: 'id:secret',
        FAL_QUEUE_URL: fal.queueUrl,
        FAL_REST_URL: fal.restUrl,
        FAL_ALLOWED_HOSTS: fal.cdnHost,
      },
    });
    running.stdin.end('yes\n');
    return running;
  };
  return { fal, folder, greeting, command };
};

describe('previews drawn at FAL', () => {
  it('previews drawn at FAL take as many requests as were announced with the cost, and a picture has its look’s ratio', async () => {
    const { fal, pictures, asked, draw } = await setup();

    expect(await draw(true)).toEqual({ drawn: looks.map(({ id }) => id), failed: [] });

    expect(asked).toEqual([{ pictures: 3, dollars: expect.closeTo(fal.jobs().length * (asked[0]!.dollars / 3), 5) }]);
    expect(asked[0]!.dollars).toBeGreaterThan(0.05);
    const { width, height } = await sharp(pictures.get('moon')).metadata();
    expect(width / height).toBeCloseTo(16 / 9, 1);
  });

  it('previews drawn at FAL are not begun when the cost is declined', async () => {
    const { fal, pictures, draw } = await setup();

    expect(await draw(false)).toEqual({ drawn: [], failed: [] });

    expect([fal.jobs().length, pictures.size]).toEqual([0, 0]);
  });

  it('previews drawn at FAL leave out a look that FAL refuses, and go on with the others', async () => {
    const { fal, draw } = await setup();
    fal.faults.add({ on: 'job', kind: 'nsfw', match: '/dragon' });

    expect(await draw(true)).toEqual({ drawn: expect.arrayContaining(['moon', 'office']), failed: ['dragon'] });
  });

  it('previews drawn at FAL need at least three photos', async () => {
    const { draw } = await setup();

    await expect(draw(true, 2)).rejects.toThrow('3 photos of the person are needed or more, there are 2');
  });

  it('previews drawn at FAL leave the owner’s own picture of the greeting as it is', async () => {
    const { fal, folder, greeting, command } = await ownersFolder();
    const running = command();
    // Each look that FAL draws takes a second, and the first is enough here.
    running.stdout.on('data', (said: Buffer) => {
      if (said.includes(LOOKS[0]!.id)) fal.faults.add({ on: 'submit', kind: '401', times: LOOKS.length });
    });
    running.stderr.resume();

    expect(await once(running, 'exit')).toEqual([0, null]);

    expect((await sharp(path.join(folder, 'looks.jpg')).metadata()).format).toBe('jpeg');
    expect(readFileSync(greeting, 'utf8')).toBe('their own');
  }, 60_000);

  it('the results of the greeting are not drawn at FAL, and the command refuses before it asks for anything', async () => {
    const { fal, greeting, command } = await ownersFolder();
    const running = command('first-results');
    const [said, [code]] = await Promise.all([text(running.stderr), once(running, 'exit')]);

    expect(code).toBe(1);
    expect(said).toContain('first-results is the painter’s');
    expect(fal.jobs()).toEqual([]);
    expect(readFileSync(greeting, 'utf8')).toBe('their own');
  });
});
