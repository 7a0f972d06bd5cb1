import { RETENTION_MS, type CentiCredits, type Language } from '@aisha/domain';
import { defineTexts, html, joined, russianPlural, type Html } from '../../engine/conversation';
import { creditsText } from '../../orders/credits.texts';
import { lookGroupTexts } from '@aisha/words';
import { spanEn, spanRu } from '../../orders/time-span.texts';
import { PART_MEGABYTES } from './archive-limits';
import type { Period, Wanted } from './gallery.draft';

/** What is told of one picture; the facts stand in one line. */
export interface PictureWords {
  readonly place: number;
  readonly of: number;
  readonly avatar: string | null;
  readonly idea: string;
  /** What the model got. */
  readonly prompt: string;
  readonly facts: readonly (string | null)[];
}

const PERIOD: Readonly<Record<Language, Readonly<Record<Period, string>>>> = {
  ru: { 7: 'за неделю', 30: 'за месяц', 365: 'за год' },
  en: { 7: 'past week', 30: 'past month', 365: 'past year' },
};

const summary = (wanted: Wanted, avatar: string | null, language: Language): Html => {
  const [favourites, words] =
    language === 'ru'
      ? ['избранное', wanted.words && `«${wanted.words}»`]
      : ['favourites', wanted.words && `“${wanted.words}”`];
  const parts = [
    wanted.isFavourite && `⭐ ${favourites}`,
    wanted.avatarId && avatar,
    wanted.lookGroup && lookGroupTexts[language][wanted.lookGroup],
    wanted.period && PERIOD[language][wanted.period],
    words,
  ].filter((part) => typeof part === 'string');
  return html`${parts.map((part) => html` · ${part}`)}`;
};

const isOnlyFavourites = (wanted: Wanted): boolean => wanted.isFavourite === true && Object.keys(wanted).length === 1;

const picture = ({ place, of, avatar, idea, prompt, facts }: PictureWords): Html =>
  joined(
    [
      html`🖼️ <b>${place} / ${of}</b>${avatar !== null && html` · ${avatar}`}
<i>${facts.filter((fact) => fact !== null).join(' · ')}</i>`,
      idea !== '' && html`${idea}`,
      prompt !== '' && html`<blockquote expandable>${prompt}</blockquote>`,
    ],
    '\n\n',
  );

/** What an archive is going to have. */
export interface ToPack {
  readonly count: number;
  /** There are more pictures than go into one set of archives. */
  readonly hasMore: boolean;
  /** Found, and no longer within a day's archives; those can be packed in `againInMs`. */
  readonly left: number;
  readonly againInMs: number;
  readonly megabytes: number;
}

/** What an archive of marked pictures is going to have. */
export interface ChosenToPack extends Pick<ToPack, 'count' | 'left' | 'againInMs' | 'megabytes'> {
  /** Marked, and deleted since. */
  readonly gone: number;
}

const picturesRu = (count: number): string => `${count} ${russianPlural(count, 'картинка', 'картинки', 'картинок')}`;
const picturesAccusativeRu = (count: number): string =>
  `${count} ${russianPlural(count, 'картинку', 'картинки', 'картинок')}`;
const picturesEn = (count: number): string => `${count} ${count === 1 ? 'picture' : 'pictures'}`;

const costRu = (amount: CentiCredits, units: number): string =>
  units === 1 ? creditsText(amount, 'ru') : `${creditsText(amount, 'ru')} за ${picturesAccusativeRu(units)}`;
const costEn = (amount: CentiCredits, units: number): string =>
  units === 1 ? creditsText(amount, 'en') : `${creditsText(amount, 'en')} for ${picturesEn(units)}`;

