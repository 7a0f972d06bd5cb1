import { readFileSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { Logger } from '@aisha/platform';
import type { ChildLimits } from '@aisha/platform/confined';
import { afterThisTest, eventually, folderOfThisTest } from '@aisha/testing';
import { DECODER_LIMITS, PhotoDecoder } from './photo-decoder';

let selfie: Buffer;
beforeAll(async () => {
  [selfie] = (await drawnSelfies(7, 1)) as [Buffer];
});

const WITH_FACES = { faces: true };
/** The part of the answer that every readable photo has. */
const READ = { analysis: { file: { format: 'jpeg' } } };

/** No photo is decoded within this time, which begins when the child is ready. */
const HURRIED = { startsWithinMs: 600_000, timeoutMs: 1 };

const started = (limits: Partial<ChildLimits> = {}): PhotoDecoder => {
  const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, ...limits });
  afterThisTest(() => decoder.beforeApplicationShutdown());
  return decoder;
};

/** A decoder whose child process records how many bytes come through its pipe with each call. */
const overheard = (): { decoder: PhotoDecoder; heard: () => number[] } => {
  const folder = folderOfThisTest();
  const [child, log] = [path.join(folder, 'child.mjs'), path.join(folder, 'heard')];
  const listening = `
    import { appendFileSync } from 'node:fs';
    await import(${JSON.stringify(pathToFileURL(path.join(__dirname, 'decoder.child.mjs')).href)});
    process.on('message', ({ parameters }) => {
      const bytes = parameters.reduce((sum, one) => sum + (one.byteLength ?? 0), 0);
      if (bytes > 0) appendFileSync(${JSON.stringify(log)}, bytes + ' ');
    });`;
  writeFileSync(child, listening);
  const decoder = new PhotoDecoder(Logger.silent(), { ...DECODER_LIMITS, children: 1 }, child);
  afterThisTest(() => decoder.beforeApplicationShutdown());
  return { decoder, heard: () => readFileSync(log, 'utf8').split(' ').filter(Boolean).map(Number) };
};

/** A flat AVIF of `side` × `side`: a few kilobytes as a file, twenty bytes of memory for each pixel. */
const flatAvif = (side: number): Promise<Buffer> =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#765' }, limitInputPixels: false })
    .avif({ effort: 0 })
    .toBuffer();

/** The process ids of the decoders that this process has started. */
const children = (): number[] =>
  readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number)
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('decoder.child.mjs'));

/** Stops the only decoder, so that it never finishes its work; resolves to its process id. */
const halted = async (): Promise<number> => {
  const pid = await eventually(() => children()[0] ?? false);
  process.kill(pid, 'SIGSTOP');
  return pid;
};

/** Ends a stopped decoder as a fault of its own would. */
const crash = (pid: number): void => {
  process.kill(pid, 'SIGABRT');
  process.kill(pid, 'SIGCONT'); // a stopped process would not react to the signal
};

describe('a photo that would take all memory', () => {
  it('a photo that would take all memory is refused by its header, before it is decoded', async () => {
    const decoder = started();
    const file = await flatAvif(7_740);
    expect(file.length).toBeLessThan(3_000);

    expect(await decoder.analyse(file, WITH_FACES)).toMatchObject({ finding: 'too-many-pixels' });
  });

  it('a photo that would take all memory counts as damaged when the memory limit of its decoder stops the decoding, and the next photos, large and ordinary, are decoded', async () => {
    const decoder = started({ children: 1, childMb: 425 }); // a selfie and the models need less than 400 MB, the large AVIF over 450

    expect(await decoder.analyse(await flatAvif(5_000), WITH_FACES)).toMatchObject({ finding: 'damaged' });

    expect(await decoder.analyse(await flatAvif(2_400), { faces: false })).toMatchObject({ jpeg: expect.any(Buffer) });
    expect(await decoder.analyse(selfie, WITH_FACES)).toMatchObject(READ);
  });
});

