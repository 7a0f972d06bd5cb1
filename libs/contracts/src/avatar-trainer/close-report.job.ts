import { IsBoolean, IsUUID } from 'class-validator';
import type { ReportId } from '@aisha/domain';
import { ByOperator } from '../by-operator';

/** "An operator has decided about a report"; the act's reason says what was found. Added 2026-11-26. */
export class CloseReport extends ByOperator {
  @IsUUID() reportId!: ReportId;

  /** True: avatars of the reported face need no selfies any more. */
  @IsBoolean() forgetFace: boolean = false;
}
