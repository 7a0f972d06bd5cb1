import { beforeAll, describe, expect, it } from '@jest/globals';
import { REFUSALS } from '@aisha/contracts/bot-gateway';
import { Card, Draft } from '@aisha/database/bot';
import {
  CONSENT_VERSION,
  ERROR_CODE_NAMES,
  LANGUAGES,
  ORDER_KINDS,
  SET_ADVICE,
  type AvatarId,
  type Language,
  type OrderId,
  type OrderKind,
  type PhotoId,
  type PictureId,
  type SourceId,
  type TextId,
  type UserId,
} from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres, type PostgresHarness } from '@aisha/testing';
import { ANYWHERE, incoming, walk, type Sight, type Walk } from '../../../spec/walk';
import { cardKey } from '../cards/card';
import { features, orderKindViews } from '../../features';
import { consentScreen, mayNotBeSentYet } from '../consent/consent';
import { coachCard } from '../../features/new-avatar/coach.card';
import { photosCard, photosOf } from '../../features/new-avatar/photos.card';
import { openIdea } from '../../features/photo-prompt/photo-prompt.callbacks';
import { openRestorable } from '../../features/restore/restore.callbacks';
import { groupVoiceKey } from '../../features/transcribe/in-groups/group-voice.card';
import { groupVoiceOffer } from '../../features/transcribe/in-groups/group-voice.order';
import { openMeasured } from '../../features/transcribe/transcribe.callbacks';
import { acceptedOrder, ORDER_CARD, orderCard, type OrderCardState } from '../../orders/order.card';
import { resultCard } from '../../orders/result.card';
import type { ResultOutcome } from '../../orders/result.state';
import { Readers } from '../../readers';
import type { Action } from './flow';
import type { GlobalAction } from './feature';
import type { Input } from './input';
import { html } from './html';
import { resumeDraft } from './navigation';
import { MENU, Registry } from './registry';
import type { Screen } from './screen';

const registry = new Registry(features);

const INPUTS: readonly Input[] = [
  { kind: 'text', text: 'Anna on the Moon', messageId: 1 },
  { kind: 'text', text: 'me on the Moon', messageId: 1 },
  { kind: 'text', text: 'how do I delete my face?', messageId: 1 },
  { kind: 'text', text: 'x', messageId: 1 },
  { kind: 'text', text: '<b>&"'.repeat(500), messageId: 1 },
  { kind: 'photo', file: incoming() },
  { kind: 'photo', file: incoming({ albumId: '1', bytes: null }) },
  { kind: 'file', file: incoming({ name: 'me.jpg', mimeType: 'image/jpeg' }) },
  { kind: 'file', file: incoming({ name: 'huge.zip', mimeType: 'application/zip', bytes: 3e9 }) },
  { kind: 'file', file: incoming({ name: 'talk.mp3', mimeType: 'audio/mpeg' }) },
  { kind: 'voice', file: incoming({ mimeType: 'audio/ogg' }) },
  { kind: 'audio', file: incoming({ name: 'talk.mp3', mimeType: 'audio/mpeg', bytes: 19_000_000 }) },
  { kind: 'file', file: incoming({ name: 'talk.mkv', mimeType: 'video/x-matroska' }) },
  { kind: 'video', file: incoming({ name: 'talk.mp4', mimeType: 'video/mp4' }) },
  { kind: 'video', file: incoming() },
  { kind: 'other' },
];

/** Jobs that a person may ask for before they have agreed. */
const WITHOUT_CONSENT = [
  'cancel-document',
  'cancel-generation',
  'cancel-question',
  'cancel-restoration',
  'cancel-speech',
  'cancel-training',
  'cancel-transcription',
  'cancel-upscale',
  'choose-main-avatar',
  'choose-main-photo',
  'confirm-person',
  'create-avatar',
  'delete-avatar',
  'delete-document',
  'delete-picture',
  'delete-pictures',
  'delete-recording',
  'delete-restoration',
  'delete-speech',
  'delete-transcript',
  'delete-upscale',
  'export-document',
  'export-transcript',
  'mark-picture',
  'name-speaker',
  'pack-pictures',
  'remove-photo',
  'rename-avatar',
  'rename-transcript',
  'sample-voice', // a sentence of ours
];

/** A screen of the menu that is taken in at a glance (decision 44). */
const MOST_BUTTONS = 6;
/** More than a page of any list. */
const PAGEFUL = 12;

const OUTCOMES: readonly ResultOutcome[] = [
  ...ERROR_CODE_NAMES.map((code) => ({ type: 'failed', code }) as const),
  ...REFUSALS.map((code) => ({ type: 'refused', code, price: '200', available: '100' }) as const),
];

