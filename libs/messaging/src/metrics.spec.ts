import { describe, expect, it } from '@jest/globals';
import { jobSeconds, jobsTotal, outboxPublishSeconds, showJobs } from './metrics';

const bucketsOf = async (histogram: typeof jobSeconds | typeof outboxPublishSeconds): Promise<number[]> => {
  const { values } = await histogram.get();
  return values.map(({ labels }) => Number((labels as { le?: number }).le)).filter(Number.isFinite);
};

describe('the figures of messaging', () => {
  it('the figures of messaging show each outcome of a job, at zero, before the job first runs', async () => {
    jobsTotal.reset();
    showJobs(['place-hold']);

    const { values } = await jobsTotal.get();
    expect(values.map(({ labels, value }) => [labels.outcome, value])).toEqual([
      ['handled', 0],
      ['repeated', 0],
      ['failed', 0],
      ['dead', 0],
      ['needless', 0],
    ]);
    expect(new Set(values.map(({ labels }) => labels.job))).toEqual(new Set(['place-hold']));
  });

  it('the figures of messaging distinguish a run of milliseconds, one of seconds and one of half an hour', async () => {
    jobSeconds.observe({ job: 'place-hold' }, 0.001);
    const bounds = await bucketsOf(jobSeconds);

    expect(Math.min(...bounds)).toBeLessThan(0.01);
    expect(bounds.filter((bound) => bound >= 0.1 && bound <= 60).length).toBeGreaterThan(3);
    expect(Math.max(...bounds)).toBe(1800);
  });

  it('the figures of messaging distinguish a message that waited two milliseconds from one that waited two seconds', async () => {
    outboxPublishSeconds.observe({ schema: 'bot' }, 0.001);
    const bounds = await bucketsOf(outboxPublishSeconds);

    expect(bounds.filter((bound) => bound < 0.01).length).toBeGreaterThan(1);
    expect(Math.max(...bounds)).toBe(2);
  });
});
