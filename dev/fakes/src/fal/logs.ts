import type { Job } from './jobs/job';

interface LogLine {
  readonly message: string;
  readonly level: 'INFO' | 'STDERR';
  readonly source: 'USER';
  readonly timestamp: string;
}

const LINE_EVERY_MS = 500;
const MAX_LINES = 40;

/** The share of a training before its first step, in which it downloads its photos. */
const BEFORE_FIRST_STEP = 0.1;
/** The share of its work after which a job that never finishes stops logging. */
const STUCK_AT = 0.3;

/** The runner's output so far, computed from the clock, so that nothing has to be stored. */
export const logsOf = (job: Job, now: number): readonly LogLine[] => {
  if (job.startedAt === undefined) return [];
  const { startedAt } = job;
  const end = job.completedAt ?? now;
  const line = (message: string, at: number, level: LogLine['level'] = 'INFO'): LogLine => ({
    message,
    level,
    source: 'USER',
    timestamp: new Date(at).toISOString(),
  });
  const lines = [line('Loading the model', startedAt)];
  for (const after of moments(job, end - startedAt)) {
    const bar = trainingBar(job, after);
    lines.push(
      bar === null ? line(`Working, ${after / 1_000} s`, startedAt + after) : line(bar, startedAt + after, 'STDERR'),
    );
  }
  if (job.outcome?.failure) lines.push(line(job.outcome.failure.error, end, 'STDERR'));
  return lines;
};

/**
 * The milliseconds after a job's start at which its runner has printed a line: one every half second, or MAX_LINES in all for a job that is
 * too long for that. A job that never finishes stops at STUCK_AT.
 */
const moments = ({ workMs = 0, trouble }: Job, soFar: number): number[] => {
  const every = Math.max(LINE_EVERY_MS, workMs / MAX_LINES);
  const until = trouble?.kind === 'never-finish' ? Math.min(soFar, workMs * STUCK_AT) : soFar;
  const count = Math.min(MAX_LINES, Math.floor(until / every));
  return Array.from({ length: count }, (_line, index) => (index + 1) * every);
};

/**
 * The progress bar of a trainer. FAL documents no form of it: this is the form that tqdm prints in open-source trainers. Null before the
 * first step, and for a model that counts no steps.
 */
const trainingBar = ({ input, workMs = 0, endpoint }: Job, after: number): string | null => {
  const steps = Number(input['steps']);
  if (!endpoint.includes('train') || !(steps > 0) || workMs === 0) return null;
  const fraction = Math.min(1, (after / workMs - BEFORE_FIRST_STEP) / (1 - BEFORE_FIRST_STEP));
  if (fraction < 0) return null;
  const done = Math.floor(steps * fraction);
  const full = '█'.repeat(Math.floor(fraction * 10)).padEnd(10);
  return `${String(Math.floor(fraction * 100)).padStart(3)}%|${full}| ${done}/${steps}`;
};
