/**
 * A test loads this file before an app. It adds up how many wakeups a second the app asks for by `setInterval` and by
 * `monitorEventLoopDelay`, and answers any message with the sum.
 */
const hooks = require('node:perf_hooks');

let perSecond = 0;
const counted =
  (original, everyMs) =>
  (...args) => {
    perSecond += 1_000 / everyMs(...args);
    return original(...args);
  };
hooks.monitorEventLoopDelay = counted(hooks.monitorEventLoopDelay, ({ resolution = 10 } = {}) => resolution);
globalThis.setInterval = counted(globalThis.setInterval, (_work, everyMs = 1) => Math.max(1, everyMs));

process.on('message', () => process.send({ wakeupsPerSecond: perSecond }));
