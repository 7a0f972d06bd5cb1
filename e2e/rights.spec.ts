import { afterAll, beforeAll, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { menuTexts, myDataTexts, orderTexts, supportTexts, transcribeTexts } from '@aisha/words';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { residueOf, storedContent, type Traces } from './src/residue';
import { picturesOf, tenSelfies, walksIn } from './src/walks';
import { WORDS } from './src/words';

/** What the person is called and says: nothing else in the product has these words. */
const NAME = 'Евлампия';
const USERNAME = 'evlampia_rights';
const TELEGRAM_ID = 7_700_310_877;
const AVATAR = 'Лампочка';
const IDEA = 'кабриолет у старой мельницы';

/** Where a person's number may stay: amounts under a number that leads to nobody, and that everything was deleted (decision 212). */
const MAY_STAY = [
  'billing.account',
  'billing.credit_hold',
  'billing.entry',
  'billing.purchase',
  'billing.transaction',
  'bot.erasure',
  'bot.star_transaction',
].map((table) => `our number in ${table}`);
/** Logs have numbers and no names; this one leads to nobody any more, and goes with its log. */
const isOfLogs = (found: string): boolean => /^our number in logs\//.test(found);

const STORY_MS = 900_000;
const { makesAvatar, describes, confirmsPictures, buysCredits } = walksIn('ru');

let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '0' });
}, STORY_MS);
afterAll(async () => aisha?.stop(), 60_000);

const opensPrivacy = async (person: Person): Promise<SeenMessage> => {
  const after = await person.sends('/privacy');
  await person.sees('Что хранится', { ...PATIENT, after });
  return after;
};

/** Lives through all that leaves something: an avatar, pictures, a recording, credits; resolves to what could tell the person. */
const usesEverything = async (person: Person): Promise<Traces> => {
  await person.sends('/start');
  await person.sees(WORDS.ru.menu, PATIENT);
  await person.sends('/balance');
  await buysCredits(person);
  await makesAvatar(person, AVATAR);
  const idea = await describes(person, IDEA, 2);
  await confirmsPictures(person, idea);
  await picturesOf(person, IDEA);
  await person.sees(saying(orderTexts.ru.receipt, { isWhole: false, charged: 600n }), { ...PATIENT, after: idea });
  const voice = await recordedTone(8);
  const said = await person.sendsVoice(voice, 8);
  await person.presses(transcribeTexts.ru.start, { ...PATIENT, after: said });
  const text = await person.seesA('document', { ...PATIENT, after: said });
  const [transcript] = await person.downloads(text);
  await person.sends('/report');
  const userId = await aisha.userIdOf(person);
  return {
    words: {
      'our number': userId,
      'the Telegram number': String(person.id),
      'the @name': USERNAME,
      'the first name': NAME,
      "the avatar's name": AVATAR,
      'the idea': IDEA,
      'the transcript': transcript!.toString().slice(0, 40),
    },
    bytes: Object.fromEntries([
      ...aisha.filesOf(userId).map((file) => [/\/s3\/[^/]+\/(.+)~$/.exec(file)![1]!, storedContent(file)]),
      ...(await tenSelfies()).map((photo, at) => [`photo ${at} as it was sent`, photo]),
      ['the recording as it was sent', voice],
    ]) as Record<string, Buffer>,
  };
};

let traces: Traces;
let evlampia: Person;

