import { statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import type { ZipEntry } from '@aisha/storage';
import { eventually, folderOfThisTest } from '@aisha/testing';
import JSZip from 'jszip';
import { writeArchive } from './dataset';

const NEVER = new AbortController().signal;

const newFile = async (): Promise<string> => {
  const folder = folderOfThisTest();
  return path.join(folder, 'archive.zip');
};

const entry = (name: string, open: () => Readable | Promise<Readable>): ZipEntry => ({
  name,
  open: async () => open(),
});
const text = (name: string, content: string): ZipEntry => entry(name, () => Readable.from([Buffer.from(content)]));
/** A stream that gives this text and then nothing more. */
const stuckAfter = (start: string): Readable => {
  const stuck = new Readable({ read() {} });
  stuck.push(start);
  return stuck;
};

describe('an archive', () => {
  it('an archive holds the given files in order, uncompressed, and only its owner may read it', async () => {
    const file = await newFile();
    const photo = Buffer.alloc(300_000, 'photo');

    await writeArchive(
      file,
      [
        entry('01.jpg', () => Readable.from([photo.subarray(0, 7), photo.subarray(7)])),
        text('01.txt', 'a photo'),
        text('02.jpg', ''),
      ],
      NEVER,
    );

    const { files } = await JSZip.loadAsync(await readFile(file), { checkCRC32: true });
    expect(Object.keys(files)).toEqual(['01.jpg', '01.txt', '02.jpg']);
    expect(await files['01.jpg']!.async('nodebuffer')).toEqual(photo);
    expect(await files['01.txt']!.async('string')).toBe('a photo');
    const { size, mode } = await stat(file);
    expect(size).toBeGreaterThan(photo.length);
    expect(mode & 0o777).toBe(0o600);
  });

  it('an archive is never in memory as a whole: reading waits for writing, and one entry is open at a time', async () => {
    const file = await newFile();
    const [piece, pieces, entries] = [Buffer.alloc(64 * 1024, 7), 64, 8];
    let [read, ahead, open, mostOpen] = [0, 0, 0, 0];
    const large = async function* () {
      mostOpen = Math.max(mostOpen, ++open);
      for (let index = 0; index < pieces; index += 1) {
        read += piece.length;
        ahead = Math.max(ahead, read - (statSync(file, { throwIfNoEntry: false })?.size ?? 0));
        yield piece;
      }
      open -= 1;
    };

    await writeArchive(
      file,
      Array.from({ length: entries }, (_, index) =>
        entry(`${index}.jpg`, () => Readable.from(large(), { objectMode: false })),
      ),
      NEVER,
    );

    expect(read).toBe(piece.length * pieces * entries);
    expect(ahead).toBeLessThan(read / 16);
    expect(mostOpen).toBe(1);
  });

  it.each<[string, () => Readable | Promise<Readable>, string]>([
    [
      'breaks',
      () =>
        Readable.from(
          (async function* () {
            yield Buffer.alloc(200_000);
            throw new Error('line cut');
          })(),
          { objectMode: false },
        ),
      'line cut',
    ],
    ['cannot be opened', () => Promise.reject(new Error('not there')), 'not there'],
    [
      'closes before its end',
      () => {
        const half = stuckAfter('half');
        setImmediate(() => half.destroy());
        return half;
      },
      'Premature close',
    ],
  ])('an archive is given up at once when an entry %s', async (_how, open, message) => {
    const opened: string[] = [];
    const noting = (one: ZipEntry): ZipEntry => ({ ...one, open: () => (opened.push(one.name), one.open()) });
    const entries = [text('1', 'fine'), entry('2', open), text('3', 'fine')].map(noting);

    await expect(writeArchive(await newFile(), entries, NEVER)).rejects.toThrow(message);

    expect(opened).toEqual(['1', '2']);
  });

  it('an archive is given up when its time is up, and closes the entry that it waits for', async () => {
    const stop = new AbortController();
    const stuck = stuckAfter('half');
    const late = entry('late', () => {
      setImmediate(() => stop.abort());
      return stuck;
    });

    await expect(writeArchive(await newFile(), [late], stop.signal)).rejects.toMatchObject({ name: 'AbortError' });

    await eventually(() => stuck.destroyed);
  });
});
