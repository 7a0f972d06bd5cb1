import { Account, CreditHold, CreditTransaction, Entry } from '@aisha/database/billing';
import { Consent, Person, StarTransaction } from '@aisha/database/bot';
import { Avatar, AvatarPhoto } from '@aisha/database/trainer';
import {
  type AvatarId,
  centiCredits,
  CONSENT_VERSION,
  FACE_WORD_VERSION,
  isFinished,
  MIN_PHOTOS,
  type OrderId,
  type OrderState,
  packPayload,
  PACKS,
  type PhotoId,
  type PictureId,
  type TelegramId,
  TRAINING_PRESETS,
  type UserId,
} from '@aisha/domain';
import { trainingTimedAs } from '@aisha/kinds';
import {
  DocumentOrder,
  Enhancement,
  ImageGeneration,
  newOrder,
  Picture,
  QuestionOrder,
  Recording,
  Speech,
  Training,
  Transcript,
  Animation,
  Upscale,
} from '@aisha/kinds/tables';
import { newId } from '@aisha/platform';
import type { Admin } from './admin';

const centi = (credits: number) => centiCredits(Math.round(credits * 100));
let lastTelegramId = 700_000_000;

/** Rows a test starts from. A test may override any field; the rest has defaults. */
export class Fixtures {
  constructor(private readonly admin: Admin) {}

  /** An account whose balance its ledger explains. In credits. */
  async account({ userId = newId<UserId>(), credits = 0, ...overrides }: Partial<Account> & { credits?: number } = {}) {
    const account: Account = {
      userId,
      available: centi(credits),
      held: centi(0),
      debt: centi(0),
      openedAt: new Date(),
      ...overrides,
    };
    await this.admin.insert(Account, account);
    if (credits > 0) {
      await this.ledger({ type: 'correction', userId, amount: account.available }, [
        { account: 'user-available', userId, amount: account.available },
        { account: 'platform-gifts', userId: null, amount: centiCredits(-account.available) },
      ]);
    }
    return account;
  }

  /** Work of a provider that a person had for nothing, in millionths of a US dollar. */
  async freeWork({
    userId,
    microDollars,
    begunAt = new Date(),
  }: {
    userId: UserId;
    microDollars: number;
    begunAt?: Date;
  }) {
    await this.admin.query(
      `INSERT INTO generator.free_work (id, user_id, reason, borne_by, micro_dollars, begun_at)
       VALUES ($1, $2, 'cancelled-by-user', 'balance', $3, $4)`,
      [newId(), userId, microDollars, begunAt],
    );
  }

  /** Reserves credits (3 by default) from an account that has them: a new one unless the test names its user. */
  async hold({ credits = 3, userId, ...overrides }: Partial<CreditHold> & { credits?: number } = {}) {
    const owner = userId ?? (await this.account({ credits })).userId;
    const hold: CreditHold = {
      orderId: newId<OrderId>(),
      userId: owner,
      kind: 'generation',
      item: 'picture',
      units: 1,
      freeUnits: 0,
      amount: centi(credits),
      status: 'open',
      captured: centi(0),
      delivered: null,
      deliveredOf: null,
      reason: null,
      createdAt: new Date(),
      settledAt: null,
      ...overrides,
    };
    await this.admin.query(
      `UPDATE billing.account SET available = available - $2, held = held + $2 WHERE user_id = $1`,
      [owner, hold.amount.toString()],
    );
    await this.admin.insert(CreditHold, hold);
    if (hold.amount === 0n) return hold; // free: nothing to book
    await this.ledger({ type: 'hold', userId: owner, orderId: hold.orderId, amount: hold.amount }, [
      { account: 'user-available', userId: owner, amount: centiCredits(-hold.amount) },
      { account: 'user-held', userId: owner, amount: hold.amount },
    ]);
    return hold;
  }

  /** Billing released the hold of an order, because no settlement came in time. */
  async forgottenHold(orderId: OrderId): Promise<void> {
    const [hold] = await this.admin.query<{ user_id: UserId; amount: string }>(
      `UPDATE billing.credit_hold SET status = 'released', reason = 'hold-forgotten', delivered = 0, delivered_of = units, settled_at = now()
       WHERE order_id = $1 RETURNING user_id, amount`,
      [orderId],
    );
    if (!hold) throw new Error(`${orderId} holds nothing`);
    const { user_id: userId } = hold;
    const amount = centiCredits(hold.amount);
    await this.admin.query(
      `UPDATE billing.account SET available = available + $2, held = held - $2 WHERE user_id = $1`,
      [userId, hold.amount],
    );
    await this.ledger({ type: 'release', userId, orderId, amount }, [
      { account: 'user-held', userId, amount: centiCredits(-amount) },
      { account: 'user-available', userId, amount },
    ]);
  }

