import { describe, expect, it } from '@jest/globals';
import { chosenTexts, filesTexts, galleryTexts, transcribeTexts } from '@aisha/words';
import { html, plainText, type Html } from '../../engine/conversation';

type Said = (typeof chosenTexts)['ru'];
const said = (text: (t: Said) => Html | string): string[] =>
  [chosenTexts.ru, chosenTexts.en, chosenTexts.de].map((t) => {
    const told = text(t);
    return typeof told === 'string' ? told : plainText(told);
  });
const HOURS = 2 * 60 * 60 * 1_000;
const PACKED = { some: '2 файла', gone: 0, large: 0, left: 0, againInMs: HOURS, megabytes: 10, isInParts: false };
const pack = (changed: Partial<typeof PACKED>) =>
  said((t) => t.askDownload({ ...PACKED, partMegabytes: 45, ...changed }));
const DELETED = { some: '2 файла', kinds: null as Html | null, gone: 0, staying: 0, note: html`Насовсем.` };
const remove = (changed: Partial<typeof DELETED>) => said((t) => t.askRemove({ ...DELETED, ...changed }));

describe('what is said about several files', () => {
  it('the question before files are packed says how many they are, how large, and what stays marked', () => {
    expect(pack({})).toEqual([
      expect.stringMatching(/Соберу 2 файла\. Оригиналы в ZIP, примерно 10 МБ\.$/),
      expect.stringMatching(/I’ll pack 2 файла\. Originals in a ZIP, about 10 MB\.$/),
      expect.stringMatching(/Ich packe 2 файла\. Originale als ZIP, etwa 10 MB\.$/),
    ]);
    expect(pack({ gone: 1 })[0]).toMatch(/Из отмеченного уже удалено: 1\. Оригиналы/);
    expect(pack({ large: 2 })[1]).toMatch(/being over 45 MB: 2\. That stays marked/);
    expect(pack({ left: 1 })[1]).toMatch(/1 more stays marked, and I can pack it in 2 hours/);
    expect(pack({ left: 2 })[0]).toMatch(/Останется отмеченным: 2, собрать можно будет через 2 часа/);
    expect(pack({ isInParts: true })[2]).toMatch(/, in Dateien bis 45 MB\.$/);
  });

  it('the question before files are deleted says how many they are, of which kinds, how many are gone already, and what stays', () => {
    expect(remove({})[0]).toMatch(/^🗑️ Удалить 2 файла\?\n\nНасовсем\. Архивы/);
    const kinds = html`🎙️ Записи: 1`;
    expect(remove({ kinds, gone: 1, staying: 2 })[1]).toMatch(
      /^🗑️ Delete 2 файла\?\n\n🎙️ Записи: 1\n\nDeleted since you marked it: 1\.\n\nAvatar photos stay \(2\)/,
    );
  });

  it('the words about deleted files and about too many files fit into a toast, also with the largest numbers', () => {
    const toasts = said((t) => t.removed({ some: '100 расшифровок', gone: 100, staying: 100 }));

    expect(toasts[0]).toBe('🗑️ Удаляю 100 расшифровок. Удалено раньше: 100. Фото аватара остались: 100.');
    for (const toast of toasts) expect([...toast].length).toBeLessThanOrEqual(200);
    for (const toast of said((t) => t.tooMany({ most: 100 }))) expect([...toast].length).toBeLessThanOrEqual(200);
  });

  it('several files are counted in the words of their list: as pictures, files or transcripts', () => {
    const counted = [galleryTexts, filesTexts, transcribeTexts].map(({ ru, en, de }) =>
      [1, 3, 5].map((count) => [ru, en, de].map((t) => t.some({ count })).join()),
    );

    expect(counted).toEqual([
      ['1 картинку,1 picture,1 Bild', '3 картинки,3 pictures,3 Bilder', '5 картинок,5 pictures,5 Bilder'],
      ['1 файл,1 file,1 Datei', '3 файла,3 files,3 Dateien', '5 файлов,5 files,5 Dateien'],
      [
        '1 расшифровку,1 transcript,1 Abschrift',
        '3 расшифровки,3 transcripts,3 Abschriften',
        '5 расшифровок,5 transcripts,5 Abschriften',
      ],
    ]);
  });

  it('the words about archives say what was packed, that packing failed, and which archives Telegram did not take', () => {
    expect(said((t) => t.packed({ count: 5, archives: 1 }))).toEqual([
      ...['📦 Готово: 5 файлов.', '📦 Done: 5 files.', '📦 Fertig: 5 Dateien.'],
    ]);
    expect(said((t) => t.packed({ count: 21, archives: 2 }))[0]).toBe('📦 Готово: 21 файл в 2 архивах.');
    expect(said((t) => t.notPacked({ packed: 1 })).join()).toMatch(/до конца не получилось.*pack all of the archive/);
    expect(said((t) => t.notTaken({ refused: 1, archives: 3, areSome: true })).join()).toMatch(
      /1 из 3 архивов.*Скачайте их.*1 of 3 archives.*download them/,
    );
  });
});
