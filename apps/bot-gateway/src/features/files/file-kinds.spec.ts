import { describe, expect, it } from '@jest/globals';
import type { KeptFile } from '@aisha/database/files';
import type { OrderId } from '@aisha/domain';
import { SESSION_SIZES } from '@aisha/kinds';
import { newId } from '@aisha/platform';
import { generateTexts } from '@aisha/words';
import { fileKindViews } from '../../features';

const views = Object.entries(fileKindViews);

describe('a kind of file', () => {
  it.each(views)(
    '%s has a singular and a plural name in Russian and in English, all with the same emoji',
    (_kind, { words }) => {
      const said = [words.ru, words.en].flatMap(({ one, many }) => [one, many]);

      for (const name of said) expect(name).toMatch(/^\p{Extended_Pictographic}\uFE0F? \p{L}/u);
      expect(new Set(said.map((name) => name.split(' ')[0])).size).toBe(1);
      for (const { fileName } of [words.ru, words.en]) expect(fileName).toMatch(/^[\p{L}\p{N}-]+$/u);
      expect([words.ru.note !== undefined, words.ru.removedWith !== undefined]).toEqual([
        words.en.note !== undefined,
        words.en.removedWith !== undefined,
      ]);
    },
  );

  it.each(views)('each next use of %s has a name in Russian and in English, with the same emoji', (_kind, { uses }) => {
    const file = { id: newId<string>(), orderId: newId<OrderId>() } as unknown as KeptFile;

    for (const use of uses) {
      const [ru, en] = [use(file, 'ru').text, use(file, 'en').text];
      expect(ru).toMatch(/^\p{Extended_Pictographic}\uFE0F? \p{Script=Cyrillic}/u);
      expect(en).toMatch(/^\p{Extended_Pictographic}\uFE0F? \p{Script=Latin}/u);
      expect(en.split(' ')[0]).toBe(ru.split(' ')[0]);
    }
  });

  it('a picture of a photo session can be ordered again with its session, and does not offer «similar», because every picture of a session has its own look', () => {
    const { uses } = fileKindViews.picture;
    const labels = (of: number) =>
      uses.map((use) => use({ id: newId<string>(), orderId: newId<OrderId>(), number: 1, of } as never, 'ru').text);
    const again = generateTexts.ru.again({ count: null });

    for (const of of SESSION_SIZES) expect(labels(of)).toEqual(expect.arrayContaining([again]));
    for (const of of SESSION_SIZES) expect(labels(of)).not.toContain(generateTexts.ru.useDrawSimilar);
    expect(labels(4)).toContain(generateTexts.ru.useDrawSimilar);
    expect(labels(4)).not.toContain(again);
  });

  it('only the kinds of file that are photos or pictures are shown as pictures', () => {
    const pictures = views.filter(([, { as }]) => as === 'picture').map(([kind]) => kind);

    expect(pictures.sort()).toEqual(['edit', 'photo', 'picture', 'restoration', 'together', 'upscale']);
  });

  it('a file of any kind can be deleted in «Мои файлы», except a photo, which is deleted with its avatar', () => {
    expect(views.filter(([, { removal }]) => !removal).map(([kind]) => kind)).toEqual(['photo']);
  });
});
