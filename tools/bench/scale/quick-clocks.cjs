/**
 * Loaded into every app before other modules: makes all periodic work run at least once a second, so that a run sees the hourly work, too.
 */
const path = require('node:path');

const AT_MOST_MS = 1_000;
const file = path.join(__dirname, '..', '..', '..', 'libs', 'platform', 'dist', 'every.js');
const { every } = require(file);
require.cache[file].exports = { every: (pauseMs, ...rest) => every(Math.min(pauseMs, AT_MOST_MS), ...rest) };
