import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PermissionScope } from '@aisha/domain';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import { avatarsTexts, faceOwnerTexts, failureTexts, orderTexts, permissionsTexts, togetherTexts } from '@aisha/words';
import { storiesInEnglish } from './src/in-english';
import { PATIENT } from './src/patience';
import { Product } from './src/product';
import { walksIn } from './src/walks';
import type { SpokenLanguage } from './src/words';

/** A person of the stories, their avatar, and the language in which the bot speaks to them. */
interface Drawn {
  readonly person: Person;
  readonly name: string;
  readonly avatar: string;
  readonly language: SpokenLanguage;
}

let aisha: Product;
let anna: Drawn;
let bob: Drawn;
let vera: Drawn;

/** Joins, and makes an avatar of four photos of a drawn person, without a training. */
const joins = async (name: string, avatar: string, language: SpokenLanguage, seed: number): Promise<Drawn> => {
  const { starts, namesAvatar, sendsPhotos } = walksIn(language);
  const person = await aisha.join(name, { language });
  await starts(person);
  const named = await namesAvatar(person, avatar);
  await sendsPhotos(person, await drawnSelfies(seed, 4), named);
  await eventually(async () => {
    const [ranked] = await aisha.sql<{ photos: number }>(
      `SELECT count(*)::int AS photos FROM trainer.avatar_photo p JOIN trainer.avatar a ON a.id = p.avatar_id
         JOIN bot.person USING (user_id) WHERE telegram_id = $1 AND p.reference_rank IS NOT NULL`,
      [person.id],
    );
    return ranked!.photos === 4;
  }, PATIENT);
  return { person, name, avatar, language };
};

beforeAll(async () => {
  aisha = await Product.start({ WELCOME_CREDITS: '300', PICTURE_REVIEW_MS: '0' });
  [anna, bob, vera] = await Promise.all([
    joins('Анна', 'Я сама', 'ru', 7),
    joins('Bob', 'Bobby', 'en', 40),
    joins('Вера', 'Верочка', 'ru', 12),
  ]);
}, 600_000);
afterAll(async () => aisha?.stop(), 60_000);

/** The people who have said already that their avatar shows their own face: the bot asks each of them once. */
const said = new Set<Person>();
const saysItIsMe = async ({ person, language }: Drawn, after: SeenMessage): Promise<void> => {
  if (said.has(person)) return;
  said.add(person);
  await person.presses(faceOwnerTexts[language].own, { ...PATIENT, after });
};

/** The asker sends a link to a friend, who agrees in their own chat; the asker reads the answer. */
const isAllowed = async (asker: Drawn, friend: Drawn, scope: PermissionScope = 'always'): Promise<void> => {
  const after = await asker.person.sends('/together');
  await asker.person.presses(togetherTexts[asker.language].invite, { ...PATIENT, after });
  const { text } = await asker.person.sees(/start=together_/, { ...PATIENT, after });
  const [, start] = /start=(together_[0-9a-f-]{36})/.exec(text ?? '')!;
  const opened = await friend.person.sends(`/start ${start}`);
  const t = permissionsTexts[friend.language];
  await friend.person.sees(saying(t.ask, { name: asker.name, avatar: friend.avatar }), { ...PATIENT, after: opened });
  await friend.person.presses(saying(t.yes, { scope }), { ...PATIENT, after: opened });
  await saysItIsMe(friend, opened);
  await friend.person.sees(saying(t.given, { name: asker.name, scope }), { ...PATIENT, after: opened });
  const told = permissionsTexts[asker.language];
  await asker.person.sees(saying(told.allowed, { name: friend.name, scope }), { ...PATIENT, after });
};

interface Asked {
  readonly orderId: string;
  readonly after: SeenMessage;
}

