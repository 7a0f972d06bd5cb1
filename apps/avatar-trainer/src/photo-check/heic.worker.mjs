// Decodes one HEIC photo to pixels: synchronous work of up to a second in WebAssembly, so it has a thread of its own.
// See decoder.child.mjs.
import decode from 'heic-decode';
import { parentPort, workerData } from 'node:worker_threads';

const { width, height, data } = await decode({ buffer: workerData });
parentPort.postMessage({ width, height, data }, [data.buffer]);
