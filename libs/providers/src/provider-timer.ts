import { asAppError, type AppError } from '@aisha/domain';
import { requestTimer } from '@aisha/platform';

/** Counts and times a provider's requests. */
export const providerTimer = (provider: string, title: string, named: (error: unknown) => AppError = asAppError) =>
  requestTimer({
    service: provider,
    help: `Requests to ${title} by operation; outcome is ok or the code of the error`,
    label: 'operation',
    buckets: [0.1, 0.3, 1, 3, 10, 30, 100, 300], // from a quick status to the upload of an archive over a slow line
    outcomeOf: (error) => named(error).code,
  });
