import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '@aisha/platform';
import { AvatarTrainerConfig } from './config';

const ENOUGH = {
  DATABASE_URL: 'postgres://aisha:secret@localhost/aisha',
  MINIO_ENDPOINT: 'http://localhost:9000',
  MINIO_ACCESS_KEY: 'minio',
  MINIO_SECRET_KEY: 'a-long-secret',
  FAL_API_KEY: ' id:secret\n',
  WEBHOOK_SECRET: 'thirty-two-characters-of-a-secret',
};
const problemsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  try {
    parseConfig(AvatarTrainerConfig, env);
    return [];
  } catch (error) {
    return (error as { problems: readonly string[] }).problems;
  }
};

describe('the configuration of avatar-trainer', () => {
  it.each(['https://v3.fal.media', 'v3.fal.media/', 'a b', '*.fal.media', ','])(
    'the configuration refuses «%s» as a host of results when the app starts, before any work is paid for',
    (FAL_ALLOWED_HOSTS) => {
      expect(problemsOf({ ...ENOUGH, FAL_ALLOWED_HOSTS })).toEqual([expect.stringMatching(/^FAL_ALLOWED_HOSTS: /)]);
    },
  );

  it.each(['notakey', 'id:', ':secret', 'two words', 'id:se cret'])(
    'the configuration refuses %j as a key of FAL without quoting it',
    (key) => {
      const problems = problemsOf({ ...ENOUGH, FAL_API_KEY: key });

      expect(problems).toEqual(['FAL_API_KEY: must look like <key_id>:<key_secret>']);
    },
  );

  it('only addresses and keys are required, and a key may be pasted with its newline', () => {
    expect(parseConfig(AvatarTrainerConfig, ENOUGH)).toMatchObject({
      FAL_API_KEY: 'id:secret',
      FAL_QUEUE_URL: 'https://queue.fal.run',
      FAL_CONCURRENCY: 2,
      FAL_ALLOWED_HOSTS: ['v3.fal.media', 'v3b.fal.media', 'fal.media'],
      TRAINING_TIMEOUT_MS: 5_400_000,
      AVATAR_TEST_MODE: false,
    });
  });

  it('the configuration of avatar-trainer names all problems at once, and does not quote the key of FAL', () => {
    const problems = problemsOf({
      ...ENOUGH,
      FAL_API_KEY: 'two words',
      WEBHOOK_SECRET: 'x'.repeat(31),
      FAL_CONCURRENCY: '0',
    });

    expect(problems.map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining(['FAL_API_KEY', 'WEBHOOK_SECRET', 'FAL_CONCURRENCY']),
    );
    expect(problems.join()).not.toMatch(/two words|short/);
  });

  it.each(['AVATAR_TEST_MODE', 'FAL_TRAINING_TEST_MODE'])(
    'the configuration of avatar-trainer with %s does not allow training at FAL itself',
    (mode) => {
      expect(problemsOf({ ...ENOUGH, [mode]: 'true' })).toEqual([
        `${mode}: needs FAL_QUEUE_URL to be the address of the sandbox`,
      ]);
      expect(problemsOf({ ...ENOUGH, [mode]: 'true', FAL_QUEUE_URL: 'http://127.0.0.1:4000/queue' })).toEqual([]);
    },
  );
});
