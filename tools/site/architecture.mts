import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { StoryLanguage } from '../story/words.mts';

/** What each app does, for a reader who does not program; an app without a line here is an error. */
const APPS: Readonly<Record<string, Readonly<Record<StoryLanguage, string>>>> = {
  'bot-gateway': {
    en: 'every conversation with a person; the only app that knows Telegram',
    ru: 'все разговоры с человеком; один знает Telegram',
  },
  billing: {
    en: 'credits: accounts, holds, the ledger, prices, purchases',
    ru: 'кредиты: счета, удержания, книга, цены, покупки',
  },
  'avatar-trainer': {
    en: 'photos → a set → training → a usable avatar',
    ru: 'фото → набор → обучение → готовый аватар',
  },
  'image-generator': {
    en: 'an idea → pictures; a picture → a larger one, a changed one, a video',
    ru: 'идея → картинки; картинка → крупнее, с правкой, видео',
  },
  transcriber: {
    en: 'speech → text; text → documents, answers, speech',
    ru: 'речь → текст; текст → документы, ответы, речь',
  },
  'photo-enhancer': { en: 'an old photo of a face → a sharp one', ru: 'старое фото лица → чёткое' },
  'webhook-receiver': {
    en: 'the provider’s callbacks: verify, hand on, acknowledge',
    ru: 'ответы провайдера: проверить, передать, подтвердить',
  },
  'public-api': { en: 'the REST API for programs of people', ru: 'REST API для программ' },
  console: { en: 'the owner’s desk in a browser', ru: 'стол владельца в браузере' },
  sandbox: {
    en: 'plays Telegram, the models and the storage; never ships',
    ru: 'играет Telegram, модели и хранилище; в поставку не входит',
  },
};

/** The apps with what each does, and the drawing of ARCHITECTURE.md. */
export const architecture = (root: string, language: StoryLanguage) => {
  const found = globSync('apps/*/package.json', { cwd: root }).map((file) => path.basename(path.dirname(file)));
  const [unknown] = [
    ...found.filter((app) => !(app in APPS)),
    ...Object.keys(APPS).filter((app) => !found.includes(app)),
  ];
  if (unknown)
    throw new Error(
      `The site’s page of the architecture does not know the app ${unknown} (tools/site/architecture.mts).`,
    );
  const [, drawing = ''] = /```\n([^`]*)```/.exec(readFileSync(path.join(root, 'ARCHITECTURE.md'), 'utf8')) ?? [];
  if (!drawing) throw new Error('ARCHITECTURE.md has no drawing.');
  return { apps: Object.entries(APPS).map(([name, does]) => ({ name, does: does[language] })), drawing };
};
