import { beforeAll, describe, expect, it } from '@jest/globals';
import { type AvatarId, LANGUAGES, type Language, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres, type PostgresHarness } from '@aisha/testing';
import { ReadOnce } from '../../../spec/read-once';
import { INPUTS, richPerson } from '../../../spec/rich-person';
import { ANYWHERE, walk, type Sight, type Walk } from '../../../spec/walk';
import { openApiKeys } from '../../callbacks/api-keys.callbacks';
import { showAvatar } from '../../callbacks/avatars.callbacks';
import { turnNewsOff } from '../../callbacks/news.callbacks';
import { photosCard } from '../../features/training/photos/photos.card';
import { consentDetails, consentScreen } from '../../features/consent/consent.screen';
import { type Action, MENU } from './flow';
import { apiKeysTexts, newsTexts, retentionTexts } from '@aisha/words';
import type { GlobalAction } from './feature';
import { Registry } from './registry';
import { UNFOLD } from './unfolding';
import { MOST_BUTTONS, type Screen } from '../screen/screen';
import { ORDER_KINDS } from '@aisha/kinds';
import { resultCard } from '../../orders/result.card';
import { features, orderKindViews } from '../../features';

const registry = new Registry(features);
/** The message of a broadcast, with the button by which a person turns broadcasts off. */
const broadcast = (language: Language) => ({
  text: newsTexts[language].turnedOn,
  buttons: [[turnNewsOff.button(newsTexts[language].noMore, {})]],
});

/** The message that tells a person that one of their webhooks is paused. */
const paused = (language: Language) => ({
  text: apiKeysTexts[language].paused({ host: 'a.example' }),
  buttons: [[openApiKeys.button(apiKeysTexts[language].keys, {})]],
});

/** The notice that an avatar will be deleted because nobody draws with it. */
const announced = (avatarId: AvatarId, language: Language) => ({
  text: retentionTexts[language].avatarGoes({ name: 'Anna', used: '1', date: '2', stopped: false }),
  buttons: [[showAvatar.button(retentionTexts[language].avatar, { avatarId })]],
});

/** The jobs that a person may start before giving the consent. */
const WITHOUT_CONSENT = [
  'cancel-order',
  'choose-main-avatar',
  'choose-main-photo',
  'confirm-person',
  'create-avatar',
  'delete-avatar',
  'delete-result',
  'edit-subscription',
  'export-document',
  'export-transcript',
  'list-person',
  'make-api-key',
  'make-gift',
  'make-statement', // a statement of the person's own credits
  'mark-picture',
  'name-speaker',
  'offer-plan',
  'open-desk-link', // an operator's way to the desk
  'open-gift',
  'pack-files',
  'pack-pictures',
  'remove-photo',
  'remove-pictures-with',
  'rename-avatar',
  'rename-transcript',
  'report-misuse', // sends only words; another job has fetched the picture before
  'return-purchase',
  'revoke-api-key',
  'sample-voice', // reads only a sentence of ours
  'say-face-owner',
  'send-share', // shows the person a picture of their own
  'set-spending',
  'show-invitation', // shows a link, or an answer, to a person
  'show-invite', // shows the person their own link
  'unban-person', // an operator's act
  'use-promo',
];

/** The screens that show one work of a person, as the lists open them. */
const OPENED_WORKS = ['transcribe/transcript', 'gallery/picture', 'files/file'];
/** The lists of works from which the person chooses one or several, each with the callback of the button that its rows have. */
const LISTS_OF_WORKS: Readonly<Record<string, string>> = {
  'files/list': 'files.look',
  'files/choose': 'files.c.mark',
  'transcribe/list': 'txt.show',
  'transcribe/choose': 'txt.c.mark',
  'gallery/choose': 'pics.c.mark',
  'upscale/picture': 'ups.of',
};
/** The steps that name a price and order something. */
const OFFERS = ['offer', 'confirm', 'session'];
const isUnfolded = ({ draft }: Sight): boolean =>
  (draft as { readonly isUnfolded?: boolean } | null)?.isUnfolded === true;
/** Walks everywhere in a language, as one of the people below. */
type Goer = (language: Language) => Promise<Walk>;

/** A person who has everything. */
const rich = async (postgres: PostgresHarness): Promise<Goer> => {
  const walker = await richPerson({ postgres, registry, name: 'Anna' });
  return (language) => walk(walker(language));
};

/** A person who has nothing yet. */
const poor = (postgres: PostgresHarness): Promise<Goer> => newcomer(postgres, () => Promise.resolve());

