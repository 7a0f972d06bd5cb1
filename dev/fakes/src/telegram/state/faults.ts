import type { UpdateContent, UpdateKind } from '../wire/wire';

/** Faults of a bot's call. The fake carries out the call before a fault of the second row happens. */
export const CALL_FAULTS = [
  ...(['400', '429', '500', '502-html', 'reset', 'hang', 'blocked'] as const),
  ...(['cut', 'slow', 'malformed-json', 'accept-then-reset'] as const),
];
/** Faults of an update on its way to the bot. */
export const UPDATE_FAULTS = ['duplicate-update', 'swap-updates', 'delay-update'] as const;

export type CallFaultKind = (typeof CALL_FAULTS)[number];
type UpdateFaultKind = (typeof UPDATE_FAULTS)[number];

export interface FaultRequest {
  kind: CallFaultKind | UpdateFaultKind;
  /**
   * The method that fails, in any case of letters. For an update fault: the kind of update, or a field of its message,
   * such as `successful_payment`.
   */
  method?: string;
  /** The chat that the fault is about. */
  chatId?: number;
  /** The number of times; 1 when neither this nor `forMs` is given. */
  times?: number;
  /** How long the fault lasts at most, in milliseconds. With `times`, whichever ends first. */
  forMs?: number;
  /** With which words a 400 refuses. */
  words?: string;
  /** How many seconds a 429 tells the bot to wait. */
  retryAfter?: number;
  /** How late a delayed update comes, or how long a slow answer takes. */
  delayMs?: number;
}

export interface Fault extends FaultRequest {
  id: number;
  /** How often the fault has happened. */
  hits: number;
  /** When the fault ends, in milliseconds of the process clock. */
  until?: number;
}

/** Switches by which a test or a developer makes Telegram misbehave. */
export class Faults {
  private faults: Fault[] = [];
  private lastId = 0;

  add(request: FaultRequest): Fault {
    const times = request.times ?? (request.forMs === undefined ? 1 : undefined);
    const fault: Fault = {
      ...request,
      ...(times === undefined ? {} : { times }),
      ...(request.forMs === undefined ? {} : { until: performance.now() + request.forMs }),
      id: (this.lastId += 1),
      hits: 0,
    };
    this.faults.push(fault);
    return fault;
  }

  /** The faults that may still happen. */
  list(): Fault[] {
    this.faults = this.faults.filter(
      ({ hits, times, until }) => hits < (times ?? Infinity) && performance.now() < (until ?? Infinity),
    );
    return this.faults;
  }

  clear(id?: number): void {
    this.faults = id === undefined ? [] : this.faults.filter((fault) => fault.id !== id);
  }

  takeForCall(method: string, chatId: number | undefined): Fault | undefined {
    return this.take(CALL_FAULTS, [method], chatId);
  }

  takeForUpdate(kind: UpdateKind, chatId: number, { message }: UpdateContent): Fault | undefined {
    return this.take(UPDATE_FAULTS, [kind, ...Object.keys(message ?? {})], chatId);
  }

  private take(kinds: readonly string[], names: readonly string[], chatId: number | undefined): Fault | undefined {
    const fault = this.list().find(
      (candidate) =>
        kinds.includes(candidate.kind) &&
        (candidate.method === undefined ||
          names.some((name) => name.toLowerCase() === candidate.method?.toLowerCase())) &&
        (candidate.chatId === undefined || candidate.chatId === chatId),
    );
    if (fault) fault.hits += 1;
    return fault;
  }
}
