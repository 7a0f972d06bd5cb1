import type { Health } from '@aisha/platform';
import type { ModelCatalogue } from '../catalogue';
import { FalHttpQueue } from './http/client';
import { falAccount } from './config';
import { FAL_TIMEOUTS } from './http/one-shot-fetch';

/** FAL, from an app's configuration. While FAL is away the app still takes orders into its queue. */
export function openFal(
  config: Parameters<typeof falAccount>[0],
  health: Health,
  catalogue: ModelCatalogue,
): FalHttpQueue {
  const fal = new FalHttpQueue(falAccount(config), FAL_TIMEOUTS, (endpoint) => catalogue.learn(endpoint, true));
  health.dependsOn('fal', async () => {
    await fal.check();
    return catalogue.warningsAbout('fal');
  });
  return fal;
}
