/**
 * Runs operators' commands for specs, one after another, in a process that has loaded what they share. A process of its own for each
 * command would spend nearly a second of processor time on loading it. The modules of the tools/ in which a command lies are evaluated anew
 * for each command.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/** How long a command may run, in milliseconds: a process in which nothing is left to do ends, but here it would wait for ever. */
const RUNS_WITHIN_MS = 120_000;
/** For how long a command may hold something open when it has done its work, in milliseconds. */
const ENDS_WITHIN_MS = 20_000;
/** The same for a command that has exited, most often to refuse its words: by then the modules that it was loading are read. */
const LEAVES_WITHIN_MS = 30;
const LOOKS_EVERY_MS = 2;

/** Thrown where a command calls `process.exit`, so that it goes no further. */
class Exit extends Error {}

const end = process.exit;
process.on('disconnect', () => end(1));

let nth = 0;
let tools;
registerHooks({
  resolve(specifier, context, resolveNext) {
    const found = resolveNext(specifier, context);
    return found.url.startsWith(tools) && found.url.endsWith('.mts')
      ? { ...found, url: `${found.url}?run=${nth}` }
      : found;
  },
});

/** Rejects the command that runs. */
let fails;
process.on('uncaughtException', (error) => fails?.(error));

const writing = (write) => (chunk, encoding, done) => {
  write(chunk.toString());
  const callback = [encoding, done].find((one) => typeof one === 'function');
  if (callback) process.nextTick(callback);
  return true;
};

/** The resources that keep this process from ending. The timers that look are unreferenced and so not among them. */
const held = () => process.getActiveResourcesInfo();
const holdsNoMoreThan = (before) => {
  const rest = [...before];
  return held().every((one) => rest.includes(one) && rest.splice(rest.indexOf(one), 1));
};

const afterMs = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref());

/** What a command holds open for too long. It has a moment first, in which errors that nobody caught come up. */
const heldTooLong = async (before, withinMs) => {
  for (const until = performance.now() + withinMs; performance.now() < until;) {
    await afterMs(LOOKS_EVERY_MS);
    if (holdsNoMoreThan(before)) return undefined;
  }
  return held();
};

const run = async ({ main, env, words }) => {
  nth += 1;
  tools = new URL('..', pathToFileURL(main)).href;
  const said = { out: '', err: '' };
  let exited = false;
  const saying = (stream) => writing((text) => (exited ? undefined : (said[stream] += text)));
  Object.assign(process.stdout, { write: saying('out') });
  Object.assign(process.stderr, { write: saying('err') });
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  process.argv = [process.execPath, main, ...words];
  process.exitCode = undefined;
  let code;
  process.exit = (given = process.exitCode) => {
    if (!exited) code = given ?? 0;
    exited = true;
    throw new Exit();
  };
  const before = held();
  const failed = new Promise((_, reject) => (fails = reject));
  const done = async () => {
    await import(`${pathToFileURL(main).href}?run=${nth}`);
    return exited ? undefined : heldTooLong(before, ENDS_WITHIN_MS);
  };
  try {
    const left = await Promise.race([done(), failed, afterMs(RUNS_WITHIN_MS).then(held)]);
    if (left) return { fault: `${words.join(' ')} does not end: ${left.join(', ')} hold it.` };
  } catch (error) {
    if (!exited) {
      code = 1;
      said.err += error.stack;
    }
  }
  code ??= process.exitCode ?? 0;
  process.exitCode = undefined;
  // What a stopped command has left could reach into the next one.
  const isSpent = (await heldTooLong(before, LEAVES_WITHIN_MS)) !== undefined;
  return { code, text: code === 0 ? said.out : said.out + said.err, isSpent };
};

process.on('message', (command) => void run(command).then((answer) => process.send(answer)));