export const galleryTexts = defineTexts({
  ru: {
    menu: '🏠 Меню',
    album: (count: number) => html`🖼️ ${picturesRu(count)}`,
    page: (wanted: Wanted, avatar: string | null) => html`<b>🖼️ Картинки</b>${summary(wanted, avatar, 'ru')}

Нажмите номер, чтобы открыть картинку. Ищете одну из многих? Напишите слово из своей идеи, например «море».`,
    nothing: (wanted: Wanted, avatar: string | null, hasOthers: boolean) =>
      html`<b>🖼️ Картинки</b>${summary(wanted, avatar, 'ru')}

${
  hasOthers
    ? 'На этой странице картинок больше нет, а на других есть.'
    : wanted.words !== undefined
      ? 'Ничего не нашлось. Напишите другое слово из своей идеи, по-русски или по-английски, или посмотрите все картинки.'
      : isOnlyFavourites(wanted)
        ? 'Пока пусто. Откройте картинку, нажмите «☆ В избранное», и она будет ждать вас здесь.'
        : Object.keys(wanted).length > 0
          ? 'Таких картинок нет. Уберите один из фильтров или посмотрите все картинки.'
          : 'Пока пусто. Нарисуйте первую картинку, и она появится здесь.'
}`,
    choosing: '☑️ Выбрать',
    chooseSome: (
      wanted: Wanted,
      avatar: string | null,
      count: number,
      hasPictures: boolean,
    ) => html`<b>☑️ Отмечено: ${count}</b>${summary(wanted, avatar, 'ru')}

${
  hasPictures
    ? 'Отметьте номера картинок, которые хотите скачать. Листайте дальше или напишите слово из идеи: отметки останутся.'
    : 'Здесь ничего не нашлось. Напишите другое слово или вернитесь ко всем картинкам: отметки останутся.'
}`,
    wholePage: (isWhole: boolean) => (isWhole ? '✖️ Снять со страницы' : '☑️ Вся страница'),
    downloadSome: (count: number) => `📦 Скачать (${count})`,
    cancel: '‹ Отмена',
    tooMany: (most: number) => html`За раз соберу не больше ${most}. Скачайте эти, а потом отметьте остальные.`,
    newer: '‹ Новее',
    older: 'Старше ›',
    filters: '🔎 Фильтры',
    onlyFavourites: (isOn: boolean) => `${isOn ? '✓ ' : '⭐ '}Избранное`,
    all: '🖼️ Все картинки',
    draw: '🎨 Создать картинку',
    choose: (
      wanted: Wanted,
      avatar: string | null,
    ) => html`<b>🔎 Какие картинки показать?</b>${summary(wanted, avatar, 'ru')}

Выберите, что нужно, и нажмите «Показать». Или напишите слово из своей идеи.`,
    avatar: (name: string | null) => (name === null ? '👤 Аватар' : `✓ ${name}`),
    period: (days: Period, isOn: boolean) => `${isOn ? '✓ ' : ''}${{ 7: 'Неделя', 30: 'Месяц', 365: 'Год' }[days]}`,
    reset: '✖️ Сбросить',
    show: '🖼️ Показать',
    lookGroup: (name: string | null) => (name === null ? '🎭 Тема' : `✓ ${name}`),
    whichLookGroup: html`🎭 Картинки на какую тему показать? Здесь готовые образы и фотосессии.`,
    anyLookGroup: '🎭 Все темы',
    whichAvatar: html`👤 Чьи картинки показать?`,
    anyAvatar: '👥 Все аватары',
    newestAvatars: '‹ Новые',
    olderAvatars: 'Ещё ›',
    picture,
    seed: (seed: number) => `зерно ${seed}`,
    cost: costRu,
    favourite: (isOn: boolean) => (isOn ? '⭐ В избранном' : '☆ В избранное'),
    marked: html`⭐ Теперь в избранном.`,
    unmarked: html`Убрала из избранного.`,
    mainPhoto: (isOn: boolean) => (isOn ? '✓ Главное фото' : '🖼️ Главное фото'),
    isMainNow: html`🖼️ Готово! Теперь это главное фото аватара.`,
    isMainNoMore: html`Хорошо, у аватара снова фото из его набора.`,
    original: '📎 Оригинал',
    fileName: (ending: string) => `aisha.${ending}`,
    originalBelow: html`📎 Оригинал: в полном качестве, без сжатия Telegram.`,
    again: '🔁 Ещё раз',
    similar: '🎲 Похожее',
    showPrompt: '📝 Промпт',
    upscale: '✨ Улучшить',
    remove: '🗑️ Удалить',
    back: '‹ К картинкам',
    gone: html`Этой картинки больше нет.`,
    askRemove: html`🗑️ <b>Удалить эту картинку?</b>

У меня она исчезнет сразу и насовсем, и её увеличенная копия тоже. Из чата уберу всё, где её видно, если прислала это за последние два дня: более старые сообщения Telegram мне не отдаёт. Архивы с ней останутся в чате, а у меня исчезнут за ${spanRu(RETENTION_MS.archive)}.`,
    removeSurely: '🗑️ Да, удалить',
    keep: 'Оставить',
    removed: html`🗑️ Картинка удалена.`,
    download: '📦 Скачать',
    askDownload: (wanted: Wanted, avatar: string | null, { count, hasMore, left, againInMs, megabytes }: ToPack) =>
      html`<b>📦 Скачать картинки</b>${summary(wanted, avatar, 'ru')}

${
  left > 0
    ? `Нашлось больше: сегодня в архивы поместятся только самые новые, ${picturesRu(count)}. Через ${spanRu(againInMs)} соберу ещё: картинки постарше найдите фильтром или отметьте.`
    : hasMore
      ? `Нашлось больше ${count}: соберу ${count} самых новых, остальные — с другим фильтром.`
      : `Соберу ${picturesAccusativeRu(count)}: всё, что нашлось.`
} Оригиналы в ZIP, примерно ${megabytes} МБ${megabytes > PART_MEGABYTES ? `, файлами до ${PART_MEGABYTES} МБ` : ''}.`,
    askDownloadChosen: ({ count, gone, left, againInMs, megabytes }: ChosenToPack) => html`<b>📦 Скачать отмеченные</b>

Соберу ${picturesAccusativeRu(count)}${gone > 0 && ` (ещё ${gone} из отмеченных уже ${gone === 1 ? 'удалена' : 'удалены'})`}.${left > 0 && ` Это всё, что помещается в архивы на сегодня: ещё ${left} останутся отмеченными, их соберу через ${spanRu(againInMs)}.`} Оригиналы в ZIP, примерно ${megabytes} МБ${megabytes > PART_MEGABYTES ? `, файлами до ${PART_MEGABYTES} МБ` : ''}.`,
    pack: '📦 Собрать',
    isPacking: html`📦 Прошлый архив ещё собирается. Дождитесь его, и соберу следующий.`,
    enoughForToday: (aDay: number, againInMs: number) =>
      html`📦 На сегодня архивов хватит: за сутки я собираю до ${aDay} файлов по ${PART_MEGABYTES} МБ, и сегодняшние уже собраны. Следующие — через ${spanRu(againInMs)}. Картинки и отметки никуда не денутся, а одну картинку можно взять и сейчас: откройте её и нажмите «📎 Оригинал».`,
    nothingToPack: html`Здесь нечего скачивать: таких картинок больше нет.`,
    packing: (packed: number, total: number) => html`📦 Собираю архив: ${packed} из ${total}…`,
    packed: (count: number, archives: number) =>
      html`📦 Готово: ${picturesRu(count)}${
        archives > 1 && ` в ${archives} ${russianPlural(archives, 'файле', 'файлах', 'файлах')}`
      }.`,
    notTaken: (refused: number, archives: number) =>
      html`😔 Telegram не принял ${
        archives === 1 ? 'архив' : refused < archives ? `${refused} из ${archives} архивов` : 'архивы'
      }. Картинки на месте, кредиты это не тратит. Скачайте ${archives === 1 ? 'его' : 'их'} ещё раз чуть позже.`,
    notPacked: (packed: number) =>
      html`😔 Собрать архив ${packed > 0 ? 'до конца ' : ''}не получилось. Картинки на месте, кредиты это не тратит. Попробуйте ещё раз чуть позже.`,
    archiveName: (part: number) => `aisha-${part}.zip`,
    archive: (part: number, count: number) => html`📦 Архив ${part}: ${picturesRu(count)} в полном качестве.`,
    openPictures: '🖼️ Картинки',
  },
  en: {
    menu: '🏠 Menu',
    album: (count: number) => html`🖼️ ${picturesEn(count)}`,
    page: (wanted: Wanted, avatar: string | null) => html`<b>🖼️ Pictures</b>${summary(wanted, avatar, 'en')}

Tap a number to open a picture. Looking for a certain one? Type a word from your idea, such as “sea”.`,
    nothing: (wanted: Wanted, avatar: string | null, hasOthers: boolean) =>
      html`<b>🖼️ Pictures</b>${summary(wanted, avatar, 'en')}

${
  hasOthers
    ? 'This page has no pictures left, but other pages do.'
    : wanted.words !== undefined
      ? 'Nothing found. Try another word from your idea, in English or Russian, or see all pictures.'
      : isOnlyFavourites(wanted)
        ? 'Nothing here yet. Open a picture, tap “☆ Favourite”, and you’ll find it here.'
        : Object.keys(wanted).length > 0
          ? 'No such pictures. Take one of the filters off, or see all pictures.'
          : 'Nothing here yet. Make your first picture and you’ll find it here.'
}`,
    choosing: '☑️ Choose',
    chooseSome: (
      wanted: Wanted,
      avatar: string | null,
      count: number,
      hasPictures: boolean,
    ) => html`<b>☑️ Marked: ${count}</b>${summary(wanted, avatar, 'en')}

${
  hasPictures
    ? 'Mark the numbers of the pictures you want to download. Turn the page or type a word from your idea: the marks stay.'
    : 'Nothing found here. Try another word or go back to all pictures: the marks stay.'
}`,
    wholePage: (isWhole: boolean) => (isWhole ? '✖️ Clear this page' : '☑️ Whole page'),
    downloadSome: (count: number) => `📦 Download (${count})`,
    cancel: '‹ Cancel',
    tooMany: (most: number) => html`I can pack ${most} at a time. Download these, then mark the rest.`,
    newer: '‹ Newer',
    older: 'Older ›',
    filters: '🔎 Filters',
    onlyFavourites: (isOn: boolean) => `${isOn ? '✓ ' : '⭐ '}Favourites`,
    all: '🖼️ All pictures',
    draw: '🎨 Make a picture',
    choose: (wanted: Wanted, avatar: string | null) => html`<b>🔎 Which pictures?</b>${summary(wanted, avatar, 'en')}

Choose what you need and tap “Show”. Or type a word from your idea.`,
    avatar: (name: string | null) => (name === null ? '👤 Avatar' : `✓ ${name}`),
    period: (days: Period, isOn: boolean) => `${isOn ? '✓ ' : ''}${{ 7: 'Week', 30: 'Month', 365: 'Year' }[days]}`,
    reset: '✖️ Reset',
    show: '🖼️ Show',
    lookGroup: (name: string | null) => (name === null ? '🎭 Theme' : `✓ ${name}`),
    whichLookGroup: html`🎭 Pictures of which theme? These are ready-made looks and photo sessions.`,
    anyLookGroup: '🎭 All themes',
    whichAvatar: html`👤 Whose pictures?`,
    anyAvatar: '👥 All avatars',
    newestAvatars: '‹ Newest',
    olderAvatars: 'More ›',
    picture,
    seed: (seed: number) => `seed ${seed}`,
    cost: costEn,
    favourite: (isOn: boolean) => (isOn ? '⭐ A favourite' : '☆ Favourite'),
    marked: html`⭐ Added to your favourites.`,
    unmarked: html`Removed from your favourites.`,
    mainPhoto: (isOn: boolean) => (isOn ? '✓ Main photo' : '🖼️ Main photo'),
    isMainNow: html`🖼️ Done! This is the avatar’s main photo now.`,
    isMainNoMore: html`OK, the avatar shows a photo from its set again.`,
    original: '📎 Original',
    fileName: (ending: string) => `aisha.${ending}`,
    originalBelow: html`📎 The original: full quality, not compressed by Telegram.`,
    again: '🔁 Again',
    similar: '🎲 Similar',
    showPrompt: '📝 Prompt',
    upscale: '✨ Upscale',
    remove: '🗑️ Delete',
    back: '‹ Back to pictures',
    gone: html`This picture is gone.`,
    askRemove: html`🗑️ <b>Delete this picture?</b>

I delete my copy at once and for good, and the enlarged one with it. From the chat I take every message that shows it, if I sent it in the last two days: Telegram doesn’t let me touch older ones. Archives that hold it stay in the chat; my own copies of them are gone within ${spanEn(RETENTION_MS.archive)}.`,
    removeSurely: '🗑️ Yes, delete',
    keep: 'Keep',
    removed: html`🗑️ The picture is deleted.`,
    download: '📦 Download',
    askDownload: (wanted: Wanted, avatar: string | null, { count, hasMore, left, againInMs, megabytes }: ToPack) =>
      html`<b>📦 Download pictures</b>${summary(wanted, avatar, 'en')}

${
  left > 0
    ? `There are more, but today’s archives only have room for the newest ${count}. I can make more in ${spanEn(againInMs)}: use a filter for the older ones, or mark them.`
    : hasMore
      ? `There are more than ${count}: I’ll pack the newest ${count}. Use another filter for the rest.`
      : `I’ll pack ${picturesEn(count)}: everything that was found.`
} Originals in a ZIP, about ${megabytes} MB${megabytes > PART_MEGABYTES ? `, in files of up to ${PART_MEGABYTES} MB` : ''}.`,
    askDownloadChosen: ({
      count,
      gone,
      left,
      againInMs,
      megabytes,
    }: ChosenToPack) => html`<b>📦 Download what you marked</b>

I’ll pack ${picturesEn(count)}${gone > 0 && ` (${gone} more ${gone === 1 ? 'has' : 'have'} been deleted since)`}.${left > 0 && ` That’s all that fits into today’s archives: ${left} more ${left === 1 ? 'stays' : 'stay'} marked, and I can pack ${left === 1 ? 'it' : 'them'} in ${spanEn(againInMs)}.`} Originals in a ZIP, about ${megabytes} MB${megabytes > PART_MEGABYTES ? `, in files of up to ${PART_MEGABYTES} MB` : ''}.`,
    pack: '📦 Pack',
    isPacking: html`📦 The last archive is still being packed. Wait for it, and I’ll pack the next one.`,
    enoughForToday: (aDay: number, againInMs: number) =>
      html`📦 That’s all the archives for today: I pack up to ${aDay} files of ${PART_MEGABYTES} MB a day, and today’s are packed. More in ${spanEn(againInMs)}. Your pictures and marks stay where they are, and you can take a single picture right now: open it and press “📎 Original”.`,
    nothingToPack: html`There’s nothing to download here: those pictures are gone.`,
    packing: (packed: number, total: number) => html`📦 Packing: ${packed} of ${total}…`,
    packed: (count: number, archives: number) =>
      html`📦 Done: ${picturesEn(count)}${archives > 1 && ` in ${archives} files`}.`,
    notTaken: (refused: number, archives: number) =>
      html`😔 Telegram didn’t take ${
        archives === 1 ? 'the archive' : refused < archives ? `${refused} of ${archives} archives` : 'the archives'
      }. Your pictures are safe, and this costs no credits. Please download ${archives === 1 ? 'it' : 'them'} again a little later.`,
    notPacked: (packed: number) =>
      html`😔 I couldn’t pack ${packed > 0 ? 'all of ' : ''}the archive. Your pictures are safe, and this costs no credits. Please try again a little later.`,
    archiveName: (part: number) => `aisha-${part}.zip`,
    archive: (part: number, count: number) => html`📦 Archive ${part}: ${picturesEn(count)} in full quality.`,
    openPictures: '🖼️ Pictures',
  },
});
