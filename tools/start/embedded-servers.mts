import type { EmbeddedServer } from '@aisha/embedded';
import { CRASHES_IN_A_ROW_AT_MOST, crashesInARow, SETTLED_AFTER_MS } from './crashes-in-a-row.mts';

/** The servers that the launcher runs itself. A server that dies is started again on the same port, where the apps look for it. */
export class EmbeddedServers {
  readonly byName = new Map<string, EmbeddedServer>();
  private readonly say: (sentence: string) => void;
  private readonly giveUp: (sentence: string) => void;
  private readonly starting = new Set<Promise<unknown>>();
  private readonly settledAfterMs: number;
  private isStopping = false;

  constructor(
    say: (sentence: string) => void,
    giveUp: (sentence: string) => void,
    { settledAfterMs = SETTLED_AFTER_MS } = {},
  ) {
    this.say = say;
    this.giveUp = giveUp;
    this.settledAfterMs = settledAfterMs;
  }

  /**
   * Starts a server, restarts it when it dies, and returns its URL; undefined when this machine cannot run it, or when everything is being
   * stopped.
   */
  async start(
    name: string,
    begin: (place: { port?: number }) => Promise<EmbeddedServer | undefined>,
    place: { port?: number } = {},
    crashesBefore = 0,
  ): Promise<string | undefined> {
    if (this.isStopping) return undefined;
    // The promise is in `starting` before the caller goes on: otherwise `stop` would miss this server.
    const beginning = begin(place).then((server) => {
      if (server) this.byName.set(name, server);
      return server;
    });
    this.starting.add(beginning);
    const server = await beginning.finally(() => this.starting.delete(beginning));
    if (!server) return undefined;
    const startedAt = performance.now();
    void server.exited.then(async () => {
      if (this.isStopping) return;
      const crashes = crashesInARow(crashesBefore, performance.now() - startedAt, this.settledAfterMs);
      if (crashes >= CRASHES_IN_A_ROW_AT_MOST) return this.giveUp(`${name} ended ${crashes} times in a row.`);
      this.say(`${name} ended: starting it again.`);
      await this.start(name, begin, { port: server.port }, crashes).catch((error: Error) =>
        this.giveUp(`${name} did not start again: ${error.message}.`),
      );
    });
    return server.url;
  }

  /** Stops Redis before Postgres: Redis only wakes apps, while Postgres holds the data. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.allSettled(this.starting);
    await this.byName.get('redis')?.stop();
    await this.byName.get('postgres')?.stop();
  }
}
