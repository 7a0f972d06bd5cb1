import {
  animateTexts,
  editTexts,
  generateTexts,
  lookGroupTexts,
  looksTexts,
  newAvatarTexts,
  orderTexts,
  supportTexts,
  transcribeTexts,
  upscaleTexts,
} from '@aisha/words';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import type { OrderKind } from '@aisha/kinds';
import { encoded, spoken, WORDS as VOCABULARY } from '@aisha/fakes/spoken-words';
import type { Person, SeenMessage } from '@aisha/fakes/telegram';
import { saying } from '@aisha/testing/words';
import { asksOf, type Asked } from '../src/asks';
import type { Product } from '../src/product';
import { programsOf, type WithKey } from '../src/programs';
import { tenSelfies, walksIn } from '../src/walks';
import type { Dice } from './dice';
import { spendingOf } from './spending';

/** An order that a person has confirmed. */
export interface Ordered {
  readonly orderId: string;
  readonly kind: OrderKind;
  readonly person: Person;
  /** When the person confirmed the order, in milliseconds since 1970. */
  readonly at: number;
}

interface Crowd {
  readonly until: number;
  /** The time within which all people have come. */
  readonly arriveWithinMs: number;
  /** The longest time that a person does nothing between two acts. */
  readonly longestThoughtMs: number;
  readonly dice: Dice;
  readonly ordered: Ordered[];
  readonly everybody: Person[];
  readonly tell: (what: string) => void;
}

type Act = readonly [name: string, act: () => Promise<unknown>];

/** How long a person waits for an answer before they do something else. */
const WAITS = { timeoutMs: 60_000 };
const SHARE_OF_CANCELS = 0.25;
/** The share of people's acts that are about credits and Stars, and place no order. */
const SHARE_OF_SPENDING = 0.15;
/** The longest time that a person who changes their mind waits before they cancel. */
const LONGEST_DOUBT_MS = 3_000;

/** A recording of eight words, which is long enough to be written down. */
const recording = (dice: Dice): Promise<Buffer> =>
  encoded(spoken(Array.from({ length: 8 }, () => dice.oneOf(VOCABULARY)).join(' ')));

/**
 * Lets this many people use everything at once until the time is over. When one person's act fails, the run reports and
 * counts the failure, and the others go on.
 */