/** Every message about an order: while it goes on, and when it has ended. */
const messagesAbout = (order: OrderCardState, avatarId: AvatarId, language: Language): Screen[] => [
  ...(['accepted', 'running', 'cancelling', 'done', 'failed', 'cancelled', 'refused'] as const).map((phase) =>
    orderCard(orderKindViews[order.kind]).render({ ...order, phase }, language),
  ),
  ...[{ type: 'delivered', avatarId } as const, ...OUTCOMES].map((outcome) =>
    resultCard(orderKindViews[order.kind]).render({ ...order, outcome }, language),
  ),
];

/** Where only an answer leads that comes by itself: steps of the conversations about a photo. */
const DESCRIBED = { idea: { russian: 'Anna у моря', english: 'Anna by the sea', aspectRatio: '16:9' } };
const SEEN = { photo: { faces: 2, width: 300, height: 400 } };
const UNSEEN = { refusal: 'unavailable', file: incoming() };
const PHOTO_DRAFTS = [
  { flow: 'photo-prompt', photoId: newId<PhotoId>(), step: 'described', draft: DESCRIBED },
  { flow: 'photo-prompt', photoId: newId<PhotoId>(), step: 'described', draft: DESCRIBED },
  { flow: 'photo-prompt', photoId: newId<PhotoId>(), step: 'photo', draft: UNSEEN },
  { flow: 'restore', photoId: newId<PhotoId>(), step: 'confirm', draft: SEEN },
  { flow: 'restore', photoId: newId<PhotoId>(), step: 'confirm', draft: SEEN },
  { flow: 'restore', photoId: newId<PhotoId>(), step: 'photo', draft: UNSEEN },
] as const;

/** The same of the conversation about a recording: offered, waiting for its person, and refused. */
const SENT = { fileId: 'f', messageId: 1 };
const RECORDING_DRAFTS = [
  { sourceId: newId<SourceId>(), step: 'listening', draft: {} },
  { sourceId: newId<SourceId>(), step: 'listening', draft: { measured: true, next: [SENT] } },
  { sourceId: newId<SourceId>(), step: 'recording', draft: { refusal: 'unavailable', next: [SENT] } },
] as const;

/** The same of the conversations about a sent file. */
const READ = { read: { characters: 90, language: null } };
const TEXT_DRAFTS = [
  { flow: 'document', textId: newId<TextId>(), step: 'type', draft: READ },
  { flow: 'document', textId: newId<TextId>(), step: 'reading', draft: {} },
  { flow: 'document', textId: newId<TextId>(), step: 'file', draft: { refusal: 'unavailable' } },
  { flow: 'speech', textId: newId<TextId>(), step: 'confirm', draft: READ },
  { flow: 'speech', textId: newId<TextId>(), step: 'text', draft: { refusal: 'unavailable' } },
] as const;

/** The message about each of them. */
const aboutTexts = (language: Language): Screen => ({
  text: language === 'ru' ? html`Аня` : html`Anna`,
  buttons: TEXT_DRAFTS.map(({ flow, textId: about }) => [
    resumeDraft.button(language === 'ru' ? 'Аня' : 'Anna', { flow, about }),
  ]),
});

/** The message about each of them. */
const aboutRecordings = (language: Language): Screen => ({
  text: language === 'ru' ? html`Аня` : html`Anna`,
  buttons: [
    [openMeasured.button(language === 'ru' ? 'Аня' : 'Anna', { sourceId: RECORDING_DRAFTS[1].sourceId })],
    ...RECORDING_DRAFTS.map(({ sourceId: about }) => [
      resumeDraft.button(language === 'ru' ? 'Аня' : 'Anna', { flow: 'transcribe', about }),
    ]),
  ],
});

/** A recording that the person asked about in a group. */
const QUOTED = { item: 'transcription.speech', units: 7, total: '35', quotedAt: new Date().toISOString() } as const;
const GROUP_VOICE = { phase: 'asking', title: 'Friends & <co>', offer: { quote: QUOTED, seconds: 42 } };

/** The message about each of them. */
const aboutPhotos = (language: Language): Screen => ({
  text: language === 'ru' ? html`Аня` : html`Anna`,
  buttons: [
    [openIdea.button(language === 'ru' ? 'Аня' : 'Anna', { photoId: PHOTO_DRAFTS[0].photoId })],
    [openRestorable.button(language === 'ru' ? 'Аня' : 'Anna', { photoId: PHOTO_DRAFTS[3].photoId })],
    ...PHOTO_DRAFTS.map(({ flow, photoId: about }) => [
      resumeDraft.button(language === 'ru' ? 'Аня' : 'Anna', { flow, about }),
    ]),
  ],
});

