/**
 * `npm run screens`: takes pictures of the screens of the bot and of the chat page, in both languages and both themes, with a contact sheet
 * of each, and keeps the files that the bot sent.
 *
 *   npm run screens                       all parts below but short-ways, selling, account and desk, and without the full storage
 *   npm run screens -- --out <folder>     by default a temporary one
 *   npm run screens -- --lang <ru|en>     by default both
 *   npm run screens -- --part assistant   speech, documents, old photos, a group, refusals, and what is said when the storage is full
 *   npm run screens -- --part photo-set   what the bot says about a set of photos
 *   npm run screens -- --part short-ways  what lies below pictures and in the menu
 *   npm run screens -- --part edits       pictures that are changed by a sentence
 *   npm run screens -- --part together    two people in one picture
 *   npm run screens -- --part selling     codes, invitations and gifts
 *   npm run screens -- --part account     money, support, news, a person's data and keys, what operators see; in German, too
 *   npm run screens -- --part gallery     the drawn pictures page by page, and then every button of every command
 *   npm run screens -- --part desk        the owner's desk, at 360 and 1280 points
 */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { GroupMember, Person } from '@aisha/fakes/telegram';
import { optionsOf } from '../options/options.mts';
import { demoEnvironment } from '../demo/environment.mts';
import { temporaryFolder } from '../demo/temporary-folder.mts';
import { connected } from '../start/connected.mts';
import { launch, type Running } from '../start/launch.mts';
import { playStory, storyOf } from '../story/story.mts';
import { Walker } from '../story/walker.mts';
import { STORY_WORDS, type StoryLanguage } from '../story/words.mts';
import { playAccount, type AccountLanguage } from './account.mts';
import { playAssistant } from './assistant.mts';
import { contactSheet } from './contact-sheet.mts';
import { fillDesk, photographDesk } from './desk.mts';
import { playDetours } from './detours.mts';
import { playEdits } from './edits.mts';
import { explore } from './explorer.mts';
import { openEach } from './frame.mts';
import { playFullStorage } from './full-storage.mts';
import { playGallery } from './gallery.mts';
import { playGroup } from './group.mts';
import { playKeptFiles } from './kept-files.mts';
import { openChat, startBrowser } from './phone-page.mts';
import { Photographer, THEMES } from './photographer.mts';
import { playPhotoSet } from './photo-set.mts';
import { playPictures } from './pictures.mts';
import { startRecordings } from './recordings.mts';
import { playRefusals } from './refusals.mts';
import { offersForLess, playSelling } from './selling.mts';
import { playShortWays } from './short-ways.mts';
import { playTogether } from './together.mts';
import { playTroubles } from './troubles.mts';

/** The narrowest phone that is common: what fits there fits everywhere. */
const PHONE = { size: { width: 360, height: 800 }, sheetWidth: 260 };
const DESK = { size: { width: 1280, height: 860 }, sheetWidth: 420 };

const root = path.join(import.meta.dirname, '..', '..');
const { values } = optionsOf(import.meta.filename, {
  options: { out: { type: 'string' }, lang: { type: 'string' }, part: { type: 'string' } },
});
const out = path.resolve(values.out ?? mkdtempSync(path.join(tmpdir(), 'aisha-screens-')));
const languages = (['ru', 'en'] as const).filter((language) => values.lang === undefined || values.lang === language);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const abandon = new AbortController();
process.once('SIGINT', () => abandon.abort(new Error('Stopped.')));

/** The bot's commands, as Telegram's menu shows them. */
const commandsOf = async ({ env }: Running): Promise<string[]> => {
  const answer = await fetch(
    `${env['TELEGRAM_API_ROOT']}bot${env['TELEGRAM_BOT_TOKEN']}/getMyCommands?scope={"type":"all_private_chats"}`,
  );
  const { result } = (await answer.json()) as { result: { command: string }[] };
  return result.map(({ command }) => command);
};

/** Every button there is, by docs/generated/buttons.md. */
const allButtons = (): string[] => {
  const page = readFileSync(path.join(root, 'docs', 'generated', 'buttons.md'), 'utf8');
  return [...new Set([...page.matchAll(/`([a-z]+(?:\.[a-z]+)*)`/g)].map(([, code]) => code!))];
};

