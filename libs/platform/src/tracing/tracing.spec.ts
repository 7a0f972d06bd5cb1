import { createServer } from 'node:http';
import { trace } from '@opentelemetry/api';
import { describe, expect, it } from '@jest/globals';
import { AppError } from '@aisha/domain';
import { afterThisTest, Collector, eventually, readableLog } from '@aisha/testing';
import { AppConfig } from '../app.config';
import { newId } from '../new-id';
import { addWorkFacts, openSending, tracedCall, tracedWork, withoutWorkFacts, withWorkFacts } from '../work-facts';
import { openTracing } from './open-telemetry';

/** The SDK, its exporter and HTTP are real in these tests. */
const setup = async (given: Partial<AppConfig> = {}) => {
  const collector = await Collector.open();
  afterThisTest(() => collector.close());
  const { log, lines } = readableLog();
  const config = Object.assign(new AppConfig(), collector.environment, given);
  const tracing = openTracing('shop', config, { version: '1.2.3', commit: 'abc' }, log);
  afterThisTest(() => tracing.close());
  return { collector, tracing, log, lines };
};

/** One piece of each kind of work of an order: asking, sending, handling and calling. */
const order = async (orderId: string, messageId: string, call: () => Promise<unknown> = async () => 'done') => {
  await withWorkFacts({ traceId: newId<string>() }, () =>
    tracedWork({ name: 'update', begins: true }, () =>
      addWorkFacts({ orderId }, () =>
        tracedWork({ name: 'asked', begins: true }, async () =>
          openSending({ name: 'send start', messageId, traceId: orderId })?.end(),
        ),
      ),
    ),
  );
  await withWorkFacts({ traceId: orderId, messageId }, () =>
    tracedWork({ name: 'process start', kind: 'consumer', ofMessage: messageId }, () =>
      tracedCall({ name: 'fal submit' }, call),
    ),
  );
};

describe('the spans of an order', () => {
  it('the spans of an order are one tree whose trace is the order’s id, though its apps share only the id of a message', async () => {
    const { collector, tracing } = await setup();
    const [orderId, messageId] = [newId<string>(), newId<string>()];

    await order(orderId, messageId);
    await tracing.close();

    const spans = collector.of(orderId);
    const idOf = (name: string) => spans.find((span) => span.name === name)?.spanId;
    expect(spans.map(({ name, parentId }) => [name, parentId])).toEqual([
      ['send start', idOf('asked')],
      ['asked', undefined],
      ['fal submit', idOf('process start')],
      ['process start', idOf('send start')],
    ]);
    const update = collector.spans.find(({ name }) => name === 'update')!;
    expect(spans.find(({ name }) => name === 'asked')?.links).toEqual([
      { traceId: update.traceId, spanId: update.spanId },
    ]);
  });

  it('each run of a retried message has a span of its own, which is a part of the message’s sending', async () => {
    const { collector, tracing } = await setup();
    const [orderId, messageId] = [newId<string>(), newId<string>()];
    const refused = async () => Promise.reject(new AppError('provider-failed'));

    await expect(order(orderId, messageId, refused)).rejects.toThrow();
    await order(orderId, messageId);
    await tracing.close();

    const runs = collector.of(orderId).filter(({ name }) => name === 'process start');
    expect(runs.map(({ hasFailed, facts }) => [hasFailed, facts['error.type']])).toEqual([
      [true, 'provider-failed'],
      [false, undefined],
    ]);
    expect(new Set(runs.map(({ parentId }) => parentId)).size).toBe(1);
    expect(new Set(runs.map(({ spanId }) => spanId)).size).toBe(2);
  });

  it('spans of work that continues an order without a message are parts of the span of the tap that began the order', async () => {
    const { collector, tracing } = await setup();
    const orderId = newId<string>();

    await order(orderId, newId());
    await withWorkFacts({ orderId }, () => tracedWork({ name: 'poll' }, async () => undefined));
    await tracing.close();

    const idOf = (name: string) => collector.of(orderId).find((span) => span.name === name)!;
    expect(idOf('poll').parentId).toBe(idOf('asked').spanId);
  });

  it('work that no order caused has no span, even when it runs within an order’s work', async () => {
    const { collector, tracing } = await setup();

    await withWorkFacts({ orderId: newId() }, () =>
      tracedWork({ name: 'poll' }, () =>
        withoutWorkFacts(() => tracedCall({ name: 'postgres write' }, async () => undefined)),
      ),
    );
    await tracing.close();

    expect(collector.spans.map(({ name }) => name)).toEqual(['poll']);
  });

  it('the spans of an order are found from its lines in the log', async () => {
    const { collector, tracing, log, lines } = await setup();
    const orderId = newId<string>();

    await withWorkFacts({ orderId }, () => tracedWork({ name: 'poll' }, async () => log.info('order.polled')));
    log.info('order.ended', { orderId });
    await tracing.close();

    const [span] = collector.of(orderId);
    expect(lines('order.polled')).toMatchObject([{ trace_id: span!.traceId, span_id: span!.spanId, traceId: orderId }]);
    expect(lines('order.ended')).toMatchObject([{ trace_id: span!.traceId, traceId: orderId }]);
    expect(lines('order.ended')[0]).not.toHaveProperty('span_id');
  });
});

