import { nextTurnOf, type Transaction } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { AppError, type ErrorCode, type OrderId, type PictureId, type UserId } from '@aisha/domain';
import { Upscale } from '@aisha/kinds/tables';
import {
  afterThisTest,
  eventually,
  freeWorkOf,
  jobContext,
  ManualClock,
  onPostgres,
  readableLog,
} from '@aisha/testing';
import { startFal, type FalOptions } from '@aisha/fakes/fal';
import { Outbox, type Relay } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { FalHttpQueue, ModelsAtFal } from '@aisha/providers/fal';
import type { RemoteSubmission } from '@aisha/providers/ports';
import sharp from 'sharp';
import {
  costsOf,
  ordersOf,
  type AnyWork,
  ProviderSlots,
  RemoteWork,
  type Kept,
  type OrderReference,
  type OwnFields,
  type Parts,
  type Policy,
  type Prepared,
  type Result,
} from '../src';

const UPSCALER = new ModelsAtFal().chosen({ does: 'upscale' });

export const TIMEOUT_MS = 300_000;
export const POLL_MS = 3_000;
export const RESULT_PATIENCE_MS = 120_000;
const UNANSWERED_SLOT_MS = 30_000;

/** The behaviour that a test gives to a kind of work: it can hold up or fail each step. */
export interface Steps {
  /** How many units an order has; 1 unless given. */
  readonly units?: number;
  readonly prepare?: (orderId: OrderId) => Promise<void>;
  readonly collect?: (orderId: OrderId) => Promise<void>;
  /** Whether the prepared files are still there. */
  readonly isPrepared?: () => boolean;
  /** The columns with which the next request is sent; null: there is no next request. */
  readonly next?: (order: Upscale, ended: Result | AppError) => Partial<OwnFields<Upscale>> | null;
  readonly takesTurn?: boolean;
  /** Whether an output seems to be of the order's present request. */
  readonly isOutputOf?: boolean;
  readonly hasFreeUnits?: boolean;
  readonly discard?: () => void;
  /** Why the result may not be shown any more; null: it may. */
  readonly withheld?: () => ErrorCode | null;
  /** SQL: not null once the avatar of the result is stopped. */
  readonly shownUnless?: string;
  readonly salvage?: (order: Upscale, reason: AppError) => Result | null;
}

/** The smallest kind of remote work there is: a picture that a provider's fake enlarges. */
class SpecWork extends RemoteWork<Upscale, OrderReference, Result> {
  readonly kind = 'upscale';
  readonly entity = Upscale;
  override readonly hasFreeUnits: boolean;
  override readonly deliversAtOnce: boolean;
  override readonly shownUnless: string;

  constructor(
    readonly policy: Policy<Upscale>,
    private readonly steps: Steps,
    private readonly picture: string,
  ) {
    super();
    this.hasFreeUnits = steps.hasFreeUnits ?? false;
    this.deliversAtOnce = steps.withheld === undefined;
    this.shownUnless = steps.shownUnless ?? 'NULL';
  }

  async row() {
    const input = { kind: 'picture' as const, orderId: newId<OrderId>(), pictureId: newId<PictureId>() };
    return {
      units: this.steps.units ?? 1,
      input,
      size: '2k' as const,
      sourceUrl: null,
      filePath: null,
      clearedBy: null,
      bytes: null,
      width: null,
      height: null,
    };
  }
  async refusal() {
    return null;
  }
  async prepare({ orderId }: Upscale): Promise<Prepared<Upscale>> {
    await this.steps.prepare?.(orderId);
    return { fields: {}, submission: await this.submission({ orderId }) };
  }
  async submission({ orderId }: Pick<Upscale, 'orderId'>): Promise<RemoteSubmission | null> {
    if (this.steps.isPrepared?.() === false) return null;
    return {
      ...UPSCALER.request({ pictureUrl: this.picture, width: 1_024, height: 1_024, factor: 2 }),
      webhookUrl: `http://127.0.0.1:9/?order=${orderId}`, // no server listens at this address
      keepFilesSeconds: 60,
    };
  }
  async collect({ orderId }: Upscale): Promise<Result> {
    await this.steps.collect?.(orderId);
    return { delivered: 1, reason: null };
  }
  override next(order: Upscale, ended: Result | AppError): Partial<OwnFields<Upscale>> | null {
    return this.steps.next?.(order, ended) ?? null;
  }
  override takesTurn(): boolean {
    return this.steps.takesTurn ?? false;
  }
  override isOutputOf(): boolean {
    return this.steps.isOutputOf ?? true;
  }
  override async salvage(order: Upscale, reason: AppError): Promise<Result | null> {
    return this.steps.salvage?.(order, reason) ?? null;
  }
  override async discard(): Promise<void> {
    this.steps.discard?.();
  }
  override async withheld(_tx: Transaction, _order: Upscale, shownUnless: string | null): Promise<AppError | null> {
    const code = shownUnless === null ? this.steps.withheld?.() : 'avatar-stopped';
    return code ? new AppError(code) : null;
  }
  async keep(_tx: Transaction, { orderId }: Upscale): Promise<Kept<Upscale>> {
    return { fields: { filePath: `files:${orderId}`, clearedBy: 'both' as const }, words: [] };
  }
}

/** The provider that the engine's specs use. */
export const PROVIDER = 'fal';
export const ENDPOINT = UPSCALER.endpoint;
/** An account at the provider that runs this many requests at once. */
export const accountOf = (limit: number) => ({ provider: PROVIDER, limit, busyPauseMs: 2_000 }) as const;