/** A flow of each kind left half-way, one order of each kind still running, and more of everything than a page holds. */
const historyOf = async ({ admin, fixtures }: PostgresHarness, userId: UserId, orders: readonly OrderCardState[]) => {
  const now = new Date();
  for (const { name, first, begin, version, worthKeeping } of registry.flows.values()) {
    const kept = { flow: name, about: '', step: first, draft: begin() as Draft['draft'], version };
    if (worthKeeping) await admin.insert(Draft, { userId, ...kept, updatedAt: now, droppedAt: null });
  }
  for (const { flow, photoId, step, draft } of PHOTO_DRAFTS) {
    const kept = { flow, about: photoId, step, draft: { photoId, ...draft }, version: 1 };
    await admin.insert(Draft, { userId, ...kept, updatedAt: now, droppedAt: null });
  }
  for (const { sourceId, step, draft } of RECORDING_DRAFTS) {
    const measured = 'measured' in draft && { measured: { seconds: 70, speech: 60, at: now.toISOString() } };
    const kept = { flow: 'transcribe', about: sourceId, step, draft: { file: SENT, sourceId, ...draft, ...measured } };
    await admin.insert(Draft, { userId, ...kept, version: 2, updatedAt: now, droppedAt: null });
  }
  for (const { flow, textId, step, draft } of TEXT_DRAFTS) {
    const kept = { flow, about: textId, step, draft: { file: { fileId: 'f', name: 'a.txt' }, textId, ...draft } };
    await admin.insert(Draft, { userId, ...kept, version: 1, updatedAt: now, droppedAt: null });
  }
  for (const order of orders) {
    const [key, state] = [cardKey({ kind: ORDER_CARD }, order.orderId), { ...order }];
    await admin.insert(Card, { key, userId, messageId: 1, state, createdAt: now, updatedAt: now });
  }
  const { id: avatarId } = await fixtures.avatar({ userId, name: 'Anna', photos: 0 });
  const drawing = { userId, input: { kind: 'avatar', avatarId }, prompt: 'Anna', state: 'succeeded' } as const;
  const speech = orders.find(({ kind }) => kind === 'speech');
  if (speech) await fixtures.speech({ orderId: speech.orderId, userId, state: 'succeeded' });
  const document = orders.find(({ kind }) => kind === 'document');
  const made = {
    documentType: 'template',
    template: 'Anna',
    points: [],
    documentPath: 'files:a.docx',
    bytes: 1,
  } as const;
  if (document)
    await fixtures.document({ orderId: document.orderId, userId, state: 'succeeded', delivered: 1, ...made });
  const question = orders.find(({ kind }) => kind === 'question');
  if (question) await fixtures.question({ orderId: question.orderId, userId, state: 'succeeded' });
  const written = orders.flatMap(({ kind, orderId }) => (kind === 'transcription' ? [orderId] : []));
  for (let made = 0; made < PAGEFUL; made += 1) {
    const orderId = written[made] ?? newId<OrderId>();
    const { orderId: ofPicture } = await fixtures.generation({ ...drawing, delivered: 1 });
    await fixtures.picture({ orderId: ofPicture, lookGroup: 'cinema' });
    await fixtures.hold({ userId, orderId, kind: 'transcription' });
    await fixtures.transcript({
      ...{ orderId, userId, content: 'Hello', language: 'en' },
      segments: [{ startsAt: 0, endsAt: 2, text: 'Hello', speaker: 'A', doubt: null }],
    });
  }
};

/** Goes everywhere in a language as one of the people below. */
type Goer = (language: Language) => Promise<Walk>;

