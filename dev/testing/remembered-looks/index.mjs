// Tests start this instead of a confined child's script that looks at files, so that the same bytes are looked at only once
// (docs/decisions/0100-what-a-run-of-all-tests-waits-for.md).
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { retireNext, serveConfined } from '@aisha/platform/confined-child';

const REPOSITORY = path.join(import.meta.dirname, '..', '..', '..');
const STORE = path.join(REPOSITORY, 'node_modules', '.cache', 'looks');

/** The methods of the confined child that decodes photos. */
const PHOTO_LOOKS = ['headerAndAnalysis', 'analyse', 'facesOf'];

/**
 * Answers these methods of the script from the store, if the same code has answered them for the same parameters before. Otherwise the
 * script answers; it is loaded only then, with its models. A failure is not stored, nor is the answer that a file is no picture.
 */
export function remembersLooks(script, methods = PHOTO_LOOKS, store = STORE) {
  const folder = path.join(store, versionOf(fileURLToPath(script)));
  const real = realMethods(script);
  const remembering = (method) => async (parameters) => {
    const file = path.join(folder, keyOf(method, parameters));
    const known = readIfThere(file);
    if (known) return deserialize(known);
    const { served, mostRssMb = Infinity } = await real();
    const answer = await served[method](...parameters);
    if (process.memoryUsage.rss() > mostRssMb * 1_000_000) retireNext();
    // A file that the script calls no picture is looked at again each time, because a child process that is short of memory may give this
    // answer about a picture, too.
    if (answer?.picture !== null) keep(file, serialize(answer));
    return answer;
  };
  serveConfined(
    Object.fromEntries(methods.map((method) => [method, (...parameters) => remembering(method)(parameters)])),
  );
}

/** Loads the script at the first call. The methods that it would serve are handed to us instead (captured.mjs). */
function realMethods(script) {
  const captured = new URL('./captured.mjs', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@aisha/platform/confined-child' && context.parentURL === script.href
        ? { url: captured, shortCircuit: true }
        : next(specifier, context),
  });
  let loaded;
  return () => (loaded ??= import(script.href).then(async () => (await import(captured)).captured));
}

/**
 * A hash that names the code behind the answers: Node, the scripts in the folder of the script and below, the scripts of the models, and
 * the packages that npm installed.
 */
function versionOf(script) {
  const hash = createHash('sha256')
    .update(process.version)
    .update(readFileSync(path.join(REPOSITORY, 'package-lock.json')));
  const models = path.dirname(fileURLToPath(import.meta.resolve('@aisha/pictures/tensors')));
  for (const folder of [path.dirname(script), models])
    for (const file of globSync('**/*.{mjs,cjs}', { cwd: folder }).sort())
      hash.update(file).update(readFileSync(path.join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

function keyOf(method, parameters) {
  const hash = createHash('sha256').update(method);
  for (const one of parameters) {
    const part = ArrayBuffer.isView(one) ? one : Buffer.from(JSON.stringify(one) ?? '');
    hash.update(`${part.byteLength} `).update(part);
  }
  return hash.digest('hex');
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/**
 * Writes the file in one step, because children of several workers may write the same one. If the file cannot be written, as on a full
 * disk, the script only has to answer again.
 */
function keep(file, contents) {
  const [folder, unfinished] = [path.dirname(file), `${file}.${process.pid}`];
  try {
    if (mkdirSync(folder, { recursive: true })) forgetOthers(folder);
    writeFileSync(unfinished, contents);
    renameSync(unfinished, file);
  } catch {
    rmSync(unfinished, { force: true });
  }
}

/** Removes the answers of other versions of the code. */
function forgetOthers(folder) {
  const store = path.dirname(folder);
  for (const other of readdirSync(store))
    if (other !== path.basename(folder)) rmSync(path.join(store, other), { recursive: true, force: true });
}
