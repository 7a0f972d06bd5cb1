import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '@aisha/platform';
import { TranscriberConfig } from './config';

const WITHOUT_OPENAI = {
  DATABASE_URL: 'postgres://aisha:secret@localhost/aisha',
  MINIO_ENDPOINT: 'http://localhost:9000',
  MINIO_ACCESS_KEY: 'minio',
  MINIO_SECRET_KEY: 'a-long-secret',
  FAL_API_KEY: 'id:secret',
  FFMPEG_FROM_NPM: 'true', // the machine of the spec may have no other
  RECOGNIZERS: 'fal',
  SPEECH_PROVIDER: 'fal',
  ...{ TEXT_MODEL_URL: 'http://localhost:8000/v1', TEXT_MODEL_KEY: 'ours' },
  ...{ MODERATION_MODEL_URL: 'http://localhost:8000/v1', MODERATION_MODEL_KEY: 'ours' },
};

describe('the configuration of transcriber', () => {
  it('no key at OpenAI is required where FAL hears and reads aloud, and own servers have the other models', () => {
    expect(parseConfig(TranscriberConfig, WITHOUT_OPENAI).OPENAI_API_KEY).toBeUndefined();
  });

  it.each([
    [{ RECOGNIZERS: 'fal,openai' }, 'TRANSCRIBE_MODEL'],
    [{ SPEECH_PROVIDER: 'openai' }, 'SPEECH_MODEL'],
    [
      { RECOGNIZERS: 'openai', MODERATION_MODEL_URL: '', MODERATION_MODEL_KEY: '' },
      'TRANSCRIBE_MODEL, MODERATION_MODEL',
    ],
  ])('with %j the refusal of a missing key names the models that OpenAI serves', (settings, models) => {
    expect(() => parseConfig(TranscriberConfig, { ...WITHOUT_OPENAI, ...settings })).toThrow(
      new RegExp(`OPENAI_API_KEY: must be set: OpenAI serves ${models},`),
    );
  });
});
