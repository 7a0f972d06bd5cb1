import type { Target } from './target.mts';
import type { Customer } from './walks.mts';

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

/** A way to make providers do work that we pay for and the person does not. */
export interface Door {
  /** How often the attacking person uses the door. */
  readonly times: number;
  /**
   * How much of the person's daily limit is left when the attack begins, in US dollars: with little left, the attack does not need hundreds
   * of orders. By default all of the limit is left.
   */
  readonly leaves?: number;
  /** The faults that fakes show during the attack, by the fake's address. */
  readonly faults?: (target: Target) => readonly (readonly [fake: string, fault: object])[];
  /** Places one order through the door, and resolves when the order is settled or can no longer be cancelled. */
  once(target: Target, customer: Customer, nth: number): Promise<unknown>;
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
  /** Set when the attack makes us pay a provider: `npm run bench free-work` measures every attack that has this field. */
  readonly door?: Door;
  run(target: Target): Promise<Outcome>;
}
