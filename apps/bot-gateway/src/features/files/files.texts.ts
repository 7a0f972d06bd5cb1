import { defineTexts, html, russianPlural } from '../../engine/conversation';
import { sizeText } from './size';

export const filesTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    back: '‹ Назад',
    title: (of: string | null, files: number, bytes: number) => html`<b>🗂️ Мои файлы</b>${of && html` · ${of}`}

${files} ${russianPlural(files, 'файл', 'файла', 'файлов')}, ${sizeText(bytes, 'ru')}. Нажмите на файл, чтобы посмотреть его, получить снова или удалить.`,
    none: html`<b>🗂️ Мои файлы</b>

Пока пусто. Здесь появится всё, что вы пришлёте и что я для вас сделаю.`,
    line: (one: string, date: string, size: string) => `${one} · ${date}, ${size}`,
    older: 'Раньше ›',
    newest: '‹‹ К началу',
    kinds: '🔍 Вид файлов',
    askKind: html`Какие файлы показать?`,
    all: (files: number) => `Все (${files})`,
    ofKind: (many: string, files: number) => `${many} (${files})`,
    file: (one: string, date: string, size: string) => html`<b>${one}</b>

${date}, ${size}`,
    withAvatar: html`Фото удаляются вместе с аватаром: /avatars → аватар → «Удалить».`,
    sendAgain: '📥 Прислать файл',
    sent: html`Файл ниже 👇`,
    remove: '🗑️ Удалить',
    askRemove: (one: string, isWithRecording: boolean) => html`<b>Удалить файл?</b>

${one}${isWithRecording && ', вместе с записью'}. У меня он исчезнет сразу и насовсем. Из чата уберу то, что прислала за последние два дня: более старое Telegram мне не отдаёт.`,
    removeSurely: '🗑️ Да, удалить',
    keep: 'Оставить',
    removed: html`Удаляю 🗑️`,
    gone: html`Этого файла больше нет.`,
  },
  en: {
    menu: '🏠 Menu',
    back: '‹ Back',
    title: (of: string | null, files: number, bytes: number) => html`<b>🗂️ My files</b>${of && html` · ${of}`}

${files} ${files === 1 ? 'file' : 'files'}, ${sizeText(bytes, 'en')}. Tap a file to look at it, get it again or delete it.`,
    none: html`<b>🗂️ My files</b>

Nothing yet. Whatever you send and whatever I make for you will appear here.`,
    line: (one: string, date: string, size: string) => `${one} · ${date}, ${size}`,
    older: 'Older ›',
    newest: '‹‹ Newest',
    kinds: '🔍 Kind of files',
    askKind: html`Which files shall I show?`,
    all: (files: number) => `All (${files})`,
    ofKind: (many: string, files: number) => `${many} (${files})`,
    file: (one: string, date: string, size: string) => html`<b>${one}</b>

${date}, ${size}`,
    withAvatar: html`Photos are deleted with their avatar: /avatars → the avatar → “Delete”.`,
    sendAgain: '📥 Send the file',
    sent: html`The file is below 👇`,
    remove: '🗑️ Delete',
    askRemove: (one: string, isWithRecording: boolean) => html`<b>Delete this file?</b>

${one}${isWithRecording && ', with its recording'}. My copy is gone at once and for good. From the chat I take what I sent in the last two days: Telegram doesn’t let me touch older messages.`,
    removeSurely: '🗑️ Yes, delete',
    keep: 'Keep',
    removed: html`Deleting 🗑️`,
    gone: html`That file is gone.`,
  },
});
