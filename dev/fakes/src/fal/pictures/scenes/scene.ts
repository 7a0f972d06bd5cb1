import type { Hat, Top } from '../../../drawn-faces/outfit';
import type { Time, Weather } from '../stage/light';
import type { PropName } from '../things/props';
import type { Stage } from '../stage/stage';
import type { ThingName } from '../things';

export type Framing = 'full' | 'half' | 'bust';

/** A place that a picture can show. */
export interface Scene {
  /** The names of the place, in English and Russian. */
  readonly words: RegExp;
  /** People and things that are found there, which count when the prompt names no place. */
  readonly hints?: RegExp;
  readonly time?: Time;
  readonly weather?: Weather;
  /** Whether the place has a roof: it does not rain there, and never gets quite dark. */
  readonly isIndoor?: boolean;
  readonly framings?: readonly [Framing, ...Framing[]];
  /** Whether the person floats, without ground under the feet. */
  readonly floats?: boolean;
  /** The clothes for the place, unless the prompt names others; when absent, everyday clothes. */
  readonly top?: Top;
  readonly hat?: Hat;
  readonly scarf?: boolean;
  /** Things that the place shows by itself, so that they are not drawn twice. */
  readonly has?: readonly ThingName[];
  readonly props?: readonly PropName[];
  /** What is behind the person, and what is in front of them. */
  readonly draw: (stage: Stage) => { readonly back: string; readonly front?: string };
}
