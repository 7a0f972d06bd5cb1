import { describe, expect, it } from '@jest/globals';
import { plainText } from '../../engine/conversation';
import { filesTexts } from '@aisha/words';

const MB = 1024 * 1024;
const room = { usage: [], used: 90 * MB, quota: 100 * MB, isNearlyFull: false, isFull: false };
const title = (files: number, storage: typeof room | { quota: null }) =>
  [filesTexts.ru, filesTexts.en].map((t) => plainText(t.title({ of: null, files, bytes: MB, ...room, ...storage })));

describe('«Мои файлы» say', () => {
  it('«Мои файлы» say how many files there are, and of which kind when they show only one kind', () => {
    expect(title(1, room).join()).toMatch(/1 файл, 1.МБ.*1 file, 1 MB/s);
    expect(title(2, room).join()).toMatch(/2 файла, .*2 files, /s);
    expect(plainText(filesTexts.en.title({ of: 'Pictures', files: 1, bytes: MB, ...room }))).toMatch(
      /^🗂️ My files · Pictures\n/,
    );
    expect(plainText(filesTexts.ru.title({ of: null, files: 1, bytes: MB, ...room }))).toMatch(/^🗂️ Мои файлы\n/);
  });

  it('«Мои файлы» say how much of a limited storage is used, and without a limit only the size of the files', () => {
    expect(title(1, room).join()).toMatch(/Занято 90.МБ из 100.МБ\. Нажмите.*90 MB of 100 MB used\. Tap/s);
    expect(title(1, { quota: null }).join()).not.toMatch(/Занято|used|undefined/);
    expect(title(1, { quota: null }).join()).toMatch(/1.МБ\. Нажмите.*1 MB\. Tap/s);
  });

  it('«Мои файлы» warn that the storage is nearly full, or that it is full', () => {
    const nearly = title(1, { ...room, isNearlyFull: true });
    const full = title(1, { ...room, isNearlyFull: true, isFull: true });

    expect(nearly.join()).toMatch(/⚠️ Место заканчивается.*⚠️ Nearly no room left/s);
    expect(full.join()).toMatch(/⚠️ Место закончилось.*⚠️ No room left/s);
    expect(nearly.join()).not.toMatch(/Место закончилось|No room left/);
  });

  it('«Мои файлы» say, before a file is deleted, what is deleted together with it', () => {
    const asked = [filesTexts.ru, filesTexts.en].map((t) =>
      plainText(t.askRemove({ one: 'Фото', removedWith: 'и его копия' })),
    );
    const alone = [filesTexts.ru, filesTexts.en].map((t) => plainText(t.askRemove({ one: 'Фото', removedWith: null })));

    for (const one of asked) expect(one).toContain('Фото, и его копия\n');
    for (const one of alone) expect(one).toContain('Фото\n');
  });
});