describe('a picture that we drew', () => {
  it('a picture that we drew is measured after the photos that wait, even if it came before them', async () => {
    const decoder = started({ children: 1 });
    const done: string[] = [];
    const checked = () => decoder.analyse(selfie, WITH_FACES).then(() => done.push('photo'));

    await Promise.all([
      checked(),
      decoder.facesOf(selfie, AbortSignal.timeout(60_000)).then((faces) => done.push(`${faces.length} face`)),
      checked(),
      checked(),
    ]);

    expect(done).toEqual(['photo', 'photo', 'photo', '1 face']);
  });

  it('a picture that we drew is given up when its time ends before its turn', async () => {
    const decoder = started({ children: 1 });
    const photo = decoder.analyse(selfie, WITH_FACES);

    await expect(decoder.facesOf(selfie, AbortSignal.abort())).rejects.toMatchObject({ code: 'unexpected' });

    expect(await photo).toMatchObject(READ);
  });
});

describe('the faces of a photo of people', () => {
  it('a photo of people does not count as one without faces when the decoder dies or is too slow: its faces are unknown', async () => {
    const [dying, slow] = [started({ children: 1 }), started({ children: 1, ...HURRIED })];
    await dying.facesOf(selfie, AbortSignal.timeout(60_000));
    const child = await halted();
    const faces = dying.everyFaceOf(selfie, AbortSignal.timeout(60_000));
    crash(child);

    await expect(faces).rejects.toMatchObject({ code: 'unexpected', cause: { end: 'died' } });
    await expect(slow.everyFaceOf(selfie, AbortSignal.timeout(60_000))).rejects.toMatchObject({
      code: 'unexpected',
      cause: { end: 'too-slow' },
    });
    expect(await slow.facesOf(selfie, AbortSignal.timeout(60_000))).toEqual([]); // a drawn picture is not like anybody then
  });
});

describe('photos that take much memory', () => {
  it('photos that take much memory are decoded one at a time, by a child of their own, and delay no ordinary photo', async () => {
    const decoder = started({ children: 1 });
    const heavy = await flatAvif(4_400);
    const done: string[] = [];
    const decoded = (name: string, file: Buffer) => decoder.analyse(file, WITH_FACES).then(() => done.push(name));
    await decoder.analyse(selfie, WITH_FACES);
    const [ordinary] = children();

    const heavies = [decoded('heavy', heavy)];
    const pid = await eventually(() => children().find((child) => child !== ordinary) ?? false, { everyMs: 1 });
    process.kill(pid, 'SIGSTOP'); // so that it does not finish before the selfies
    heavies.push(decoded('heavy', heavy), decoded('heavy', heavy));
    await Promise.all([decoded('selfie', selfie), decoded('selfie', selfie)]);
    const [atOnce, priorities] = [children(), [ordinary!, pid].map((child) => getPriority(child))];
    process.kill(pid, 'SIGCONT');
    await Promise.all(heavies);

    expect(done).toEqual(['selfie', 'selfie', 'heavy', 'heavy', 'heavy']);
    expect(atOnce).toEqual([ordinary, pid]);
    expect(priorities[1]! - priorities[0]!).toBe(5);
  });
});

describe('a stop of the app', () => {
  it('a stop of the app ends the decoder of a photo that takes much memory, amid its work', async () => {
    const decoder = started({ children: 1 });
    const cut = decoder.analyse(await flatAvif(4_400), WITH_FACES);
    cut.catch(() => undefined);
    await eventually(() => children().length === 2);

    await decoder.beforeApplicationShutdown();

    await expect(cut).rejects.toThrow();
    await eventually(() => children().length === 0);
  });

  it('a photo whose job has ended before its turn is not decoded', async () => {
    const decoder = started({ children: 1 });

    const photo = decoder.analyse(selfie, { ...WITH_FACES, signal: AbortSignal.abort() });

    await expect(photo).rejects.toThrow();
    expect(children()).toEqual([]);
  });
});

