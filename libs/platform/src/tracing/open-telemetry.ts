import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
  type Attributes,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
  TracerProvider,
  type IdGenerator,
  type ReadableSpan,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import type { AppConfig } from '../app.config';
import type { Build } from '../build-info';
import type { Logger } from '../logger';
import { withoutWorkFacts } from '../work-facts';
import { SPAN_FACTS, traceBy, w3cTraceId, type OpenSpan, type SpanFacts, type SpanToOpen } from '../spans';

/** Only `start.ts` loads this file, and only with a collector's address: the SDK is some two hundred modules. */

/**
 * How long the last flush may take. Together with the 8 s of STOP_GRACE_MS this is less than the 10 s after which `npm start` kills the
 * process.
 */
const FLUSHES_WITHIN_MS = 1_500;
/**
 * How long the sending of a batch may take, with two repeats. After that the batch is dropped, because the next one comes within five
 * seconds.
 */
const SENDS_WITHIN_MS = 3_000;
/**
 * Our ids, codes and names are short and have neither spaces nor slashes: any other value is a person's words or an
 * address, and does not leave the process.
 */
const CODE = /^[\w:-]{1,100}$/;
/** The name of a span in one or two words: what is done, and to what. */
const NAME = /^[\w-]{1,60}( [\w-]{1,60})?$/;
/** ExportResultCode.SUCCESS of the SDK. */
const SENT = 0;
const ALLOWED: ReadonlySet<string> = new Set(SPAN_FACTS);

const KINDS = {
  internal: SpanKind.INTERNAL,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
  server: SpanKind.SERVER,
} as const;

export interface Tracing {
  /** The tracer makes the spans that do not come from `tracedWork`, `tracedCall` or `openSending`. */
  readonly tracer: Tracer;
  /** Sends the spans that are left, and gives up soon: an app does not wait for its collector. */
  close(): Promise<void>;
}

type TracingConfig = Pick<
  AppConfig,
  | 'INSTALLATION'
  | 'OTEL_EXPORTER_OTLP_ENDPOINT'
  | 'OTEL_EXPORTER_OTLP_PROTOCOL'
  | 'OTEL_TRACES_SAMPLER'
  | 'OTEL_TRACES_SAMPLER_ARG'
>;

/** Sends the spans of this process to a collector, from now on. */
export function openTracing(app: string, config: TracingConfig, build: Build, log: Logger): Tracing {
  const Exporter = config.OTEL_EXPORTER_OTLP_PROTOCOL === 'http/json' ? JsonExporter : ProtobufExporter;
  const url = `${config.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '')}/v1/traces`;
  const ids = new ChosenIds();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.namespace': config.INSTALLATION,
      'service.name': app,
      'service.version': build.version,
      'service.instance.id': hostname(),
    }),
    // The trace id alone decides whether a trace is kept, so every process decides alike: messages carry no flag, and yet no order is
    // traced in part.
    sampler: new TraceIdRatioBasedSampler(sampledPart(config)),
    idGenerator: ids,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new AllowListExporter(new Exporter({ url, timeoutMillis: SENDS_WITHIN_MS }), log),
      }),
    ],
  });
  const tracer = provider.getTracer('aisha', build.version);
  traceBy(({ name, kind = 'internal', facts, traceId: ofProduct, spanId, parentId, cause }: SpanToOpen): OpenSpan => {
    const traceId = w3cTraceId(ofProduct);
    const at = (id: string, trace = traceId) => ({ traceId: trace, spanId: id, traceFlags: TraceFlags.SAMPLED });
    ids.choose({ spanId, ...(parentId === null && { traceId }) });
    const span = tracer.startSpan(
      name,
      {
        kind: KINDS[kind],
        attributes: { ...facts },
        ...(cause && { links: [{ context: at(cause.spanId, w3cTraceId(cause.traceId)) }] }),
      },
      parentId === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, at(parentId)),
    );
    ids.choose({});
    return {
      traceId: ofProduct,
      spanId: span.spanContext().spanId,
      note: (noted: SpanFacts) => void span.setAttributes({ ...noted }),
      end: (failure) => {
        if (failure !== undefined) span.setAttribute('error.type', failure).setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      },
    };
  });
  return {
    tracer,
    close: async () => {
      traceBy(undefined);
      const flushed = provider.shutdown().catch(() => undefined); // the exporter has logged the failure
      await Promise.race([flushed, delay(FLUSHES_WITHIN_MS, undefined, { ref: false })]);
    },
  };
}

