import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { MeasuredFigure, QueueHome } from './figures/figure.mts';
import type { Bench, Measure } from './measures/measure.mts';
import { Product, type Variant } from './product/product.mts';
import { startServers, type Servers } from './product/servers.mts';
import type { Rounds } from './figures/turns.mts';

const QUICK_ROUNDS = 2;

interface RunOptions {
  readonly measures: readonly Measure[];
  readonly queues: readonly QueueHome[];
  readonly isQuick: boolean;
  readonly withoutIndexes: readonly string[];
  readonly isWhole: boolean;
  readonly listsStatements: boolean;
  readonly say: (text: string) => void;
  readonly updates: number;
  readonly rows: number;
  readonly orders: number;
  readonly photos: string | undefined;
  readonly isPaid: boolean;
  readonly mostDollars: number;
  /** A folder of its own; the caller removes it. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Whether there is time for one more measure. */
  readonly hasTime: () => boolean;
  /** Called when the product cannot go on. */
  readonly onTrouble: (sentence: string) => void;
  readonly onSection: (name: string) => void;
  /** Called as soon as figures are known. */
  readonly onFigures: (figures: readonly MeasuredFigure[]) => void;
}

/** One run of the chosen measures, and everything that has to be stopped after it. */
export class Run {
  private readonly options: RunOptions;
  private readonly places: Place[] = [];
  /** Errors in the logs of everything that ran. */
  readonly errors: string[] = [];

  constructor(options: RunOptions) {
    this.options = options;
  }

  /**
   * Measures with one queue after the other; a measure without a queue runs once. With `--quick` it measures with both queues at once,
   * because whether a measure works does not depend on speed.
   */
  async measure(): Promise<void> {
    const { measures, queues, isQuick } = this.options;
    const withQueue = measures.filter(({ withoutQueue }) => !withoutQueue);
    const [first, ...others] = queues.map((queue, turn) => () => this.allOf(turn === 0 ? measures : withQueue, queue));
    if (isQuick) await Promise.all([first!(), ...others.map((other) => other())]);
    else for (const next of [first!, ...others]) await next();
  }

  async stop(): Promise<void> {
    await Promise.all(this.places.map((place) => place.stop()));
  }

  private async allOf(measures: readonly Measure[], queue: QueueHome): Promise<void> {
    const place = new Place(this.options, queue, this.errors);
    this.places.push(place);
    try {
      for (const measure of measures) await this.one(measure, place);
    } finally {
      await place.stop();
    }
  }

  private async one(measure: Measure, place: Place): Promise<void> {
    const { onSection, onFigures, signal, hasTime } = this.options;
    const queue = measure.withoutQueue ? undefined : place.queue;
    if (!hasTime()) return onSection(`${measure.name} is left out: the time is over`);
    signal.throwIfAborted();
    onSection(`${measure.name}${queue ? `, queue in ${queue}` : ''}: ${measure.about}`);
    try {
      const figures = await measure.run(place);
      onFigures(figures.map((figure) => ({ ...figure, measure: measure.name, queue })));
    } finally {
      await place.closeKept();
    }
    onFigures((await place.failures()).map((figure) => ({ ...figure, measure: measure.name, queue })));
  }
}

/** What the measures share while the queues stay in Redis, or in Postgres. */
class Place implements Bench {
  readonly queue: QueueHome;
  readonly isQuick: boolean;
  readonly withoutIndexes: readonly string[];
  readonly isWhole: boolean;
  readonly listsStatements: boolean;
  readonly say: (text: string) => void;
  readonly updates: number;
  readonly rows: number;
  readonly orders: number;
  readonly photos: string | undefined;
  readonly isPaid: boolean;
  readonly mostDollars: number;
  readonly signal: AbortSignal;
  readonly onTrouble: (sentence: string) => void;
  private readonly root: string;
  private readonly errors: string[];
  private serving: Promise<Servers> | undefined;
  private selling: { readonly variant: Variant; readonly product: Promise<Product> } | undefined;
  private kept: (() => Promise<unknown>)[] = [];

  constructor(options: RunOptions, queue: QueueHome, errors: string[]) {
    const { folder, signal, isQuick, withoutIndexes, isWhole, updates, rows, orders, onTrouble } = options;
    this.queue = queue;
    this.listsStatements = options.listsStatements;
    this.say = options.say;
    this.isQuick = isQuick;
    this.withoutIndexes = withoutIndexes;
    this.isWhole = isWhole;
    this.updates = updates;
    this.rows = rows;
    this.orders = orders;
    this.photos = options.photos;
    this.isPaid = options.isPaid;
    this.mostDollars = options.mostDollars;
    this.signal = signal;
    this.onTrouble = onTrouble;
    this.root = path.join(folder, queue);
    this.errors = errors;
  }

  rounds(rounds: number, withinMs: number): Rounds {
    return this.isQuick ? { rounds: Math.min(rounds, QUICK_ROUNDS), withinMs, warmUps: 0 } : { rounds, withinMs };
  }

  folder(name: string): string {
    const folder = path.join(this.root, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  servers(): Promise<Servers> {
    this.serving ??= startServers(this.folder('servers'), this.queue);
    return this.serving;
  }

  async product(asked: Variant): Promise<Product> {
    const variant = this.isQuick ? 'shared' : asked;
    if (this.selling?.variant !== variant) {
      await this.closeProduct();
      const servers = await this.servers();
      const { signal, onTrouble } = this;
      const product = Product.start({ folder: this.root, servers, variant, signal, onTrouble });
      this.selling = { variant, product };
    }
    return this.selling.product;
  }

  keep<T extends { close(): Promise<unknown> } | { stop(): Promise<unknown> }>(open: T): T {
    this.kept.push(() => ('close' in open ? open.close() : open.stop()));
    return open;
  }

  async closeKept(): Promise<void> {
    for (const close of this.kept.splice(0).reverse()) await close().catch(() => undefined);
  }

  /**
   * The messages that were given up and the errors in the logs, as figures; none if no product ran. Throws when the ledger does not add up.
   */
  async failures(): Promise<{ name: string; unit: string; values: number[]; goal: string }[]> {
    const product = await this.selling?.product;
    if (!product) return [];
    await product.isQuiet();
    await product.mustAddUp();
    const { deadLetters, undelivered, errors } = await product.failures();
    this.errors.push(...errors.filter((error) => !this.errors.includes(error)));
    const told = {
      'dead letters': deadLetters,
      'undelivered results': undelivered,
      'kinds of errors in the logs': errors.length,
    };
    return Object.entries(told)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => ({ name: `left behind: ${name}`, unit: '', values: [count], goal: '0' }));
  }

  async stop(): Promise<void> {
    await this.closeKept();
    await this.closeProduct();
    await (await this.serving?.catch(() => undefined))?.stop();
    this.serving = undefined;
  }

  private async closeProduct(): Promise<void> {
    const { selling } = this;
    this.selling = undefined;
    await (await selling?.product.catch(() => undefined))?.stop();
  }
}
