import type { Health } from '@aisha/platform';
import { FalHttpQueue } from './client';
import { falAccount, type FalConfig } from './config';

/** FAL as an app is configured to reach it. Not required: without it the app still takes orders into its queue. */
export function openFal(config: FalConfig, health: Health): FalHttpQueue {
  const fal = new FalHttpQueue(falAccount(config));
  health.dependsOn('fal', () => fal.check(), false);
  return fal;
}
