import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

/** The most rows of a page. */
const ROWS_AT_MOST = 100;

/** Which page of a list is asked for: the one after a row, not the n-th, for which a database would have to count the rows before it. */
export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: ROWS_AT_MOST })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(ROWS_AT_MOST)
  limit = 25;

  @ApiPropertyOptional({ description: '`next` of the page before.' })
  @IsOptional()
  @Matches(/^[\w-]{1,300}$/)
  after?: string;
}

/** A page of a list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The value of `after` for the next page; null on the last one. */
  readonly next: string | null;
}

/** An id that is larger than every other, so that the same query reads the first page. */
export const BEFORE_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The values by which a list is sorted, taken from the last row of a page. */
type Keys = readonly string[];

export const afterOf = (keys: Keys): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** The keys in `after`; undefined for the first page, and for a text that we never gave out. */
export function keysIn(after: string | undefined, count: number): Keys | undefined {
  if (after === undefined) return undefined;
  try {
    const keys: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    return Array.isArray(keys) && keys.length === count && keys.every((key) => typeof key === 'string')
      ? keys
      : undefined;
  } catch {
    return undefined;
  }
}

/** Makes a page of the rows. The caller reads one row more than the page shows, which tells whether there is a next page. */
export function pageOf<Row>(rows: readonly Row[], limit: number, keysOf: (row: Row) => Keys): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? afterOf(keysOf(last)) : null };
}
