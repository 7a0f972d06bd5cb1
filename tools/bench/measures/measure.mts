import type { Figure, QueueHome } from '../figures/figure.mts';
import type { Product, Variant } from '../product/product.mts';
import type { Servers } from '../product/servers.mts';
import type { Rounds } from '../figures/turns.mts';

/** The things that a measure may ask for. After the measure each of them is stopped, or shared with the next measure. */
export interface Bench {
  readonly queue: QueueHome;
  readonly signal: AbortSignal;
  /** Whether the run only shows that everything works, not how fast. */
  readonly isQuick: boolean;
  /** The indexes that `scale` drops for some seconds, to show that it notices their absence. */
  readonly withoutIndexes: readonly string[];
  /**
   * Whether `scale` seeds orders of every kind, work that waits, and very many rows of one person, and fails if a table has no row to copy.
   * It does so unless the run is quick; a quick run does so if it is asked for the whole.
   */
  readonly isWhole: boolean;
  /** `counts` lists the statements at rest with their number a minute, and every statement of an order with its purpose. */
  readonly listsStatements: boolean;
  /** Prints a text that is no figure. */
  readonly say: (text: string) => void;
  /** How many updates `updates` sends. */
  readonly updates: number;
  /** How many pictures `gallery` has, and how many rows `restore` has. */
  readonly rows: number;
  /** How many orders `desk` has. */
  readonly orders: number;
  /** The folder with photos of people that `likeness` draws; undefined: the sandbox's drawn people. */
  readonly photos: string | undefined;
  /** Whether `likeness` asks the provider itself, which costs money. `mostDollars` bounds the cost by the price list, in US dollars. */
  readonly isPaid: boolean;
  readonly mostDollars: number;
  /** The limits of a measure's rounds; a quick run has few rounds. */
  rounds(rounds: number, withinMs: number): Rounds;
  /** Makes an empty folder. */
  folder(name: string): string;
  /** Starts Postgres, and Redis unless the queue is to be in Postgres. */
  servers(): Promise<Servers>;
  /** Starts the whole product, and starts it again when another variant is asked for. */
  product(variant: Variant): Promise<Product>;
  /** Keeps what the measure has opened, and closes it after the measure. */
  keep<T extends { close(): Promise<unknown> } | { stop(): Promise<unknown> }>(open: T): T;
  /** Called when a program that should go on has ended. */
  readonly onTrouble: (sentence: string) => void;
}

export interface Measure {
  /** The name of the measure in `npm run bench <name>`. */
  readonly name: string;
  readonly about: string;
  /** Set when the measure uses no queue: it then runs once, and not once for each place of the queues. */
  readonly withoutQueue?: true;
  /** Where the quick form of the measure runs if not in `npm run bench -- --quick`: a command or a spec. */
  readonly quickElsewhere?: string;
  /** The measure runs only when it is asked for by name. */
  readonly byNameOnly?: true;
  run(bench: Bench): Promise<readonly Figure[]>;
}
