import type { Door } from './door.mts';
import type { Target } from './target.mts';

/** The outcome of one attack. */
export interface Outcome {
  /** Whether the product withstood the attack. */
  readonly holds: boolean;
  /** The attempts that could not be made, with the reason: nothing got through, but nothing is proved either. */
  readonly unclear?: readonly string[];
  /** What was sent, the result, and the number that shows it. */
  readonly figure: string;
  /** The US dollars, at list prices, that this attack lets one person burn in a day without paying. */
  readonly dollars?: number;
  /** The pictures that FAL was asked to draw and should not have been. */
  readonly drawn?: number;
}

/** A way to hurt the product from outside or through its queue; the file is named after the attack. */
export interface Attack {
  /** The attacker's attempt, for docs/generated/attacks.md. */
  readonly about: string;
  /** The rule that must hold. */
  readonly holds: string;
  /**
   * Whether the attack takes only seconds and its figure does not depend on the load of the machine: CI runs such
   * attacks.
   */
  readonly isQuick: boolean;
  /** Set when the attack makes us pay a provider: `npm run bench free-work` measures all attacks with a door. */
  readonly door?: Door;
  run(target: Target): Promise<Outcome>;
}