/** Chooses friends, types an idea and goes on to the price. */
const upToThePrice = async (
  asker: Drawn,
  friends: readonly Drawn[],
  idea: string,
  scope: PermissionScope = 'always',
): Promise<Asked> => {
  const t = togetherTexts[asker.language];
  const { person } = asker;
  const begun = await person.sends('/together');
  for (const { name } of friends)
    await person.presses(saying(t.friend, { name, scope, isChosen: false }), { ...PATIENT, after: begun });
  await person.presses(t.next, { ...PATIENT, after: begun });
  await person.sees(saying(t.askIdea), { ...PATIENT, after: begun });
  const after = await person.sends(idea);
  await person.sees(saying(t.confirm, { idea, price: 600n }), { ...PATIENT, after });
  return { orderId: await aisha.orderBeingConfirmed(person), after };
};
const draws = async (asker: Drawn, { after }: Asked): Promise<void> => {
  await asker.person.presses(togetherTexts[asker.language].draw, { ...PATIENT, after });
  await saysItIsMe(asker, after);
};

const photosAfter = async ({ person }: Drawn, { after }: Asked): Promise<number> =>
  (await person.chat(after)).filter(({ photo, by }) => by === 'bot' && photo).length;

/** Waits for the picture, the words and the receipt: one picture, paid once. */
const isDelivered = async (asker: Drawn, asked: Asked): Promise<void> => {
  const { language, person } = asker;
  const t = orderTexts[language];
  await person.sees(
    inTurn(saying(togetherTexts[language].delivered), saying(t.receipt, { isWhole: false, charged: 600n })),
    { ...PATIENT, after: asked.after },
  );
  expect(await aisha.settled(asked.orderId)).toMatchObject({ status: 'captured', captured: 600 });
  expect(await photosAfter(asker, asked)).toBe(1);
};

/** Waits for the words of the failure: no picture, and all credits back. */
const isGivenBack = async (asker: Drawn, asked: Asked, code: 'permission-gone' | 'faces-not-alike'): Promise<void> => {
  const { language, person } = asker;
  const t = failureTexts[language];
  const words = code === 'permission-gone' ? t.permissionGone : t.facesNotAlike;
  await person.sees(inTurn(saying(words), saying(orderTexts[language].receipt, { isWhole: true })), {
    ...PATIENT,
    after: asked.after,
  });
  expect(await aisha.settled(asked.orderId)).toMatchObject({ status: 'released', captured: 0, reason: code });
  expect(await photosAfter(asker, asked)).toBe(0);
};

