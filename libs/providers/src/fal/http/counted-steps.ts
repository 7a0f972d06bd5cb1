import type { CountedSteps } from '../../ports';
import type { WireLogLine } from './wire';

/** `120/1000`, as progress bars of trainers print it: ` 12%|█▏  | 120/1000 [00:25<03:05, 4.75it/s]`, `step 120/1000`. */
const COUNT = /(\d+)\s*\/\s*(\d+)/g;

/**
 * How far a training is, by those counts in its log that go up to exactly the ordered `steps`: the last count gives the fraction, the first
 * and the last give the pace and so the end. Null when there is no such count. FAL does not document the log's form, so the text around a
 * count does not matter.
 */
export const countedSteps = (log: readonly WireLogLine[], steps: number): CountedSteps | null => {
  const counts = log.flatMap(({ message, timestamp }) => {
    const [last] = [...message.matchAll(COUNT)].filter(([, , of]) => Number(of) === steps).slice(-1);
    const at = Date.parse(timestamp);
    return last && !Number.isNaN(at) ? [{ done: Number(last[1]), at }] : [];
  });
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last) return null;
  const msPerStep = (last.at - first.at) / (last.done - first.done);
  const isPace = Number.isFinite(msPerStep) && msPerStep > 0;
  return {
    fraction: Math.min(1, last.done / steps),
    endsAt: isPace ? new Date(last.at + msPerStep * (steps - last.done)) : null,
  };
};
