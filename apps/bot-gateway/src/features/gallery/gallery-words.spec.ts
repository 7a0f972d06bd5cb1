import { describe, expect, it } from '@jest/globals';
import { plainText, type Html } from '../../engine/conversation';
import { PART_MEGABYTES } from '../archives/archive-limits';
import { galleryTexts } from '@aisha/words';
import { filtersText, whyNothing } from '../gallery-filter/filters-text';
import { pictureText } from './picture.step';

const said = (text: (t: (typeof galleryTexts)['ru']) => Html | string): string[] =>
  [galleryTexts.ru, galleryTexts.en].map((t) => {
    const told = text(t);
    return typeof told === 'string' ? told : plainText(told);
  });
const HOURS = 2 * 60 * 60 * 1_000;
const languageOf = (t: unknown) => (t === galleryTexts.ru ? 'ru' : 'en');
const offered = <P extends { hasMore: boolean; left: number; megabytes: number }>(pack: P) => ({
  ...pack,
  filters: '',
  reach: pack.left > 0 ? ('today' as const) : pack.hasMore ? ('newest' as const) : ('all' as const),
  isInParts: pack.megabytes > PART_MEGABYTES,
  partMegabytes: PART_MEGABYTES,
});
const toPack = { count: 12, hasMore: false, left: 0, againInMs: HOURS, megabytes: 10 };

describe('the gallery says', () => {
  it('the gallery names the price of pictures, and their number where there are several', () => {
    expect(said((t) => t.cost({ amount: 100n as never, units: 1 }))).toEqual(['1 кредит', '1 credit']);
    expect(said((t) => t.cost({ amount: 400n as never, units: 4 }))).toEqual([
      '4 кредита за 4 картинки',
      '4 credits for 4 pictures',
    ]);
  });

  it.each([
    [{}, false, /Нарисуйте первую/, /first/],
    [{}, true, /а на других есть/, /other/],
    [{ words: 'море' }, false, /«море»[^]*другое слово/, /“море”[^]*another word/],
    [{ isFavourite: true }, false, /избранное[^]*«☆ В избранное»/, /favourites[^]*“☆ Favourite”/],
    [{ isFavourite: true, period: 7 }, false, /за неделю[^]*Уберите один из фильтров/, /past week[^]*filter/],
  ] as const)('the gallery says why a page is empty: %o', (wanted, hasOthers, ru, en) => {
    const [russian, english] = said((t) =>
      t.nothing({ filters: filtersText(wanted, null, languageOf(t)), why: whyNothing(wanted, hasOthers) }),
    );

    expect(russian).toMatch(ru);
    expect(english).toMatch(en);
  });

  it.each([
    [{}, /Соберу 12 картинок: всё, что нашлось/, /pack 12 pictures: everything/],
    [{ hasMore: true }, /Нашлось больше 12: соберу 12 самых новых/, /more than 12: I’ll pack the newest 12/],
    [{ left: 3 }, /только самые новые, 12 картинок\. Через 2 часа/, /newest 12\. I can make more in 2 hours/],
    [{ megabytes: PART_MEGABYTES }, /примерно \d+ МБ\.$/, /about \d+ MB\.$/],
    [{ megabytes: PART_MEGABYTES + 1 }, /МБ, файлами до \d+ МБ\.$/, /MB, in files of up to \d+ MB\.$/],
  ] as const)('the gallery names the content of an archive: %o', (changed, ru, en) => {
    const [russian, english] = said((t) => t.askDownload(offered({ ...toPack, ...changed })));

    expect(russian).toMatch(ru);
    expect(english).toMatch(en);
  });

  it('the gallery shows the known facts of a picture, without gaps for unknown ones', () => {
    const words = {
      place: 2,
      of: 9,
      avatar: 'Аня',
      idea: 'в офисе',
      prompt: 'an office',
      facts: ['3:4', null, 'кадр № 42'],
    };

    expect(said(() => pictureText(words))[0]).toBe('🖼️ 2 / 9 · Аня\n3:4 · кадр № 42\n\nв офисе\n\nan office');
    expect(said(() => pictureText({ ...words, avatar: null, idea: '', prompt: '' }))[1]).toBe(
      '🖼️ 2 / 9\n3:4 · кадр № 42',
    );
  });

  it('the gallery says how an archive ended: complete, in part, or refused by Telegram', () => {
    expect(said((t) => t.packed({ count: 5, archives: 1 }))).toEqual([
      '📦 Готово: 5 картинок.',
      '📦 Done: 5 pictures.',
    ]);
    expect(said((t) => t.packed({ count: 1, archives: 2 }))).toEqual([
      '📦 Готово: 1 картинка в 2 файлах.',
      '📦 Done: 1 picture in 2 files.',
    ]);
    expect(said((t) => t.nothingPacked).join()).not.toMatch(/\d/);
    expect(said((t) => t.notPacked({ packed: 0 })).join()).not.toMatch(/до конца|all of/);
    expect(said((t) => t.notPacked({ packed: 1 })).join()).toMatch(/до конца не получилось.*pack all of the archive/);
    const [one, some, all] = [
      said((t) => t.notTaken({ refused: 1, archives: 1, areSome: false })),
      said((t) => t.notTaken({ refused: 1, archives: 3, areSome: true })),
      said((t) => t.notTaken({ refused: 3, archives: 3, areSome: false })),
    ];
    expect(one.join()).toMatch(/не принял архив\..*Скачайте его.*take the archive\..*download it/);
    expect(some.join()).toMatch(/1 из 3 архивов.*Скачайте их.*1 of 3 archives.*download them/);
    expect(all.join()).toMatch(/не принял архивы\..*take the archives\./);
  });

  it('the gallery says which filters are on', () => {
    expect(said((t) => t.onlyFavourites({ isOn: true }))).toEqual(['✓ Избранное', '✓ Favourites']);
    expect(said((t) => t.onlyFavourites({ isOn: false }))).toEqual(['⭐ Избранное', '⭐ Favourites']);
    expect(([7, 30, 365] as const).map((days) => said((t) => t.period({ days, isOn: days === 30 })))).toEqual([
      ['Неделя', 'Week'],
      ['✓ Месяц', '✓ Month'],
      ['Год', 'Year'],
    ]);
    expect(said((t) => t.avatar({ name: 'Аня' }))).toEqual(['✓ Аня', '✓ Аня']);
    expect(said((t) => t.lookGroup({ name: 'Кино' }))).toEqual(['✓ Кино', '✓ Кино']);
    expect(said((t) => t.favourite({ isOn: true }))).toEqual(['⭐ В избранном', '⭐ A favourite']);
    expect(said((t) => t.mainPhoto({ isOn: false }))).toEqual(['🖼️ Главное фото', '🖼️ Main photo']);
  });
});