const photograph = async (running: Running, browser: Browser, language: StoryLanguage): Promise<void> => {
  const telegram = running.env['TELEGRAM_API_ROOT']!.replace(/\/$/, '');
  const person = await Person.join(telegram, { firstName: STORY_WORDS[language].person, language });
  const sheets = async (name: string, { shots }: Photographer, width: number): Promise<void> => {
    for (const theme of THEMES) {
      const file = path.join(out, `${name}-${language}-${theme}.png`);
      const pictures = shots.map(({ title, pictures: both }) => ({ title, picture: both[theme] }));
      await contactSheet(pictures, width, file);
      say(`${file}: ${shots.length} screens`);
    }
  };
  const begin = async (name: string, { size }: { size: { width: number; height: number } }, who: Person = person) => {
    const folder = path.join(out, `${name}-${language}`);
    mkdirSync(folder, { recursive: true });
    const page = await openChat(browser, { url: running.pageUrl!, person: who, language, size });
    return { page, photographer: new Photographer(page, folder) };
  };
  const falUrl = running.env['FAL_QUEUE_URL']!.replace(/\/queue$/, '');
  const openAiUrl = running.env['OPENAI_BASE_URL']!.replace(/\/v1$/, '');

  const bot = await begin('bot', PHONE);
  const walker = new Walker(person, bot.photographer, abandon.signal);
  const assistant = async (): Promise<void> => {
    await playAssistant(walker, language, recordingsUrl);
    await playKeptFiles(walker);
    await playRefusals(walker, { falUrl, openAiUrl });
    const member = await GroupMember.creates(person, STORY_WORDS[language].group);
    const group = await begin('group', PHONE, member);
    await playGroup(walker, new Walker(member, group.photographer, abandon.signal));
    await group.photographer.takeNew();
    await sheets('group', group.photographer, PHONE.sheetWidth);
    await group.page.close();
  };
  const end = async (): Promise<void> => {
    await bot.photographer.takeNew();
    await sheets('bot', bot.photographer, PHONE.sheetWidth);
    await bot.page.close();
    const sent = (await person.chat()).filter(({ by, document }) => by === 'bot' && document);
    for (const message of sent) {
      const [file] = await person.downloads(message);
      writeFileSync(path.join(out, `bot-${language}`, `${message.message_id}-${message.document!.name}`), file!);
    }
  };
  if (values.part === 'assistant') {
    await storyOf(walker, language).hello();
    await assistant();
    await playFullStorage(walker, recordingsUrl);
    return end();
  }
  const together = async (): Promise<void> => {
    const asker = await Person.join(telegram, { firstName: STORY_WORDS[language].person, language });
    const friend = await Person.join(telegram, { firstName: STORY_WORDS[language].otherAvatar, language });
    const [hers, his] = [await begin('asker', PHONE, asker), await begin('friend', PHONE, friend)];
    const walkers = [hers, his].map(
      ({ photographer }, at) => new Walker([asker, friend][at]!, photographer, abandon.signal),
    );
    await playTogether(walkers[0]!, walkers[1]!, language);
    for (const [name, { page, photographer }] of Object.entries({ asker: hers, friend: his })) {
      await photographer.takeNew();
      await sheets(name, photographer, PHONE.sheetWidth);
      await page.close();
    }
  };
  if (values.part === 'together') return together();
  if (values.part === 'selling') {
    const database = await connected(running.env['MIGRATE_DATABASE_URL']!, 'screens');
    await offersForLess(database).finally(() => database.end());
    const other = await Person.join(telegram, { firstName: STORY_WORDS[language].otherAvatar, language });
    const friend = await begin('invited', PHONE, other);
    await playSelling(walker, new Walker(other, friend.photographer, abandon.signal), language);
    await friend.photographer.takeNew();
    await sheets('invited', friend.photographer, PHONE.sheetWidth);
    await friend.page.close();
    return end();
  }
  if (values.part === 'photo-set') {
    const story = storyOf(walker, language);
    for (const chapter of ['hello', 'credits', 'photos', 'training'] as const) await story[chapter]();
    await playPhotoSet(walker, language);
    return end();
  }
  if (values.part === 'short-ways') {
    const story = storyOf(walker, language);
    for (const chapter of ['hello', 'credits'] as const) await story[chapter]();
    await playShortWays(walker, language);
    return end();
  }
  if (values.part === 'edits') {
    const story = storyOf(walker, language);
    for (const chapter of ['hello', 'credits'] as const) await story[chapter]();
    await playEdits(walker, language);
    return end();
  }
  /** Shows the gallery, presses every button of every command, and prints which buttons were on no screen. */
  const lookAround = async (): Promise<void> => {
    await playGallery(walker, language); // now there are two avatars, between which the gallery offers a choice
    await explore(walker, await commandsOf(running));
    await end();
    const missed = allButtons().filter((code) => !bot.photographer.codes.has(code));
    if (missed.length > 0) say(`Not on any screen while it looked around (${language}): ${missed.join(', ')}`);
  };
  if (values.part === 'gallery') {
    await playStory(walker, language);
    await playPictures(walker, language);
    await playPhotoSet(walker, language);
    return lookAround();
  }
  await playStory(walker, language);
  const desk = await begin('page', DESK);
  await openEach(desk.page, (title) => desk.photographer.take(title));
  await sheets('page', desk.photographer, DESK.sheetWidth);
  await desk.page.close();
  await playPictures(walker, language);
  await playEdits(walker, language);
  await playTroubles(walker, { falUrl, openAiUrl }, language);
  await playDetours(walker, openAiUrl);
  await assistant();
  await playPhotoSet(walker, language);
  await together();
  await lookAround();
};

