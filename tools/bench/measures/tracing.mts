import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Product } from '../product/product.mts';
import { emptyDatabase } from '../product/servers.mts';
import { inTurns } from '../figures/turns.mts';
import type { Measure } from './measure.mts';
import { gathered, perMinute, ready } from './orders.mts';

const AT_ONCE = 20;
/**
 * How long a round waits after its orders. The SDK exports its spans every five seconds, so the export of a round's spans counts in the
 * round.
 */
const SENT_WITHIN_MS = 5_500;
/** The unit of the kernel's counters: USER_HZ is 100 on every Linux. */
const TICKS_A_SECOND = 100;

/** Measures what OpenTelemetry costs: two products run at once, one of them tracing, and take orders in turns. */
export const tracing: Measure = {
  name: 'tracing',
  about: 'the processor that an order takes while it is traced, beside one that is not',
  byNameOnly: true,
  quickElsewhere: 'e2e/main-job.spec.ts',
  async run(bench) {
    const collector = await startCollector();
    bench.keep({ stop: collector.close });
    const servers = await bench.servers();
    const started = async (name: string, environment: Record<string, string>): Promise<() => Promise<number>> => {
      const product = bench.keep(
        await Product.start({
          folder: bench.folder(name),
          servers: { ...servers, postgresUrl: await emptyDatabase(servers.postgresUrl, `bench_${name}`) },
          variant: 'lifted',
          environment: { ...environment, INSTALLATION: name },
          signal: bench.signal,
          onTrouble: bench.onTrouble,
        }),
      );
      const customers = await gathered(product, bench.isQuick ? 4 : AT_ONCE);
      return async () => {
        const before = processorSeconds(product);
        await perMinute(customers);
        await ready(product, customers);
        await pause(SENT_WITHIN_MS);
        return ((processorSeconds(product) - before) / customers.length) * 1_000;
      };
    };
    const plain = await started('plain', {});
    const traced = await started('traced', { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    const measured = await inTurns(traced, [{ name: 'not traced', kind: 'lower bound', measure: plain }], {
      ...bench.rounds(10, 400_000),
      warmUps: 3,
    });
    if (collector.bytes() === 0) throw new Error('no span has come');
    return [
      {
        name: 'processor of all apps for a traced order',
        unit: 'ms',
        ...measured,
        goal: '≤ 1.03 × not traced',
        note: 'from the tap to the picture, the way back to the price, and five seconds of rest; every order is sampled',
      },
    ];
  },
};

/** The processor time of our apps in seconds, without the sandbox and without the children of the apps. */
const processorSeconds = ({ running: { apps } }: Product): number =>
  [...apps]
    .filter(([name, { pid }]) => name !== 'sandbox' && pid !== undefined)
    .map(([, { pid }]) => {
      const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
      const [user = 0, system = 0] = fields.split(' ').slice(11, 13).map(Number);
      return (user + system) / TICKS_A_SECOND;
    })
    .reduce((sum, seconds) => sum + seconds, 0);

/** A collector that counts the bytes of spans and drops them. */
const startCollector = async (): Promise<{ url: string; bytes: () => number; close: () => Promise<void> }> => {
  let bytes = 0;
  const server: Server = createServer((request, response) => {
    request.on('data', (piece: Buffer) => (bytes += piece.length));
    request.on('end', () => response.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: () => bytes,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
