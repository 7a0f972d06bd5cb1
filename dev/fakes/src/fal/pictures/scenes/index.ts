import { firstNamed } from '../stage/words';
import { CITIES } from './cities';
import { FANTASTIC } from './fantastic';
import { INDOORS } from './indoors';
import { NATURE } from './nature';
import type { Scene } from './scene';

export { basket } from './fantastic';
export type { Framing, Scene } from './scene';

const ALL = { ...NATURE, ...CITIES, ...INDOORS, ...FANTASTIC };
export type SceneName = keyof typeof ALL;

/** Every place that can be drawn. */
export const SCENES: Readonly<Record<SceneName, Scene>> = ALL;

const NAMES = Object.keys(ALL) as SceneName[];
const wordsOf = (pick: (scene: Scene) => RegExp | undefined): Partial<Record<SceneName, RegExp>> =>
  Object.fromEntries(
    NAMES.flatMap((name) => {
      const pattern = pick(SCENES[name]);
      return pattern ? [[name, pattern]] : [];
    }),
  );
const PLACES = wordsOf(({ words }) => words);
const HINTS = wordsOf(({ hints }) => hints);

/** The words of all places, and of what is found there. */
export const KNOWN_PLACES: readonly RegExp[] = [...Object.values(PLACES), ...Object.values(HINTS)];

/** The first place that the prompt names, or else the place where the named thing is found. */
export const sceneIn = (prompt: string): SceneName | undefined =>
  firstNamed(prompt, PLACES) ?? firstNamed(prompt, HINTS);
