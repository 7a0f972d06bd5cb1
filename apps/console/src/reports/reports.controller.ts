import { Body, Controller, Get, NotFoundException, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { avatarTrainerInbox, OPERATED_STOPS, type OperatedStop } from '@aisha/contracts/avatar-trainer';
import { Database } from '@aisha/database';
import { FaceReportReader, type FaceReport, type ListedReport, type ReportedAvatar } from '@aisha/database/trainer';
import type { AvatarId, ReportId } from '@aisha/domain';
import { IsBoolean, IsIn, IsOptional, IsUUID } from 'class-validator';
import { ActRoute } from '../acts/act.route';
import { ActBody, ActSender, type UnderWay } from '../acts/act.sender';
import { Access, AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { afterOf, keysIn, PageQuery, type Page } from '../lists/page';

const LISTS = ['open', 'all'] as const;

class ReportsQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: LISTS,
    description: 'Those that wait for an operator, the longest wait first; or all, the newest first.',
  })
  @IsIn(LISTS)
  of: (typeof LISTS)[number] = 'open';
}

class StopBody extends ActBody {
  @ApiProperty({
    enum: OPERATED_STOPS,
    description: '`reported`: until two selfies say whose face it is; `misused`: until an operator frees the avatar.',
  })
  @IsIn(OPERATED_STOPS)
  stop!: OperatedStop;

  @ApiPropertyOptional({ description: 'The report for which it is stopped, whose person is told.' })
  @IsOptional()
  @IsUUID()
  report?: ReportId;
}

class CloseBody extends ActBody {
  @ApiPropertyOptional({ description: 'Avatars of the reported face are not asked for selfies any more.' })
  @IsOptional()
  @IsBoolean()
  forgetFace?: boolean;
}

/** Reports of misuse, and the operators’ decisions. Only operators who may decide can read a report’s words, and no photo of it is kept. */
@ApiTags('reports')
@Controller('api')
export class ReportsController {
  private readonly reports: FaceReportReader;

  constructor(
    database: Database,
    private readonly acts: ActSender,
  ) {
    this.reports = new FaceReportReader(database);
  }

  @ApiOperation({ summary: 'Reports of a misused face or picture, without their words.' })
  @Access('read')
  @Get('reports')
  async list(@Query(checked) { of, after, limit }: ReportsQuery): Promise<Page<ListedReport>> {
    const [from] = keysIn(after, 1) ?? [];
    const { reports, next } = await this.reports.page(of, { limit, ...(from !== undefined && { after: from }) });
    return { rows: reports, next: next && afterOf([next]) };
  }

  @ApiOperation({ summary: 'One report with its words, and the avatars that looked like its face.' })
  @Access('words')
  @Get('reports/:id')
  async one(
    @Param('id', ParseUUIDPipe) id: ReportId,
  ): Promise<FaceReport & { readonly alike: readonly ReportedAvatar[] }> {
    const report = await this.reports.find(id);
    if (!report) throw new NotFoundException({ code: 'no-such-report' });
    return { ...report, alike: await this.reports.avatars(report.avatars) };
  }

  @ActRoute('close-report', 'reports/:id/close', 'Closes a report; the reason says what was found.')
  close(
    @Param('id', ParseUUIDPipe) reportId: ReportId,
    @Body(checked) { forgetFace = false, ...body }: CloseBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.acts.act(avatarTrainerInbox, 'close-report', { reportId, forgetFace }, body, operator);
  }

  @ActRoute('stop-avatar', 'avatars/:id/stop', 'Stops an avatar: it is neither trained nor drawn.')
  stop(
    @Param('id', ParseUUIDPipe) avatarId: AvatarId,
    @Body(checked) { stop, report, ...body }: StopBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    const about = { avatarId, stop, ...(report !== undefined && { reportId: report }) };
    return this.acts.act(avatarTrainerInbox, 'stop-avatar', about, body, operator);
  }

  @ActRoute('free-avatar', 'avatars/:id/free', 'Takes the stop of an avatar back.')
  free(
    @Param('id', ParseUUIDPipe) avatarId: AvatarId,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.acts.act(avatarTrainerInbox, 'free-avatar', { avatarId }, body, operator);
  }
}
