/**
 * Loaded into every app before other modules: makes all periodic work run at least once a second, so that a run sees the hourly work, too.
 */
const path = require('node:path');

const AT_MOST_MS = 1_000;
const file = path.join(__dirname, '..', '..', '..', 'libs', 'platform', 'dist', 'every.js');
const built = require(file);
const longest = (pause) => (typeof pause === 'number' ? pause : Math.max(pause.busyMs, pause.atRestMs));
const every = (pause, ...rest) => built.every(Math.min(longest(pause), AT_MOST_MS), ...rest);
require.cache[file].exports = { ...built, every };
