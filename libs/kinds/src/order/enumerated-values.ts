import 'reflect-metadata'; // class-transformer needs it
import { Transform } from 'class-transformer';
import { buildMessage, IsIn, IsString, ValidateBy } from 'class-validator';

/** Names under which class-validator keeps what the two decorators declare; `parsePayload` and the specs read them. */
export const OPEN_VALUE = 'openValue';
export const KNOWN_VALUE = 'knownValue';

/**
 * Marks a field whose value is only shown. A value that a newer release added reads as `fallback`, and the rest of the message takes
 * effect. With `each` the field is a list of such values.
 */
export const OpenValue =
  <const T extends string>(
    values: readonly T[],
    { fallback, each = false }: { readonly fallback: NoInfer<T>; readonly each?: boolean },
  ): PropertyDecorator =>
  (target, property) => {
    const known = (value: unknown): unknown =>
      typeof value === 'string' && !(values as readonly string[]).includes(value) ? fallback : value;
    const read = ({ value }: { value: unknown }): unknown =>
      each && Array.isArray(value) ? value.map(known) : known(value);
    const declared = { name: OPEN_VALUE, constraints: [values, fallback], validator: { validate: () => true } };
    Transform(read, { toClassOnly: true })(target, property);
    IsIn(values, { each })(target, property);
    ValidateBy(declared, { each })(target, property);
  };

/**
 * Marks a field whose value decides about money, or about where a message goes. A message with a value that a newer release added waits for
 * that release, as one with an unknown job does (`message-unknown`).
 */
export const KnownValue =
  <const T extends string>(values: readonly T[]): PropertyDecorator =>
  (target, property) => {
    const validate = (value: unknown): boolean =>
      typeof value !== 'string' || (values as readonly string[]).includes(value);
    const defaultMessage = buildMessage((each) => `${each}$property is a value of a newer release`);
    IsString()(target, property);
    ValidateBy({ name: KNOWN_VALUE, constraints: [values], validator: { validate, defaultMessage } })(target, property);
  };
