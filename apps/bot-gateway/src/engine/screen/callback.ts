import { parseId } from '@aisha/domain';
import type { CallbackButton } from './screen';

/** Encodes and decodes one value in the data of a button. */
export interface FieldCodec<T> {
  encode(value: T): string;
  /** Returns undefined for a text that this codec never encoded: the button is old or forged. */
  decode(text: string): T | undefined;
}

/**
 * An item of a list, encoded as its index. New items are only appended to such a list, because another order would change the meaning of
 * old buttons.
 */
export const oneOf = <const T extends string | number>(values: readonly T[]): FieldCodec<T> => ({
  encode: (value) => values.indexOf(value).toString(36),
  decode: (text) => (/^[0-9a-z]{1,3}$/.test(text) ? values[parseInt(text, 36)] : undefined),
});

/** A text of this form, encoded as it is. */
export const matching = (form: RegExp): FieldCodec<string> => ({
  encode: (value) => value,
  decode: (text) => (form.test(text) ? text : undefined),
});

/** An item of a list, encoded by its name, so that the list may change its order. Older buttons name an item by its place in `placed`. */
export const named = <const T extends string>(values: readonly T[], placed: readonly T[]): FieldCodec<T> => ({
  encode: (value) => value,
  decode: (text) => values.find((value) => value === text) ?? oneOf(placed).decode(text),
});

/** A uuid in 22 characters instead of 36. */
export const id = <Id extends string>(): FieldCodec<Id> => ({
  encode: (value) => Buffer.from(value.replaceAll('-', ''), 'hex').toString('base64url'),
  decode: (text) => {
    const hex = Buffer.from(text, 'base64url').toString('hex');
    return parseId<Id>(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  },
});

/** A whole number from 0 to 2^53. */
export const count = (): FieldCodec<number> => ({
  encode: (value) => value.toString(36),
  decode: (text) => (/^[0-9a-z]{1,11}$/.test(text) ? parseInt(text, 36) : undefined),
});

/** A name from our code, such as that of a flow. */
export const word = (): FieldCodec<string> => ({
  encode: (value) => value,
  decode: (text) => (/^[a-z][a-z0-9-]{0,30}$/.test(text) ? text : undefined),
});

/** A value that may be absent, such as the id after which a page of a list begins. */
export const optional = <T>(field: FieldCodec<T>): FieldCodec<T | null> => ({
  encode: (value) => (value === null ? '-' : field.encode(value)),
  decode: (text) => (text === '-' ? null : field.decode(text)),
});

export type Fields = Readonly<Record<string, unknown>>;
type FieldCodecs<F extends Fields> = { readonly [K in keyof F]: FieldCodec<F[K]> };

/**
 * The bytes for a button's data: 64 (core.telegram.org/bots/api#inlinekeyboardbutton), minus the signature that binds the button to its
 * person.
 */
export const CALLBACK_BYTES = 64 - 7;

/** What a button means: a name and typed fields. This one declaration packs and unpacks them. */
export interface Callback<F extends Fields = Fields> {
  readonly name: string;
  /** Makes a button with the label `text` and these fields. Throws RangeError when the fields do not fit. */
  button(text: string, fields: F): CallbackButton;
  /** Whether the data is of this callback, in this form or in an older one. */
  isOf(data: string): boolean;
  /** Reads the fields. Undefined when the data is of another callback, or of an older form of this one. */
  decode(data: string): F | undefined;
}

/** Declares a callback. Its name is stored in buttons: renaming it makes the buttons in every chat stale. */
export const callback = <F extends Fields = Record<never, never>>(
  name: string,
  codecs: FieldCodecs<F>,
): Callback<F> => {
  const keys = Object.keys(codecs) as (keyof F & string)[];
  return {
    name,
    button: (text, fields) => {
      const data = [name, ...keys.map((key) => codecs[key].encode(fields[key]))].join(':');
      if (Buffer.byteLength(data) > CALLBACK_BYTES) throw new RangeError(`callback ${name} takes more than 64 bytes`);
      return { text, data };
    },
    isOf: (data) => data.split(':')[0] === name,
    decode: (data) => {
      const [given, ...parts] = data.split(':');
      if (given !== name || parts.length !== keys.length) return undefined;
      const fields: Record<string, unknown> = {};
      for (const [i, key] of keys.entries()) {
        const value = codecs[key].decode(parts[i] ?? '');
        if (value === undefined) return undefined;
        fields[key] = value;
      }
      return fields as F;
    },
  };
};
