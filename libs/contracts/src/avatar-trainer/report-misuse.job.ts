import { IsOptional, IsString, IsUUID, Length } from 'class-validator';
import {
  type PhotoId,
  REPORT_LENGTH,
  REPORT_SUBJECTS,
  type ReportId,
  type ReportSubject,
  type UserId,
} from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** "A face or a picture is misused." The trainer keeps the report for operators and answers with show-report. Since 2026-11-23. */
export class ReportMisuse {
  @IsUUID() reportId!: ReportId;
  /** The person who reports. */
  @IsUUID() userId!: UserId;
  @OpenValue(REPORT_SUBJECTS, { fallback: 'other' }) about!: ReportSubject;

  /** The reporter's own words. */
  @IsOptional() @IsString() @Length(REPORT_LENGTH.min, REPORT_LENGTH.max) words: string | null = null;

  /** The picture that shows the face, by the id under which the bot fetched it; the trainer measures it and removes it. */
  @IsOptional() @IsUUID() photoId: PhotoId | null = null;
}
