import { openCode } from '../src/callbacks/bonus.callbacks';
import { takeBackGift } from '../src/callbacks/gift.callbacks';
import { buyFirstPack } from '../src/orders/top-up.callback';
import { bonusTexts, giftTexts } from '@aisha/words';
import type { GiftId } from '@aisha/domain';
import { REFUSALS } from '@aisha/contracts/bot-gateway';
import { Card, Draft } from '@aisha/database/bot';
import {
  type AvatarId,
  CONSENT_VERSION,
  ERROR_CODE_NAMES,
  FACE_STOPS,
  invitationStart,
  type Language,
  type OrderId,
  PERMISSION_SCOPES,
  type PermissionId,
  type PhotoId,
  type PictureId,
  SET_ADVICE,
  type SourceId,
  type TextId,
  type UserId,
} from '@aisha/domain';
import { ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import type { PostgresHarness } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { cardKey } from '../src/engine/cards/card';
import { consentScreen } from '../src/features/consent/consent.screen';
import { html, resumeDraft, type Input, type Screen } from '../src/engine/conversation';
import type { Registry } from '../src/engine/conversation/registry';
import { coachCard } from '../src/features/training/review/coach.card';
import { photosCard, photosOf } from '../src/features/training/photos/photos.card';
import { openIdea } from '../src/callbacks/photo-prompt.callbacks';
import { askForPhoto } from '../src/orders/sent-photo/sent-photo.callbacks';
import { groupVoiceKey } from '../src/features/group-voices/group-voice.card';
import { groupVoiceOffer } from '../src/features/group-voices/group-voice.card';
import { openMeasured } from '../src/callbacks/recording.callbacks';
import { orderKindViews } from '../src/features';
import { acceptedOrder, ORDER_CARD, orderCard, type OrderCardState } from '../src/orders/order.card';
import { resultCard } from '../src/orders/result.card';
import type { ResultOutcome } from '../src/orders/result.state';
import { ReadOnce } from './read-once';
import { incoming, type Walker } from './walk';

/** The inputs that are tried at every step, besides its buttons. */
export const INPUTS: readonly Input[] = [
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
  { kind: 'other', what: 'else' },
];

/** A number of entries that no list shows on one page. */
const PAGEFUL = 12;

const OUTCOMES: readonly ResultOutcome[] = [
  ...ERROR_CODE_NAMES.map((code) => ({ type: 'failed', code }) as const),
  ...REFUSALS.map((code) => ({ type: 'refused', code, price: '200', available: '100' }) as const),
];

/** Every message about an order, both while it runs and after its end. */
const messagesAbout = (order: OrderCardState, avatarId: AvatarId, language: Language): Screen[] => [
  ...(['accepted', 'running', 'cancelling', 'done', 'failed', 'cancelled', 'refused'] as const).map((phase) =>
    orderCard(orderKindViews[order.kind]).render({ ...order, phase }, language),
  ),
  ...[{ type: 'delivered', avatarId } as const, ...OUTCOMES].map((outcome) =>
    resultCard(orderKindViews[order.kind]).render({ ...order, outcome }, language),
  ),
];

/** The buttons in news about codes and gifts, and the button with which an earlier release sold a pack. */
const aboutCredits = (giftId: GiftId, language: Language): Screen => ({
  text: bonusTexts[language].askCode,
  buttons: [
    [buyFirstPack.button('⭐', { packId: 'small-1' })],
    [openCode.button(bonusTexts[language].enterCode, {})],
    [takeBackGift.button(giftTexts[language].takeBack, { giftId })],
  ],
});

/** Drafts at steps that only the answer of another app reaches, in the conversations about a photo, a recording and a sent file. */
const draftsOf = (name: string) => {
  const described = { idea: { russian: `${name} у моря`, english: `${name} by the sea`, aspectRatio: '16:9' } };
  const seen = { photo: { faces: 2, width: 300, height: 400 } };
  const ofOthers = { photo: { ...seen.photo, whose: 'others' } };
  const unseen = { refusal: 'unavailable', file: incoming() };
  const photos = [
    { flow: 'photo-prompt', photoId: newId<PhotoId>(), step: 'described', draft: described },
    { flow: 'photo-prompt', photoId: newId<PhotoId>(), step: 'described', draft: described },
    { flow: 'photo-prompt', photoId: newId<PhotoId>(), step: 'photo', draft: unseen },
    { flow: 'restore', photoId: newId<PhotoId>(), step: 'confirm', draft: seen },
    { flow: 'restore', photoId: newId<PhotoId>(), step: 'confirm', draft: seen },
    { flow: 'restore', photoId: newId<PhotoId>(), step: 'photo', draft: unseen },
    { flow: 'animate', photoId: newId<PhotoId>(), step: 'confirm', draft: seen },
    { flow: 'animate', photoId: newId<PhotoId>(), step: 'photo', draft: unseen },
    { flow: 'edit', photoId: newId<PhotoId>(), step: 'faces', draft: ofOthers },
    { flow: 'edit', photoId: newId<PhotoId>(), step: 'confirm', draft: { ...seen, faces: 'agreed', change: name } },
    { flow: 'edit', photoId: newId<PhotoId>(), step: 'photo', draft: unseen },
  ] as const;

  const sent = { fileId: 'f', messageId: 1 };
  const recordings = [
    { sourceId: newId<SourceId>(), step: 'listening', draft: {} },
    { sourceId: newId<SourceId>(), step: 'listening', draft: { measured: true, next: [sent] } },
    { sourceId: newId<SourceId>(), step: 'recording', draft: { refusal: 'unavailable', next: [sent] } },
  ] as const;

  const read = { read: { characters: 90, language: null } };
  const texts = [
    { flow: 'document', textId: newId<TextId>(), step: 'type', draft: read },
    { flow: 'document', textId: newId<TextId>(), step: 'reading', draft: {} },
    { flow: 'document', textId: newId<TextId>(), step: 'file', draft: { refusal: 'unavailable' } },
    { flow: 'speech', textId: newId<TextId>(), step: 'confirm', draft: read },
    { flow: 'speech', textId: newId<TextId>(), step: 'text', draft: { refusal: 'unavailable' } },
  ] as const;
  return { photos, recordings, texts };
};
type Drafts = ReturnType<typeof draftsOf>;

/** A message with a button for each text, which resumes the text's draft. */
const aboutTexts = ({ texts }: Drafts, language: Language): Screen => ({
  text: language === 'ru' ? html`Аня` : html`Anna`,
  buttons: texts.map(({ flow, textId: about }) => [
    resumeDraft.button(language === 'ru' ? 'Аня' : 'Anna', { flow, about }),
  ]),
});

/**
 * A message with a button that opens a measured recording, and a button for each recording, which resumes the draft about that recording.
 */
const aboutRecordings = ({ recordings }: Drafts, language: Language): Screen => ({
  text: language === 'ru' ? html`Аня` : html`Anna`,
  buttons: [
    [openMeasured.button(language === 'ru' ? 'Аня' : 'Anna', { sourceId: recordings[1].sourceId })],
    ...recordings.map(({ sourceId: about }) => [
      resumeDraft.button(language === 'ru' ? 'Аня' : 'Anna', { flow: 'transcribe', about }),
    ]),
  ],
});

/** A recording about which the person has asked in a group. */
const QUOTED = { item: 'transcription.speech', units: 7, total: '35', quotedAt: new Date().toISOString() } as const;
const GROUP_VOICE = { phase: 'asking', title: 'Friends & <co>', offer: { quote: QUOTED, seconds: 42 } };

/**
 * A message with a button that opens a photo's idea, a button that asks for a photo to be restored, and a button for each photo, which
 * resumes the draft about that photo.
 */
const aboutPhotos = ({ photos }: Drafts, language: Language): Screen => ({
  text: language === 'ru' ? html`Аня` : html`Anna`,
  buttons: [
    [openIdea.button(language === 'ru' ? 'Аня' : 'Anna', { photoId: photos[0].photoId })],
    [askForPhoto.button(language === 'ru' ? 'Аня' : 'Anna', { use: 'restore' })],
    ...photos.map(({ flow, photoId: about }) => [
      resumeDraft.button(language === 'ru' ? 'Аня' : 'Anna', { flow, about }),
    ]),
  ],
});

/** What the rows of a rich person are made with. */
interface Wealth {
  readonly postgres: PostgresHarness;
  readonly registry: Registry;
  /** The name that the person's avatar, ideas and texts get. */
  readonly name: string;
}

/** A draft of each flow that its person left half-way, a running order of each kind, and more of everything than a page holds. */
const historyOf = async (
  { postgres: { admin, fixtures }, registry, name }: Wealth,
  userId: UserId,
  {
    orders,
    drafts: { photos, recordings, texts },
  }: { readonly orders: readonly OrderCardState[]; readonly drafts: Drafts },
) => {
  const now = new Date();
  for (const { name: flow, first, begin, version, worthKeeping } of registry.flows.values()) {
    const kept = { flow, about: '', step: first, draft: begin() as Draft['draft'], version };
    if (worthKeeping) await admin.insert(Draft, { userId, ...kept, updatedAt: now, droppedAt: null });
  }
  for (const { flow, photoId, step, draft } of photos) {
    const kept = { flow, about: photoId, step, draft: { photoId, ...draft }, version: 1 };
    await admin.insert(Draft, { userId, ...kept, updatedAt: now, droppedAt: null });
  }
  for (const { sourceId, step, draft } of recordings) {
    const measured = 'measured' in draft && { measured: { seconds: 70, speech: 60, at: now.toISOString() } };
    const kept = {
      flow: 'transcribe',
      about: sourceId,
      step,
      draft: { file: { fileId: 'f', messageId: 1 }, sourceId, ...draft, ...measured },
    };
    await admin.insert(Draft, { userId, ...kept, version: 2, updatedAt: now, droppedAt: null });
  }
  for (const { flow, textId, step, draft } of texts) {
    const kept = { flow, about: textId, step, draft: { file: { fileId: 'f', name: 'a.txt' }, textId, ...draft } };
    await admin.insert(Draft, { userId, ...kept, version: 1, updatedAt: now, droppedAt: null });
  }
  for (const order of orders) {
    const [key, state] = [cardKey({ kind: ORDER_CARD }, order.orderId), { ...order }];
    await admin.insert(Card, { key, userId, messageId: 1, state, createdAt: now, updatedAt: now });
  }
  const { id: avatarId } = await fixtures.avatar({ userId, name, photos: 0 });
  const drawing = { userId, input: { kind: 'avatar', avatarId }, prompt: name, state: 'succeeded' } as const;
  const speech = orders.find(({ kind }) => kind === 'speech');
  if (speech) await fixtures.speech({ orderId: speech.orderId, userId, state: 'succeeded' });
  const document = orders.find(({ kind }) => kind === 'document');
  const made = {
    documentType: 'template',
    template: name,
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
      ...{ orderId, userId, content: `Hello, ${name}`, title: name, language: 'en' },
      segments: [{ startsAt: 0, endsAt: 2, text: `Hello, ${name}`, speaker: 'A', doubt: null }],
      speakers: made === 0 ? {} : { A: name },
    });
  }
};