describe('several people in one picture', () => {
  it('a picture of three, of whom two agreed in their own chats and languages, is like all three and paid once, though the generator is killed', async () => {
    await isAllowed(anna, bob);
    await isAllowed(anna, vera);
    const asked = await upToThePrice(anna, [bob, vera], 'пикник в осеннем парке');
    // FAL's callback is lost, and FAL answers no poll at first, so that the generator is killed before it has the result.
    await aisha.breaks('fal', [
      { on: 'webhook', kind: 'lost', match: asked.orderId },
      { on: 'status', kind: '503', match: asked.orderId, times: 3 },
    ]);
    await draws(anna, asked);
    // Without the callback the generator must know the request, which it would otherwise not hear of for a quarter of an hour.
    const isKnown = 'SELECT FROM generator.together WHERE order_id = $1 AND request_id IS NOT NULL';
    await eventually(async () => (await aisha.sql(isKnown, [asked.orderId])).length === 1, PATIENT);

    await aisha.kills('image-generator');

    await isDelivered(anna, asked);
    expect(await aisha.jobsFor(asked.orderId)).toHaveLength(1);
    const [line] = aisha.linesWith('faces.matched').filter((one) => one.includes(asked.orderId));
    const { distances, strangers } = JSON.parse(line!) as { distances: number[]; strangers: number };
    expect([distances.length, strangers]).toEqual([3, 0]);
    expect(Math.max(...distances)).toBeLessThan(0.4);
    for (const { person } of [bob, vera])
      expect(
        (await person.chat()).filter(({ photo, by, buttons }) => by === 'bot' && photo && buttons.length === 0),
      ).toEqual(
        [], // the greeting's picture has the menu below it
      );
  }, 600_000);

  it('a permission for one picture, in English, is used up by that picture, which comes although FAL is away at first', async () => {
    await isAllowed(bob, anna, 'once');
    const asked = await upToThePrice(bob, [anna], 'two friends at a jazz concert', 'once');
    await aisha.breaks('fal', { on: 'submit', kind: '503', match: asked.orderId, times: 2 });

    await draws(bob, asked);

    await isDelivered(bob, asked);
    const after = await bob.person.sends('/together');
    await bob.person.sees(/Nobody has allowed it yet/, { ...PATIENT, after });
    const listed = await anna.person.sends('/permissions');
    await anna.person.sees(saying(permissionsTexts.ru.nobody), { ...PATIENT, after: listed });
  }, 600_000);

  it('when a friend takes the permission back while the order waits for FAL, nobody is drawn, and the credits come back', async () => {
    const asked = await upToThePrice(anna, [bob], 'на вершине горы');
    await aisha.breaks('fal', { on: 'submit', kind: '503', match: asked.orderId, times: 1_000 });
    await draws(anna, asked);
    await eventually(async () => {
      const waiting = 'SELECT 1 FROM generator.together WHERE order_id = $1 AND deferred_since IS NOT NULL';
      return (await aisha.sql(waiting, [asked.orderId])).length === 1;
    }, PATIENT);

    const listed = await bob.person.sends('/permissions');
    const t = permissionsTexts.en;
    await bob.person.presses(saying(t.takeBack, { name: 'Анна', avatar: 'Bobby' }), { ...PATIENT, after: listed });
    await bob.person.sees(saying(t.nobody), { ...PATIENT, after: listed });
    await aisha.repairs('fal');

    await isGivenBack(anna, asked, 'permission-gone');
    expect(await aisha.jobsFor(asked.orderId)).toEqual([]);
  }, 600_000);

  it('a picture that lacks a face is drawn again; a picture that shows a stranger’s face even when it is drawn again is not shown, and its credits come back', async () => {
    const better = await upToThePrice(anna, [vera], 'на катке');
    await aisha.breaks('fal', { on: 'job', kind: 'one-missing', match: better.orderId });
    await draws(anna, better);
    await isDelivered(anna, better);
    expect(await aisha.jobsFor(better.orderId)).toHaveLength(2);

    const never = await upToThePrice(anna, [vera], 'у новогодней ёлки');
    await aisha.breaks('fal', { on: 'job', kind: 'stranger', match: never.orderId, times: 2 });
    await draws(anna, never);
    await isGivenBack(anna, never, 'faces-not-alike');
  }, 600_000);

  it('when a friend deletes their avatar while the drawn picture is measured, the picture is not shown, and its file is deleted', async () => {
    const asked = await upToThePrice(anna, [vera], 'на пляже на закате');
    const goesOn = aisha.freezes('avatar-trainer');
    try {
      await draws(anna, asked);
      await eventually(() => aisha.filesOf(asked.orderId).length === 1, PATIENT);

      const listed = await vera.person.sends('/avatars');
      await vera.person.presses(/Верочка/, { ...PATIENT, after: listed });
      await vera.person.presses(saying(avatarsTexts.ru.remove), { ...PATIENT, after: listed });
      await vera.person.presses(avatarsTexts.ru.removeSurely, { ...PATIENT, after: listed });
      await eventually(async () => {
        const [left] = await aisha.sql<{ standing: number }>(
          `SELECT count(*)::int AS standing FROM bot.drawing_permission p JOIN bot.person ON person.user_id = p.giver_id
            WHERE person.telegram_id = $1 AND withdrawn_at IS NULL`,
          [vera.person.id],
        );
        return left!.standing === 0;
      }, PATIENT);
    } finally {
      goesOn();
    }

    await isGivenBack(anna, asked, 'permission-gone');
    await eventually(() => aisha.filesOf(asked.orderId).length === 0, PATIENT);
    expect(await aisha.violations()).toEqual([]);
  }, 600_000);
});

// These people need the same product; a product of their own would cost twelve seconds of processor time.
storiesInEnglish(() => aisha);
