import type { Faults } from './faults';
import type { Counters, Journal, Table } from './journal';
import type { ScaledClock } from './scaled-clock';
import type { Update, UpdateContent, UpdateKind } from '../wire/wire';

/** An update that the bot has not confirmed. */
export interface PendingUpdate {
  update: Update;
  kind: UpdateKind;
  /** Updates of one queue are delivered to a webhook strictly one after another. */
  queue: string;
  /** The time, in Unix seconds, after which the update is dropped silently. */
  expires_at: number;
  /** How many times the update is delivered; 2 under the duplicate-update fault. */
  copies: number;
}

const FIRST_UPDATE_ID = 100_000_001;
const DAY_SECONDS = 86_400;
const QUERY_LIFETIME_SECONDS = 150;
const LIFETIME_SECONDS: Readonly<Record<UpdateKind, number>> = {
  message: DAY_SECONDS,
  edited_message: DAY_SECONDS,
  my_chat_member: DAY_SECONDS,
  subscription: DAY_SECONDS,
  callback_query: QUERY_LIFETIME_SECONDS,
  pre_checkout_query: QUERY_LIFETIME_SECONDS,
};
/** How long a swapped update waits for another one to overtake it. */
const SWAP_PATIENCE_MS = 3000;

/** The updates that the bot has not confirmed, for polling and webhook alike. */
export class Updates {
  private readonly pending: Table<PendingUpdate>;
  private readonly settings: Table<string[]>;
  private readonly listeners = new Set<() => void>();
  private overtaken: (() => void) | undefined;

  constructor(
    journal: Journal,
    private readonly counters: Counters,
    private readonly clock: ScaledClock,
    private readonly faults: Faults,
  ) {
    this.pending = journal.table('updates');
    this.settings = journal.table('update-settings');
  }

  /** Adds an update, if the bot wants its kind; `subject` is the chat or the user whose queue it joins. */
  push(kind: UpdateKind, subject: number, content: UpdateContent): void {
    if (!this.isWanted(kind)) return;
    const enqueue = (copies: number): void => this.enqueue(kind, subject, content, copies);
    const fault = this.faults.takeForUpdate(kind, subject, content);
    switch (fault?.kind) {
      case 'duplicate-update':
        return enqueue(2);
      case 'delay-update':
        this.clock.after(fault.delayMs ?? SWAP_PATIENCE_MS, () => enqueue(1));
        return;
      case 'swap-updates':
        return this.letOneOvertake(() => enqueue(1));
      default:
        return enqueue(1);
    }
  }

  /** The updates in order of their ids, without the expired ones. */
  list(): PendingUpdate[] {
    const now = this.clock.seconds();
    for (const { update, expires_at: expiry } of this.pending.values()) {
      if (expiry <= now) this.pending.delete(update.update_id);
    }
    return this.pending.values();
  }

  get count(): number {
    return this.pending.size;
  }

  has(updateId: number): boolean {
    return this.pending.get(updateId) !== undefined;
  }

  confirm(updateId: number): void {
    this.pending.delete(updateId);
  }

  dropAll(): void {
    for (const { update } of this.pending.values()) this.pending.delete(update.update_id);
  }

  /** Sets the kinds of updates that the bot wants. `[]` means the default set, and undefined keeps the last choice; polling and webhook share it. */
  want(kinds: unknown): void {
    if (Array.isArray(kinds) && JSON.stringify(kinds) !== JSON.stringify(this.wanted)) {
      this.settings.put('allowed_updates', kinds.map(String));
    }
  }

  get wanted(): string[] {
    return this.settings.get('allowed_updates') ?? [];
  }

  onArrival(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private isWanted(kind: UpdateKind): boolean {
    return this.wanted.length === 0 || this.wanted.includes(kind);
  }

  private enqueue(kind: UpdateKind, subject: number, content: UpdateContent, copies: number): void {
    const update: Update = { update_id: this.counters.next('update', FIRST_UPDATE_ID), ...content };
    const expires = this.clock.seconds() + LIFETIME_SECONDS[kind];
    this.pending.put(update.update_id, { update, kind, queue: `${kind}:${subject}`, expires_at: expires, copies });
    for (const listener of this.listeners) listener();
    const overtaken = this.overtaken;
    this.overtaken = undefined;
    overtaken?.();
  }

  private letOneOvertake(enqueue: () => void): void {
    const previous = this.overtaken;
    this.overtaken = undefined;
    previous?.();
    const cancel = this.clock.after(SWAP_PATIENCE_MS, () => {
      this.overtaken = undefined;
      enqueue();
    });
    this.overtaken = () => {
      cancel();
      enqueue();
    };
  }
}
