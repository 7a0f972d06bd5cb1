import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import type { AvatarId, UserId } from '@aisha/domain';

/**
 * "Write down everything that you have of this person, for their export." An app with a key to the storage writes a file of JSON lines, one
 * for each row or file, and answers with `person-listed`. Billing and the public API have no key, so they answer with the lines.
 */
export class ListPerson {
  @IsUUID() userId!: UserId;
  @IsUUID() exportId!: string;
  /** The avatars of the person. */
  @IsUUID(undefined, { each: true }) avatarIds!: AvatarId[];
  /**
   * Whether an operator ordered the export; the gateway alone reads it. Such an export does not count as the person's own of the day. Added
   * 2026-11-30; without it the person has asked themselves.
   */
  @IsOptional() @IsBoolean() byOperator?: boolean;
}
