import 'reflect-metadata'; // read by class-transformer
import type { PayloadClass } from './inbox';
import { AppError } from '@aisha/domain';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';

/**
 * What was queued, as the class its contract names. Fields of a newer sender are dropped, fields an older one did not know
 * get their defaults. Throws `message-unreadable` with the names of the wrong fields, never their values.
 */
export function parsePayload<D extends object>(payloadClass: PayloadClass, payload: unknown): D {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new AppError('message-unreadable', { facts: { fields: '(not an object)' } });
  }
  const data = plainToInstance(payloadClass, payload, { exposeDefaultValues: true }) as D;
  const problems = validateSync(data, { whitelist: true });
  if (problems.length > 0) {
    throw new AppError('message-unreadable', {
      facts: { fields: problems.map((problem) => problem.property).join(', ') },
    });
  }
  return data;
}