describe('the way to a decoder', () => {
  it('an ordinary photo is sent to a decoder once, because its header is read where it is decoded', async () => {
    const { decoder, heard } = overheard();

    expect(await decoder.analyse(selfie, WITH_FACES)).toMatchObject(READ);

    expect(heard()).toEqual([selfie.length]);
  });

  it('a photo that is refused by its header is sent to a decoder once; a photo that must wait, because it takes much memory, is sent twice', async () => {
    const { decoder, heard } = overheard();
    const [gif, heavy] = [await sharp(selfie).gif().toBuffer(), await flatAvif(2_400)];

    expect(await decoder.analyse(gif, WITH_FACES)).toMatchObject({ finding: 'format-not-taken' });
    expect(await decoder.analyse(heavy, WITH_FACES)).toMatchObject({ analysis: { file: { format: 'heif' } } });

    expect(heard()).toEqual([gif.length, heavy.length, heavy.length]);
  });
});

describe('the death of a decoder', () => {
  it('a photo whose decoder dies gets a finding, and no other photo does', async () => {
    const decoder = started({ children: 2 });
    await decoder.analyse(selfie, WITH_FACES);
    const child = await halted();
    const dying = decoder.analyse(selfie, WITH_FACES);

    const beside = decoder.analyse(selfie, WITH_FACES);
    expect(await beside).toMatchObject(READ);
    crash(child);

    expect(await dying).toEqual({ finding: 'damaged', measurements: { decoder: 'died' } });
    expect(await decoder.analyse(selfie, WITH_FACES)).toMatchObject(READ);
  });

  it('a photo whose decoder ends together with the app gets no finding', async () => {
    const decoder = started({ children: 1 });
    const cut = decoder.analyse(selfie, WITH_FACES);
    const child = await halted();

    const stopped = decoder.beforeApplicationShutdown();
    process.kill(child, 'SIGCONT'); // a stopped process would not react to the signal

    await expect(cut).rejects.toThrow();
    await stopped;
    await eventually(() => children().length === 0);
  });
});

describe('a decoder', () => {
  it('a decoder is ended when a photo takes too long', async () => {
    const decoder = started({ children: 1, ...HURRIED });

    expect(await decoder.analyse(selfie, WITH_FACES)).toEqual({
      finding: 'damaged',
      measurements: { decoder: 'too-slow' },
    });
    await eventually(() => children().length === 0);
  });

  it('a decoder is replaced after a number of photos, and no photo is lost', async () => {
    const decoder = started({ children: 1, callsPerChild: 2 });
    const first = await decoder.analyse(selfie, WITH_FACES).then(() => children()[0]);

    const photos = await Promise.all([1, 2, 3].map(() => decoder.analyse(selfie, WITH_FACES)));

    expect(photos).toEqual([1, 2, 3].map(() => expect.objectContaining({ jpeg: expect.any(Buffer) })));
    expect(children()).not.toContain(first);
  });

  it('a decoder has no secrets in its environment', async () => {
    const decoder = started({ children: 1 });
    await decoder.analyse(selfie, WITH_FACES);

    const names = readFileSync(`/proc/${children()[0]}/environ`, 'utf8')
      .split('\0')
      .filter(Boolean)
      .map((pair) => pair.split('=')[0]);
    expect(names.filter((name) => name !== 'MALLOC_ARENA_MAX' && !name!.startsWith('NODE_CHANNEL'))).toEqual([]);
  });

  it('a decoder that does not start keeps the app from starting, and no photo counts as damaged because of it', async () => {
    const decoder = started({ startsWithinMs: 1 });

    await expect(decoder.onApplicationBootstrap()).rejects.toThrow('timed out');
    await expect(decoder.analyse(selfie, WITH_FACES)).rejects.toMatchObject({ end: 'not-started' });
  });

  it('no more decoders work than are allowed, however many photos come', async () => {
    const decoder = started({ children: 2 });

    await Promise.all(Array.from({ length: 8 }, () => decoder.analyse(selfie, WITH_FACES)));

    expect(children().length).toBeLessThanOrEqual(2);
  });
});
