import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage, IsIn } from 'class-validator';
import type { AppError } from '@aisha/domain';
import { KNOWN_VALUE, KnownValue, OPEN_VALUE, OpenValue } from '@aisha/kinds/fields';
import { INBOXES, newestOf, samplesOf } from '../spec/samples';
import type { PayloadClass } from './inbox';
import { parsePayload } from './parse-payload';

const TOMORROW = 'a-value-of-tomorrow';

interface Field {
  /** Names from the outermost object inwards. */
  readonly path: readonly string[];
  /** Names of the rules that the field's decorators set. */
  readonly rules: readonly string[];
  readonly isList: boolean;
  /** The value that replaces an unknown value. Undefined: the field has no such value, and the message waits for a newer release. */
  readonly fallback: unknown;
}

/** All fields of a message, those of nested objects included, with what their decorators say. */
const fieldsOf = (data: object, within: readonly string[] = []): Field[] => {
  const metadata = getMetadataStorage().getTargetValidationMetadatas(data.constructor, '', false, false);
  return [...Map.groupBy(metadata, ({ propertyName }) => propertyName)].flatMap(([name, declared]): Field[] => {
    const path = [...within, name];
    const rules = declared.map(({ name: rule, type }) => rule ?? type);
    const open = declared.find(({ name: rule }) => rule === OPEN_VALUE);
    const inner = rules.includes('nestedValidation') ? (data as Record<string, object>)[name]! : undefined;
    return [
      { path, rules, isList: open?.each ?? false, fallback: (open?.constraints as unknown[])?.[1] },
      ...(inner ? fieldsOf(inner, path) : []),
    ];
  });
};

const isEnumerated = ({ rules }: Field): boolean => rules.includes(OPEN_VALUE) || rules.includes(KNOWN_VALUE);

/** Whether a field is a closed list, which turns a message with a newer value into a dead letter. */
const isClosed = (field: Field): boolean =>
  (field.rules.includes('isIn') || field.rules.includes('isEnum')) && !isEnumerated(field);

const withValue = (payload: object, [name, ...rest]: readonly string[], value: unknown): object => ({
  ...payload,
  [name!]: rest.length === 0 ? value : withValue((payload as Record<string, object>)[name!]!, rest, value),
});

const valueAt = (data: object, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], data);

const read = (payloadClass: PayloadClass, payload: object): object | Pick<AppError, 'code' | 'facts'> => {
  try {
    return parsePayload<object>(payloadClass, payload);
  } catch (error) {
    const { code, facts } = error as AppError;
    return { code, facts };
  }
};

const MESSAGES = INBOXES.flatMap((inbox) =>
  newestOf(samplesOf(inbox)).map(({ job, payload }) => ({
    name: `${inbox.receiver} ${job}`,
    payloadClass: inbox.jobs[job]!,
    payload,
    fields: fieldsOf(parsePayload(inbox.jobs[job]!, payload)),
  })),
);

const ENUMERATED = MESSAGES.flatMap(({ fields, ...message }) =>
  fields.filter(isEnumerated).map((field) => ({ ...message, field, at: field.path.join('.') })),
);

describe('a value that only a newer release knows', () => {
  it.each(ENUMERATED)(
    'an unknown string in $name, field $at, becomes the fallback, or the message waits for a newer release',
    (message) => {
      const { path, isList, fallback } = message.field;
      const payload = withValue(message.payload, path, isList ? [TOMORROW] : TOMORROW);
      const result = read(message.payloadClass, payload);

      if (fallback === undefined) expect(result).toEqual({ code: 'message-unknown', facts: { fields: message.at } });
      else expect(valueAt(result, path)).toEqual(isList ? [fallback] : fallback);
    },
  );

  it.each(ENUMERATED)(
    'in $name, field $at, only an unknown string may come from a newer release; a value of another type makes the message unreadable',
    (message) => {
      const { path, isList } = message.field;

      expect(read(message.payloadClass, withValue(message.payload, path, isList ? [7] : 7))).toMatchObject({
        code: 'message-unreadable',
      });
    },
  );

  it('unknown strings are tried in fields of every sort: at the top of a message, inside another field and in a list', () => {
    const found = ENUMERATED.map(({ name, at }) => `${name} ${at}`);

    expect(found).toEqual(
      expect.arrayContaining([
        'billing settle-hold reason',
        'billing place-hold kind',
        'billing place-hold onHeld.receiver',
        'bot-gateway show-photo-verdict findings',
      ]),
    );
  });

  it('no field of a message is a closed list', () => {
    const closed = MESSAGES.flatMap(({ name, fields }) =>
      fields.filter(isClosed).map(({ path }) => `${name} ${path.join('.')}`),
    );

    expect(closed).toEqual([]);
  });

  it('a field with a closed list would be found', () => {
    class Planted {
      @IsIn(['one']) closed = 'one';
      @KnownValue(['one']) known = 'one';
      @OpenValue(['one'], { fallback: 'one' }) open = 'one';
    }

    expect(fieldsOf(new Planted()).filter(isClosed)).toMatchObject([{ path: ['closed'] }]);
  });
});

describe('a message with an unknown string, and something else that is unusual', () => {
  class Order {
    @KnownValue(['training']) kind!: string;
    @OpenValue(['late', 'unexpected'], { fallback: 'unexpected' }) reason: string | null = 'late';
  }

  it('a message with an unknown string does not wait when it cannot be read for another reason as well', () => {
    expect(read(Order, { kind: TOMORROW, reason: 7 })).toEqual({
      code: 'message-unreadable',
      facts: { fields: 'kind, reason' },
    });
  });

  it('a message keeps its known values beside an unknown string, and gets the default of a missing field', () => {
    class Words {
      @OpenValue(['dark', 'other'], { fallback: 'other', each: true }) findings!: string[];
      @OpenValue(['late', 'unexpected'], { fallback: 'unexpected' }) reason = 'late';
    }

    expect(read(Words, { findings: ['dark', TOMORROW] })).toEqual({ findings: ['dark', 'other'], reason: 'late' });
  });

  it('a field that only a newer release knows is dropped from a message', () => {
    expect(read(Order, { kind: 'training', sort: TOMORROW })).toEqual({ kind: 'training', reason: 'late' });
  });
});
