import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * The states of a network. `open`: everything passes. `cut`: connections break, and new ones fail. `silent`: connections stay and new
 * ones are accepted, but nothing passes. `slow`: everything passes late.
 */
export type NetworkState = 'open' | 'cut' | 'silent' | 'slow';

/** The delay of a slow network: it disturbs code that expects the quick network of one machine, but is shorter than time-outs. */
const LATE_MS = 300;

interface Pair {
  readonly ends: readonly [Socket, Socket];
  readonly ways: readonly Way[];
}

/**
 * A network between callers and several places. Each new connection goes to the next place in turn; places that do not listen are skipped. A
 * test can break the network and repair it.
 */
export class Relay {
  private readonly pairs = new Set<Pair>();
  private readonly waiting = new Set<Socket>();
  private state: NetworkState = 'open';
  private turn = 0;

  private constructor(
    private readonly server: Server,
    private readonly places: readonly number[],
  ) {
    server.on('connection', (near) => this.accept(near));
  }

  /** Listens on a free port of 127.0.0.1 unless another place is given, and passes connections on to these ports of 127.0.0.1. */
  static async to(places: readonly number[], port = 0, host = '127.0.0.1'): Promise<Relay> {
    const server = createServer({ pauseOnConnect: true, allowHalfOpen: true });
    const relay = new Relay(server, places);
    server.listen(port, host);
    await once(server, 'listening');
    return relay;
  }

  get port(): number {
    return (this.server.address() as { port: number }).port;
  }

  becomes(state: NetworkState): void {
    this.state = state;
    if (state === 'cut') {
      for (const { ends } of this.pairs) for (const end of ends) end.resetAndDestroy();
      for (const near of this.waiting) near.resetAndDestroy();
    } else if (state === 'silent') {
      for (const { ends } of this.pairs) for (const end of ends) end.pause();
    } else {
      for (const { ends, ways } of this.pairs) {
        for (const way of ways) way.moves();
        for (const end of ends) end.resume();
      }
      for (const near of this.waiting) this.lead(near);
    }
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const { ends } of this.pairs) for (const end of ends) end.destroy();
    for (const near of this.waiting) near.destroy();
    await closed;
  }

  private accept(near: Socket): void {
    near.on('error', () => {}); // broken connections are expected here
    if (this.state === 'cut') {
      near.resetAndDestroy();
      return;
    }
    this.waiting.add(near);
    near.once('close', () => this.waiting.delete(near));
    if (this.state !== 'silent') this.lead(near);
  }

  private lead(near: Socket, tried = 0): void {
    this.waiting.delete(near);
    const far = connect({
      port: this.places[this.turn++ % this.places.length]!,
      host: '127.0.0.1',
      allowHalfOpen: true,
    });
    far.once('error', () => {
      if (tried + 1 < this.places.length && !near.destroyed) this.lead(near, tried + 1);
      else near.resetAndDestroy();
    });
    far.once('connect', () => {
      far.removeAllListeners('error').on('error', () => {});
      if (near.destroyed || this.state === 'cut') {
        near.resetAndDestroy();
        far.destroy();
      } else this.join(near, far);
    });
  }

  private join(near: Socket, far: Socket): void {
    const pair = {
      ends: [near, far],
      ways: [
        [near, far],
        [far, near],
      ].map(([from, to]) => this.way(from!, to!)),
    } as const;
    this.pairs.add(pair);
    for (const end of pair.ends) {
      end.once('close', () => {
        if (pair.ends.every(({ destroyed }) => destroyed)) this.pairs.delete(pair);
      });
      if (this.state !== 'silent') end.resume();
    }
  }

  private way(from: Socket, to: Socket): Way {
    const way = new Way(() => this.state);
    from.setNoDelay(true);
    from.on('data', (bytes) =>
      way.takes(() => {
        if (to.destroyed || to.write(bytes)) return;
        from.pause();
        to.once('drain', () => this.state !== 'silent' && from.resume());
      }),
    );
    from.once('end', () => way.takes(() => void to.end()));
    from.once('close', () => way.takes(() => void to.destroySoon()));
    return way;
  }
}

/** One direction of a connection. Bytes leave in the order in which they enter, however the network changes meanwhile. */
class Way {
  private readonly line: { readonly due: number; readonly passes: () => void }[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly state: () => NetworkState) {}

  takes(passes: () => void): void {
    this.line.push({ due: performance.now() + (this.state() === 'slow' ? LATE_MS : 0), passes });
    this.moves();
  }

  moves(): void {
    clearTimeout(this.timer);
    while (this.state() !== 'silent' && this.line[0] && this.line[0].due <= performance.now())
      this.line.shift()!.passes();
    if (this.state() !== 'silent' && this.line[0])
      this.timer = setTimeout(() => this.moves(), Math.ceil(this.line[0].due - performance.now()));
  }
}