/** A person whose lists begin with photos, and with what was transcribed and read aloud for them. */
const listener = (postgres: PostgresHarness): Promise<Goer> =>
  newcomer(
    postgres,
    async (userId) => {
      const document = { points: [], documentPath: 'files:made.txt', bytes: 1_000 } as const;
      await postgres.fixtures.document({ userId, state: 'succeeded', ...document });
      await postgres.fixtures.speech({ userId, state: 'succeeded', title: 'Anna' });
      await postgres.admin.query(
        `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments)
       VALUES ($1, $2, 'month-400', 'cancelled', now() + interval '20 days', $1, 1)`,
        [`sub${userId}`, userId],
      );
      await postgres.admin.query(
        `INSERT INTO bot.retention_rule (id, kept, days) VALUES (gen_random_uuid(), 'picture', 365)`,
      );
      await postgres.admin.query(
        `INSERT INTO api.api_key (id, user_id, name, scopes, digest, ending) VALUES (gen_random_uuid(), $1, 'Anna', '{read}', repeat('a', 64), 'abcd')`,
        [userId],
      );
      await postgres.admin.query(
        `INSERT INTO billing.card_price (pack_id, currency, amount, valid_from) VALUES ('small-1', 'EUR', 299, '2026-11-01Z')`,
      );
      await postgres.fixtures.avatar({ userId, name: 'Anna', photos: 1 });
      const begun = { status: 'photos_uploading', subject: null, faceOwner: null, photos: 1 } as const;
      return (await postgres.fixtures.avatar({ userId, name: 'Anna 2', ...begun })).id;
    },
    () => ({ PAYMENT_PROVIDER_TOKEN: '1:TEST:provider', PAYMENT_CURRENCY: 'EUR' }),
  );

/** An operator, and two people with the name for which the walk searches: one has paid, and one is banned and wrote to the bot last. */
const operator = (postgres: PostgresHarness): Promise<Goer> =>
  newcomer(
    postgres,
    async (operatorId) => {
      await postgres.admin.query('UPDATE bot.person SET hears_news = false WHERE user_id = $1', [operatorId]);
      const firstName = INPUTS.flatMap((input) => (input.kind === 'text' ? [input.text] : []))[0]!;
      const heardAt = new Date(Date.now() - 60_000);
      const { userId } = await postgres.fixtures.person({ firstName, username: null, heardAt });
      await postgres.fixtures.account({ userId });
      await postgres.admin.query(
        `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key) VALUES (gen_random_uuid(), 'purchase', $1, 1, '', 'purchase:walked')`,
        [userId],
      );
      await postgres.fixtures.person({ firstName, username: null, bannedUntil: new Date('2100-01-01') });
    },
    (telegramId) => ({ ADMIN_TELEGRAM_IDS: `${telegramId}:owner`, CONSOLE_URL: 'https://desk.inside.test' }),
  );

/** How many pictures a newcomer's first selfie becomes, and their price in hundredths of a credit. */
const FIRST = { pictures: 3, price: '900' };

/** The card of an accepted selfie, before the person agrees to the price: a button shows the price. */
const acceptedSelfie = (avatarId: AvatarId, language: Language): Screen => {
  const verdict = { accepted: true, findings: [] };
  const avatar = { avatarId, name: 'Anna', trainingType: 'portrait', isDescribed: false } as const;
  return photosCard.render({ ...avatar, accepted: 1, photos: [{ photoId: '1', verdict }], first: FIRST }, language);
};

const newcomer = async (
  postgres: PostgresHarness,
  /** Writes the newcomer's rows, if any. Resolves to their avatar if it consists of one selfie so far. */
  receives: (userId: UserId) => Promise<AvatarId | void>,
  settings: (telegramId: number) => object = () => ({}),
): Promise<Goer> => {
  const { userId, telegramId } = await postgres.fixtures.person({ firstName: 'Anna' });
  await postgres.fixtures.account({ userId });
  const selfieOf = await receives(userId);
  const readers = new ReadOnce(postgres.database, settings(telegramId));
  return (language) =>
    walk({
      registry,
      readers,
      person: { userId, telegramId, firstName: 'Anna', language, consent: null },
      now: new Date(),
      newId,
      inputs: INPUTS,
      messages: [
        consentScreen(language),
        consentScreen(language, { ...FIRST, photo: 7 }),
        consentDetails(language, { ...FIRST, photo: 7 }),
        ...(selfieOf ? [acceptedSelfie(selfieOf, language), announced(selfieOf, language)] : []),
        broadcast(language),
        paused(language),
      ],
    });
};

const callbacksOf = (actions: readonly (Action | GlobalAction)[], place: string): string[] =>
  actions.flatMap((action) => ('callback' in action && action.callback ? `${place} ${action.callback.name}` : []));

const steps = [...registry.flows.values()].flatMap((flow) =>
  Object.entries(flow.steps).map(([name, { actions }]) => ({ place: `${flow.name}/${name}`, actions })),
);

let goers: readonly Goer[];
beforeAll(async () => {
  const postgres = await onPostgres('bot', { until: 'file' });
  goers = [await rich(postgres), await poor(postgres), await listener(postgres), await operator(postgres)];
}, 300_000);

