import { Injectable, type PipeTransform } from '@nestjs/common';
import { validated } from '../http/input.pipes';
import { Problem, wrong } from '../http/problem';
import { type AnyOrderBody, OFFERED_KINDS, offerOf } from './offered-kinds';

/** Reads the body of an order by the class of its kind. */
@Injectable()
export class AsOrder implements PipeTransform<unknown, AnyOrderBody> {
  transform(value: unknown): AnyOrderBody {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Problem('body-unreadable');
    const kind = OFFERED_KINDS.find((one) => one === (value as { kind?: unknown }).kind);
    if (!kind) {
      const message = `kind must be one of: ${OFFERED_KINDS.join(', ')}`;
      throw wrong('kind', message);
    }
    return validated<AnyOrderBody>(offerOf(kind).body, value);
  }
}
