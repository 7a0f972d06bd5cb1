import type { Health } from '@aisha/platform';
import { FalHttpQueue } from './client';
import { falAccount } from './config';

/** FAL, from an app's configuration. While FAL is away the app still takes orders into its queue. */
export function openFal(config: Parameters<typeof falAccount>[0], health: Health): FalHttpQueue {
  const fal = new FalHttpQueue(falAccount(config));
  health.dependsOn('fal', () => fal.check());
  return fal;
}
