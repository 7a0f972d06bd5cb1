import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import JSZip from 'jszip';
import { scratchDirectory } from '@aisha/embedded';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { afterThisTest, eventually } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { menuTexts, myDataTexts, returnsTexts, supportTexts, ticketsTexts } from '@aisha/words';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { residueOf, type Traces } from './src/residue';
import { walksIn } from './src/walks';
import { wholeLifeOf } from './src/whole-life';
import { WORDS } from './src/words';

/** What the person is called and says: nothing else in the product has these words. */
const NAME = 'Евлампия';
const USERNAME = 'evlampia_rights';
const TELEGRAM_ID = 7_700_310_877;
const AVATAR = 'Лампочка';
const IDEA = 'кабриолет у старой мельницы';

/**
 * Where the person's number may stay: beside amounts of the ledger, and in the proof that everything was deleted (decision 212). It leads
 * to nobody.
 */
const MAY_STAY = [
  // An erasure names the avatars until its last round.
  "the avatar's number in bot.erasure",
  ...[
    'billing.account',
    'billing.credit_hold',
    'billing.entry',
    'billing.gain',
    'billing.gift',
    'billing.promo_use',
    'billing.purchase',
    'billing.purchase_return',
    'billing.subscription',
    'billing.transaction',
    'bot.erasure',
    'bot.star_transaction',
  ].map((table) => `our number in ${table}`),
];
/** Logs have numbers and no names. The person's number leads to nobody any more, and is removed with the old logs. */
const isOfLogs = (found: string): boolean => /^our number in logs\//.test(found);

const STORY_MS = 900_000;
const { buysCredits } = walksIn('ru');

/** The folder for the temporary files of every program of the product. */
const temporary = scratchDirectory('aisha-rights-');
let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '0', PICTURE_REVIEW_MS: '0', TMPDIR: temporary }, { looksAnew: true });
}, STORY_MS);
afterAll(async () => {
  await aisha?.stop();
  rmSync(temporary, { recursive: true, force: true });
}, 60_000);

const livesThroughEverything = wholeLifeOf(() => aisha);
/** The places that still hold something of the person, except what may stay. */
const residue = async (of: Traces, product = aisha): Promise<string[]> =>
  (await residueOf(product, of, [temporary])).filter((found) => !MAY_STAY.includes(found) && !isOfLogs(found));

/** The jobs of a person's orders whose inputs FAL still has. */
const keptAtFal = async (userId: string): Promise<object[]> => {
  const orders = await aisha.sql<{ id: string }>(
    'SELECT order_id::text AS id FROM billing.credit_hold WHERE user_id = $1',
    [userId],
  );
  const jobs = (await Promise.all(orders.map(({ id }) => aisha.jobsFor(id)))).flat();
  return jobs.filter(({ input }) => Object.keys(input).length > 0);
};

const opensPrivacy = async (person: Person): Promise<SeenMessage> => {
  const after = await person.sends('/privacy');
  await person.sees('Что хранится', { ...PATIENT, after });
  return after;
};

let traces: Traces;
let evlampia: Person;

it(
  'a person who has used everything gets all their data as archives, with a page to read, and nothing of another person',
  async () => {
    const other = await aisha.join('Чужаков', { username: 'stranger_of_rights' });
    await other.sends('/start');
    evlampia = await aisha.join(NAME, { id: TELEGRAM_ID, username: USERNAME });
    traces = await livesThroughEverything(evlampia, { name: NAME, username: USERNAME, avatar: AVATAR, idea: IDEA });

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
      /^(pictures|avatars|loras|animations|edits|together|restorations|recordings|transcripts|documents|speech)\//.test(
        what,
      ),
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
  'after a person has deleted everything, nothing of them is left except a number in the ledger',
  async () => {
    const before = await residueOf(aisha, traces, [temporary]);
    expect((await keptAtFal(traces.words['our number']!)).length).toBeGreaterThan(5);
    // The search finds each trace while the trace is there, so it would also find a trace that stayed behind.
    const stored = Object.keys(traces.bytes).filter((what) => what.startsWith('pictures/'));
    // We store only the hash of a key.
    const kept = [
      ...Object.keys(traces.words).filter((what) => what !== 'the key'),
      ...stored,
      ...stored.map((what) => `sha256 of ${what}`),
    ];
    expect(kept.filter((what) => !before.some((found) => found.startsWith(what)))).toEqual([]);

    const after = await opensPrivacy(evlampia);
    await evlampia.presses(supportTexts.ru.eraseData, { ...PATIENT, after });
    const [{ available } = { available: '' }] = await aisha.sql<{ available: string }>(
      'SELECT available FROM billing.account WHERE user_id = $1',
      [traces.words['our number']],
    );
    await evlampia.sees(saying(myDataTexts.ru.askErase, { hasCredits: true, credits: BigInt(available) }), {
      ...PATIENT,
      after,
    });
    await evlampia.presses(saying(myDataTexts.ru.eraseGoOn, { hasCredits: true }), { ...PATIENT, after });
    await evlampia.sees(/Напишите слово/, { ...PATIENT, after });
    const typed = await evlampia.sends('удалить');
    await evlampia.sees(/Всё о вас удалено[^]*Записей в таблицах: \d+, файлов: \d+/, { ...PATIENT, after: typed });

    await eventually(async () => {
      const [erasure] = await aisha.sql<{ stage: string }>('SELECT stage FROM bot.erasure');
      expect(erasure).toEqual({ stage: 'over' });
    }, PATIENT);
    // Redis keeps a log of commands, which holds the ids of jobs until it is rewritten.
    await eventually(async () => {
      expect(await residue(traces)).toEqual([]);
    }, PATIENT);
    expect(await aisha.violations()).toEqual([]);
    // The credits that the screen named are given up, and no others.
    const givenUp = `SELECT amount::text AS amount FROM billing.transaction WHERE user_id = $1 AND type = 'forfeit'`;
    expect(await aisha.sql(givenUp, [traces.words['our number']])).toEqual([{ amount: available }]);
    await eventually(async () => expect(await keptAtFal(traces.words['our number']!)).toEqual([]), PATIENT);
  },
  STORY_MS,
);

