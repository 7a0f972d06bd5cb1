import { type ErrorDetail, ModelError } from '../jobs/errors';

/** Reads one field of an input. It returns `undefined` when the field is absent and has no default. */
type Field<T> = (name: string, value: unknown, problems: ErrorDetail[]) => T;
type Fields = Readonly<Record<string, Field<unknown>>>;
export type InputOf<F extends Fields> = { readonly [Name in keyof F]: ReturnType<F[Name]> };

/** Turns a caller's JSON into a model's input as FAL does: defaults filled in, unknown fields ignored. */
export const inputReader =
  <F extends Fields>(fields: F) =>
  (json: Readonly<Record<string, unknown>>): InputOf<F> => {
    const problems: ErrorDetail[] = [];
    const entries = Object.entries(fields).map(([name, field]) => [
      name,
      field(name, json[name] ?? undefined, problems),
    ]);
    const [first, ...rest] = problems;
    if (first) throw new ModelError([first, ...rest]);
    return Object.fromEntries(entries) as InputOf<F>;
  };

const report = (
  problems: ErrorDetail[],
  name: string,
  type: ErrorDetail['type'],
  msg: string,
  input: unknown,
  ctx?: Record<string, unknown>,
): void => {
  problems.push({ loc: ['body', name], msg, type, input, ...(ctx && { ctx }) });
};

export const requiredText: Field<string> = (name, value, problems) => {
  if (value === undefined) report(problems, name, 'missing', 'Field required', {});
  else if (typeof value !== 'string') report(problems, name, 'string_type', 'Input should be a valid string', value);
  else return value;
  return '';
};

export const text =
  (byDefault = ''): Field<string> =>
  (name, value, problems) => {
    if (value === undefined) return byDefault;
    if (typeof value === 'string') return value;
    report(problems, name, 'string_type', 'Input should be a valid string', value);
    return byDefault;
  };

export const flag =
  (byDefault: boolean): Field<boolean> =>
  (name, value, problems) => {
    if (value === undefined) return byDefault;
    if (typeof value === 'boolean') return value;
    report(problems, name, 'bool_type', 'Input should be a valid boolean', value);
    return byDefault;
  };

export const decimal =
  (byDefault: number, min: number, max: number): Field<number> =>
  (name, value, problems) => {
    if (value === undefined) return byDefault;
    if (typeof value !== 'number') report(problems, name, 'float_type', 'Input should be a valid number', value);
    else if (value < min) {
      report(problems, name, 'greater_than_equal', `Input should be greater than or equal to ${min}`, value, {
        ge: min,
      });
    } else if (value > max) {
      report(problems, name, 'less_than_equal', `Input should be less than or equal to ${max}`, value, { le: max });
    } else return value;
    return byDefault;
  };

export const integer =
  (byDefault: number, min: number, max: number): Field<number> =>
  (name, value, problems) => {
    if (value !== undefined && !Number.isInteger(value)) {
      report(problems, name, 'int_type', 'Input should be a valid integer', value);
      return byDefault;
    }
    return decimal(byDefault, min, max)(name, value, problems);
  };

export const oneOf =
  <const T extends string>(byDefault: T, allowed: readonly T[]): Field<T> =>
  (name, value, problems) => {
    if (value === undefined) return byDefault;
    const found = allowed.find((one) => one === value);
    if (found === undefined) {
      report(problems, name, 'one_of', `Input should be one of: ${allowed.join(', ')}`, value, { expected: allowed });
    }
    return found ?? byDefault;
  };

export interface Size {
  readonly width: number;
  readonly height: number;
}

const PRESETS: Readonly<Record<string, Size>> = {
  square_hd: { width: 1024, height: 1024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1024 },
  portrait_16_9: { width: 576, height: 1024 },
  landscape_4_3: { width: 1024, height: 768 },
  landscape_16_9: { width: 1024, height: 576 },
};
const DEFAULT_SIZE: Size = { width: 1024, height: 768 };
const MAX_SIDE = 4_096;

/** A preset's name or `{width, height}`, each 512 when absent. */
export const imageSize: Field<Size> = (name, value, problems) => {
  if (value === undefined) return DEFAULT_SIZE;
  if (typeof value === 'object' && value !== null) {
    const { width, height } = value as Record<string, unknown>;
    const side = integer(512, 1, MAX_SIDE);
    return { width: side(`${name}.width`, width, problems), height: side(`${name}.height`, height, problems) };
  }
  const preset = typeof value === 'string' && Object.hasOwn(PRESETS, value) ? PRESETS[value] : undefined;
  if (!preset) {
    report(problems, name, 'one_of', 'Unknown image size', value, { expected: Object.keys(PRESETS) });
  }
  return preset ?? DEFAULT_SIZE;
};

export interface LoraInput {
  readonly path: string;
  readonly scale: number;
}

export const loraList: Field<readonly LoraInput[]> = (name, value, problems) => {
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    report(problems, name, 'list_type', 'Input should be a valid list', value);
    return [];
  }
  return value.map((item: unknown, index) => {
    const { path, scale } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
    return {
      path: requiredText(`${name}.${index}.path`, path, problems),
      scale: decimal(1, 0, 4)(`${name}.${index}.scale`, scale, problems),
    };
  });
};

/** A list of texts, such as addresses: at least one, and at most `max`. */
export const textList =
  (max: number): Field<readonly string[]> =>
  (name, value, problems) => {
    if (value === undefined) report(problems, name, 'missing', 'Field required', {});
    else if (!Array.isArray(value)) report(problems, name, 'list_type', 'Input should be a valid list', value);
    else if (value.length === 0) report(problems, name, 'too_short', 'List should have at least 1 item', value);
    else if (value.length > max) report(problems, name, 'too_long', `List should have at most ${max} items`, value);
    else return value.map((item: unknown, index) => requiredText(`${name}.${index}`, item, problems));
    return [];
  };
