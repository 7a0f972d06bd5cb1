import type { OrderId } from '@aisha/domain';
import { cutTo } from './scene/avatar-words';
import type { PromptReading } from './scene/scene';

const LIGHTS = [
  'slightly warmer light',
  'slightly cooler light',
  'slightly softer light',
  'slightly brighter light',
  'light more from the left',
  'light more from the right',
];
const VIEWS = [
  'framed slightly closer',
  'framed slightly wider',
  'camera slightly lower',
  'camera slightly higher',
  'seen slightly from the left',
  'seen slightly from the right',
];

/** The endings that vary a prompt. There are so many that a person who repeats "similar" seldom pays for the same picture twice. */
const VARIATIONS = LIGHTS.flatMap((light) => VIEWS.map((view) => `, ${light}, ${view}`));

/**
 * Changes a little of the light and view at the end of an earlier prompt, to which Flux gives the least weight: with the same seed the
 * composition stays. If the prompt is a variation already, the new ending replaces the old one. The order's id selects the ending, so a
 * message that is handled twice requests the same picture. A long prompt is cut, so that the model reads the whole ending.
 */
export function varied(prompt: string, orderId: OrderId, { maxCharacters }: PromptReading): string {
  const last = VARIATIONS.find((variation) => prompt.endsWith(variation));
  const others = VARIATIONS.filter((variation) => variation !== last);
  const original = last ? prompt.slice(0, -last.length) : prompt;
  const next = others[Number.parseInt(orderId.slice(-6), 16) % others.length]!;
  return cutTo(maxCharacters - next.length, original) + next;
}
