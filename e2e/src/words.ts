/** What the walks press and look for, by the language of who walks. */
interface Words {
  readonly menu: RegExp;
  readonly toMenu: string;
  readonly pack: string;
  readonly credited: RegExp;
  readonly missing: RegExp;
  readonly portrait: string;
  readonly woman: string;
  readonly askName: string;
  readonly askPhotos: string;
  readonly agree: string;
  readonly enoughPhotos: RegExp;
  readonly photosDone: string;
  readonly makeOfThese: RegExp;
  readonly makeAvatar: string;
  readonly quickly: string;
  readonly train: string;
  readonly trained: (avatar: string) => RegExp;
  readonly askIdea: string;
  /** The button with the price; of any number of pictures unless said. */
  readonly draw: (pictures?: number) => RegExp;
  readonly drawn: RegExp;
  /** The line about drawn pictures once they are measured. */
  readonly alike: RegExp;
  readonly upscale: string;
  readonly which: RegExp;
  readonly secondPicture: string;
  readonly upscalePrice: RegExp;
  readonly upscaled: RegExp;
  readonly writeDown: string;
  readonly writtenDown: RegExp;
  readonly history: RegExp;
}

export const WORDS = {
  ru: {
    menu: /Чем займёмся/,
    toMenu: '🏠 Меню',
    pack: '· 420 ⭐',
    credited: /Зачислено 300 кредитов/,
    missing: /Не хватает 200 кредитов[^]*вернёмся к этому заказу/,
    portrait: '👤 Портрет',
    woman: 'Женщина',
    askName: 'Как назовём аватар',
    askPhotos: 'на фото только вы',
    agree: '✅ Мне есть 18 лет',
    enoughPhotos: /10 из 20[^]*Достаточно/,
    photosDone: '✅ Готово, дальше',
    makeOfThese: /10 из 20[^]*Сделать аватар из этих 10 фото/,
    makeAvatar: '✨ Сделать аватар',
    quickly: '⚡ Быстро',
    train: '🚀 Обучить',
    trained: (avatar) => new RegExp(`аватар ${avatar} готов[^]*Списано 200 кредитов`),
    askIdea: 'Опишите идею',
    draw: (pictures?: number) => new RegExp(`🎨 Нарисовать ${pictures ?? '\\d'} · `),
    drawn: /Что дальше[^]*Списано 6 кредитов[^]*Доступно 94 кредита/,
    alike: /Что дальше[^]*Похоже на фото/,
    upscale: '✨ Улучшить',
    which: /Какую картинку улучшить/,
    secondPicture: 'Картинка 2',
    upscalePrice: /Улучшить картинку[^]*Цена: 1 кредит[^]*Останется: 93 кредита/,
    upscaled: /Улучшенная картинка — в файле[^]*Списано 1 кредит[^]*Доступно 93 кредита/,
    writeDown: '📝 Расшифровать',
    writtenDown: /Текст — в файле[^]*Списано 0,1 кредита[^]*Доступно 92,9 кредита/,
    history:
      /История[^]*Расшифровка[^]*−0,1 кредита[^]*Улучшение[^]*−1 кредит[^]*Картинки[^]*−6 кредитов[^]*Аватар[^]*−200 кредитов[^]*Покупка[^]*\+300 кредитов/,
  },
  en: {
    menu: /What would you like to make/,
    toMenu: '🏠 Menu',
    pack: '· 420 ⭐',
    credited: /300 credits added/,
    missing: /You need 200 credits more[^]*back to this order/,
    portrait: '👤 Portrait',
    woman: 'Woman',
    askName: 'Name your avatar',
    askPhotos: 'nobody else in the picture',
    agree: '✅ I’m 18 or older',
    enoughPhotos: /10 of 20[^]*Enough to train/,
    photosDone: '✅ Done, next',
    makeOfThese: /10 of 20[^]*Make an avatar from these 10 photos/,
    makeAvatar: '✨ Make the avatar',
    quickly: '⚡ Fast',
    train: '🚀 Train',
    trained: (avatar) => new RegExp(`avatar ${avatar} is ready[^]*Charged 200 credits`),
    askIdea: 'Describe your idea',
    draw: (pictures?: number) => new RegExp(`🎨 Draw ${pictures ?? '\\d'} · `),
    drawn: /What next[^]*Charged 6 credits[^]*Available: 94 credits/,
    alike: /What next[^]*Looks like the photos/,
    upscale: '✨ Upscale',
    which: /Which picture should I upscale/,
    secondPicture: 'Picture 2',
    upscalePrice: /Upscale the picture[^]*Price: 1 credit[^]*You’ll have 93 credits left/,
    upscaled: /The upscaled picture is in the file[^]*Charged 1 credit[^]*Available: 93 credits/,
    writeDown: '📝 Transcribe',
    writtenDown: /The text is in the file[^]*Charged 0\.1 credits[^]*Available: 92\.9 credits/,
    history:
      /History[^]*Transcript[^]*−0\.1 credits[^]*Upscale[^]*−1 credit[^]*Pictures[^]*−6 credits[^]*Avatar[^]*−200 credits[^]*Purchase[^]*\+300 credits/,
  },
} satisfies Record<'ru' | 'en', Words>;

export type SpokenLanguage = keyof typeof WORDS;
