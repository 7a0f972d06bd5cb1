import { expect, it } from '@jest/globals';
import * as exported from '../files';
import { KIND_FILES, keyForm, type KindFile, type StoredObject } from '../files';

const ID = '0199a3f0-0000-7000-8000-000000000001';
const FILES: readonly KindFile[] = Object.values(KIND_FILES).flat();
/** A file of each sort that the folders of the kinds name: the functions that make their keys, called with ids and one character. */
const KEYS = Object.entries(exported).flatMap(([name, key]): [string, StoredObject][] =>
  name.endsWith('Key') ? [[name, (key as (...parts: string[]) => StoredObject)(ID, ID, '1', '1')]] : [],
);

it.each(KEYS)(
  'the files of an order are of one of the sorts that its kind lists, or its app could neither store nor remove them: %s',
  (_, { bucket, key }) => {
    const sorts = FILES.filter(({ prefix }) => prefix.bucket === bucket && key.startsWith(prefix.key));

    expect(sorts).toHaveLength(1);
    expect(key).toMatch(keyForm(sorts[0]!.form));
  },
);

it('the files of orders are of more than ten sorts', () => {
  expect(KEYS.length).toBeGreaterThan(10);
});
