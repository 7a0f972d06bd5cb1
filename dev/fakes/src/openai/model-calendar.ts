import { modelNotFound } from './api-error';

/** Models, each with the day on which OpenAI switches it off, by OpenAI's notices of November 2026. */
const SHUTDOWNS: readonly (readonly [shutdownDate: string | null, ids: readonly string[]])[] = [
  [
    '2026-10-23',
    [
      'gpt-3.5-turbo',
      'gpt-4',
      'gpt-4-turbo',
      'gpt-4o-2024-05-13',
      'o1',
      'o3-mini',
      'o4-mini',
      'gpt-4.1-nano',
      'gpt-image-1',
    ],
  ],
  ['2026-12-01', ['gpt-image-1-mini', 'gpt-image-1.5']],
  ['2026-12-11', ['gpt-5', 'gpt-5-mini', 'gpt-5-nano', 'gpt-5-pro', 'o3', 'o3-pro']],
  ['2027-01-06', ['tts-1', 'tts-1-hd', 'gpt-4o-mini-tts']],
  ['2027-01-14', ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1', 'gpt-4.1-mini']],
  ['2027-02-26', ['whisper-1', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'gpt-4o-transcribe-diarize']],
  ['2027-04-01', ['gpt-5.1', 'gpt-5.3-codex', 'gpt-5.4-nano']],
  [
    null,
    [
      'gpt-6-luna',
      'gpt-5.6-terra',
      'gpt-5.6-sol',
      'gpt-transcribe',
      'gpt-live-transcribe',
      'gpt-realtime-2.1',
      'gpt-realtime-2.1-mini',
      'omni-moderation-latest',
    ],
  ],
];
const CREATED = 1_767_225_600;

interface ModelInfo {
  readonly id: string;
  readonly object: 'model';
  readonly created: number;
  readonly owned_by: string;
  readonly shutdown_date: string | null;
}

/** The models that exist on a day. A retired id is as unknown as one that never existed. */
export class ModelCalendar {
  constructor(private readonly now: () => number) {}

  list(): readonly ModelInfo[] {
    const today = new Date(this.now()).toISOString().slice(0, 10);
    return SHUTDOWNS.filter(([date]) => date === null || date > today).flatMap(([shutdown_date, ids]) =>
      ids.map((id) => ({ id, object: 'model' as const, created: CREATED, owned_by: 'openai', shutdown_date })),
    );
  }

  /** @throws ApiError 404 model_not_found. */
  get(id: string): ModelInfo {
    const model = this.list().find((one) => one.id === id);
    if (!model) throw modelNotFound(id);
    return model;
  }
}
