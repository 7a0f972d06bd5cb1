import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { FileNames, FileSizes } from './file-names.mts';

const name = (text: string): string => {
  const hash = createHash('sha256').update(text).digest('hex');
  return `objects/${hash.slice(0, 2)}/${hash}`;
};
async function* namesOf(texts: readonly string[]) {
  for (const text of texts) yield name(text);
}
const of = (...texts: string[]) => FileNames.of(texts.length, namesOf(texts));

describe('names of files', () => {
  it('names of files are found in whatever order they came, even after they were written and read, at eight bytes each', async () => {
    const texts = Array.from({ length: 1_000 }, (_, at) => `file ${at}`);
    const written = (await of(...texts)).bytes;
    const read = FileNames.read(Buffer.from(written));

    expect(written).toHaveLength(8_000);
    expect(texts.every((text) => read.has(name(text)))).toBe(true);
    expect(read.has(name('another'))).toBe(false);
    expect(FileNames.none.has(name('another'))).toBe(false);
  });

  it('names of files of two backups are united, each once', async () => {
    const both = (await of('a', 'b', 'c')).with(await of('c', 'd')).with(FileNames.none);

    expect(['a', 'b', 'c', 'd', 'e'].map((one) => both.has(name(one)))).toEqual([true, true, true, true, false]);
    expect(both.bytes).toHaveLength(4 * 8);
  });

  it('names of files are refused when there are fewer or more than announced, because a list that was cut off must not make a prune remove files', async () => {
    await expect(FileNames.of(3, namesOf(['a', 'b']))).rejects.toThrow('2 names of 3');
    await expect(FileNames.of(1, namesOf(['a', 'b']))).rejects.toThrow('2 names of 1');
  });
});

describe('sizes of files', () => {
  it('the size of a file is found by its name even when there are more files than there was room for at first; a name that breaks the order of a listing is not added', () => {
    const sizes = new FileSizes();
    const listed = Array.from({ length: 3_000 }, (_, at) => name(`file ${at}`)).sort();
    for (const [at, one] of listed.entries()) expect(sizes.add(one, at)).toBe(true);

    expect([sizes.of(listed[0]!), sizes.of(listed[2_999]!), sizes.of(name('another'))]).toEqual([0, 2_999, undefined]);
    expect(sizes.add(listed[0]!, 7)).toBe(false);
    expect(new FileSizes().of(name('another'))).toBeUndefined();
  });
});
