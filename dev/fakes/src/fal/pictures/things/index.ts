import { CREATURES } from './creatures';
import { FAME } from './fame';
import { FEASTS } from './feasts';
import { OUTDOORS } from './outdoors';
import { SPORTS } from './sports';
import { VEHICLES } from './vehicles';
import type { Thing } from './thing';

export type { Place, Thing } from './thing';

const DRAWN = { ...CREATURES, ...VEHICLES, ...OUTDOORS, ...SPORTS, ...FEASTS, ...FAME };

export type ThingName = keyof typeof DRAWN;
export const THINGS: Readonly<Record<ThingName, Thing>> = DRAWN;
const NAMES = Object.keys(THINGS) as ThingName[];

export const KNOWN_THINGS: readonly RegExp[] = NAMES.map((name) => THINGS[name].words);

/** The most things in a picture: further things would hide the person. */
const MOST = 4;

/** The things that an idea names, in the order of the idea. Things that are named at the same word keep the order of their tables. */
export const thingsIn = (idea: string): readonly ThingName[] =>
  NAMES.map((name) => ({ name, at: idea.search(THINGS[name].words) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at)
    .slice(0, MOST)
    .map(({ name }) => name);