it(
  'a person who writes again after the deletion begins anew, with another number',
  async () => {
    const after = await evlampia.sends('/start');
    await evlampia.sees(saying(menuTexts.ru.menu), { ...PATIENT, after });

    expect(await aisha.userIdOf(evlampia)).not.toBe(traces.words['our number']);
  },
  STORY_MS,
);

it(
  'with the queue in Postgres, an erasure after a return of Stars ends although every app is killed on the way and one app is away for a while',
  async () => {
    const product = await Product.start(
      { WELCOME_CREDITS: '0', TMPDIR: temporary },
      { isWithoutRedis: true, looksAnew: true },
    );
    afterThisTest(() => product.stop());
    const foma = await product.join('Фома', { id: TELEGRAM_ID + 1, username: 'foma_rights' });
    const stars = await foma.stars();
    await foma.sends('/start');
    await foma.sees(WORDS.ru.menu, PATIENT);
    await foma.sends('/balance');
    await buysCredits(foma);
    const userId = await product.userIdOf(foma);
    const complaint = 'Потерялся фиолетовый ключ.';
    await foma.sends('/support');
    await foma.sees(saying(ticketsTexts.ru.write), PATIENT);
    await foma.sends(complaint);
    await foma.sees(saying(ticketsTexts.ru.taken), PATIENT);

    // The Stars of a purchase that is not spent go back first, by the button of the same screen.
    const asked = { ...PATIENT, after: await opensPrivacy(foma) };
    await foma.presses(supportTexts.ru.eraseData, asked);
    await foma.presses(myDataTexts.ru.starsBack, asked);
    await foma.presses(saying(returnsTexts.ru.pick), asked);
    await foma.presses(saying(returnsTexts.ru.surely), asked);
    await eventually(async () => expect(await foma.stars()).toBe(stars), PATIENT);
    const nothing = 'SELECT FROM billing.account WHERE user_id = $1 AND available = 0 AND held = 0';
    await eventually(async () => (await product.sql(nothing, [userId])).length > 0, PATIENT);

    const after = await opensPrivacy(foma);
    await foma.presses(supportTexts.ru.eraseData, { ...PATIENT, after });
    await foma.presses(saying(myDataTexts.ru.eraseGoOn, { hasCredits: false }), { ...PATIENT, after });
    await foma.sees(/Напишите слово/, { ...PATIENT, after });

    const words = { 'our number': userId, 'the Telegram number': String(foma.id), 'the words to support': complaint };
    const before = (await residueOf(product, { words, bytes: {} })).map((found) => found.split(' in ')[0]);
    expect([...new Set(before)].sort()).toEqual(Object.keys(words).sort());
    const comesBack = product.freezes('photo-enhancer');
    await foma.sends('удалить');
    await foma.sees(/Удаляю всё о вас/, { ...PATIENT, after });
    for (const app of ['billing', 'avatar-trainer', 'bot-gateway', 'image-generator', 'transcriber', 'public-api'])
      await product.kills(app);
    // One app has not answered yet.
    const stage = `SELECT stage FROM bot.erasure WHERE user_id = $1`;
    await eventually(async () => expect(await product.sql(stage, [userId])).toEqual([{ stage: 'apps' }]), PATIENT);
    const busy = await foma.sends('привет');
    await foma.sees(/Удаляю всё о вас: новых/, { ...PATIENT, after: busy });
    comesBack();
    await product.kills('photo-enhancer');
    await product.kills('bot-gateway');

    await foma.sees(/Всё о вас удалено/, { ...PATIENT, after });
    await eventually(async () => {
      expect(await residue({ words, bytes: {} }, product)).toEqual([]);
    }, PATIENT);
    expect(await product.violations()).toEqual([]);
  },
  STORY_MS,
);
