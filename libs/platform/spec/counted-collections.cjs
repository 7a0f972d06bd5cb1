/** A test loads this file before an app. It shortens every interval to 10 ms at most, and reports each garbage collection. */
const { Session } = require('node:inspector');

const { setInterval } = globalThis;
globalThis.setInterval = (work, everyMs, ...rest) => setInterval(work, Math.min(everyMs, 10), ...rest);

const { post } = Session.prototype;
Session.prototype.post = function (method, ...rest) {
  if (method === 'HeapProfiler.collectGarbage') process.send({ collects: true });
  return post.call(this, method, ...rest);
};
