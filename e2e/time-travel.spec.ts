import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { eventually } from '@aisha/testing';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { consentTexts, transcribeTexts } from '@aisha/words';
import { saying } from '@aisha/testing/words';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { walksIn } from './src/walks';

const DAY_HOURS = 24;
const MONTH_HOURS = 31 * DAY_HOURS;
const SECONDS = 50;

const { starts } = walksIn('ru');
let aisha: Product;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '250', FREE_SECONDS_OF_SPEECH_A_DAY: '60' });
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

/** Asks the sandbox for time to pass, as the page does. */
const passes = async (hours: number): Promise<number> => {
  const answer = await fetch(`${aisha.report.pageUrl}/sandbox/time`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ hours }),
  });
  return answer.status;
};

/** Sends a voice message; resolves to the message that tells its price. */
const speaks = async (person: Person): Promise<SeenMessage> => {
  const voice = await person.sendsVoice(await recordedTone(SECONDS), SECONDS);
  return person.sees(/Запись 0:50/, { ...PATIENT, after: voice });
};
const FREE = 'Цена: бесплатно';

it('the free minute is there again after a day of the sandbox, and a recording is erased after a month', async () => {
  const anna = await aisha.join('Анна');
  await starts(anna);
  const voice = await anna.sendsVoice(await recordedTone(SECONDS), SECONDS);
  await anna.presses(consentTexts.ru.agree, PATIENT);
  expect((await anna.sees(/Запись 0:50/, { ...PATIENT, after: voice })).text).toContain(FREE);
  await anna.presses(transcribeTexts.ru.start, PATIENT);
  await anna.sees(saying(transcribeTexts.ru.orderDelivered), PATIENT);
  expect((await speaks(anna)).text).not.toContain(FREE);

  expect(await passes(DAY_HOURS)).toBe(200);
  await anna.sends('/menu'); // without this, the recording would wait behind the one that was offered the day before
  expect((await speaks(anna)).text).toContain(FREE);

  const files = () => aisha.sql(`SELECT FROM transcriber.recording WHERE audio_file_path IS NOT NULL`);
  expect(await files()).toHaveLength(1);
  expect(await passes(MONTH_HOURS)).toBe(200);
  await eventually(async () => expect(await files()).toEqual([]), PATIENT);
  const [{ age } = { age: 0 }] = await aisha.sql<{ age: number }>(
    `SELECT extract(day FROM now() - created_at)::int AS age FROM bot.person`,
  );
  expect(age).toBe(1 + MONTH_HOURS / DAY_HOURS);
  const [first] = await anna.chat();
  expect(Date.now() / 1000 - (first?.date ?? 0)).toBeGreaterThan(MONTH_HOURS * 3600);
}, 400_000);

it('the sandbox does not let a negative time pass', async () => {
  expect(await passes(-1)).toBe(400);
});
