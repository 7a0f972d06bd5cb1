/**
 * Runs one server, and stops it when the process that started this guard ends. Even after kill -9 of that process, the process's end of the
 * IPC pipe closes, and the guard notices this. Plain JavaScript, because it is started by path, from src and from dist alike.
 */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const { command, args, uid, gid, stopSignals, removeWhenStopped } = JSON.parse(process.argv[2]);
const PATIENCE_MS = 5_000;

process.umask(0o077); // only its owner may read the files that a server writes
const server = spawn(command, args, { uid, gid, cwd: '/', stdio: ['ignore', 'inherit', 'inherit'] });
const remaining = [...stopSignals];
const stop = () => {
  const signal = remaining.shift();
  if (signal === undefined) return;
  server.kill(signal);
  setTimeout(stop, PATIENCE_MS).unref();
};
let stopping = false;
const stopOnce = () => {
  if (!stopping) stop();
  stopping = true;
};

process.on('disconnect', stopOnce);
process.on('SIGTERM', stopOnce);
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {}); // only its starter stops it; a terminal does not
process.stdout.on('error', () => {}); // the reader of the log is gone
process.stderr.on('error', () => {});

const end = (code) => {
  for (const place of removeWhenStopped) rmSync(place, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
  process.exit(code);
};
// Without a callback, the error of a pipe whose other end was killed a moment ago would end the guard and leave the server.
server.on('spawn', () => process.connected && process.send({ pid: server.pid }, () => {}));
server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  end(127);
});
server.on('exit', (code) => end(stopping ? 0 : (code ?? 1)));
if (!process.connected) stopOnce();
