import path from 'node:path';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import type { Running } from '../start/launch.mts';
import { Chats } from './chats.mts';
import { customersOf } from './customers.mts';
import { FalAccount } from './fal-account.mts';
import type { Figure } from './figure.mts';
import { startFloor, type Floor } from './floor/process.mts';
import { memoryFigures, memoryOf } from './measure/memory.mts';
import { orders } from './measure/orders.mts';
import { updateToReply } from './measure/update-to-reply.mts';
import { webhookToAcknowledged } from './measure/webhook.mts';
import type { Plan } from './plan.mts';
import { Product, startProduct } from './product.mts';

const BARE_STARTS = 3;

export interface RunOptions {
  readonly plan: Plan;
  /** A folder of its own; the caller removes it. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** The product cannot go on. */
  readonly onTrouble: (sentence: string) => void;
  readonly onSection: (name: string) => void;
  /** As soon as they are known. */
  readonly onFigures: (figures: readonly Figure[]) => void;
}

/** One run of everything, and all that has to be stopped after it. */
export class Run {
  private readonly options: RunOptions;
  /** What was opened, to be closed in reverse. */
  private readonly opened: (() => Promise<unknown> | void)[] = [];
  private starting: Promise<Running> | undefined;
  queue = 'unknown';

  constructor(options: RunOptions) {
    this.options = options;
  }

  async measure(): Promise<void> {
    const { plan, onFigures, onSection } = this.options;
    onSection('starting the product, and what it is compared with');
    const bare = await this.startBare();
    const running = await this.launch();
    this.queue = running.queue;
    onFigures([startFigure('start, on an empty folder', running, bare)]);
    const atRest = memoryOf(running);

    const product = this.keep(await Product.of(running), (open) => open.close());
    const echoBot = this.keep(await startFloor('echo-bot', path.join(this.options.folder, 'echo')), (open) =>
      open.stop(),
    );
    const chats = this.keep(await Chats.open(product.telegramUrl), (open) => open.close());
    const echoChats = this.keep(await Chats.open(echoBot.url), (open) => open.close());

    onSection('people write');
    onFigures(await updateToReply({ product, bot: chats, echo: echoChats }, plan));

    onSection('an avatar is made, and pictures are ordered');
    const fal = this.keep(await FalAccount.open(product), (open) => open.close());
    const customers = await customersOf(product, chats, plan.rushes.customers + plan.singleOrders.count);
    onFigures(await orders({ product, fal, customers }, plan));

    onSection('webhooks come in');
    onFigures(await webhookToAcknowledged(product, fal, bare.kept, plan.webhooks));

    await product.isQuiet();
    await mustAddUp(product);
    onFigures(memoryFigures(atRest, memoryOf(running), bare.kept));
    if (!plan.startsAgain) return;

    onSection('everything is stopped and started again');
    await this.closeOpened();
    await running.stop();
    onFigures([startFigure('start, on what it left', await this.launch(), bare)]);
  }

  async stop(): Promise<void> {
    await this.closeOpened();
    await (await this.starting?.catch(() => undefined))?.stop();
  }

  private launch(): Promise<Running> {
    const { folder, signal, onTrouble, plan } = this.options;
    signal.throwIfAborted(); // what is given up is not started again
    this.starting = startProduct({
      stateDir: path.join(folder, 'state'),
      startsAgain: plan.startsAgain,
      signal,
      onTrouble,
    });
    return this.starting;
  }

  private async startBare(): Promise<Bare> {
    const readyInMs: number[] = [];
    for (;;) {
      const floor = await startFloor('bare-server');
      readyInMs.push(floor.readyInMs);
      if (readyInMs.length === BARE_STARTS) return { readyInMs, kept: this.keep(floor, (open) => open.stop()) };
      await floor.stop();
    }
  }

  private keep<T>(open: T, close: (open: T) => Promise<unknown> | void): T {
    this.opened.push(() => close(open));
    return open;
  }

  private async closeOpened(): Promise<void> {
    for (const close of this.opened.splice(0).reverse()) await Promise.resolve(close()).catch(() => undefined);
  }
}

interface Bare {
  readonly readyInMs: readonly number[];
  readonly kept: Floor;
}

const startFigure = (name: string, { readyInMs }: Running, bare: Bare): Figure => ({
  name,
  unit: 's',
  values: [readyInMs / 1_000],
  baseline: { name: 'a process with one bare Fastify route', values: bare.readyInMs.map((ms) => ms / 1_000) },
  note: 'embedded servers, migrations, sandbox and all apps, until the last says that it is ready',
});

/** What is fast and wrong is not fast. */
const mustAddUp = async ({ database }: Product): Promise<void> => {
  const [violation] = await new LedgerInvariantsReader(database).violations();
  if (violation) throw new Error(`The ledger does not add up: ${violation.invariant}, ${violation.detail}`);
};