export interface HarnessOptions {
  readonly provider?: Partial<FalOptions>;
  /** Requests that the provider's account runs at once. */
  readonly slots?: number;
  readonly steps?: Steps;
  readonly policy?: Partial<Policy<Upscale>>;
  /** The setting FREE_WORK_DAILY_CENTS. */
  readonly freeWorkCents?: number;
  readonly toldAfterMs?: number;
  /** What publishes the messages of the engine; without it they stay in the outbox. */
  readonly relay?: Relay;
  /** Work of another kind that the same process carries. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- of whatever columns
  readonly besides?: AnyWork<any, any, any>;
}

/** The engine with one kind of work, on a real Postgres and a provider's fake over HTTP; its clock moves only when the test moves it. */
export async function onEngine(options: HarnessOptions = {}) {
  const { slots = 10, steps = {}, policy = {}, freeWorkCents = 10_000, toldAfterMs = 1_000, besides } = options;
  const postgres = await onPostgres('generator');
  const { database, admin, fixtures } = postgres;
  const provider = await startFal({ key: 'id:secret', timeScale: 0.005, concurrency: 20, ...options.provider });
  afterThisTest(() => provider.close());
  const clock = new ManualClock();
  const { log, lines: logged } = readableLog();
  const pixel = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer();
  const picture = `data:image/jpeg;base64,${pixel.toString('base64')}`;
  const own: Policy<Upscale> = {
    atOnce: 8,
    preparedAhead: 20,
    attempts: 2,
    leaseMs: 30_000,
    deadlineMs: () => TIMEOUT_MS,
    unansweredSlotMs: UNANSWERED_SLOT_MS,
    resultPatienceMs: RESULT_PATIENCE_MS,
    pollMs: () => POLL_MS,
    ...policy,
  };
  const work = new SpecWork(own, steps, picture);
  const queue = new FalHttpQueue(
    { key: 'id:secret', queueUrl: provider.queueUrl, restUrl: provider.restUrl },
    { submitMs: 30_000, askMs: 15_000, uploadMs: 10_000 },
  );

  /** Starts a process; a second one is a second replica. */
  const replica = () => {
    const parts: Parts = {
      schema: 'generator',
      database,
      holds: new HoldReader(database),
      ...costsOf({ schema: 'generator', database, clock, log }, freeWorkOf(freeWorkCents)),
      outbox: new Outbox('generator', options.relay),
      clock,
      log,
      provider: { queue, slots: new ProviderSlots(database, 'generator', accountOf(slots)) },
      toldAfterMs,
    };
    const orders = ordersOf({ upscale: work, ...(besides && { [besides.kind]: besides }) }, parts, {
      everyMs: 60_000,
      stopGraceMs: 8_000,
    });
    const { dispatcher } = orders;
    const engine = orders.engine(work);
    return {
      parts,
      orders,
      engine,
      dispatcher,
      tick: () => dispatcher.tick(),
      settled: () => dispatcher.settled(),
      /** Works until there is nothing more to do at this moment. */
      work: async (): Promise<void> => {
        for (let rounds = 0; rounds < 3; rounds += 1) {
          await dispatcher.tick();
          await dispatcher.settled();
        }
      },
    };
  };
  const here = replica();

  /** Takes in an order whose credits are held, and does not wait for the work on it. */
  const start = async (
    userId: UserId = newId<UserId>(),
    by = here,
    orderId: OrderId = newId<OrderId>(),
  ): Promise<OrderId> => {
    await fixtures.hold({ orderId, kind: 'upscale', item: 'upscale', units: steps.units ?? 1 });
    await by.engine.start({ orderId, userId }, jobContext(postgres));
    return orderId;
  };
  const find = async (orderId: OrderId): Promise<Upscale> => {
    const order = await here.engine.store.find(orderId);
    if (!order) throw new AppError('order-unknown');
    return order;
  };
  const said = async (job: string, orderId: OrderId) =>
    (await postgres.outboxOf('generator'))
      .filter((message) => message.job === job && message.payload['orderId'] === orderId)
      .map(({ payload }) => payload);

  return {
    ...here,
    replica,
    postgres,
    admin,
    provider,
    queue,
    clock,
    logged,
    start,
    find,
    said,
    /** An order of this person that waits in our queue, ready to be submitted. */
    readyOrder: async (userId: UserId): Promise<OrderId> => {
      const [next] = await admin.query<{ turn: number }>(
        `SELECT (${nextTurnOf('generator.upscale', '$1')})::int AS turn`,
        [userId],
      );
      const { orderId } = await fixtures.upscale({ userId, ...next, readyAt: clock.now(), createdAt: clock.now() });
      clock.advance(1); // the next order is younger
      await fixtures.hold({ orderId, kind: 'upscale', item: 'upscale' });
      return orderId;
    },
    /** Makes orders that ended just now, each after this many seconds. */
    took: (...seconds: readonly number[]) =>
      Promise.all(
        seconds.map((long) =>
          fixtures.upscale({
            state: 'succeeded',
            submitStartedAt: new Date(clock.now().getTime() - long * 1_000),
            finishedAt: clock.now(),
          }),
        ),
      ),
    cancel: (orderId: OrderId, userId: UserId) => here.engine.cancel({ orderId, userId }, { isLastAttempt: true }),
    callback: async (orderId: OrderId) => {
      const [job] = provider.jobs({ webhook: orderId });
      await here.engine.finish({ orderId, requestId: job?.requestId ?? null, source: 'webhook' });
    },
    done: (orderId: OrderId) =>
      eventually(() => {
        const jobs = provider.jobs({ webhook: orderId });
        return jobs.length > 0 && jobs.every(({ state }) => state === 'COMPLETED');
      }),
    jobsOf: (orderId: OrderId) => provider.jobs({ webhook: orderId }),
    submitted: () => provider.jobs().length,
  };
}

/** Holds up a step until the test opens it. */
export const door = () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
};
