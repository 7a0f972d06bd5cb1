/**
 * Loaded into every app before other modules: makes all periodic work run at least once a second, so that a run sees the hourly work, too.
 * A module of a bundle cannot be replaced, so this knows by its name what `every` (libs/platform) hands to `setTimeout`.
 */
const AT_MOST_MS = 1_000;
const REPEATED = 'runRepeated';

const built = globalThis.setTimeout;
const quick = (work, ms, ...rest) => built(work, work.name === REPEATED ? Math.min(ms, AT_MOST_MS) : ms, ...rest);
globalThis.setTimeout = Object.defineProperties(quick, Object.getOwnPropertyDescriptors(built));
