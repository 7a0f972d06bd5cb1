import { Account, CreditHold, CreditTransaction, Entry } from '@aisha/database/billing';
import { Consent, DrawingPermission, Person, StarTransaction } from '@aisha/database/bot';
import { Avatar, AvatarPhoto } from '@aisha/database/trainer';
import {
  type AvatarId,
  centiCredits,
  CONSENT_VERSION,
  FACE_WORD_VERSION,
  FIRST_LORA_FAMILY,
  INVITATION_LASTS_MS,
  isFinished,
  MIN_PHOTOS,
  type OrderId,
  packPayload,
  type PermissionId,
  PACKS,
  type PhotoId,
  type PictureId,
  type TelegramId,
  type UserId,
} from '@aisha/domain';
import { ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { KIND_FIXTURE, type KindFixture, type RowOf } from '@aisha/kinds/fixtures';
import { newOrder, Picture, Transcript, type PaidOrder } from '@aisha/kinds/tables';
import { newId } from '@aisha/platform';
import type { Admin } from './admin';

const centi = (credits: number) => centiCredits(Math.round(credits * 100));
let lastTelegramId = 700_000_000;

/** `fixtures.speech({ state: 'failed' })`: inserts an order of that kind, queued unless the test says otherwise. */
type Orders = {
  readonly [Kind in OrderKind]: (overrides?: Partial<RowOf<Kind>>) => Promise<RowOf<Kind>>;
};

/** Functions that insert the rows a test starts from. A test may override any field; the others have defaults. */
export type Fixtures = Rows & Orders;

export const fixturesOn = (admin: Admin): Fixtures => {
  const rows = new Rows(admin);
  const orders = ORDER_KINDS.map((kind) => [kind, (overrides?: Partial<PaidOrder>) => rows.order(kind, overrides)]);
  return Object.assign(rows, Object.fromEntries(orders) as Orders);
};

class Rows {
  constructor(private readonly admin: Admin) {}

  /** An order of a kind, of one unit, queued unless the test says otherwise. */
  async order<Kind extends OrderKind>(kind: Kind, overrides: Partial<RowOf<Kind>> = {}): Promise<RowOf<Kind>> {
    const state = overrides.state ?? 'queued';
    const asked = {
      ...newOrder(),
      orderId: newId<OrderId>(),
      userId: newId<UserId>(),
      units: 1,
      createdAt: new Date(),
      finishedAt: isFinished(state) ? new Date() : null,
      ...overrides,
    };
    const { entity, own, avatar } = KIND_FIXTURE[kind] as unknown as KindFixture<PaidOrder>;
    let avatarId = newId<AvatarId>();
    if (avatar && !(avatar.unless in overrides)) {
      const { unless: _, ...of } = avatar;
      ({ id: avatarId } = await this.avatar({ ...of, userId: asked.userId }));
    }
    const row = { ...asked, ...own(asked, { avatarId, newId }), ...overrides };
    return (await this.admin.insert(entity, row)) as RowOf<Kind>;
  }

  /** An account with a balance, in credits, and the ledger entries that explain it. */
  async account({ userId = newId<UserId>(), credits = 0, ...overrides }: Partial<Account> & { credits?: number } = {}) {
    const account: Account = {
      userId,
      available: centi(credits),
      held: centi(0),
      debt: centi(0),
      openedAt: new Date(),
      forgottenAt: null,
      beganAnewAt: null,
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

  /** A provider's work that a person got for nothing, in millionths of a US dollar. */
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
      charged: null,
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
    if (hold.amount === 0n) return hold; // a free order books nothing
    await this.ledger({ type: 'hold', userId: owner, orderId: hold.orderId, amount: hold.amount }, [
      { account: 'user-available', userId: owner, amount: centiCredits(-hold.amount) },
      { account: 'user-held', userId: owner, amount: hold.amount },
    ]);
    return hold;
  }

  /** Releases the hold of an order as billing does when no settlement came in time. */
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

  /**
   * A payment in Stars that Telegram confirmed and the gateway passed on: for the first pack unless the test says
   * otherwise.
   */
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
      commission: 0,
      providerChargeId: null,
      subscribedUntil: null,
      beginsSubscription: null,
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
      inviteCode: null,
      cameBy: null,
      firstPictureAt: null,
      blockedAt: null,
      bannedUntil: null,
      hearsNews: true,
      heardAt: new Date(),
      createdAt: new Date(),
      isReturning: false,
      ...overrides,
    });
  }

  /** A person's consent, to today's text unless the test says otherwise. */
  consent(overrides: Pick<Consent, 'userId'> & Partial<Consent>): Promise<Consent> {
    return this.admin.insert(Consent, {
      version: CONSENT_VERSION,
      agreedAt: new Date(),
      withdrawnAt: null,
      ...overrides,
    });
  }

  /** A permission to be drawn with somebody, valid until it is taken back unless the test says otherwise. */
  drawingPermission(
    overrides: Pick<DrawingPermission, 'askerId'> & Partial<DrawingPermission>,
  ): Promise<DrawingPermission> {
    const { giverId = newId<UserId>(), answeredAt = giverId && new Date() } = overrides;
    const { avatarId = giverId && newId<AvatarId>(), scope = avatarId && ('always' as const) } = overrides;
    const asked = {
      id: newId<PermissionId>(),
      askedAt: new Date(),
      expiresAt: new Date(Date.now() + INVITATION_LASTS_MS),
    };
    const answer = { giverId, answeredAt, avatarId, scope, withdrawnAt: null };
    return this.admin.insert(DrawingPermission, { ...asked, ...answer, ...overrides });
  }

  /**
   * An avatar, completed unless the test gives another status, with `photos` accepted photos; without a number, with as many as its status
   * needs. It is drawn from the first `references` of them together.
   */
  async avatar({
    photos,
    references = 0,
    ...overrides
  }: Partial<Avatar> & { photos?: number; references?: number } = {}): Promise<Avatar> {
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
      loraFamily: FIRST_LORA_FAMILY,
      photoMap: null,
      loraScale: null,
      likenessDistance: null,
      referencesDistance: null,
      photoDistance: null,
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
      // Nobody has said whose face this avatar shows, so the row has neither a wording nor a time.
      ...(overrides.faceOwner === null && { faceWordVersion: null, faceWordAt: null }),
    };
    await this.admin.insert(Avatar, avatar);
    const count =
      photos ?? (['ready_for_training', 'training', 'completed', 'error'].includes(status) ? MIN_PHOTOS : 0);
    for (let index = 0; index < count; index += 1)
      await this.photo({ avatarId: id, referenceRank: index < references ? index + 1 : null });
    return avatar;
  }

  /** A photo of an avatar, accepted unless the test says otherwise. */
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
      referenceRank: null,
      metadata: {},
      embedding: null,
      createdAt: new Date(),
      ...overrides,
    });
  }

  /** A delivered picture of a generation. */
  async picture(overrides: Partial<Picture> = {}): Promise<Picture> {
    const id = overrides.id ?? newId<PictureId>();
    const orderId = overrides.orderId ?? (await this.order('generation', { state: 'succeeded', delivered: 1 })).orderId;
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

  /** A short transcript with its recording. */
  async transcript(overrides: Partial<Transcript> = {}): Promise<Transcript> {
    const { orderId = newId<OrderId>(), userId = newId<UserId>() } = overrides;
    await this.order('transcription', { orderId, userId, state: 'succeeded', delivered: 1 });
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
