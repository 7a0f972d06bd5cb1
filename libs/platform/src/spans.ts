import { hash } from 'node:crypto';
import { parseId } from '@aisha/domain';

/**
 * The attributes that a span may have; no others leave this process (decision 160). Their values are our names, ids, numbers and codes, and
 * no person's words.
 */
export const SPAN_FACTS = [
  'aisha.attempt',
  'aisha.delivery.class',
  'aisha.job',
  'aisha.operation',
  'aisha.order.id',
  'aisha.outcome',
  'db.operation.name',
  'db.system.name',
  'error.type',
  'messaging.destination.name',
  'messaging.message.id',
  'peer.service',
] as const;
export type SpanFacts = { readonly [Fact in (typeof SPAN_FACTS)[number]]?: string | number };

/**
 * The role of a span: a `producer` sends a message, a `consumer` handles it, a `client` waits for another program, a
 * `server` answers one.
 */
type SpanKindName = 'internal' | 'producer' | 'consumer' | 'client' | 'server';

/** A span that is about to begin. */
export interface SpanStart {
  /** One of a few names: ids are attributes. */
  readonly name: string;
  readonly kind?: SpanKindName;
  readonly facts?: SpanFacts;
}

/** A span under way. */
export interface OpenSpan {
  /** The trace as the product names it: by the id of an order, or of what a person sent. */
  readonly traceId: string;
  readonly spanId: string;
  note(facts: SpanFacts): void;
  end(failure?: string): void;
}

export interface SpanToOpen extends SpanStart {
  readonly traceId: string;
  /** Given where other processes must know the span's id without having received it; absent: a random id. */
  readonly spanId?: string;
  /** The span that this one is a part of; null for the first of a trace. */
  readonly parentId: string | null;
  /** The span in another trace that caused this one. */
  readonly cause?: OpenSpan | undefined;
}

type OpenSpans = (span: SpanToOpen) => OpenSpan;

let openSpans: OpenSpans | undefined;

/** Sets the function that opens spans from now on; undefined ends tracing. */
export const traceBy = (open: OpenSpans | undefined): void => void (openSpans = open);

export const spansOpen = (): OpenSpans | undefined => openSpans;

/** A trace's id as W3C writes it: a UUID, such as an order's id, without its hyphens, or the hash of any other id. */
export const w3cTraceId = (traceId: string): string =>
  parseId(traceId)?.replaceAll('-', '') ?? hash('sha256', traceId).slice(0, 32);

/**
 * The id of a span that stands for something with an id of its own: the sending of a message, the beginning of a trace.
 * Any process that knows that id, from a queue, a row or a provider's callback, knows the span, also after a restart.
 */
export const spanIdOf = (id: string): string => hash('sha256', id).slice(0, 16);
