/** What the walks press and look for, by the language of who walks. */
interface Words {
  readonly menu: RegExp;
  readonly toMenu: string;
  readonly resume: string;
  readonly balance: string;
  readonly topUp: string;
  readonly pack: string;
  readonly credited: RegExp;
  readonly missing: RegExp;
  readonly newAvatar: string;
  readonly portrait: string;
  readonly woman: string;
  readonly askName: string;
  readonly askPhotos: string;
  readonly agree: string;
  readonly enoughPhotos: RegExp;
  readonly photosDone: string;
  readonly quickly: string;
  readonly train: string;
  readonly trained: (avatar: string) => RegExp;
  readonly askIdea: string;
  readonly draw: string;
  readonly drawn: RegExp;
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
    menu: /Чем займёмся[^]*Создать аватар/,
    toMenu: '🏠 Меню',
    resume: '🔄 Продолжить: ',
    balance: '💎 Баланс',
    topUp: '⭐ Пополнить',
    pack: '300 кредитов',
    credited: /Зачислено 300 кредитов/,
    missing: /Не хватает 200 кредитов[^]*черновик подождёт/,
    newAvatar: '✨ Создать аватар',
    portrait: '👤 Портрет',
    woman: 'Женщина',
    askName: 'Как назовём аватар',
    askPhotos: 'на фото только вы',
    agree: '✅ Мне есть 18 лет',
    enoughPhotos: /10 из 20[^]*Достаточно/,
    photosDone: '✅ Готово, дальше',
    quickly: '⚡ Быстро',
    train: '🚀 Обучить',
    trained: (avatar) => new RegExp(`аватар ${avatar} готов[^]*Списано 200 кредитов`),
    askIdea: 'Опишите идею',
    draw: '🎨 Рисуй!',
    drawn: /Что дальше[^]*Списано 6 кредитов[^]*Доступно 94 кредита/,
    upscale: '✨ Улучшить',
    which: /Какую картинку улучшить/,
    secondPicture: 'Картинка 2',
    upscalePrice: /Улучшить картинку[^]*Цена: 1 кредит[^]*Останется: 93 кредита/,
    upscaled: /Большая картинка в файле выше[^]*Списано 1 кредит[^]*Доступно 93 кредита/,
    writeDown: '📝 Расшифровать',
    writtenDown: /Текст в файле выше[^]*Списано 0,5 кредита[^]*Доступно 92,5 кредита/,
    history:
      /История[^]*Расшифровка[^]*−0,5 кредита[^]*Улучшение[^]*−1 кредит[^]*Картинки[^]*−6 кредитов[^]*Аватар[^]*−200 кредитов[^]*Покупка[^]*\+300 кредитов/,
  },
  en: {
    menu: /What shall we do[^]*Create an avatar/,
    toMenu: '🏠 Menu',
    resume: '🔄 Continue: ',
    balance: '💎 Balance',
    topUp: '⭐ Top up',
    pack: '300 credits',
    credited: /300 credits added/,
    missing: /You need 200 credits more[^]*the draft will wait/,
    newAvatar: '✨ Create an avatar',
    portrait: '👤 Portrait',
    woman: 'Woman',
    askName: 'What shall we call the avatar',
    askPhotos: 'nobody else in the picture',
    agree: '✅ I am 18 or older',
    enoughPhotos: /10 of 20[^]*Enough to train/,
    photosDone: '✅ Done, next',
    quickly: '⚡ Fast',
    train: '🚀 Train',
    trained: (avatar) => new RegExp(`avatar ${avatar} is ready[^]*Charged 200 credits`),
    askIdea: 'Describe your idea',
    draw: '🎨 Draw!',
    drawn: /What next[^]*Charged 6 credits[^]*Available: 94 credits/,
    upscale: '✨ Upscale',
    which: /Which picture shall I upscale/,
    secondPicture: 'Picture 2',
    upscalePrice: /Upscale the picture[^]*Price: 1 credit[^]*Left after it: 93 credits/,
    upscaled: /The large picture is in the file above[^]*Charged 1 credit[^]*Available: 93 credits/,
    writeDown: '📝 Write it down',
    writtenDown: /The text is in the file above[^]*Charged 0\.5 credits[^]*Available: 92\.5 credits/,
    history:
      /History[^]*Transcript[^]*−0\.5 credits[^]*Upscale[^]*−1 credit[^]*Pictures[^]*−6 credits[^]*Avatar[^]*−200 credits[^]*Purchase[^]*\+300 credits/,
  },
} satisfies Record<'ru' | 'en', Words>;

export type SpokenLanguage = keyof typeof WORDS;