/** The people whose account is shown are operators, too. */
const OPERATORS: Readonly<Record<AccountLanguage, number>> = { ru: 700_001, en: 700_002, de: 700_003 };

const photographAccount = async (running: Running, browser: Browser, language: AccountLanguage): Promise<void> => {
  const telegram = running.env['TELEGRAM_API_ROOT']!.replace(/\/$/, '');
  const firstName = { ru: 'Аня', en: 'Anna', de: 'Anke' }[language];
  const person = await Person.join(telegram, { firstName, language, id: OPERATORS[language] });
  const folder = path.join(out, `account-${language}`);
  mkdirSync(folder, { recursive: true });
  const page = await openChat(browser, { url: running.pageUrl!, person, language, size: PHONE.size });
  const photographer = new Photographer(page, folder);
  const walker = new Walker(person, photographer, abandon.signal);
  await playAccount(walker, language, running.env['MIGRATE_DATABASE_URL']!).finally(async () => {
    await photographer.takeNew();
    for (const theme of THEMES) {
      const pictures = photographer.shots.map(({ title, pictures: both }) => ({ title, picture: both[theme] }));
      await contactSheet(pictures, PHONE.sheetWidth, path.join(out, `account-${language}-${theme}.png`));
    }
    await page.close();
  });
};

const temporary = temporaryFolder('aisha-screens-product');
const recordings = await startRecordings();
const recordingsUrl = `http://${recordings.host}`;
const env = {
  ...demoEnvironment(process.env, temporary.path, { isGifted: values.part === 'desk' }), // played people spend the gift of `npm start`
  LINK_PRIVATE_HOSTS: recordings.host,
  RECOGNIZERS: 'fal', // only FAL, which says who speaks; otherwise the meeting, which is short, would go to OpenAI first
  ...(values.part === 'assistant' && { STORAGE_QUOTA_MB: '3' }),
  ...(values.part === 'account' && {
    ADMIN_TELEGRAM_IDS: Object.values(OPERATORS)
      .map((id) => `${id}:owner`)
      .join(','),
  }),
};
const running = await launch({ root, env, signal: abandon.signal });
const browser = await startBrowser();
try {
  if (values.part === 'account') {
    for (const language of ['ru', 'en', 'de'] as const)
      if (values.lang === undefined || values.lang === language) await photographAccount(running, browser, language);
  } else if (values.part === 'desk') {
    await fillDesk(running, abandon.signal, say);
    for (const language of languages)
      await photographDesk(running, browser, { language, widths: [PHONE, DESK], out, say });
  } else for (const language of languages) await photograph(running, browser, language);
} finally {
  await browser.close();
  await running.stop();
  recordings.server.close();
  temporary.remove();
}
process.exit(0); // open servers would keep the process alive
