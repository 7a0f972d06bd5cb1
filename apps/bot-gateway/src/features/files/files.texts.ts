import { defineTexts, html, russianPlural, type Html } from '../../engine/conversation';
import type { PersonStorage } from '../../free-files/person-storage';
import { sizeText } from './size';

/** How much of what may be kept is kept, and what follows when that is nearly all; ends where the next sentence begins. */
const roomRu = ({ used, quota, isNearlyFull, isFull }: PersonStorage): Html =>
  quota === null
    ? html` `
    : html` Занято ${sizeText(used, 'ru')} из ${sizeText(quota, 'ru')}.${
        isNearlyFull
          ? html`

⚠️ ${isFull ? 'Место закончилось: новые фото и записи пока не беру.' : 'Место заканчивается: скоро я не смогу брать новые фото и записи.'} Удалите ненужное; что занимает больше всего, видно в «Виде файлов». Заказы выполняю как обычно.

`
          : ' '
      }`;
const roomEn = ({ used, quota, isNearlyFull, isFull }: PersonStorage): Html =>
  quota === null
    ? html` `
    : html` ${sizeText(used, 'en')} of ${sizeText(quota, 'en')} used.${
        isNearlyFull
          ? html`

⚠️ ${isFull ? 'No room left: I can’t take new photos and recordings for now.' : 'Nearly no room left: soon I can’t take new photos and recordings.'} Delete what you don’t need; “Kind of files” shows what takes most. Orders go on as usual.

`
          : ' '
      }`;

export const filesTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    back: '‹ Назад',
    title: (of: string | null, files: number, bytes: number, storage: PersonStorage) =>
      html`<b>🗂️ Мои файлы</b>${of && html` · ${of}`}

${files} ${russianPlural(files, 'файл', 'файла', 'файлов')}, ${sizeText(bytes, 'ru')}.${roomRu(storage)}Нажмите на файл, чтобы посмотреть его, получить снова, использовать дальше или удалить.`,
    none: html`<b>🗂️ Мои файлы</b>

Пока пусто. Здесь появится всё, что вы пришлёте и что я для вас сделаю.`,
    line: (one: string, date: string, size: string) => `${one} · ${date}, ${size}`,
    older: 'Раньше ›',
    newest: '‹‹ К началу',
    kinds: '🔍 Вид файлов',
    askKind: html`Какие файлы показать?`,
    all: (files: number) => `Все (${files})`,
    ofKind: (many: string, files: number, bytes: number) => `${many} (${files}): ${sizeText(bytes, 'ru')}`,
    file: (one: string, date: string, size: string) => html`<b>${one}</b>

${date}, ${size}`,
    sendAgain: '📥 Прислать файл',
    sent: html`Файл ниже 👇`,
    remove: '🗑️ Удалить',
    askRemove: (one: string, removedWith: string | null) => html`<b>Удалить файл?</b>

${one}${removedWith && `, ${removedWith}`}

У меня он исчезнет сразу и насовсем. Из чата уберу то, что прислала за последние два дня: более старое Telegram мне не отдаёт.`,
    removeSurely: '🗑️ Да, удалить',
    keep: 'Оставить',
    removed: html`Удаляю 🗑️`,
    gone: html`Этого файла больше нет: он удалён. Ничего не списано. Выберите другой.`,
  },
  en: {
    menu: '🏠 Menu',
    back: '‹ Back',
    title: (of: string | null, files: number, bytes: number, storage: PersonStorage) =>
      html`<b>🗂️ My files</b>${of && html` · ${of}`}

${files} ${files === 1 ? 'file' : 'files'}, ${sizeText(bytes, 'en')}.${roomEn(storage)}Tap a file to look at it, get it again, make something of it or delete it.`,
    none: html`<b>🗂️ My files</b>

Nothing yet. Whatever you send and whatever I make for you will appear here.`,
    line: (one: string, date: string, size: string) => `${one} · ${date}, ${size}`,
    older: 'Older ›',
    newest: '‹‹ Newest',
    kinds: '🔍 Kind of files',
    askKind: html`Which files shall I show?`,
    all: (files: number) => `All (${files})`,
    ofKind: (many: string, files: number, bytes: number) => `${many} (${files}): ${sizeText(bytes, 'en')}`,
    file: (one: string, date: string, size: string) => html`<b>${one}</b>

${date}, ${size}`,
    sendAgain: '📥 Send the file',
    sent: html`The file is below 👇`,
    remove: '🗑️ Delete',
    askRemove: (one: string, removedWith: string | null) => html`<b>Delete this file?</b>

${one}${removedWith && `, ${removedWith}`}

My copy is gone at once and for good. From the chat I take what I sent in the last two days: Telegram doesn’t let me touch older messages.`,
    removeSurely: '🗑️ Yes, delete',
    keep: 'Keep',
    removed: html`Deleting 🗑️`,
    gone: html`That file was deleted. Nothing was charged. Choose another one.`,
  },
});
