import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '@aisha/testing';
import { PATIENT } from './src/patience';
import { People } from './src/people';
import { Product } from './src/product';
import { troubleAroundFal } from './src/trouble-around-fal';
import { walksIn } from './src/walks';

const { starts } = walksIn('ru');

const NAMES = ['Нора', 'Ольга', 'Полина', 'Рита', 'Света', 'Тая'];

let aisha: Product;
let people: People;
beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '1000' });
  const persons = NAMES.map(async (name) => {
    const person = await aisha.join(name);
    await starts(person);
    return person;
  });
  people = new People(await Promise.all(persons));
  // Waits until the welcome credits are there.
  await eventually(async () => {
    const accounts = await aisha.sql('SELECT 1 FROM billing.account WHERE available > 0');
    expect(accounts).toHaveLength(NAMES.length);
  }, PATIENT);
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

troubleAroundFal({
  atOnce: NAMES.length,
  get aisha() {
    return aisha;
  },
  get people() {
    return people;
  },
});

it('the story leaves a ledger that adds up, and no credit held', async () => {
  expect(await aisha.violations()).toEqual([]);
  const [held] = await aisha.sql<{ sum: string }>('SELECT sum(held) FROM billing.account');
  expect(held?.sum).toBe('0');
});
