import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { LEAST_RETENTION_DAYS, MOST_RETENTION_DAYS } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { RULED_KINDS, type RuledKind } from '@aisha/kinds/tables';
import { ByOperator } from '../by-operator';

/**
 * "From now on keep files of this kind, or avatars that nobody uses, for this number of days." People are told before anything is deleted
 * (decision 222).
 */
export class SetRetention extends ByOperator {
  @KnownValue(RULED_KINDS) kept!: RuledKind;

  /** How many days; absent: until the person deletes them. */
  @IsOptional() @IsInt() @Min(LEAST_RETENTION_DAYS) @Max(MOST_RETENTION_DAYS) days?: number;
}
