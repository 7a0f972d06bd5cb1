import { IsOptional, IsUUID } from 'class-validator';
import { type PhotoId, REPORT_NEWS, type ReportId, type ReportNews, type UserId } from '@aisha/domain';
import { OpenValue } from '@aisha/kinds/fields';

/** "Your report was received", or its result. It never says whether a person's avatar looks like the face. */
export class ShowReport {
  @IsUUID() userId!: UserId;
  @IsUUID() reportId!: ReportId;
  @OpenValue(REPORT_NEWS, { fallback: 'taken' }) news!: ReportNews;
  /** The report's picture, whose place in the budget is free now. */
  @IsOptional() @IsUUID() photoId: PhotoId | null = null;
}
