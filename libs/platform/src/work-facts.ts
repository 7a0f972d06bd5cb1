import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '@aisha/domain';
import { spanIdOf, spansOpen, w3cTraceId, type OpenSpan, type SpanFacts, type SpanStart } from './spans';

/** The person and order of the current work. The job runner and the update loop set them, so no log call repeats them. */
export interface WorkFacts {
  /** The trace of all work that one tap caused, through all queues. */
  readonly traceId?: string;
  readonly job?: string;
  readonly messageId?: string;
  readonly orderId?: string;
  readonly userId?: string;
  readonly updateId?: number;
}

interface Work {
  readonly facts: WorkFacts;
  /** The span that the work is a part of; absent while nothing is traced. */
  readonly span?: OpenSpan | undefined;
  /** The span in which the work ran before its order was known; it is in another trace. */
  readonly cause?: OpenSpan | undefined;
}

const NOTHING: Work = { facts: {} };
const storage = new AsyncLocalStorage<Work>();
const current = (): Work => storage.getStore() ?? NOTHING;

const inItsTrace = (facts: WorkFacts): WorkFacts => ({ ...facts, ...(facts.orderId && { traceId: facts.orderId }) });

/**
 * A new unit of work: a job, an update, an order's next step, a delivery. The facts of the work that began it do not apply to it.
 * An order's id is also its trace's id, so a webhook or watchdog that knows the order continues the trace of the tap.
 */
export const withWorkFacts = <T>(facts: WorkFacts, work: () => T): T => {
  const traced = inItsTrace(facts);
  const { span } = current();
  return storage.run({ facts: traced, span: span?.traceId === traced.traceId ? span : undefined }, work);
};

/** Runs work as a part of the current unit, with further facts about the unit that have become known. */
export const addWorkFacts = <T>(facts: WorkFacts, work: () => T): T => {
  const { facts: known, span, cause = span } = current();
  const traced = inItsTrace({ ...known, ...facts });
  return storage.run({ facts: traced, ...(span?.traceId === traced.traceId ? { span } : { cause }) }, work);
};

/**
 * Runs work of the process itself, such as a background loop, without the person and order of the work that started it.
 */
export const withoutWorkFacts = <T>(work: () => T): T => storage.run(NOTHING, work);

export const workFacts = (): WorkFacts => current().facts;

/** Adds to a span the facts that become known while it runs. */
type Note = (facts: SpanFacts) => void;
const noNote: Note = () => undefined;

/** Where a unit of work stands in its trace. */
export interface UnitSpan extends SpanStart {
  /** The message that the unit handles: the unit is a part of that message's sending. */
  readonly ofMessage?: string;
  /** Whether the unit is the first of its trace: work that knows only the trace is a part of this unit. */
  readonly begins?: boolean;
}

/**
 * Runs the current unit of work as a span of its trace, or without a span if there is no trace or tracing is off. The parent of the span is
 * the first that exists of these: the span around it, the sending of the unit's message, the span that began the trace. A unit that `begins`
 * its trace has no parent. If a span of another trace caused the unit, the two are linked.
 */
export function tracedWork<T>(unit: UnitSpan, work: (note: Note) => Promise<T>): Promise<T> {
  const open = spansOpen();
  const { facts, span: around, cause } = current();
  const { traceId } = facts;
  if (!open || traceId === undefined) return work(noNote);
  const { ofMessage, begins, ...start } = unit;
  const first = spanIdOf(traceId);
  const parentId = around?.spanId ?? (ofMessage === undefined ? first : spanIdOf(ofMessage));
  const place = begins ? { spanId: first, parentId: null } : { parentId };
  const span = open({ ...start, traceId, ...place, cause });
  return storage.run({ facts, span }, () => ended(span, work));
}

/**
 * Shows a call to another program as a part of the span around it; calls that no order and no person caused are not
 * traced. Work within the call, such as that of a transaction, becomes a sibling of the call.
 */
export function tracedCall<T>(call: SpanStart, work: (note: Note) => Promise<T>): Promise<T> {
  const open = spansOpen();
  const { span: around } = current();
  if (!open || !around) return work(noNote);
  const { traceId, spanId: parentId } = around;
  return ended(open({ kind: 'client', ...call, traceId, parentId }), work);
}

/** A message that is about to be sent. */
interface SendingSpan extends SpanStart {
  readonly messageId: string;
  readonly traceId: string;
}

/**
 * Opens the span of a message's sending, which the caller ends when the message was sent; undefined while tracing is
 * off.
 */
export function openSending({ messageId, traceId, ...start }: SendingSpan): OpenSpan | undefined {
  const open = spansOpen();
  if (!open) return undefined;
  const { span: around } = current();
  const isAround = around?.traceId === traceId;
  const parentId = isAround ? around.spanId : messageId === traceId ? null : spanIdOf(traceId);
  const cause = isAround ? undefined : around;
  return open({ kind: 'producer', ...start, traceId, spanId: spanIdOf(messageId), parentId, cause });
}

async function ended<T>(span: OpenSpan, work: (note: Note) => Promise<T>): Promise<T> {
  let failure: string | undefined;
  try {
    return await work((noted) => span.note(noted));
  } catch (error) {
    failure = error instanceof AppError ? error.code : error instanceof Error ? error.name : 'unexpected';
    throw error;
  } finally {
    span.end(failure);
  }
}

/**
 * The ids that connect a line of the log with its trace, and with the current span if that is in the same trace; none while tracing is off,
 * and for work without a trace.
 */
export function spanIds(traceId = current().facts.traceId): { readonly trace_id?: string; readonly span_id?: string } {
  if (!spansOpen() || traceId === undefined) return {};
  const { span } = current();
  return { trace_id: w3cTraceId(traceId), ...(span?.traceId === traceId && { span_id: span.spanId }) };
}
