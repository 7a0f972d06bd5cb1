import type { Door } from './door.mts';
import type { Target } from './target.mts';

/** The outcome of one attack. */
export interface Outcome {
  /** Whether the product held. */
  readonly holds: boolean;
  /** The attempts that could not be made, with the reason: nothing got through there, and nothing is proved. */
  readonly unclear?: readonly string[];
  /** What was sent, the result, and the number that shows it. */
  readonly figure: string;
  /** The US dollars that one person burns by it within a day, at list prices, without paying. */
  readonly dollars?: number;
  /** Pictures that FAL was asked for and should not have been. */
  readonly drawn?: number;
}

/** A way to hurt the product from outside or by its queue; the file's name is the attack's. */
export interface Attack {
  /** The attacker's attempt, for docs/generated/attacks.md. */
  readonly about: string;
  /** The rule that must hold. */
  readonly holds: string;
  /** Takes seconds, and its figure does not depend on what else the machine does: CI runs it. */
  readonly isQuick: boolean;
  /** Set when the attack makes us pay a provider: `npm run bench free-work` measures all of these. */
  readonly door?: Door;
  run(target: Target): Promise<Outcome>;
}
