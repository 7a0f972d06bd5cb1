import { applyDecorators, Injectable, type PipeTransform, type Type } from '@nestjs/common';
import { parseId } from '@aisha/domain';
import { plainToInstance, Transform } from 'class-transformer';
import { IsUUID, validateSync, type ValidationError } from 'class-validator';
import { Problem } from './problem';

/** The name of a wrong field and the reason, without the field's value. */
interface WrongField {
  readonly field: string;
  readonly message: string;
}

/**
 * Reads a body or a query as its class says. A field with null counts as absent, because programs in some languages write an absent field
 * so. Unknown fields are refused, and the refusal names every mistake.
 */
export function validated<T extends object>(type: Type<T>, value: unknown): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Problem('body-unreadable');
  const given = Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
  const deep = Object.entries(given).filter(([, field]) => isDeep(field));
  if (deep.length > 0)
    throw new Problem('body-not-valid', {
      errors: deep.map(([field]) => ({ field, message: `${field} has too many values within one another` })),
    });
  const read = plainToInstance(type, given, { exposeDefaultValues: true });
  const errors = validateSync(read, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length > 0) throw new Problem('body-not-valid', { errors: errors.flatMap((error) => wrongFields(error)) });
  const noText = Object.entries(read).filter(([, field]) => hasNoText(field));
  if (noText.length > 0)
    throw new Problem('body-not-valid', {
      errors: noText.map(([field]) => ({
        field,
        message: `${field} has a NUL character, or half of a surrogate pair`,
      })),
    });
  return read;
}

/** No field of ours has more than a list. */
const DEEPEST = 8;

/** Whether a value is too deep to be read: the classes of bodies are filled and checked level by level, on the stack. */
const isDeep = (value: unknown, levels = DEEPEST): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((within) => isDeep(within, levels - 1)));

/** Whether a value has characters that Postgres can store in no text: a NUL, or half of a pair that a client has cut. */
const hasNoText = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('\0') || !value.isWellFormed()
    : typeof value === 'object' && value !== null && Object.values(value).some(hasNoText);

const wrongFields = ({ property, constraints = {}, children = [] }: ValidationError, within = ''): WrongField[] => [
  ...Object.values(constraints).map((message) => ({ field: `${within}${property}`, message })),
  ...children.flatMap((child) => wrongFields(child, `${within}${property}.`)),
];

/** Reads the body or the query of a route. */
@Injectable()
export class As<T extends object> implements PipeTransform<unknown, T> {
  constructor(private readonly type: Type<T>) {}

  transform(value: unknown): T {
    return validated(this.type, value ?? {});
  }
}

/**
 * An id in a body. Programs may write a UUID in capital letters (RFC 9562), but our ids are compared as texts and are parts of the names of
 * files, so it is read in small letters.
 */
export const IsId = (): PropertyDecorator =>
  applyDecorators(
    IsUUID(),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
  );

/** Reads an id in a path. A text that is no id is answered with 404. */
@Injectable()
export class AsId<Id extends string> implements PipeTransform<string, Id> {
  transform(value: string): Id {
    const id = parseId<Id>(value.toLowerCase());
    if (id === undefined) throw new Problem('not-found');
    return id;
  }
}
