import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Update } from 'telegraf/types';
import { Database, type Transaction } from '@aisha/database';
import { AppError, asAppError, DAY_MS, type TelegramId } from '@aisha/domain';
import { AT_REST, every, Logger, withWorkFacts, type Look, type Pause, type Repeated } from '@aisha/platform';
import type { Handling } from '../conversation/turn';
import { ArrivedUpdates } from './arrived-updates';
import { PRUNE_EVERY_MS, removeInBatches } from '../retention';
import { updatesOldestSeconds, updatesWaiting } from './update.metrics';
import { type StoredUpdate, type TakenUpdate, UpdateStore } from './update.store';
import { isUpdatesOwn, PAUSES_MS, TOLD_AT_ATTEMPT } from './update-failure';
import { read } from './updates';
import { WebhookOptions } from './webhook.options';

/** How many chats one replica handles at once; each holds a connection of the pool for some milliseconds. */
const CHATS_AT_ONCE = 4;
/** How soon the queue is polled again, when another replica has it or an earlier update is still on its way. */
const LOOK_AGAIN_MS = 15;
/**
 * How many updates of one chat are handled in a row while other chats wait, so that a person who sends a hundred updates at once does not
 * block the others.
 */
const TURN = 5;
const MEASURE_EVERY_MS = { busyMs: 5_000, atRestMs: 15_000 };
/**
 * How long handled updates are kept. Telegram repeats an update for 24 h at most; after a week without updates it begins its ids anew
 * (telegram.md §0).
 */
const KEEP_MS = 7 * DAY_MS;

type Taken = 'handled' | 'handled-last' | 'empty' | 'again';

/** Handles stored updates. Any replica may handle them: those of one chat in order, those of different chats in parallel. */
@Injectable()
export class ChatQueues {
  /**
   * How often this replica polls for updates that another replica stored and could not handle, because it died. It polls more rarely while
   * no update waits. Only tests change it.
   */
  protected readonly pace: Pause = { busyMs: 500, atRestMs: 3_000 };
  private readonly running = new Map<TelegramId, { again: boolean }>();
  private readonly waiting: TelegramId[] = [];
  private readonly underWay = new Set<Promise<void>>();
  private loops: Repeated[] = [];
  private polling: Repeated | undefined;
  private pollingAgain: NodeJS.Timeout | undefined;
  private stopped = true;

  constructor(
    private readonly database: Database,
    private readonly store: UpdateStore,
    private readonly arrived: ArrivedUpdates,
    private readonly webhook: WebhookOptions,
    private readonly log: Logger,
  ) {}

  start(): void {
    const { log, store, database, arrived } = this;
    this.stopped = false;
    const pruning = every(PRUNE_EVERY_MS, 'updates.prune', log, async () => {
      await store.forgetHeld(database);
      await removeInBatches(
        (limit) => store.prune(database, KEEP_MS, limit),
        () => this.stopped,
      );
    });
    const measuring = every(MEASURE_EVERY_MS, 'updates.measure', log, () => this.measure());
    for (const loop of [pruning, measuring]) loop.wake();
    this.polling = every(this.pace, 'updates.poll', log, () => this.poll());
    this.loops = [
      this.polling,
      measuring,
      pruning,
      every(PRUNE_EVERY_MS, 'changes.prune', log, () => database.transaction((tx) => arrived.prune(tx))),
    ];
  }

  /** Takes no new updates and finishes those under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.waiting.length = 0;
    clearTimeout(this.pollingAgain);
    await Promise.all(this.loops.map((loop) => loop.stop()));
    await Promise.all(this.underWay);
  }

  /** Wakes the queues of these chats, which have new updates. */
  wake(chatIds: readonly TelegramId[]): void {
    for (const chatId of chatIds) {
      const queue = this.running.get(chatId);
      if (queue) queue.again = true;
      else if (!this.waiting.includes(chatId)) this.waiting.push(chatId);
    }
    this.run();
  }

  private run(): void {
    while (!this.stopped && this.underWay.size < CHATS_AT_ONCE) {
      const chatId = this.waiting.shift();
      if (chatId === undefined) return;
      const work: Promise<void> = this.takeTurn(chatId)
        .catch((error: unknown) => {
          this.log.failed('chat-queue.failed', error);
          this.pollAgain();
          return 'empty' as const;
        })
        .then((left) => {
          this.running.delete(chatId);
          this.underWay.delete(work);
          if (left === 'more' && !this.stopped) this.waiting.push(chatId);
          this.run();
        });
      this.underWay.add(work);
    }
  }