describe.each(LANGUAGES)('everywhere a person can go (%s)', (language) => {
  let walks: readonly Walk[];
  let sights: readonly Sight[];
  beforeAll(async () => {
    walks = await Promise.all(goers.map((go) => go(language)));
    sights = walks.flatMap((walked) => walked.sights);
  }, 900_000);

  it('every button is answered, and everything it shows is well-formed', () => {
    expect([...new Set(walks.flatMap(({ complaints }) => complaints))]).toEqual([]);
  });

  it('every button that has an action can be reached and pressed', () => {
    const known = [
      ...callbacksOf(registry.actions, ANYWHERE),
      ...callbacksOf([UNFOLD], ANYWHERE), // «⋯», which the engine answers for every step
      ...steps.flatMap(({ place, actions }) => callbacksOf(actions, place)),
    ];

    expect([...new Set(walks.flatMap(({ pressed }) => [...pressed]))].sort()).toEqual(known.sort());
  });

  it('only fetching a file and placing an order need the consent; every other job that a button sends is listed as needing none', () => {
    const sent = new Set(walks.flatMap((walked) => [...walked.sent]));

    // A new job needs a decision: it is added to this list, or the feature that sends it names it in `needConsent`.
    expect([...sent].filter((job) => !registry.needsConsent(job)).sort()).toEqual(WITHOUT_CONSENT);
    expect([...sent].filter((job) => registry.needsConsent(job)).sort()).toEqual(['fetch-file', 'place-hold']);
  });

  it('every step of every conversation can be reached', () => {
    const reached = new Set(sights.map(({ place }) => place));

    expect(steps.map(({ place }) => place).filter((place) => !reached.has(place))).toEqual([]);
  });

  it('no screen of the menu has more than six buttons', () => {
    const counted = sights
      .filter(({ flow }) => flow === MENU)
      .map(({ place, screen }) => [place, (screen.buttons ?? []).flat().length] as const);

    expect(counted.filter(([, buttons]) => buttons > MOST_BUTTONS)).toEqual([]);
    expect(Math.max(...counted.map(([, buttons]) => buttons))).toBe(MOST_BUTTONS);
  });

  it('no offer and no opened work has more than six buttons before «⋯» is pressed', () => {
    const counted = sights
      .filter((sight) => (OFFERS.includes(sight.step) || OPENED_WORKS.includes(sight.place)) && !isUnfolded(sight))
      .map(({ place, screen }) => [place, (screen.buttons ?? []).flat().length] as const);

    expect(counted.filter(([, buttons]) => buttons > MOST_BUTTONS)).toEqual([]);
    const places = new Set(counted.map(([place]) => place));
    expect(['generate/offer', 'speech/confirm', ...OPENED_WORKS].filter((place) => !places.has(place))).toEqual([]);
  });

  it('no list from which works are chosen has more than six buttons beside its rows', () => {
    const counted = sights
      .filter(({ place }) => place in LISTS_OF_WORKS)
      .map(({ place, screen }) => {
        const row = `${LISTS_OF_WORKS[place]}:`;
        const others = (screen.buttons ?? []).flat().filter((one) => !('data' in one && one.data.startsWith(row)));
        return [place, others.length] as const;
      });

    expect(counted.filter(([, buttons]) => buttons > MOST_BUTTONS)).toEqual([]);
    expect([...new Set(counted.map(([place]) => place))].sort()).toEqual(Object.keys(LISTS_OF_WORKS).sort());
    expect(Math.max(...counted.map(([, buttons]) => buttons))).toBe(MOST_BUTTONS);
  });

  it('no result has more than six buttons before «⋯» is pressed', () => {
    const avatarId = newId<AvatarId>();
    const outcomes = [
      { type: 'delivered', avatarId },
      { type: 'delivered', avatarId, trainable: { avatarId, price: '20000' } },
      { type: 'delivered', avatarId: null },
      { type: 'delivered', avatarId, isSession: true },
    ] as const;
    const counted = ORDER_KINDS.flatMap((kind) =>
      outcomes.map((outcome) => {
        const state = { orderId: newId<OrderId>(), kind, what: '', outcome, receipt: null };
        return [kind, (resultCard(orderKindViews[kind]).render(state, language).buttons ?? []).flat().length] as const;
      }),
    );

    expect(counted.filter(([, buttons]) => buttons > MOST_BUTTONS)).toEqual([]);
    expect(Math.max(...counted.map(([, buttons]) => buttons))).toBe(MOST_BUTTONS);
  });

  it('every screen has a way back to the menu by buttons alone', () => {
    const leadHome = new Set([`${MENU}/${registry.flow(MENU).first}`]);
    for (let grew = true; grew;) {
      const before = leadHome.size;
      for (const { place, leadsTo } of sights) {
        if ([...leadsTo].some((next) => leadHome.has(next))) leadHome.add(place);
      }
      grew = leadHome.size > before;
    }

    expect(sights.map(({ place }) => place).filter((place) => !leadHome.has(place))).toEqual([]);
  });
});
