import { afterThisTest } from './after-this-test';

const MINUTE_MS = 60_000;
const INSTEAD_MS = 100;

/**
 * Until the end of the test, timers of a minute (or of `fromMs`) or longer fire after a tenth of a second, so that a spec sees the work that an
 * app does every minute.
 */
export function quickMinutes(fromMs = MINUTE_MS): void {
  const { setTimeout: usual } = globalThis;
  const quick = (work: (...parameters: unknown[]) => void, ms = 0, ...parameters: unknown[]): NodeJS.Timeout =>
    usual(work, ms >= fromMs ? INSTEAD_MS : ms, ...parameters);
  globalThis.setTimeout = Object.assign(quick, usual);
  afterThisTest(() => {
    globalThis.setTimeout = usual;
    return Promise.resolve();
  });
}