  /** Stars of a person that Telegram has confirmed and the gateway has passed on: of the first pack unless the test says. */
  async stars({ userId, ...overrides }: Partial<StarTransaction> = {}): Promise<StarTransaction & { userId: UserId }> {
    const [pack] = PACKS as [(typeof PACKS)[number]];
    const id = userId ?? newId<UserId>();
    const [known] = await this.admin.query<Person>(
      'SELECT telegram_id AS "telegramId" FROM bot.person WHERE user_id = $1',
      [id],
    );
    const { telegramId } = known ?? (await this.person({ userId: id }));
    const now = new Date();
    const stars = await this.admin.insert(StarTransaction, {
      chargeId: `stx${newId<string>()}`,
      kind: 'payment',
      telegramId,
      payload: packPayload(pack.id),
      currency: 'XTR',
      amount: pack.stars,
      payer: null,
      userId: id,
      toldAt: now,
      confirmedAt: now,
      forwardedAt: now,
      createdAt: now,
      ...overrides,
    });
    return { ...stars, userId: id };
  }

  person(overrides: Partial<Person> = {}): Promise<Person> {
    lastTelegramId += 1;
    return this.admin.insert(Person, {
      userId: newId<UserId>(),
      telegramId: lastTelegramId as TelegramId,
      firstName: 'Анна',
      username: null,
      language: 'ru',
      words: [],
      timeZone: null,
      lastAvatarId: null,
      lastWithoutAvatar: false,
      lastAspectRatio: null,
      lastPictureCount: null,
      lastQuality: null,
      lastEnhance: null,
      groupVoiceLimit: null,
      blockedAt: null,
      heardAt: new Date(),
      createdAt: new Date(),
      ...overrides,
    });
  }

  /** A person has agreed, to the text of today unless the test says. */
  consent(overrides: Pick<Consent, 'userId'> & Partial<Consent>): Promise<Consent> {
    return this.admin.insert(Consent, {
      version: CONSENT_VERSION,
      agreedAt: new Date(),
      withdrawnAt: null,
      ...overrides,
    });
  }

  /** A completed avatar, or one in the status given, with as many accepted photos as `photos` says. */
  async avatar({ photos, ...overrides }: Partial<Avatar> & { photos?: number } = {}): Promise<Avatar> {
    const id = overrides.id ?? newId<AvatarId>();
    const status = overrides.status ?? 'completed';
    const completed = status === 'completed';
    const avatar: Avatar = {
      id,
      userId: newId<UserId>(),
      name: 'Анна',
      trainingType: 'portrait',
      subject: 'woman',
      status,
      triggerPhrase: `tok${id.replaceAll('-', '').slice(-12)}`,
      finetuneId: completed ? newId<string>() : null,
      loraUrl: null,
      loraKey: completed ? `avatars/models/${id}.safetensors` : null,
      loraSha256: completed ? id.replaceAll('-', '').repeat(2) : null,
      photoMap: null,
      loraScale: null,
      likenessDistance: null,
      faceAge: null,
      mainFaceAge: null,
      showsFaces: overrides.trainingType !== 'style',
      faceOwner: 'own',
      faceWordVersion: FACE_WORD_VERSION,
      faceWordAt: new Date(),
      stoppedFor: null,
      stoppedAt: overrides.stoppedFor ? new Date() : null,
      errorCode: null,
      isMain: false,
      createdAt: new Date(),
      trainingCompletedAt: completed ? new Date() : null,
      deletedAt: null,
      ...overrides,
      // This avatar's person has not been asked, so there is no wording and no time.
      ...(overrides.faceOwner === null && { faceWordVersion: null, faceWordAt: null }),
    };
    await this.admin.insert(Avatar, avatar);
    const count =
      photos ?? (['ready_for_training', 'training', 'completed', 'error'].includes(status) ? MIN_PHOTOS : 0);
    for (let index = 0; index < count; index += 1) await this.photo({ avatarId: id });
    return avatar;
  }

  /** An accepted photo of an avatar. */
  async photo({ avatarId, ...overrides }: Partial<AvatarPhoto> = {}): Promise<AvatarPhoto> {
    const id = overrides.id ?? newId<PhotoId>();
    const accepted = overrides.accepted ?? true;
    return this.admin.insert(AvatarPhoto, {
      id,
      avatarId: avatarId ?? (await this.avatar({ status: 'photos_uploading' })).id,
      accepted,
      findings: accepted ? [] : ['too-dark'],
      filePath: accepted ? `avatars/photos/${id}.jpg` : null,
      bytes: accepted ? 200_000 : null,
      sha256: accepted ? id.replaceAll('-', '').repeat(2) : null,
      isMain: false,
      mainChosen: false,
      personConfirmed: false,
      metadata: {},
      embedding: null,
      createdAt: new Date(),
      ...overrides,
    });
  }

