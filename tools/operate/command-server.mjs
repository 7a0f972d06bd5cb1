/**
 * Runs operators' commands for specs, one after another, in a process that has loaded what they share. A process of its own for each
 * command would spend nearly a second of processor time on loading it. A command's own modules, those of tools/, are evaluated anew each time.
 */
import { registerHooks } from 'node:module';

const TOOLS = new URL('..', import.meta.url).href;
const MAIN = new URL('main.mts', import.meta.url).href;
/** How long a command may hold something open, in milliseconds, before a process of its own counts as one that does not end. */
const ENDS_WITHIN_MS = 20_000;
const LOOKS_EVERY_MS = 2;

/** Stops a command where it calls `process.exit`. */
class Exit extends Error {}

let nth = 0;
registerHooks({
  resolve(specifier, context, resolveNext) {
    const found = resolveNext(specifier, context);
    return found.url.startsWith(TOOLS) && found.url.endsWith('.mts')
      ? { ...found, url: `${found.url}?run=${nth}` }
      : found;
  },
});

/** The stopped command's part in `run`. Commands are run one at a time, so there is at most one. */
let stopped;
process.on('uncaughtException', (error) => stopped(error));

const writing = (write) => (chunk, encoding, done) => {
  write(chunk.toString());
  const callback = [encoding, done].find((one) => typeof one === 'function');
  if (callback) process.nextTick(callback);
  return true;
};

/** What keeps this process from ending; only Node's own unreferenced timers look. */
const held = () => process.getActiveResourcesInfo().sort();
const isIn = (before) => {
  const rest = [...before];
  return held().every((one) => rest.includes(one) && rest.splice(rest.indexOf(one), 1));
};

const heldFor = async (before) => {
  for (const until = performance.now() + ENDS_WITHIN_MS; performance.now() < until;) {
    if (isIn(before)) return undefined;
    await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY_MS).unref());
  }
  return held();
};

const run = async ({ env, words }) => {
  nth += 1;
  const said = { out: '', err: '' };
  let exited = false;
  const saying = (stream) => writing((text) => (exited ? undefined : (said[stream] += text)));
  Object.assign(process.stdout, { write: saying('out') });
  Object.assign(process.stderr, { write: saying('err') });
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, MAIN, ...words];
  process.exitCode = undefined;
  let code;
  process.exit = (given = process.exitCode) => {
    if (!exited) code = given ?? 0;
    exited = true;
    throw new Exit();
  };
  const before = held();
  const crashed = new Promise((_, reject) => (stopped = reject));
  try {
    await Promise.race([import(MAIN), crashed]);
    const left = exited ? undefined : await Promise.race([heldFor(before), crashed]);
    if (left) return { fault: `${words.join(' ')} does not end: ${left.join(', ')} hold it.` };
  } catch (error) {
    if (!exited) return { code: 1, text: `${said.out}${said.err}${error.stack}` };
  }
  code ??= process.exitCode ?? 0;
  process.exitCode = undefined;
  return { code, text: code === 0 ? said.out : said.out + said.err };
};

process.on('message', async (command) => process.send(await run(command)));
