import { IsInt, IsUUID, Max, Min } from 'class-validator';
import type { UserId } from '@aisha/domain';

/**
 * "Pack the next part of a person's export and send it." The gateway sends it to itself, a message per part, so that a process that dies
 * loses only the part it was packing.
 */
export class PackPerson {
  @IsUUID() userId!: UserId;
  @IsUUID() exportId!: string;
  /** The number of the part, from 1: the first has the data, the others have files. */
  @IsInt() @Min(1) @Max(1_000) part!: number;
}