  /** Handles the updates of a chat: all of them, or its share while other chats wait. */
  private async takeTurn(chatId: TelegramId): Promise<'empty' | 'more'> {
    const queue = { again: false };
    this.running.set(chatId, queue);
    for (let steps = 1; !this.stopped; steps += 1) {
      const taken = await this.takeOne(chatId);
      if (taken === 'again') await delay(LOOK_AGAIN_MS);
      else if (taken !== 'handled') {
        if (!queue.again) return 'empty';
        queue.again = false;
      }
      if (steps >= TURN && this.waiting.length > 0) return 'more';
    }
    return 'more';
  }

  private async poll(): Promise<Look> {
    const open = await this.store.openQueues(this.database.read);
    this.wake(open.filter(({ isDue }) => isDue).map(({ chatId }) => chatId));
    return open.length === 0 ? AT_REST : undefined;
  }

  /** Polls after the pause of busy polling, even if the last poll found nothing: an update could not be handled and is still open. */
  private pollAgain(): void {
    if (this.stopped) return;
    clearTimeout(this.pollingAgain);
    this.pollingAgain = setTimeout(() => this.polling?.wake(), this.pace.busyMs);
  }

  private async measure(): Promise<Look> {
    const { count, oldestSeconds } = await this.store.waiting(this.database.read);
    updatesWaiting.set(count);
    updatesOldestSeconds.set(oldestSeconds);
    return count === 0 ? AT_REST : undefined;
  }

  /** Handles one update in one transaction: all of its effects, or none. */
  private async takeOne(chatId: TelegramId): Promise<Taken> {
    const { database, store } = this;
    let taken: TakenUpdate | undefined;
    try {
      const outcome = await database.transaction(async (tx): Promise<Taken | { hasMore: Promise<boolean> }> => {
        const update = await store.take(tx, chatId);
        if (update === 'empty') return 'empty';
        if (update === 'taken') return 'again';
        // Telegram's webhook may deliver updates out of order, so an update that may have overtaken another one waits.
        if (this.webhook.isOn && update.mayBeOvertaking && mayOvertake(update.payload)) return 'again';
        taken = update;
        const { updateId } = update;
        let handling: Handling = 'handled';
        if (await this.isStale(tx, update, chatId)) await store.giveUp(tx, updateId, STALE);
        else handling = await withWorkFacts({ updateId }, () => this.arrived.handle(tx, update));
        return { hasMore: store.handled(tx, { updateId, chatId }, handling === 'held') };
      });
      if (typeof outcome === 'string') return outcome;
      return (await outcome.hasMore) ? 'handled' : 'handled-last';
    } catch (error) {
      if (!taken) throw error;
      return this.failed(taken, error);
    }
  }

  /**
   * Whether a typed text or command failed before, and the person has done something else since. The text would now reach another screen.
   * Buttons and files say what they are about, so they never become stale.
   */
  private async isStale(
    tx: Transaction,
    { updateId, attempts, payload }: TakenUpdate,
    chatId: TelegramId,
  ): Promise<boolean> {
    if (attempts === 0) return false;
    const arrived = read(payload);
    const areWords = arrived.kind === 'input' && (arrived.input.kind === 'text' || arrived.input.kind === 'command');
    return areWords && this.store.hasGoneOn(tx, { updateId, chatId });
  }

  /**
   * Defers an update that fails by its own fault, so that the person's later updates are handled. Tells the person once, at the attempt
   * TOLD_AT_ATTEMPT, and after the last attempt puts the update on the operators' list. A failure of another cause counts as no attempt:
   * the update keeps its place, and the next poll tries it.
   */
  private async failed(update: StoredUpdate, error: unknown): Promise<Taken> {
    const { database, store, log } = this;
    const { updateId, attempts, waitedMs } = update;
    const reference = randomBytes(4).toString('hex');
    const isOwn = isUpdatesOwn(error, waitedMs);
    log.failed('update.failed', error, { updateId, reference, attempt: attempts + 1, isOwn });
    if (!isOwn) {
      this.pollAgain();
      return 'empty';
    }
    await database.transaction(async (tx) => {
      const pause = PAUSES_MS[attempts];
      const failures = await store.failed(tx, updateId, reference, pause ?? 0);
      if (failures === TOLD_AT_ATTEMPT) await this.arrived.apologise(tx, update, reference);
      if (pause !== undefined) return;
      const { code } = asAppError(error);
      await store.giveUp(tx, updateId, new AppError(code, { facts: { reference, error: (error as Error).name } }));
      log.error('update.given-up', { code, updateId, reference });
    });
    return 'again';
  }
}

/**
 * Whether an update may have arrived before an earlier one of the same person. Messages arrive in order, so the missing one can only be a
 * button press; and a person cannot choose a file within the moment for which a press is on its way.
 */
const mayOvertake = (payload: Update): boolean => {
  const arrived = read(payload);
  return !(arrived.kind === 'input' && 'file' in arrived.input);
};

/** The reason on the operators' list for a text that the person no longer means. */
const STALE = new AppError('unexpected', { facts: { problem: 'the-person-went-on' } });
