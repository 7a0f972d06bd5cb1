import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { inTurn, saying } from '@aisha/testing/words';
import {
  animateTexts,
  apiKeysTexts,
  bonusTexts,
  editTexts,
  faceOwnerTexts,
  generateTexts,
  giftTexts,
  orderTexts,
  permissionsTexts,
  subscriptionTexts,
  ticketsTexts,
  togetherTexts,
  transcribeTexts,
} from '@aisha/words';
import sharp from 'sharp';
import { asksOf } from './asks';
import { PATIENT } from './patience';
import type { Product } from './product';
import { contentAt, type Traces } from './residue';
import { commandOf, picturesOf, tenSelfies, walksIn } from './walks';
import { WORDS } from './words';

/** What a person is called and says in their life here: nothing else in the product has these words. */
export interface Said {
  readonly name: string;
  readonly username: string;
  readonly avatar: string;
  readonly idea: string;
}

const CHANGE = 'одень её в лиловый тулуп';
const QUESTION = 'Где забыли лиловый зонт?';
const READ_ALOUD = 'Лиловый самовар уехал в Кострому.';
const COMMON_IDEA = 'лиловый дирижабль над полем';
const FRIENDS_IDEA = 'лиловая карусель в порту';
const COMPLAINT = 'Потерялась лиловая картинка, помогите.';
const KEY_NAME = 'Лиловый ключ';
const API_TEXT = 'Лиловый трамвай опаздывает.';
const HOOK = 'http://127.0.0.1:9/lilac-hook';
const PROMO = 'LILAC';

const { buysCredits, confirmsPictures, describes, makesAvatar, namesAvatar, sendsPhotos, starts } = walksIn('ru');

/**
 * The friend permits the asker to have the friend drawn, and the asker reads that. A friend whose avatar was neither trained nor drawn is
 * asked first whose face it shows.
 */
const isAllowed = async (asker: Person, friend: Person, avatar: string, isAsked: boolean): Promise<void> => {
  const after = await asker.sends('/together');
  await asker.presses(togetherTexts.ru.invite, { ...PATIENT, after });
  const opened = await friend.sends(commandOf(await asker.sees(/start=together_/, { ...PATIENT, after })));
  await friend.sees(new RegExp(avatar), { ...PATIENT, after: opened });
  await friend.presses(saying(permissionsTexts.ru.yes, { scope: 'always' }), { ...PATIENT, after: opened });
  if (isAsked) await friend.presses(faceOwnerTexts.ru.own, { ...PATIENT, after: opened });
  await asker.sees(saying(permissionsTexts.ru.allowed, { scope: 'always' }), { ...PATIENT, after });
};

/** The asker orders a picture that shows the asker and the friend. */
const areDrawnTogether = async (asker: Person, friend: string, idea: string): Promise<void> => {
  const t = togetherTexts.ru;
  const begun = { ...PATIENT, after: await asker.sends('/together') };
  await asker.presses(saying(t.friend, { name: friend, scope: 'always', isChosen: false }), begun);
  await asker.presses(t.next, begun);
  await asker.sees(saying(t.askIdea), begun);
  const after = await asker.sends(idea);
  await asker.presses(t.draw, { ...PATIENT, after });
  await asker.sees(inTurn(saying(t.delivered), saying(orderTexts.ru.receipt, { isWhole: false })), {
    ...PATIENT,
    after,
  });
};

