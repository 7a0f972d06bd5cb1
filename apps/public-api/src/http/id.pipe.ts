import { Injectable, type PipeTransform } from '@nestjs/common';
import { parseId } from '@aisha/domain';
import { Problem } from './problem';

/** Reads an id of a path. What is none names nothing, so it is not found. */
@Injectable()
export class AsId<Id extends string> implements PipeTransform<string, Id> {
  transform(value: string): Id {
    const id = parseId<Id>(value);
    if (id === undefined) throw new Problem('not-found');
    return id;
  }
}
