import type { Job } from './jobs/job';

/** A unit that FAL counts, its price, and the number of these units that a finished job has. */
interface Billing {
  readonly unit: string;
  readonly unitPrice: number;
  readonly quantity: (job: Job, output: Output) => number;
}

interface Sides {
  readonly width?: number;
  readonly height?: number;
}
interface Output {
  readonly images?: readonly Sides[];
  readonly image?: Sides;
  readonly duration?: number;
}

const megapixels = ({ width = 1_024, height = 1_024 }: Sides): number => (width * height) / 1_000_000;
const images = (unitPrice: number): Billing => ({
  unit: 'images',
  unitPrice,
  quantity: (_job, output) => output.images?.length ?? 1,
});
/** Every started megapixel of 1,024 × 1,024 pixels is billed. */
const startedMegapixels = (unitPrice: number): Billing => ({
  unit: 'megapixels',
  unitPrice,
  quantity: (_job, output) =>
    (output.images ?? []).reduce(
      (sum, { width = 1_024, height = 1_024 }) => sum + Math.ceil((width * height) / 1_024 ** 2),
      0,
    ),
});
const steps = (unitPrice: number, byDefault: number): Billing => ({
  unit: 'steps',
  unitPrice,
  quantity: ({ input }) => (typeof input['steps'] === 'number' ? input['steps'] : byDefault),
});
const characters = (unitPrice: number): Billing => ({
  unit: '1000 characters',
  unitPrice,
  quantity: ({ input }) => String(input['text'] ?? '').length / 1_000,
});
const minutes = (unitPrice: number): Billing => ({
  unit: 'minutes',
  unitPrice,
  quantity: (_job, { duration = 60 }) => Math.ceil(duration / 60),
});

/** FAL's prices, from its pages and public tables (read 2026-11-20 to 2026-11-25). */
const BILLED: Readonly<Record<string, Billing>> = {
  'fal-ai/flux-lora-portrait-trainer': steps(0.0024, 2_500),
  'fal-ai/flux-lora-fast-training': steps(0.002, 1_000),
  'fal-ai/z-image-turbo-trainer-v2': steps(0.00085, 2_000),
  'fal-ai/flux-lora': startedMegapixels(0.035),
  'fal-ai/z-image/turbo/lora': startedMegapixels(0.0085),
  'fal-ai/flux-2/lora': startedMegapixels(0.021),
  'fal-ai/flux-pulid': startedMegapixels(0.035),
  'fal-ai/flux-pro/v1.1-ultra': images(0.06),
  'google/nano-banana-2.1/edit': images(0.04),
  'fal-ai/codeformer': { unit: 'megapixels', unitPrice: 0.0021, quantity: (_job, { image = {} }) => megapixels(image) },
  'fal-ai/wan/v2.2-a14b/image-to-video/turbo': { unit: 'videos', unitPrice: 0.1, quantity: () => 1 },
  'fal-ai/inworld-tts': characters(0.01),
  'fal-ai/minimax/speech-02-turbo': characters(0.06),
  'xai/speech-to-text/v1': minutes(0.001667),
  'fal-ai/elevenlabs/speech-to-text/scribe-v2': minutes(0.008),
};
const OTHERS = images(0.03);

/** One line of FAL's usage: everything of one model within one day. */
export interface UsageLine {
  readonly endpoint_id: string;
  readonly unit: string;
  readonly quantity: number;
  readonly unit_price: number;
  readonly cost: number;
  readonly currency: string;
}

/** The UTC day of a moment, at its beginning, as FAL writes it. */
export const bucketOf = (at: number): string => `${new Date(at).toISOString().slice(0, 10)}T00:00:00+00:00`;

/** What is billed for jobs that ended with 200 from `start` on and before `end`, by day; the newest last. */
export function usageByDay(jobs: readonly Job[], start: number, end: number): Map<string, UsageLine[]> {
  const billed = jobs.filter(
    ({ outcome, completedAt = 0 }) => outcome?.status === 200 && completedAt >= start && completedAt < end,
  );
  const days = Map.groupBy(
    billed.toSorted((one, other) => one.completedAt! - other.completedAt!),
    ({ completedAt }) => bucketOf(completedAt!),
  );
  return new Map([...days].map(([day, some]) => [day, linesOf(some)]));
}

const linesOf = (jobs: readonly Job[]): UsageLine[] =>
  [...Map.groupBy(jobs, ({ endpoint }) => endpoint)].map(([endpoint_id, some]) => {
    const { unit, unitPrice: unit_price, quantity: count } = BILLED[endpoint_id] ?? OTHERS;
    const quantity = some.reduce((sum, job) => sum + count(job, outputOf(job)), 0);
    return { endpoint_id, unit, quantity, unit_price, cost: quantity * unit_price, currency: 'USD' };
  });

const outputOf = ({ outcome }: Job): Output => {
  try {
    return JSON.parse(outcome?.bodyText ?? '{}') as Output;
  } catch {
    return {};
  }
};
