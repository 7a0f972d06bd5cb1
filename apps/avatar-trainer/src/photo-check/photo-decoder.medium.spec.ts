import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { Logger } from '@aisha/platform';
import { afterThisTest, eventually } from '@aisha/testing';
import { DECODER_LIMITS, PhotoDecoder, type DecoderLimits } from './photo-decoder';

let selfie: Buffer;
beforeAll(async () => {
  [selfie] = (await drawnSelfies(7, 1)) as [Buffer];
});

const started = (limits: Partial<DecoderLimits> = {}): PhotoDecoder => {
  const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, ...limits });
  afterThisTest(() => decoder.beforeApplicationShutdown());
  return decoder;
};

/** A flat AVIF of `side` × `side`: a few kilobytes as a file, twenty bytes of memory for each pixel. */
const flatAvif = (side: number): Promise<Buffer> =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#765' }, limitInputPixels: false })
    .avif({ effort: 0 })
    .toBuffer();

/** The decoders that this process has started. */
const children = (): number[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number)
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('decoder.child.mjs'));

/** The only decoder, in the middle of its work: it does not come to the end of it. */
const halted = async (): Promise<number> => {
  const pid = await eventually(() => children()[0] ?? false);
  process.kill(pid, 'SIGSTOP');
  return pid;
};

describe('a photo that would take all memory', () => {
  it('is refused by what its header says, and takes none', async () => {
    const decoder = started();
    const file = await flatAvif(7_740);
    expect(file.length).toBeLessThan(3_000);

    expect(await decoder.decode(file)).toMatchObject({ finding: 'too-many-pixels' });
  });

  it('is damaged if the limit of its process stops it, and the next photo is decoded', async () => {
    const decoder = started({ children: 1, childMb: 300 });

    expect(await decoder.decode(await flatAvif(5_000))).toMatchObject({ finding: 'damaged' });

    expect(await decoder.decode(selfie)).toMatchObject({ format: 'jpeg' });
  });
});

describe('photos that take much memory', () => {
  it('are decoded one at a time and hold up no ordinary one', async () => {
    const decoder = started({ children: 2 });
    const heavy = await flatAvif(2_600);
    const done: string[] = [];
    const decoded = (name: string, file: Buffer) => decoder.decode(file).then(() => done.push(name));

    await Promise.all([
      ...Array.from({ length: 3 }, () => decoded('heavy', heavy)),
      decoded('selfie', selfie),
      decoded('selfie', selfie),
    ]);

    expect(done).toEqual(['selfie', 'selfie', 'heavy', 'heavy', 'heavy']);
  });
});

describe('the death of a decoder', () => {
  it('is a finding for its photo, and no other photo’s', async () => {
    const decoder = started({ children: 2 });
    const dying = decoder.decode(selfie);
    const child = await halted();

    const beside = decoder.decode(selfie);
    expect(await beside).toMatchObject({ format: 'jpeg' });
    process.kill(child, 'SIGKILL');

    expect(await dying).toEqual({ finding: 'damaged', measurements: { decoder: 'died' } });
    expect(await decoder.decode(selfie)).toMatchObject({ format: 'jpeg' });
  });

  it('is no finding when the app stops: the photo is checked again', async () => {
    const decoder = started({ children: 1 });
    const cut = decoder.decode(selfie);
    const child = await halted();

    const stopped = decoder.beforeApplicationShutdown();
    process.kill(child, 'SIGCONT'); // else it hears no signal

    await expect(cut).rejects.toThrow();
    await stopped;
    await eventually(() => children().length === 0);
  });
});

describe('a decoder', () => {
  it('ends with a photo that takes too long', async () => {
    const decoder = started({ children: 1, timeoutMs: 1 });

    expect(await decoder.decode(selfie)).toEqual({ finding: 'damaged', measurements: { decoder: 'too-slow' } });
    await eventually(() => children().length === 0);
  });

  it('knows no secret', async () => {
    const decoder = started({ children: 1 });
    await decoder.decode(selfie);

    const names = readFileSync(`/proc/${children()[0]}/environ`, 'utf8')
      .split('\0')
      .filter(Boolean)
      .map((pair) => pair.split('=')[0]);
    expect(names.filter((name) => name !== 'MALLOC_ARENA_MAX' && !name!.startsWith('NODE_CHANNEL'))).toEqual([]);
  });

  it('that does not start stops the app’s start: not every photo is damaged', async () => {
    const decoder = started({ timeoutMs: 1 });

    await expect(decoder.onApplicationBootstrap()).rejects.toThrow('timed out');
  });

  it('is one of a few, however many photos come', async () => {
    const decoder = started({ children: 2 });

    await Promise.all(Array.from({ length: 8 }, () => decoder.decode(selfie)));

    expect(children().length).toBeLessThanOrEqual(2);
  });
});