describe('what leaves with a span', () => {
  it('only the attributes in SPAN_FACTS leave with a span: no words, address, text of an error or other attribute', async () => {
    const { collector, tracing } = await setup();
    const secret = 'CANARY';
    const unlisted: object = { 'db.query.text': `${secret}1`, 'url.full': `https://x/?sig=${secret}2` };

    await withWorkFacts({ orderId: newId() }, () =>
      tracedWork({ name: 'poll', facts: { ...unlisted, 'aisha.job': `me in ${secret}3` } }, async (note) => {
        note({ ...unlisted, 'aisha.outcome': 'handled', 'aisha.operation': `${secret}4?token=1` });
        throw new Error(`could not fetch https://x/${secret}5`);
      }).catch(() => undefined),
    );
    await tracing.close();

    expect(collector.spans).toMatchObject([{ name: 'poll', hasFailed: true }]);
    expect(collector.spans[0]!.facts).toEqual({ 'aisha.outcome': 'handled', 'error.type': 'Error' });
    expect(collector.received).not.toContain(secret);
  });

  it('a span is sent without its events and without the message of its status, whatever code added them', async () => {
    const { collector, tracing } = await setup();
    const foreign = tracing.tracer.startSpan('GET https://x/bot7:CANARY/getMe', { attributes: { prompt: 'CANARY' } });
    foreign.recordException(new Error('CANARY'));
    foreign.setStatus({ code: 2, message: 'CANARY' }).addEvent('CANARY');
    foreign.addLink({ context: foreign.spanContext(), attributes: { why: 'CANARY' } });

    foreign.end();
    await tracing.close();

    expect(collector.spans).toMatchObject([{ name: 'unnamed', facts: {}, hasFailed: true }]);
    expect(collector.received).not.toContain('CANARY');
  });
});

describe('sampling', () => {
  /** The spans of one order: it is asked for, its message is sent and processed, and it is submitted. */
  const SPANS_OF_ORDER = 4;
  const ids = Array.from({ length: 200 }, () => newId<string>());
  const sampled = async (given: Partial<AppConfig>): Promise<string[]> => {
    const { collector, tracing } = await setup(given);
    for (const orderId of ids) await order(orderId, newId());
    await tracing.close();
    const traced = ids.filter((id) => collector.of(id).length > 0);
    for (const id of traced) expect(collector.of(id)).toHaveLength(SPANS_OF_ORDER);
    return traced;
  };

  it('sampling a part of all orders chooses whole orders by their ids, so that every app traces the same ones', async () => {
    const half = { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: 0.5 } as const;
    const [one, other] = [await sampled(half), await sampled(half)];

    expect(one).toEqual(other);
    expect(one.length).toBeGreaterThan(50);
    expect(one.length).toBeLessThan(150);
  });

  it('sampling can be off', async () => {
    expect(await sampled({ OTEL_TRACES_SAMPLER: 'always_off' })).toEqual([]);
  });
});

describe('a collector that is away', () => {
  it('a collector that is away is logged once, and the work goes on', async () => {
    const { tracing, lines } = await setup({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });

    await Promise.all(Array.from({ length: 200 }, () => order(newId(), newId()))); // more than one batch
    await tracing.close();

    await eventually(() => expect(lines('tracing.collector-away')).toMatchObject([{ reason: 'ECONNREFUSED' }]), {
      timeoutMs: 20_000,
    });
  });

  it('a collector that refuses spans is logged with its status code', async () => {
    const server = createServer((_, response) => void response.writeHead(400).end('no CANARY')).listen(0, '127.0.0.1');
    afterThisTest(async () => void server.close());
    const { port } = await eventually(() => server.address() as { port: number } | null);
    const { tracing, lines } = await setup({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });

    await order(newId(), newId());
    await tracing.close();

    await eventually(() => expect(lines('tracing.collector-away')).toMatchObject([{ reason: 400 }]));
    expect(JSON.stringify(lines('tracing.collector-away'))).not.toContain('CANARY');
  });
});

describe('without a collector', () => {
  it('no span is opened without a collector', async () => {
    expect(openSending({ name: 'send', messageId: 'm', traceId: 't' })).toBeUndefined();
    expect(await tracedWork({ name: 'poll' }, async () => trace.getActiveSpan())).toBeUndefined();
  });
});
