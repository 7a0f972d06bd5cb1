import 'reflect-metadata'; // class-transformer needs it
import type { PayloadClass } from './inbox';
import { AppError } from '@aisha/domain';
import { KNOWN_VALUE } from '@aisha/kinds/fields';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

/**
 * Reads a queued message as the class its contract names. Fields of a newer sender are dropped; fields that an older one did not know get their
 * defaults. Throws `message-unknown` when only values of a newer release keep it from being read, else `message-unreadable`; both with the names of
 * the wrong fields, never their values.
 */
export function parsePayload<D extends object>(payloadClass: PayloadClass, payload: unknown): D {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new AppError('message-unreadable', { facts: { fields: '(not an object)' } });
  }
  const data = plainToInstance(payloadClass, payload, { exposeDefaultValues: true }) as D;
  const problems = problemsOf(validateSync(data, { whitelist: true }));
  if (problems.length === 0) return data;
  const isNewer = problems.every(({ constraints }) => constraints.every((name) => name === KNOWN_VALUE));
  throw new AppError(isNewer ? 'message-unknown' : 'message-unreadable', {
    facts: { fields: problems.map(({ field }) => field).join(', ') },
  });
}

interface Problem {
  /** The field with the names of the objects around it: `onHeld.receiver`. */
  readonly field: string;
  readonly constraints: readonly string[];
}

/** A newer release may add a kind of input whose fields we do not know: then only the kind is reported as wrong. */
const tellingOf = (errors: readonly ValidationError[]): readonly ValidationError[] => {
  const newer = errors.filter(
    ({ property, constraints }) => property === 'kind' && constraints && KNOWN_VALUE in constraints,
  );
  return newer.length > 0 ? newer : errors;
};

const problemsOf = (errors: readonly ValidationError[], within = ''): Problem[] =>
  (within === '' ? errors : tellingOf(errors)).flatMap(({ property, constraints, children = [] }) => [
    ...(constraints ? [{ field: within + property, constraints: Object.keys(constraints) }] : []),
    ...problemsOf(children, `${within}${property}.`),
  ]);
