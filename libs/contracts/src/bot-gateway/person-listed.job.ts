import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';

/** The schemas of the apps that list what they have of a person. */
export const LISTING = ['bot', 'trainer', 'generator', 'transcriber', 'enhancer', 'billing', 'api'] as const;
export type Listing = (typeof LISTING)[number];

/** "What I have of this person is listed": the answer to `list-person`. */
export class PersonListed {
  @IsUUID() userId!: UserId;
  @IsUUID() exportId!: string;
  @KnownValue(LISTING) listing!: Listing;
  /** Lines of JSON. Only an app that cannot write to the storage sends them in the message. At most 16 MB. */
  @IsOptional() @IsString() @MaxLength(16_000_000) lines?: string;
}
