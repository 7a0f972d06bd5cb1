import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A span as a collector receives it. */
export interface SeenSpan {
  readonly app: string;
  readonly name: string;
  /** The trace id in W3C's format: an order's id without its hyphens. */
  readonly traceId: string;
  readonly spanId: string;
  /** Undefined for the first span of its trace. */
  readonly parentId: string | undefined;
  readonly facts: Readonly<Record<string, string | number>>;
  /** The spans of other traces that caused this one. */
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly hasFailed: boolean;
}

interface WireSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly WireAttribute[];
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly status?: { readonly code?: number };
}
interface WireAttribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number };
}
interface WireRequest {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly WireAttribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
  }[];
}

const STATUS_ERROR = 2;

/** A collector that receives spans as OTLP in JSON over HTTP, and keeps them. */
export class Collector {
  private readonly bodies: string[] = [];

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Collector> {
    const server = createServer();
    const collector = new Collector(server);
    server.on('request', (request, response) => {
      void buffer(request).then((body) => {
        collector.bodies.push(JSON.stringify({ ...request.headers, url: request.url }), body.toString('utf8'));
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return collector;
  }

  /** The environment that makes an app send its spans here. */
  get environment(): { OTEL_EXPORTER_OTLP_ENDPOINT: string; OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' } {
    const { port } = this.server.address() as AddressInfo;
    return { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
  }

  /** Everything that the collector received, with the headers. */
  get received(): string {
    return this.bodies.join('\n');
  }

  get spans(): readonly SeenSpan[] {
    const requests = this.bodies.filter((_, index) => index % 2 === 1).map((body) => JSON.parse(body) as WireRequest);
    return requests.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ resource, scopeSpans }) => {
        const app = String(factsOf(resource.attributes)['service.name']);
        return scopeSpans.flatMap(({ spans }) => spans.map((span) => seen(app, span)));
      }),
    );
  }

  /** The spans of an order, or of another trace. */
  of(traceId: string): readonly SeenSpan[] {
    const id = traceId.replaceAll('-', '');
    return this.spans.filter((span) => span.traceId === id);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

const factsOf = (attributes: readonly WireAttribute[]): Record<string, string | number> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? '']));

const seen = (app: string, span: WireSpan): SeenSpan => ({
  app,
  name: span.name,
  traceId: span.traceId,
  spanId: span.spanId,
  parentId: span.parentSpanId || undefined,
  facts: factsOf(span.attributes),
  links: (span.links ?? []).map(({ traceId, spanId }) => ({ traceId, spanId })),
  hasFailed: span.status?.code === STATUS_ERROR,
});