/**
 * Friends whom the person may draw, and friends who may draw the person: of each sort, one with a permission for one picture, and one with
 * a permission until it is taken back; and so many more who may draw the person that the list of them has two pages. Resolves to a friend's
 * invitation that waits for an answer.
 */
const friendsOf = async (
  { postgres: { fixtures }, name }: Wealth,
  { userId, avatarId }: { readonly userId: UserId; readonly avatarId: AvatarId },
): Promise<PermissionId> => {
  const friends = [];
  for (const scope of PERMISSION_SCOPES) {
    const { userId: giverId } = await fixtures.person({ firstName: name });
    await fixtures.consent({ userId: giverId });
    const { id } = await fixtures.avatar({ userId: giverId, name, references: 3 });
    await fixtures.drawingPermission({ askerId: userId, giverId, avatarId: id, scope });
    const { id: given } = await fixtures.drawingPermission({ askerId: giverId, giverId: userId, avatarId, scope });
    await fixtures.together({ userId: giverId, state: 'succeeded', delivered: 1, permissionIds: [given] });
    friends.push(giverId);
  }
  for (let nth = 0; nth < 20; nth += 1) {
    const { userId: askerId } = await fixtures.person({ firstName: name });
    await fixtures.drawingPermission({ askerId, giverId: userId, avatarId, scope: 'always' });
  }
  const waits = { giverId: null, answeredAt: null, avatarId: null, scope: null };
  return (await fixtures.drawingPermission({ askerId: friends[0]!, ...waits })).id;
};

