/** The languages of stories, and of the pages and pictures that show the product. */
export type StoryLanguage = 'ru' | 'en';

interface StoryWords {
  readonly person: string;
  readonly avatar: string;
  /** The name of Anna's next avatar. */
  readonly otherAvatar: string;
  readonly group: string;
  readonly idea: string;
  /** A word of the idea, to find its picture in the gallery. */
  readonly search: string;
  readonly chapters: Record<
    | 'hello'
    | 'credits'
    | 'photos'
    | 'training'
    | 'pictures'
    | 'photoPrompt'
    | 'video'
    | 'session'
    | 'voice'
    | 'minutes'
    | 'speech'
    | 'cost',
    string
  >;
  /** A text that is read aloud. */
  readonly toRead: string;
  readonly smallPhoto: string;
  readonly album: string;
  readonly still: string;
  readonly voice: (seconds: number) => string;
  readonly pays: (stars: number) => string;
}

export const STORY_WORDS: Record<StoryLanguage, StoryWords> = {
  ru: {
    person: 'Аня',
    avatar: 'Анна',
    otherAvatar: 'Вера',
    group: 'Команда',
    idea: 'прогулка по берегу моря на закате',
    search: 'море',
    chapters: {
      hello: 'Знакомство',
      credits: 'Ещё кредиты — за звёзды Telegram',
      photos: 'Десять селфи',
      training: 'Своя нейромодель',
      pictures: 'Одна строчка — две картинки',
      photoPrompt: '«Хочу как на этом кадре»',
      video: 'Картинка оживает',
      session: 'Фотосессия: восемь образов за раз',
      voice: 'Голосовое становится текстом',
      minutes: 'Из текста — протокол',
      speech: 'Текст вслух',
      cost: 'Сколько это стоило',
    },
    toRead: 'Доброе утро! Встречаемся в пятницу в десять. Возьмите с собой макет и договор.',
    smallPhoto: 'отправляет слишком маленькое фото',
    album: 'отправляет альбом из десяти селфи',
    still: 'отправляет кадр из фильма',
    voice: (seconds) => `отправляет голосовое на ${seconds} секунд`,
    pays: (stars) => `платит звёздами: ${stars}`,
  },
  en: {
    person: 'Anna',
    avatar: 'Anna',
    otherAvatar: 'Vera',
    group: 'The team',
    idea: 'a walk along the sea at sunset',
    search: 'sea',
    chapters: {
      hello: 'Hello',
      credits: 'More credits, for Telegram Stars',
      photos: 'Ten selfies',
      training: 'A model of her own',
      pictures: 'Two pictures from one line',
      photoPrompt: '“I’d like it as in this film”',
      video: 'The picture comes to life',
      session: 'A photo session: eight looks at once',
      voice: 'A voice message becomes text',
      minutes: 'Minutes of it',
      speech: 'A text, read aloud',
      cost: 'What it cost',
    },
    toRead: 'Good morning! We meet on Friday at ten. Please bring the mock-up and the contract.',
    smallPhoto: 'sends a photo that is far too small',
    album: 'sends an album of ten selfies',
    still: 'sends a film still',
    voice: (seconds) => `sends a voice message of ${seconds} seconds`,
    pays: (stars) => `pays ${stars} Stars`,
  },
};
