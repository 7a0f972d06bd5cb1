import { startFal } from '@aisha/fakes/fal';
import { startOpenAi } from '@aisha/fakes/openai';
import { startS3 } from '@aisha/fakes/s3';
import { afterThisTest } from '../timing/after-this-test';
import { folderOfThisTest } from '../timing/folder-of-this-test';

/**
 * The fakes of the outside services that an app of paid work uses, and the settings that point the app at them. They
 * stop after the test.
 */
export const playedServices = async ({ falTimeScale = 1 }: { falTimeScale?: number } = {}) => {
  const dir = folderOfThisTest();
  const fal = await startFal({ key: 'id:secret', timeScale: falTimeScale });
  const openAi = await startOpenAi({ key: 'sk-test' });
  const s3 = await startS3({ accessKey: 'tester', secretKey: 'a-long-secret', dir });
  for (const fake of [fal, openAi, s3]) afterThisTest(() => fake.close());
  return {
    dir,
    fal,
    openAi,
    s3,
    environment: {
      FAL_API_KEY: 'id:secret',
      FAL_ADMIN_KEY: fal.adminKey,
      FAL_QUEUE_URL: fal.queueUrl,
      FAL_REST_URL: fal.restUrl,
      FAL_PLATFORM_URL: fal.platformUrl,
      FAL_ALLOWED_HOSTS: fal.cdnHost,
      FAL_WEBHOOK_URL: 'http://127.0.0.1:9/lost', // no server listens there, so the apps have to poll FAL
      WEBHOOK_SECRET: 'thirty-two characters of a secret',
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: openAi.url,
      MINIO_ENDPOINT: s3.url,
      MINIO_ACCESS_KEY: 'tester',
      MINIO_SECRET_KEY: 'a-long-secret',
    },
  };
};