/** A person who has everything: credits, avatars in every state, orders of every kind, pictures, transcripts, drafts. */
export const richPerson = async (wealth: Wealth): Promise<(language: Language) => Walker> => {
  const { postgres, registry, name } = wealth;
  const drafts = draftsOf(name);
  const { userId, telegramId } = await postgres.fixtures.person({
    firstName: name,
    words: [name],
    groupVoiceLimit: 500,
  });
  await postgres.fixtures.account({ userId, credits: 10_000 });
  // A number of months that does not fit on a page of statements. Each row is in the middle of its month, in every time zone.
  await postgres.admin.query(
    `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key, created_at)
     SELECT gen_random_uuid(), 'promo', $1::uuid, 100, 'Code', 'month:' || $1::text || n, date_trunc('month', now()) - n * interval '1 month' + interval '14 days'
       FROM generate_series(1, 14) AS n`,
    [userId],
  );
  // Some credits of the older purchase were given away, so only the newer purchase can go back by the rule.
  for (const [charge, days] of [
    [`stx${userId}`, 1],
    [`old${userId}`, 2],
  ] as const) {
    await postgres.admin.query(
      `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited, created_at)
       VALUES ($1, $2, 'large-1', 1300, 100000, now() - make_interval(days => $3))`,
      [charge, userId, days],
    );
    await postgres.admin.query(
      `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key) VALUES ($1, 'purchase', $2, 100000, 'Pack', $3)`,
      [newId<string>(), userId, `purchase:${charge}`],
    );
  }
  await postgres.admin.query(
    `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments)
     VALUES ($1, $2, 'month-400', 'active', now() + interval '20 days', $1, 1)`,
    [`sub${userId}`, userId],
  );
  await postgres.admin.query(
    `INSERT INTO billing.spending_setting (user_id, time_zone, limit_a_day, remind_below) VALUES ($1, 'Europe/Moscow', 3000000, 1000)`,
    [userId],
  );
  // Everything that the walk creates gets this id, so that the rows that the owning app would write exist already.
  const id = newId<string>();
  await postgres.fixtures.avatar({
    id: id as AvatarId,
    userId,
    name,
    status: 'ready_for_training',
    photos: 11,
    faceOwner: null,
  });
  await postgres.fixtures.photo({ avatarId: id as AvatarId, findings: ['another-person'] });
  const main = { isMain: true, references: 3, faceOwner: null } as const;
  const { id: avatarId } = await postgres.fixtures.avatar({ userId, name, ...main });
  const invitation = await friendsOf(wealth, { userId, avatarId });
  for (const status of ['completed', 'error', 'cancelled', 'training', 'photos_uploading'] as const) {
    await postgres.fixtures.avatar({ userId, name, status, references: status === 'completed' ? 3 : 0 });
  }
  for (const stoppedFor of FACE_STOPS) {
    await postgres.fixtures.avatar({ userId, name, status: 'ready_for_training', stoppedFor });
  }
  const input = { kind: 'avatar', avatarId } as const;
  const drawn = {
    orderId: id as OrderId,
    userId,
    input,
    prompt: name,
    enhancedPrompt: `TOK_ab12 woman, ${name} & <co>`,
    state: 'succeeded',
    units: 2,
    delivered: 2,
  } as const;
  const { orderId } = await postgres.fixtures.generation(drawn);
  for (const position of [0, 1]) await postgres.fixtures.picture({ orderId, position, favouriteAt: new Date() });
  const { orderId: edited } = await postgres.fixtures.edit({
    ...{ userId, state: 'succeeded', delivered: 1, change: name },
    ...{ input: { kind: 'photo', photoId: newId<PhotoId>() }, source: 'photo', faces: 'agreed' },
    originalPath: 'avatars:edited-photos/a.jpg',
  });
  const asked = { key: groupVoiceKey(id), userId, messageId: 1, state: GROUP_VOICE };
  await postgres.admin.insert(Card, { ...asked, createdAt: new Date(), updatedAt: new Date() });
  const { orderId: restored } = await postgres.fixtures.restoration({ userId, state: 'succeeded', delivered: 1 });
  const ended = { userId, state: 'succeeded', delivered: 1 } as const;
  const delivered: Partial<Record<OrderKind, OrderId>> = {
    ...{ generation: orderId, restoration: restored, edit: edited },
    animation: (await postgres.fixtures.animation({ ...ended, input: { kind: 'photo', photoId: newId() } })).orderId,
    together: (await postgres.fixtures.together(ended)).orderId,
  };
  const idOf = (kind: OrderKind) => delivered[kind] ?? newId<OrderId>();
  const orders = ORDER_KINDS.map((kind) => acceptedOrder({ orderId: idOf(kind), kind, what: name, price: '200' }));
  await historyOf(wealth, userId, { orders, drafts });
  const enlarged = { kind: 'picture', orderId, pictureId: newId<PictureId>() } as const;
  await postgres.fixtures.upscale({ userId, input: enlarged, state: 'succeeded', delivered: 1 });
  const giftId = newId<GiftId>();
  await postgres.admin.query(
    `INSERT INTO billing.gift (id, giver_id, credits, expires_at) VALUES ($1, $2, 100, now() + interval '1 day')`,
    [giftId, userId],
  );
  const readers = new ReadOnce(postgres.database);
  return (language) => ({
    registry,
    readers,
    person: { userId, telegramId, firstName: name, language, consent: CONSENT_VERSION },
    now: new Date(),
    newId: <T>() => id as T,
    inputs: INPUTS,
    starts: [invitationStart(invitation)],
    messages: [
      consentScreen(language),
      aboutPhotos(drafts, language),
      aboutRecordings(drafts, language),
      aboutTexts(drafts, language),
      groupVoiceOffer(id as OrderId, { language }, GROUP_VOICE, 'none'),
      ...orders.flatMap((order) => messagesAbout(order, avatarId, language)),
      aboutCredits(giftId, language),
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
