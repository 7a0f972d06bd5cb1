import { IsOptional, IsUUID } from 'class-validator';
import type { AvatarId, FaceStop, ReportId } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { ByOperator } from '../by-operator';

/** Why an operator stops an avatar. Two selfies end a stop for `reported`, but not a stop for `misused`; an operator can end both. */
export const OPERATED_STOPS = ['reported', 'misused'] as const satisfies readonly FaceStop[];
export type OperatedStop = (typeof OPERATED_STOPS)[number];

/**
 * "An operator stops this avatar: it is neither trained nor drawn." The trainer tells its owner and the person who reported it. Added
 * 2026-11-26.
 */
export class StopAvatar extends ByOperator {
  @IsUUID() avatarId!: AvatarId;
  @KnownValue(OPERATED_STOPS) stop!: OperatedStop;

  /** The report that led to the stop; the person who made it is told once. */
  @IsOptional() @IsUUID() reportId?: ReportId;
}

/** "An operator takes the stop of this avatar back." Later reports of the same face do not stop the avatar any more. Added 2026-11-26. */
export class FreeAvatar extends ByOperator {
  @IsUUID() avatarId!: AvatarId;
}