  /** A queued training of a `training` avatar, or in the state given. */
  async training(overrides: Partial<Training> = {}): Promise<Training> {
    const state = overrides.state ?? 'queued';
    const owner = overrides.avatarId ? undefined : await this.avatar({ ...userOf(overrides), status: 'training' });
    return this.admin.insert(Training, {
      ...order(state),
      avatarId: owner?.id ?? newId<AvatarId>(),
      userId: owner?.userId ?? newId<UserId>(),
      preset: 'fast',
      steps: TRAINING_PRESETS.fast.steps,
      timedAs: trainingTimedAs('portrait', overrides.preset ?? 'fast'),
      datasetUrl: null,
      stage: 'training',
      model: null,
      probes: [],
      isGuaranteed: true,
      firstDistance: null,
      ...overrides,
    });
  }

  /** A queued generation with a completed avatar, or in the state given. */
  async generation(overrides: Partial<ImageGeneration> = {}): Promise<ImageGeneration> {
    const owner = overrides.input ? undefined : await this.avatar({ ...userOf(overrides), photos: 0 });
    return this.admin.insert(ImageGeneration, {
      ...order(overrides.state),
      userId: owner?.userId ?? newId<UserId>(),
      input: { kind: 'avatar', avatarId: owner?.id ?? newId<AvatarId>() },
      prompt: 'на берегу моря на закате',
      look: null,
      session: null,
      promptInEnglish: null,
      enhancedPrompt: null,
      negativePrompt: null,
      promptWriter: null,
      redraw: null,
      redrawn: 0,
      promptStages: [],
      aspectRatio: '1:1',
      quality: 'normal',
      seed: 42,
      generationConfig: {},
      timedAs: 'avatar.normal.1',
      ...overrides,
    });
  }

  /** A delivered picture of a generation. */
  async picture(overrides: Partial<Picture> = {}): Promise<Picture> {
    const id = overrides.id ?? newId<PictureId>();
    const orderId = overrides.orderId ?? (await this.generation({ state: 'succeeded', delivered: 1 })).orderId;
    const [of] = await this.admin.query<{ userId: UserId; avatarId: AvatarId }>(
      `SELECT user_id AS "userId", (input->>'avatarId')::uuid AS "avatarId" FROM generator.image_generation WHERE order_id = $1`,
      [orderId],
    );
    if (!of) throw new Error(`${orderId} is no generation`);
    return this.admin.insert(Picture, {
      id,
      orderId,
      ...of,
      lookGroup: null,
      look: null,
      seed: 42,
      position: 0,
      filePath: `aisha/pictures/${id}.jpg`,
      sha256: id.replaceAll('-', '').repeat(2),
      bytes: 100_000,
      width: 1024,
      height: 1024,
      createdAt: new Date(),
      favouriteAt: null,
      mainOf: null,
      faceDistance: null,
      faceMeasuredAt: null,
      review: null,
      clearedBy: 'both',
      ...overrides,
    });
  }

  /** A queued upscale of a delivered picture, or in the state given. */
  upscale(overrides: Partial<Upscale> = {}): Promise<Upscale> {
    const orderId = overrides.orderId ?? newId<OrderId>();
    return this.admin.insert(Upscale, {
      ...order(overrides.state),
      orderId,
      input: { kind: 'picture', orderId: newId<OrderId>(), pictureId: newId<PictureId>() },
      size: '2k',
      sourceUrl: null,
      filePath: overrides.state === 'succeeded' ? `files:upscales/${orderId}.jpg` : null,
      clearedBy: 'both',
      bytes: overrides.state === 'succeeded' ? 900_000 : null,
      width: null,
      height: null,
      ...overrides,
    });
  }

  /** A queued video of a delivered picture, or in the state given. */
  animation(overrides: Partial<Animation> = {}): Promise<Animation> {
    const orderId = overrides.orderId ?? newId<OrderId>();
    const isDone = overrides.state === 'succeeded';
    return this.admin.insert(Animation, {
      ...order(overrides.state),
      orderId,
      input: { kind: 'picture', orderId: newId<OrderId>(), pictureId: newId<PictureId>() },
      motion: 'alive',
      sourceUrl: null,
      filePath: isDone ? `files:animations/${orderId}.mp4` : null,
      clearedBy: isDone ? 'both' : null,
      bytes: isDone ? 2_000_000 : null,
      width: isDone ? 720 : null,
      height: isDone ? 720 : null,
      seconds: isDone ? 5 : null,
      ...overrides,
    });
  }

