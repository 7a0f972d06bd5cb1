/** Loaded before an app: what is repeated after seconds is repeated at once, and each collection of garbage is told. */
const { Session } = require('node:inspector');

const { setInterval } = globalThis;
globalThis.setInterval = (work, everyMs, ...rest) => setInterval(work, Math.min(everyMs, 10), ...rest);

const { post } = Session.prototype;
Session.prototype.post = function (method, ...rest) {
  if (method === 'HeapProfiler.collectGarbage') process.send({ collects: true });
  return post.call(this, method, ...rest);
};
