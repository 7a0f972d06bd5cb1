import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { scratchDirectory } from '@aisha/embedded';
import { kindLists } from './kinds.mts';

const kinds = path.resolve(__dirname, '../../libs/kinds/src');
const room = scratchDirectory('aisha-kinds-');
afterAll(() => rmSync(room, { recursive: true, force: true }));

let folders = 0;
/** The root of a product whose only kind is a copy of animation at the first place, and the folder of that kind. */
const onlyAnimation = () => {
  folders += 1;
  const root = path.join(room, `${folders}`);
  const folder = path.join(root, 'libs/kinds/src/animation');
  mkdirSync(folder, { recursive: true });
  cpSync(path.join(kinds, 'animation'), folder, { recursive: true });
  writeFileSync(path.join(folder, 'animation.ts'), 'export const ANIMATION = {\n  place: 0,\n};\n');
  return { root, folder };
};

describe('the lists of kinds', () => {
  it('a whole folder is listed', () => {
    expect(kindLists(onlyAnimation().root)['libs/kinds/src/lists/tables.ts']).toContain(
      `export * from '../animation/animation.reader';`,
    );
  });

  it('a folder without a sample of its message is refused', () => {
    const { root, folder } = onlyAnimation();
    rmSync(path.join(folder, 'samples'), { recursive: true });

    expect(() => kindLists(root)).toThrow('has no sample of start-animation');
  });

  it('a folder without a reader is refused, unless its table says that it has none', () => {
    const { root, folder } = onlyAnimation();
    rmSync(path.join(folder, 'animation.reader.ts'));
    expect(() => kindLists(root)).toThrow('has no reader');

    writeFileSync(path.join(folder, 'animation.table.ts'), 'export const ANIMATION_TABLE = {\n  reader: null,\n};\n');
    expect(() => kindLists(root)).not.toThrow();
  });

  it('a table that says that there is no reader beside one is refused', () => {
    const { root, folder } = onlyAnimation();
    writeFileSync(path.join(folder, 'animation.table.ts'), 'export const ANIMATION_TABLE = {\n  reader: null,\n};\n');

    expect(() => kindLists(root)).toThrow('says that there is no reader');
  });
});
