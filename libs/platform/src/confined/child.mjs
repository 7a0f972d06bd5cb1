// The code inside a child of ConfinedChildren. The child holds no secret, and the kernel ends it first when memory is
// short.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

/** Tells confined-children.ts to send the call to another child; nothing is wrong with the call's file. */
const RETIRED_EXIT_CODE = 75;

/** The words with which libheif, libvips, WebAssembly and Node report that they got no memory. */
const MEMORY_WAS_SHORT = /memory|alloc/i;

/** The most bytes of each file that a child writes. It writes none, unless a library puts a huge picture aside. */
const FILE_BYTES = 8 * 1_048_576;

const [childMb, callsPerChild] = process.argv.slice(2).map(Number);
/** A parent of the release before, which an upgrade has not stopped yet, would take the word of readiness for an answer. */
const isAskedWhetherReady = process.argv[4] === 'says-ready';
const isLimited = limit(childMb);
let calls = 0;
let isSpent = false;

/**
 * Answers the calls of the parent with these functions. After `callsPerChild` calls, or once it keeps more than `mostRssMb` of memory, a
 * child ends at the next call, which the parent then sends to another child. It also ends when the parent tells it to, because no calls
 * come.
 */
export function serveConfined(methods, { mostRssMb = Infinity } = {}) {
  const all = { ...methods, isLimited: () => isLimited, retire: () => process.exit(RETIRED_EXIT_CODE) };
  process.on('disconnect', () => process.exit(1));
  if (isAskedWhetherReady) process.send({ isReady: true }); // from here on a death of this process is its file's fault
  const answer = async ({ method, parameters }) => {
    const isDone = calls >= callsPerChild || process.memoryUsage.rss() > mostRssMb * 1_000_000;
    if (isDone || isSpent) process.exit(RETIRED_EXIT_CODE);
    calls += 1;
    try {
      process.send({ answer: await all[method](...parameters) });
    } catch (error) {
      const failure = String(error?.message ?? error);
      // A child survives when a library is refused memory, but its next file would find as little memory as this one.
      isSpent ||= MEMORY_WAS_SHORT.test(failure);
      process.send({ failure });
    }
  };
  process.on('message', (call) => void answer(call));
}

/** Leaves the next call to a fresh child, because this child keeps the remains of a failed load. */
export function retireNext() {
  isSpent = true;
}

/** A Buffer comes out of the pipe as a Uint8Array; its bytes are not copied. */
export const bytesOf = ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength);

/**
 * Limits the writable memory of this process to this many megabytes more than Node itself has mapped (50 MB or 600 MB, by its version), and
 * the files that it writes. A crash leaves no copy of the memory, which holds a person's file. Makes this process the first that the kernel
 * kills when memory is short. False where the system has no `prlimit` or no `/proc`.
 */
function limit(megabytes) {
  try {
    writeFileSync('/proc/self/oom_score_adj', '1000');
    const mappedKb = Number(/VmData:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
    const bytes = mappedKb * 1_024 + megabytes * 1_048_576;
    const limits = [`--data=${bytes}`, `--fsize=${FILE_BYTES}`, '--core=0'];
    execFileSync('/usr/bin/prlimit', ['--pid', String(process.pid), ...limits], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