/**
 * The part of all traces that the standard's variables ask for. A `parentbased_` sampler decides here like one without
 * that prefix.
 */
const sampledPart = ({ OTEL_TRACES_SAMPLER, OTEL_TRACES_SAMPLER_ARG }: TracingConfig): number => {
  if (OTEL_TRACES_SAMPLER.endsWith('always_on')) return 1;
  return OTEL_TRACES_SAMPLER.endsWith('always_off') ? 0 : OTEL_TRACES_SAMPLER_ARG;
};

/**
 * Gives the next span the ids that were chosen for it. The SDK asks for the ids while it starts the span, before other
 * code runs.
 */
class ChosenIds implements IdGenerator {
  private readonly random = new RandomIdGenerator();
  private traceId: string | undefined;
  private spanId: string | undefined;

  /** `traceId` is for a span that begins its trace; any other span takes its parent's. */
  choose({ traceId, spanId }: { readonly traceId?: string; readonly spanId?: string | undefined }): void {
    this.traceId = traceId;
    this.spanId = spanId;
  }

  generateTraceId(): string {
    return this.traceId ?? this.random.generateTraceId();
  }

  generateSpanId(): string {
    return this.spanId ?? this.random.generateSpanId();
  }
}

/**
 * The only way by which spans leave the process. It copies the attributes in `SPAN_FACTS` alone, so that neither a later change here nor an
 * instrumentation that is added later can send a prompt, a person's words or an address: no event, no message of an error, no other
 * attribute.
 */
class AllowListExporter implements SpanExporter {
  private isAway = false;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly log: Logger,
  ) {}

  export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    // Sends a batch without the facts of a unit of work. The batch has spans of several orders, but its timer runs in the context of the
    // first one, whose order the log would name.
    withoutWorkFacts(() =>
      this.exporter.export(spans.map(allowed), ({ code, error }) => {
        this.tell(code !== SENT, error);
        done({ code: SENT }); // reports success, because otherwise the SDK would log each time that spans are lost
      }),
    );
  }

  private tell(isAway: boolean, error: Error | undefined): void {
    if (isAway && !this.isAway) this.log.warn('tracing.collector-away', { reason: reasonOf(error) });
    if (!isAway && this.isAway) this.log.warn('tracing.collector-back');
    this.isAway = isAway;
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }
}

/** The reason of an error without its message, which may hold an address. */
const reasonOf = (error: Error | undefined): string | number => {
  const { code, name = 'unknown' } = (error ?? {}) as { code?: string | number; name?: string };
  return code ?? name;
};

const allowed = (span: ReadableSpan): ReadableSpan => {
  const context = span.spanContext();
  const attributes: Attributes = {};
  for (const [fact, value] of Object.entries(span.attributes))
    if (ALLOWED.has(fact) && (typeof value === 'number' || CODE.test(String(value)))) attributes[fact] = value;
  return {
    name: NAME.test(span.name) ? span.name : 'unnamed',
    kind: span.kind,
    spanContext: () => context,
    ...(span.parentSpanContext && { parentSpanContext: span.parentSpanContext }),
    startTime: span.startTime,
    endTime: span.endTime,
    duration: span.duration,
    ended: span.ended,
    status: { code: span.status.code },
    attributes,
    links: span.links.map(({ context: linked }) => ({ context: linked })),
    events: [],
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
};