/** Lets one person do everything that leaves something in the product. */
export const wholeLifeOf = (product: () => Product) => {
  const asks = asksOf(product);

  /** A friend with an avatar, who has credits. */
  const befriends = async (name: string, avatar: string): Promise<Person> => {
    const friend = await product().join(name);
    await starts(friend);
    await friend.sends('/balance');
    await buysCredits(friend);
    const named = await namesAvatar(friend, avatar);
    await sendsPhotos(friend, await drawnSelfies(40, 4), named);
    await eventually(async () => {
      const [ranked] = await product().sql<{ photos: number }>(
        `SELECT count(*)::int AS photos FROM trainer.avatar_photo p JOIN trainer.avatar a ON a.id = p.avatar_id
           JOIN bot.person USING (user_id) WHERE telegram_id = $1 AND p.reference_rank IS NOT NULL`,
        [friend.id],
      );
      return ranked!.photos === 4;
    }, PATIENT);
    return friend;
  };

  const delivered = (person: Person, words: RegExp, after: SeenMessage): Promise<SeenMessage> =>
    person.sees(inTurn(words, saying(orderTexts.ru.receipt, { isWhole: false })), { ...PATIENT, after });

  /** Makes an avatar and a picture of it, animates the picture, changes it by a sentence, and restores an old photo. */
  const pictures = async (person: Person, { avatar, idea }: Said): Promise<void> => {
    await makesAvatar(person, avatar);
    const after = await describes(person, idea, 1);
    await confirmsPictures(person, after);
    await picturesOf(person, idea);
    const result = await delivered(person, saying(generateTexts.ru.done), after);

    await person.pressesBehind(animateTexts.ru.start, { within: result });
    await person.pressesBehind(animateTexts.ru.start, { ...PATIENT, after: result });
    await delivered(person, saying(animateTexts.ru.delivered), result);

    await person.pressesBehind(editTexts.ru.start, { within: result });
    await person.sees(saying(editTexts.ru.change), { ...PATIENT, after: result });
    const changed = await person.sends(CHANGE);
    await person.pressesBehind(editTexts.ru.start, { ...PATIENT, after: changed });
    await delivered(person, saying(editTexts.ru.done), changed);

    const old = await sharp((await tenSelfies())[0]!)
      .resize(300)
      .grayscale()
      .jpeg()
      .toBuffer();
    const restored = await asks.restoration(person, old);
    await asks.confirms(restored);
    await asks.endsWell(restored);
  };

  /**
   * Orders the transcript of a recording, a document and an answer from the transcript, and a text read aloud. Resolves to the recording and
   * the beginning of its transcript.
   */
  const words = async (person: Person): Promise<{ readonly voice: Buffer; readonly transcript: string }> => {
    const voice = await recordedTone(8);
    const said = await person.sendsVoice(voice, 8);
    await person.presses(transcribeTexts.ru.start, { ...PATIENT, after: said });
    const file = await person.seesA('document', { ...PATIENT, after: said });
    const [transcript] = await person.downloads(file);
    const told = await person.sees(saying(transcribeTexts.ru.orderDelivered), { ...PATIENT, after: said });
    for (const ask of [
      () => asks.summary(person, told),
      () => asks.question(person, told, QUESTION),
      () => asks.speech(person, READ_ALOUD),
    ]) {
      const asked = await ask();
      await asks.confirms(asked);
      await product().settled(asked.orderId);
    }
    return { voice, transcript: transcript!.toString().slice(0, 40) };
  };

  /** Uses a promo code, begins a subscription, makes a gift that a friend opens, and invites a friend, who buys. */
  const money = async (person: Person, friend: Person): Promise<void> => {
    const { text } = await product().operates(
      ['promo', 'make', PROMO, '--credits', '20'].concat(['--operator', 'olga', '--reason', 'весна', '--yes']),
    );
    if (!/^(done|made|told billing)/m.test(text)) throw new Error(text);
    const acted = `SELECT FROM billing.operator_act WHERE outcome = 'done'`;
    await eventually(async () => (await product().sql(acted)).length > 0, PATIENT);
    const typed = await person.sends(`/promo ${PROMO}`);
    await person.sees(saying(bonusTexts.ru.promo, { outcome: 'credits' }), { ...PATIENT, after: typed });

    const asked = { ...PATIENT, after: await person.sends('/subscription') };
    await person.presses(saying(subscriptionTexts.ru.plan), asked);
    await person.sees(saying(subscriptionTexts.ru.invoice), asked);
    await eventually(async () => (await person.paysByLink(asked)).paid, PATIENT);
    await eventually(
      async () => (await product().sql('SELECT FROM billing.subscription WHERE state = $1', ['active'])).length,
      PATIENT,
    );

    const gives = { ...PATIENT, after: await person.sends('/gift') };
    await person.presses(saying(giftTexts.ru.size, { amount: 5_000n }), gives);
    await person.presses(saying(giftTexts.ru.yes), gives);
    const opened = await friend.sends(commandOf(await person.sees(/\?start=gift_/, gives)));
    await friend.sees(saying(giftTexts.ru.told, { outcome: 'received' }), { ...PATIENT, after: opened });

    const invites = { ...PATIENT, after: await person.sends('/invite') };
    const guest = await product().join('Гость');
    await guest.sends(commandOf(await person.sees(/\?start=ref_/, invites)));
    await guest.sends('/balance');
    await buysCredits(guest);
    await person.sees(saying(bonusTexts.ru.gained, { reason: 'referral-inviter' }), invites);
  };

  /** Makes a key of the person, and with it an order and a webhook, as a program does. Resolves to the key. */
  const program = async (person: Person): Promise<string> => {
    const t = apiKeysTexts.ru;
    const after = await person.sends('/api');
    await person.presses(t.newKey, { ...PATIENT, after });
    await person.sees(saying(t.askName), { ...PATIENT, after });
    await person.sends(KEY_NAME);
    await person.presses(saying(t.scope, { scope: 'webhooks' }), { ...PATIENT, after });
    await person.presses(t.make, { ...PATIENT, after });
    const [key] = /aisha_live_\w+/.exec((await person.sees(/aisha_live_\w+/, { ...PATIENT, after })).text ?? '')!;
    const ask = async (way: string, body: object) =>
      fetch(product().publicApiUrl + way, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify(body),
      });
    await eventually(async () => (await ask('/v1/webhooks', { url: HOOK })).ok, PATIENT);
    const ordered = await ask('/v1/orders', { kind: 'speech', text: API_TEXT, maxCredits: 10 });
    const { id } = (await ordered.json()) as { id: string };
    await product().settled(id);
    return key;
  };

  /** Goes through all of this. Resolves to the words and files by which the person could be recognised afterwards. */
  return async (person: Person, said: Said): Promise<Traces> => {
    const friend = await befriends('Подруга', 'Рыжая');
    await person.sends('/start');
    await person.sees(WORDS.ru.menu, PATIENT);
    await person.sends('/balance');
    await buysCredits(person);
    await pictures(person, said);
    const { voice, transcript } = await words(person);
    await isAllowed(person, friend, 'Рыжая', true);
    await areDrawnTogether(person, 'Подруга', COMMON_IDEA);
    await isAllowed(friend, person, said.avatar, false);
    await areDrawnTogether(friend, said.name, FRIENDS_IDEA);
    await money(person, friend);
    const key = await program(person);
    const asks4help = await person.sends('/support');
    await person.sees(saying(ticketsTexts.ru.write), { ...PATIENT, after: asks4help });
    const complained = await person.sends(COMPLAINT);
    await person.sees(saying(ticketsTexts.ru.taken), { ...PATIENT, after: complained });
    await person.sends('/report');
    const userId = await product().userIdOf(person);
    const { id: avatarId } = await product().avatarNamed(person, said.avatar);
    return {
      words: {
        'our number': userId,
        'the Telegram number': String(person.id),
        'the @name': said.username,
        'the first name': said.name,
        "the avatar's number": avatarId,
        "the avatar's name": said.avatar,
        'the idea': said.idea,
        'the change': CHANGE,
        'the question': QUESTION,
        'the text read aloud': READ_ALOUD,
        'the idea of two': COMMON_IDEA,
        'the transcript': transcript,
        'the words to support': COMPLAINT,
        "the key's name": KEY_NAME,
        'the key': key,
        'the address of a program': HOOK,
        'the text of a program': API_TEXT,
      },
      bytes: Object.fromEntries([
        ...product()
          .filesOf(userId)
          .map((file) => [/\/s3\/[^/]+\/(.+)~$/.exec(file)![1]!, contentAt(file)])
          .filter(([, content]) => content), // the pieces of a joined sound go meanwhile
        ...(await tenSelfies()).map((photo, at) => [`photo ${at} as it was sent`, photo]),
        ['the recording as it was sent', voice],
      ]) as Record<string, Buffer>,
    };
  };
};