  /** A queued restoration of a photo, or in the state given. */
  restoration(overrides: Partial<Enhancement> = {}): Promise<Enhancement> {
    const orderId = overrides.orderId ?? newId<OrderId>();
    const file = (what: string) => (overrides.state === 'succeeded' ? `avatars:${what}/${orderId}.jpg` : null);
    return this.admin.insert(Enhancement, {
      ...order(overrides.state),
      orderId,
      photoId: newId<PhotoId>(),
      scale: 'x2',
      sourceUrl: null,
      originalPath: file('originals'),
      filePath: file('restorations'),
      comparisonPath: file('comparisons'),
      width: null,
      height: null,
      bytes: null,
      ...overrides,
    });
  }

  /** A queued recording of one minute, or in the state given. */
  recording(overrides: Partial<Recording> = {}): Promise<Recording> {
    const orderId = overrides.orderId ?? newId<OrderId>();
    return this.admin.insert(Recording, {
      ...order(overrides.state),
      orderId,
      readyAt: new Date(),
      audioFilePath: `files:sources/${orderId}.mp3`,
      audioKeptUntil: null,
      bytes: null,
      duration: 60,
      silences: [],
      messageId: null,
      spokenLanguage: null,
      vocabulary: [],
      timedAs: 1,
      ...overrides,
    });
  }

  /** A short transcript, and the recording it is of. */
  async transcript(overrides: Partial<Transcript> = {}): Promise<Transcript> {
    const { orderId = newId<OrderId>(), userId = newId<UserId>() } = overrides;
    await this.recording({ orderId, userId, state: 'succeeded', delivered: 1 });
    return this.admin.insert(Transcript, {
      orderId,
      userId,
      content: 'Всем привет.',
      title: null,
      segments: [],
      speakers: {},
      documentPath: `files:transcripts/${orderId}.txt`,
      language: 'ru',
      createdAt: new Date(),
      ...overrides,
    });
  }

  /** A queued summary of a short transcript, or in the state given. */
  document(overrides: Partial<DocumentOrder> = {}): Promise<DocumentOrder> {
    const orderId = overrides.orderId ?? newId<OrderId>();
    return this.admin.insert(DocumentOrder, {
      ...order(overrides.state),
      orderId,
      readyAt: new Date(),
      transcriptId: overrides.textId ? null : newId<OrderId>(),
      textId: null,
      documentType: 'summary',
      template: null,
      language: 'ru',
      targetLanguage: null,
      points: null,
      combined: null,
      documentPath: null,
      bytes: null,
      ...overrides,
    });
  }

  /** A queued text of one part to be read aloud, or in the state given. */
  speech(overrides: Partial<Speech> = {}): Promise<Speech> {
    const orderId = overrides.orderId ?? newId<OrderId>();
    const isDelivered = overrides.state === 'succeeded';
    return this.admin.insert(Speech, {
      ...order(overrides.state),
      orderId,
      readyAt: new Date(),
      text: isDelivered ? null : 'Добрый день!',
      title: 'Добрый день!',
      voice: 'soft',
      speed: 100,
      voicePath: isDelivered ? `files:speech/${orderId}.ogg` : null,
      mp3Path: isDelivered ? `files:speech/${orderId}.mp3` : null,
      bytes: isDelivered ? 300_000 : null,
      duration: null,
      ...overrides,
    });
  }

  /** A queued question to all transcripts, or in the state given. */
  question(overrides: Partial<QuestionOrder> = {}): Promise<QuestionOrder> {
    return this.admin.insert(QuestionOrder, {
      ...order(overrides.state),
      orderId: newId<OrderId>(),
      readyAt: new Date(),
      transcriptId: null,
      question: overrides.state === 'succeeded' ? null : 'Когда отчёт?',
      answer: null,
      combined: null,
      ...overrides,
    });
  }

  private async ledger(
    transaction: Pick<CreditTransaction, 'type' | 'userId' | 'amount'> & Partial<CreditTransaction>,
    lines: Omit<Entry, 'transactionId' | 'line'>[],
  ): Promise<void> {
    const id = newId<string>();
    await this.admin.insert(CreditTransaction, {
      id,
      orderId: null,
      description: 'fixture',
      idempotencyKey: `fixture:${id}`,
      createdAt: new Date(),
      ...transaction,
    });
    for (const [line, entry] of lines.entries()) await this.admin.insert(Entry, { transactionId: id, line, ...entry });
  }
}

const userOf = ({ userId }: { userId?: UserId }) => (userId ? { userId } : {});

/** The columns every order has, of one unit in the state given. */
const order = (state: OrderState = 'queued') => ({
  ...newOrder(),
  orderId: newId<OrderId>(),
  userId: newId<UserId>(),
  units: 1,
  state,
  createdAt: new Date(),
  finishedAt: isFinished(state) ? new Date() : null,
});
