import type { Job } from './job';

interface LogLine {
  readonly message: string;
  readonly level: 'INFO' | 'STDERR';
  readonly source: 'USER';
  readonly timestamp: string;
}

const LINE_EVERY_MS = 500;
const MAX_LINES = 40;

/** What the runner printed so far; a function of the clock, so nothing has to be stored. */
export const logsOf = (job: Job, now: number): readonly LogLine[] => {
  if (job.startedAt === undefined) return [];
  const { startedAt } = job;
  const end = job.completedAt ?? now;
  const count = Math.min(MAX_LINES, Math.floor((end - startedAt) / LINE_EVERY_MS));
  const line = (message: string, at: number, level: LogLine['level'] = 'INFO'): LogLine => ({
    message,
    level,
    source: 'USER',
    timestamp: new Date(at).toISOString(),
  });
  const lines = [line('Loading the model', startedAt)];
  for (let index = 1; index <= count; index += 1) {
    lines.push(line(`Working, ${(index * LINE_EVERY_MS) / 1_000} s`, startedAt + index * LINE_EVERY_MS));
  }
  if (job.outcome?.failure) lines.push(line(job.outcome.failure.error, end, 'STDERR'));
  return lines;
};
