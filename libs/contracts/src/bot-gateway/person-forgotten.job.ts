import { IsInt, IsUUID, Max, Min } from 'class-validator';
import { KnownValue } from '@aisha/kinds/fields';
import { LISTING, type Listing } from './person-listed.job';

/** "I have deleted what I had of this person": the answer to `forget-person`. It names the erasure and no person. */
export class PersonForgotten {
  @IsUUID() erasureId!: string;
  @KnownValue(LISTING) forgottenBy!: Listing;
  @IsInt() @Min(0) @Max(20) round!: number;
  /** How many rows and files were deleted, for the report. */
  @IsInt() @Min(0) rows!: number;
  @IsInt() @Min(0) files!: number;
}
