import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { endsInOrder } from './src/ends-in-order';
import { People } from './src/people';
import { Product } from './src/product';
import type { Stage } from './src/stage';
import { troubleWithPictures } from './src/trouble-with-pictures';
import { troubleWithTraining } from './src/trouble-with-training';
import { walksIn } from './src/walks';

const { makesAvatar } = walksIn('ru');

const NEWCOMERS = ['Анна', 'Белла', 'Вера', 'Галина', 'Дина', 'Ева'];
const OWNERS = ['Жанна', 'Зоя', 'Ирина', 'Клара', 'Лада', 'Мила'];

let aisha: Product;
let newcomers: People;
let owners: People;

/** What the stories of trainings, or those of pictures, need. The stories are declared before the product and its people exist. */
const stageOf = (atOnce: number, people: () => People): Stage => ({
  atOnce,
  get aisha() {
    return aisha;
  },
  get people() {
    return people();
  },
});

beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '10000' });
  newcomers = new People(await Promise.all(NEWCOMERS.map((name) => aisha.join(name))));
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

troubleWithTraining(stageOf(NEWCOMERS.length, () => newcomers));

// Both kinds of stories use one product. This hook comes after the one that starts the stories of trainings, so that their trainings are
// under way while the owners for the stories of pictures get their avatars.
beforeAll(async () => {
  const persons = OWNERS.map(async (name) => {
    const person = await aisha.join(name);
    await makesAvatar(person, name);
    return person;
  });
  owners = new People(await Promise.all(persons));
}, 600_000);

troubleWithPictures(stageOf(OWNERS.length, () => owners));

endsInOrder(() => aisha);

it('the story leaves no credit held', async () => {
  const [held] = await aisha.sql<{ sum: string }>('SELECT sum(held) FROM billing.account');
  expect(held?.sum).toBe('0');
});