export const live = (
  product: Product,
  people: { assistants: number; artists: number },
  crowd: Crowd,
): Promise<unknown> => {
  const asks = asksOf(() => product);
  const walks = walksIn('ru');
  const programs = programsOf(() => product);
  const { until, ordered, everybody, tell, longestThoughtMs } = crowd;
  const spending = spendingOf(everybody);

  /** Lets a person join, and tries again while the bot does not answer. Undefined when the time is over before it answers. */
  const arrives = async (name: string): Promise<Person | undefined> => {
    while (Date.now() < until) {
      const person = await asks
        .newcomer(name)
        .catch((error: Error) => tell(`stuck arrival: ${error.message.split('\n')[0]!.slice(0, 120)}`));
      if (person) return person;
    }
    return undefined;
  };

  const goesOn = async (name: string, dice: Dice, next: (person: Person) => Act): Promise<void> => {
    const person = await arrives(name);
    if (!person) return;
    everybody.push(person);
    await pause(dice.number(longestThoughtMs));
    while (Date.now() < until) {
      const [what, act] = dice.isBelow(SHARE_OF_SPENDING) ? spending(person, dice) : next(person);
      await act().then(
        () => tell(`did ${what}`),
        (error: Error) => tell(`stuck ${what}: ${error.message.split('\n')[0]!.slice(0, 120)}`),
      );
      await pause(Math.min(dice.number(longestThoughtMs), Math.max(0, until - Date.now()))); // also after an act that fails at once
    }
  };

  const settles = async (asked: Omit<Ordered, 'at'>, after: SeenMessage, dice: Dice): Promise<void> => {
    const order = { ...asked, at: Date.now() };
    ordered.push(order);
    if (dice.isBelow(SHARE_OF_CANCELS)) {
      await pause(dice.number(LONGEST_DOUBT_MS));
      await order.person
        .presses(saying(orderTexts.ru.cancel), { timeoutMs: 10_000, after })
        .catch(() => tell('no cancel button'));
    }
    const { status, reason } = await product.settled(order.orderId);
    tell(`${order.kind} ${status} ${reason ?? ''}`.trim());
  };

  const confirms = async (asked: Asked, dice: Dice): Promise<void> => {
    await asks.confirms(asked);
    await settles(asked, asked.after, dice);
  };

  const assistant = (name: string, dice: Dice): Promise<void> => {
    let transcript: SeenMessage | null = null;
    let program: WithKey | undefined;
    return goesOn(name, dice, (person) =>
      dice.oneOf<Act>([
        [
          'voice',
          async () => {
            const sound = await person.sendsVoice(await recording(dice), 3);
            const asked = await asks.transcript(person, sound, /Запись \d[^]*(Цена|[Бб]есплатно)/, WAITS);
            await confirms(asked, dice);
            transcript = await person
              .sees(saying(transcribeTexts.ru.orderDelivered), { timeoutMs: 15_000, after: asked.after })
              .catch(() => transcript);
          },
        ],
        [
          'document',
          async () => {
            if (transcript) await confirms(await asks.summary(person, transcript), dice);
          },
        ],
        [
          'question',
          async () => {
            if (!transcript) return;
            const about = dice.isBelow(0.5) ? transcript : 'all';
            await confirms(await asks.question(person, about, `Что сказано: ${dice.oneOf(VOCABULARY)}?`), dice);
          },
        ],
        [
          'speech',
          async () => {
            const text = 'Команда решила, что макет готов к сроку. '.repeat(1 + Math.floor(dice.number(40)));
            await confirms(await asks.speech(person, text), dice);
          },
        ],
        [
          'program',
          async () => {
            program ??= await programs.makesKey(person);
            const { key } = program;
            const content = await recording(dice);
            const file = await programs.sendsFile(key, 'transcription', { content, type: 'audio/ogg' });
            if (file.state !== 'ready')
              return tell(`program’s file ${file.state ?? file.code} ${file.error?.code ?? ''}`);
            const order = { kind: 'transcription', fileId: file.id, maxCredits: 50 };
            const { status, body } = await programs.asks(key, 'POST', '/v1/orders', order);
            if (status !== 202) return tell(`program refused ${body.code}`);
            if (dice.isBelow(SHARE_OF_CANCELS)) await programs.asks(key, 'POST', `/v1/orders/${body.id}/cancel`, {});
            tell(`program ${(await programs.ends(key, body.id)).state}`);
          },
        ],
        [
          'restoration',
          async () => {
            const photo = await sharp((await tenSelfies())[0]!)
              .resize(300)
              .grayscale()
              .jpeg()
              .toBuffer();
            await confirms(await asks.restoration(person, photo), dice);
          },
        ],
        [
          'deletion',
          async () => {
            const here = { ...WAITS, after: await person.sends('/files') };
            const list = await person.sees(/Нажмите на файл|Пока пусто/, here);
            if (list.text?.includes('Пока пусто')) return;
            await person.presses(list.buttons[0]![0]!.text, here);
            await person.pressesBehind(generateTexts.ru.remove, here);
            await person.presses(generateTexts.ru.removeSurely, here);
            transcript = null;
          },
        ],
      ]),
    );
  };

  const artist = (name: string, dice: Dice): Promise<void> => {
    let isTrained = false;
    return goesOn(name, dice, (person) => {
      if (!isTrained) {
        isTrained = true; // one attempt is enough, because pictures can be made from the photos too
        return [
          'avatar',
          async () => {
            await walks.starts(person);
            const after = await walks.sendsTenPhotos(person, name);
            await walks.choosesQuickTraining(person, after);
            const orderId = await product.orderBeingConfirmed(person);
            await person.presses(newAvatarTexts.ru.start, { ...WAITS, after });
            ordered.push({ orderId, kind: 'training', person, at: Date.now() });
            const { status, reason } = await product.settled(orderId);
            tell(`training ${status} ${reason ?? ''}`.trim());
          },
        ];
      }
      const draws: Act = [
        'pictures',
        async () => {
          const after = await walks.describes(person, `${dice.oneOf(VOCABULARY)} у моря`, dice.oneOf([1, 2, 4]));
          const orderId = await product.orderBeingConfirmed(person);
          await walks.confirmsPictures(person, after);
          await settles({ orderId, kind: 'generation', person }, after, dice);
        },
      ];
      const session: Act = [
        'session',
        async () => {
          const after = await person.sends('/generate');
          for (const button of [looksTexts.ru.looks, lookGroupTexts.ru.cinema, looksTexts.ru.session])
            await person.presses(button, { ...WAITS, after });
          await person.sees(/20 кредитов вместо 24/, { ...WAITS, after });
          const orderId = await product.orderBeingConfirmed(person);
          await person.presses(saying(looksTexts.ru.shoot, { size: 8, price: 2_000n }), { ...WAITS, after });
          await settles({ orderId, kind: 'generation', person }, after, dice);
        },
      ];
      const upscale: Act = [
        'upscale',
        async () => {
          const before = await product.orderOnScreen(person);
          const after = await person.pressesBehind(upscaleTexts.ru.start, WAITS);
          const first = saying(upscaleTexts.ru.picture, { place: 1 });
          const offer = await person.sees(/(Улучшить картинку|Какую картинку улучшить)[^]*Цена/, { ...WAITS, after });
          const isOfSeveral = offer.buttons.flat().some(({ text }) => first.test(text));
          // An offer that the person has left stands below the same picture, until the new one comes.
          const orderId = await product.orderBeingConfirmed(person, before);
          await person.presses(isOfSeveral ? first : upscaleTexts.ru.start, { ...WAITS, after });
          await settles({ orderId, kind: 'upscale', person }, after, dice);
        },
      ];
      /** Presses this button below the newest picture, and chooses the first where there are several. */
      const takesPicture = async (
        { start, picture }: typeof animateTexts.ru | typeof editTexts.ru,
        which: string,
        offer: string,
      ): Promise<SeenMessage> => {
        const after = await person.pressesBehind(start, WAITS);
        const shown = await person.sees(new RegExp(`${which}|${offer}`), { ...WAITS, after });
        if (shown.text?.includes(which)) await person.presses(saying(picture, { place: 1 }), { ...WAITS, after });
        await person.sees(offer, { ...WAITS, after });
        return after;
      };
      const animation: Act = [
        'animation',
        async () => {
          const before = await product.orderOnScreen(person);
          const after = await takesPicture(animateTexts.ru, 'Какую картинку оживить', 'Получится видео');
          const orderId = await product.orderBeingConfirmed(person, before);
          await person.pressesBehind(animateTexts.ru.start, { ...WAITS, after });
          await settles({ orderId, kind: 'animation', person }, after, dice);
        },
      ];
      const edit: Act = [
        'edit',
        async () => {
          await takesPicture(editTexts.ru, 'Какую картинку изменить', 'Что изменить');
          const after = await person.sends(`пусть рядом будет ${dice.oneOf(VOCABULARY)}`);
          await person.sees(/Изменить картинку[^]*Цена/, { ...WAITS, after });
          const orderId = await product.orderBeingConfirmed(person);
          await person.pressesBehind(editTexts.ru.start, { ...WAITS, after });
          await settles({ orderId, kind: 'edit', person }, after, dice);
        },
      ];
      const withdrawal: Act = [
        'withdrawal',
        async () => {
          const after = await person.sends('/privacy');
          await person.presses(supportTexts.ru.withdraw, { ...WAITS, after });
          await person.presses(supportTexts.ru.withdrawSurely, { ...WAITS, after });
        },
      ];
      return dice.oneOf([draws, draws, session, upscale, animation, edit, ...(dice.isBelow(0.05) ? [withdrawal] : [])]);
    });
  };

  const arrivals = [
    ...Array.from({ length: people.assistants }, (_, place) => [assistant, `Помощь${place}`] as const),
    ...Array.from({ length: people.artists }, (_, place) => [artist, `Художник${place}`] as const),
  ];
  return Promise.all(
    arrivals.map(async ([lives, name], place) => {
      await pause((place / arrivals.length) * crowd.arriveWithinMs);
      await lives(name, crowd.dice.of(name)).catch((error: Error) => tell(`${name} gave up: ${error.message}`));
    }),
  );
};
