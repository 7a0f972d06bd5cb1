import type { Target } from './target.mts';

/** What came of one attack. */
export interface Outcome {
  /** Whether the product held. */
  readonly holds: boolean;
  /** What was sent, what came of it, and the number that says so. */
  readonly figure: string;
}

/** One way to hurt the product from outside or by its queue; the file's name is the attack's. */
export interface Attack {
  /** What an attacker tries, for docs/generated/attacks.md. */
  readonly about: string;
  /** What must hold. */
  readonly holds: string;
  /** Takes seconds, and its figure does not depend on what else the machine does: CI runs it. */
  readonly isQuick: boolean;
  run(target: Target): Promise<Outcome>;
}