it(
  'a person who has used everything gets all of it as archives, with a page to read, and nothing of another person',
  async () => {
    const other = await aisha.join('Чужаков', { username: 'stranger_of_rights' });
    await other.sends('/start');
    evlampia = await aisha.join(NAME, { id: TELEGRAM_ID, username: USERNAME });
    traces = await usesEverything(evlampia);

    const after = await opensPrivacy(evlampia);
    await evlampia.presses(supportTexts.ru.exportData, { ...PATIENT, after });
    await evlampia.presses(myDataTexts.ru.exportNow, { ...PATIENT, after });
    await evlampia.sees(/Готово: выгрузка здесь/, { ...PATIENT, after });
    const archives = await eventually(async () => {
      const files = (await evlampia.chat(after)).filter(({ text }) => text?.includes('Ваши данные, архив'));
      return files.length >= 2 && files;
    }, PATIENT);

    const parts = await Promise.all(
      archives.map(async (file) => JSZip.loadAsync((await evlampia.downloads(file))[0]!)),
    );
    const names = parts.flatMap(({ files }) => Object.keys(files));
    expect(names).toEqual(
      expect.arrayContaining([
        'index.html',
        'data/bot.json',
        'data/trainer.json',
        'data/generator.json',
        'data/billing.json',
      ]),
    );
    const page = await parts
      .find(({ files }) => files['index.html'])!
      .file('index.html')!
      .async('string');
    expect(page).toContain(IDEA);
    expect(page).toContain(AVATAR);
    const texts = await Promise.all(
      parts.flatMap((zip) => zip.file(/\.json$|\.html$/).map((file) => file.async('string'))),
    );
    for (const json of parts.flatMap((zip) => zip.file(/\.json$/))) JSON.parse(await json.async('string'));
    for (const text of texts) {
      expect(text).not.toMatch(/https?:\/\/[^\s"]*(fal|X-Amz|storage)/);
      expect(text).not.toContain('stranger_of_rights');
    }
    const sent = await Promise.all(
      parts.flatMap((zip) => zip.file(/^files\//).map((file) => file.async('nodebuffer'))),
    );
    const owned = Object.entries(traces.bytes).filter(([what]) =>
      /^(pictures|avatars|recordings|transcripts)\//.test(what),
    );
    expect(owned.length).toBeGreaterThan(12);
    expect(owned.filter(([, bytes]) => !sent.some((content) => content.equals(bytes))).map(([what]) => what)).toEqual(
      [],
    );
    expect(names.filter((name) => name.startsWith('files/avatars/')).length).toBeGreaterThanOrEqual(10);
  },
  STORY_MS,
);

it(
  'a person who has everything deleted is nowhere any more, but as a number in the ledger',
  async () => {
    const before = await residueOf(aisha, traces);
    // The look finds each trace while it is there; a residue that were planted would be found the same way.
    const stored = Object.keys(traces.bytes).filter((what) => what.startsWith('pictures/'));
    const kept = [...Object.keys(traces.words), ...stored, ...stored.map((what) => `sha256 of ${what}`)];
    expect(kept.filter((what) => !before.some((found) => found.startsWith(what)))).toEqual([]);

    const after = await opensPrivacy(evlampia);
    await evlampia.presses(supportTexts.ru.eraseData, { ...PATIENT, after });
    await evlampia.sees(/сгорят/, { ...PATIENT, after });
    await evlampia.presses(saying(myDataTexts.ru.eraseGoOn, { hasCredits: true }), { ...PATIENT, after });
    await evlampia.sees(/Напишите слово/, { ...PATIENT, after });
    const typed = await evlampia.sends('удалить');
    await evlampia.sees(/Всё о вас удалено[^]*Записей в таблицах: \d+, файлов: \d+/, { ...PATIENT, after: typed });

    await eventually(async () => {
      const [erasure] = await aisha.sql<{ stage: string }>('SELECT stage FROM bot.erasure');
      expect(erasure).toEqual({ stage: 'over' });
    }, PATIENT);
    // Redis keeps a log of commands; what a job's id is lies in it until it is rewritten.
    await eventually(async () => {
      const residue = (await residueOf(aisha, traces)).filter(
        (found) => !MAY_STAY.includes(found) && !isOfLogs(found),
      );
      expect(residue).toEqual([]);
    }, PATIENT);
    expect(await aisha.violations()).toEqual([]);
  },
  STORY_MS,
);

it(
  'a person who writes again after the deletion begins anew, without another welcome gift',
  async () => {
    const after = await evlampia.sends('/start');
    await evlampia.sees(saying(menuTexts.ru.menu), { ...PATIENT, after });

    expect(await aisha.userIdOf(evlampia)).not.toBe(traces.words['our number']);
  },
  STORY_MS,
);

it(
  'an erasure ends although every app is killed on the way and one is away for a while',
  async () => {
    const foma = await aisha.join('Фома', { username: 'foma_rights' });
    await foma.sends('/start');
    await foma.sees(WORDS.ru.menu, PATIENT);
    await foma.sends('/balance');
    await buysCredits(foma);
    const userId = await aisha.userIdOf(foma);
    const after = await opensPrivacy(foma);
    await foma.presses(supportTexts.ru.eraseData, { ...PATIENT, after });
    await foma.presses(saying(myDataTexts.ru.eraseGoOn, { hasCredits: true }), { ...PATIENT, after });
    await foma.sees(/Напишите слово/, { ...PATIENT, after });

    const comesBack = aisha.freezes('photo-enhancer');
    await foma.sends('удалить');
    await foma.sees(/Удаляю всё о вас/, { ...PATIENT, after });
    for (const app of ['billing', 'avatar-trainer', 'bot-gateway', 'image-generator', 'transcriber', 'public-api'])
      await aisha.kills(app);
    const [waiting] = await aisha.sql<{ stage: string }>(`SELECT stage FROM bot.erasure WHERE user_id = $1`, [userId]);
    expect(waiting?.stage).toBe('apps'); // one app has not answered yet
    const busy = await foma.sends('привет');
    await foma.sees(/Удаляю всё о вас: новых/, { ...PATIENT, after: busy });
    comesBack();
    await aisha.kills('photo-enhancer');
    await aisha.kills('bot-gateway');

    await foma.sees(/Всё о вас удалено/, { ...PATIENT, after });
    await eventually(async () => {
      const residue = await residueOf(aisha, { words: { 'our number': userId, 'the Telegram number': String(foma.id) }, bytes: {} });
      expect(residue.filter((found) => !MAY_STAY.includes(found) && !isOfLogs(found))).toEqual([]);
    }, PATIENT);
    expect(await aisha.violations()).toEqual([]);
  },
  STORY_MS,
);
