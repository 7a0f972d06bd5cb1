import { inspect } from 'node:util';
import { Readers, type ReaderClass } from '../src/engine/conversation/readers';

/** Prints the arguments of readers completely, so that the printed text can be the key of a result. */
const WHOLE = { depth: Infinity, maxArrayLength: Infinity, maxStringLength: Infinity } as const;

/**
 * Readers that keep each result. A walk carries out no effects, so rows do not change, and each row is read once, however many screens show
 * it.
 */
export class ReadOnce extends Readers {
  private readonly wrapped = new Map<ReaderClass<unknown>, unknown>();

  override of<Reader>(kind: ReaderClass<Reader>): Reader {
    const known = this.wrapped.get(kind) as Reader | undefined;
    if (known) return known;
    const answers = new Map<string, unknown>();
    const reader = new Proxy(super.of(kind) as Reader & object, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...asked: unknown[]): unknown => {
          const question = `${String(name)} ${inspect(asked, WHOLE)}`;
          if (!answers.has(question)) answers.set(question, value.apply(target, asked));
          return answers.get(question);
        };
      },
    });
    this.wrapped.set(kind, reader);
    return reader;
  }
}