/** A person who has everything: credits, avatars in every state, orders of every kind, pictures, transcripts, drafts. */
const rich = async (postgres: PostgresHarness): Promise<Goer> => {
  const { userId, telegramId } = await postgres.fixtures.person({
    firstName: 'Anna',
    words: ['Anna'],
    groupVoiceLimit: 500,
  });
  await postgres.fixtures.account({ userId, credits: 10_000 });
  // Whatever is made on the way gets this id, so that the rows its owner would write are there already.
  const id = newId<string>();
  const name = 'Anna';
  await postgres.fixtures.avatar({ id: id as AvatarId, userId, name, status: 'ready_for_training', photos: 11 });
  await postgres.fixtures.photo({ avatarId: id as AvatarId, findings: ['another-person'] });
  const { id: avatarId } = await postgres.fixtures.avatar({ userId, name, isMain: true });
  for (const status of ['completed', 'error', 'cancelled', 'training', 'photos_uploading'] as const) {
    await postgres.fixtures.avatar({ userId, name, status });
  }
  const input = { kind: 'avatar', avatarId } as const;
  const drawn = {
    orderId: id as OrderId,
    userId,
    input,
    prompt: 'Anna',
    enhancedPrompt: 'TOK_ab12 woman, Anna & <co>',
    state: 'succeeded',
    units: 2,
    delivered: 2,
  } as const;
  const { orderId } = await postgres.fixtures.generation(drawn);
  for (const position of [0, 1]) await postgres.fixtures.picture({ orderId, position, favouriteAt: new Date() });
  const asked = { key: groupVoiceKey(id), userId, messageId: 1, state: GROUP_VOICE };
  await postgres.admin.insert(Card, { ...asked, createdAt: new Date(), updatedAt: new Date() });
  const { orderId: restored } = await postgres.fixtures.restoration({ userId, state: 'succeeded', delivered: 1 });
  const delivered: Partial<Record<OrderKind, OrderId>> = { generation: orderId, restoration: restored };
  const idOf = (kind: OrderKind) => delivered[kind] ?? newId<OrderId>();
  const orders = ORDER_KINDS.map((kind) => acceptedOrder({ orderId: idOf(kind), kind, what: name, price: '200' }));
  await historyOf(postgres, userId, orders);
  const enlarged = { kind: 'picture', orderId, pictureId: newId<PictureId>() } as const;
  await postgres.fixtures.upscale({ userId, input: enlarged, state: 'succeeded', delivered: 1 });
  return (language) =>
    walk({
      registry,
      readers: new Readers(postgres.database),
      person: { userId, telegramId, firstName: 'Anna', language, consent: CONSENT_VERSION },
      now: new Date(),
      newId: <T>() => id as T,
      inputs: INPUTS,
      messages: [
        consentScreen(language),
        aboutPhotos(language),
        aboutRecordings(language),
        aboutTexts(language),
        groupVoiceOffer(id as OrderId, { language }, GROUP_VOICE),
        ...orders.flatMap((order) => messagesAbout(order, avatarId, language)),
        photosCard.render(
          photosOf({ avatarId: id as AvatarId, name, trainingType: 'portrait', isDescribed: true }, 12),
          language,
        ),
        photosCard.render(
          photosOf({ avatarId: id as AvatarId, name, trainingType: 'portrait', isDescribed: false, idea: name }, 1),
          language,
        ),
        coachCard.render(
          { avatarId: id as AvatarId, picture: 'map', photos: 12, advice: SET_ADVICE.slice(0, 3), outliers: [12] },
          language,
        ),
      ],
    });
};

/** A new person. */
const poor = (postgres: PostgresHarness): Promise<Goer> => newcomer(postgres, () => Promise.resolve());

/** A person whose lists begin with photos, and with what was written and read aloud for them. */
const listener = (postgres: PostgresHarness): Promise<Goer> =>
  newcomer(postgres, async (userId) => {
    const document = { points: [], documentPath: 'files:made.txt', bytes: 1_000 } as const;
    await postgres.fixtures.document({ userId, state: 'succeeded', ...document });
    await postgres.fixtures.speech({ userId, state: 'succeeded' });
    await postgres.fixtures.avatar({ userId, name: 'Anna', photos: 1 });
  });

const newcomer = async (postgres: PostgresHarness, receives: (userId: UserId) => Promise<void>): Promise<Goer> => {
  const { userId, telegramId } = await postgres.fixtures.person({ firstName: 'Anna' });
  await postgres.fixtures.account({ userId });
  await receives(userId);
  return (language) =>
    walk({
      registry,
      readers: new Readers(postgres.database),
      person: { userId, telegramId, firstName: 'Anna', language, consent: null },
      now: new Date(),
      newId,
      inputs: INPUTS,
      messages: [consentScreen(language)],
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
  goers = [await rich(postgres), await poor(postgres), await listener(postgres)];
}, 300_000);

describe.each(LANGUAGES)('everywhere a person can go (%s)', (language) => {
  let walks: readonly Walk[];
  let sights: readonly Sight[];
  beforeAll(async () => {
    walks = await Promise.all(goers.map((go) => go(language)));
    sights = walks.flatMap((walked) => walked.sights);
  }, 900_000);

  it('every button is answered, and whatever is shown is well said', () => {
    expect([...new Set(walks.flatMap(({ complaints }) => complaints))]).toEqual([]);
  });

  it('every button that anything answers to is there to be pressed', () => {
    const known = [
      ...callbacksOf(registry.actions, ANYWHERE),
      ...steps.flatMap(({ place, actions }) => callbacksOf(actions, place)),
    ];

    expect([...new Set(walks.flatMap(({ pressed }) => [...pressed]))].sort()).toEqual(known.sort());
  });

  it('nothing is asked of another app before the consent but what stores no photo and no sound, and reaches no provider', () => {
    const sent = new Set(walks.flatMap((walked) => [...walked.sent]));

    // A new job is to be decided about: here, or in engine/consent/consent.ts.
    expect([...sent].filter((job) => !mayNotBeSentYet({ job })).sort()).toEqual(WITHOUT_CONSENT);
    expect([...sent].filter((job) => mayNotBeSentYet({ job })).sort()).toEqual(['fetch-file', 'place-hold']);
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
