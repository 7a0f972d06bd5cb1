import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { UserId } from '@aisha/domain';
import { IsOptional, IsUUID } from 'class-validator';
import { Access } from '../door/access';
import { checked } from '../door/checked';
import { PageQuery, type Page } from '../lists/page';
import { AuditReader, type ActRow } from './audit.reader';

class AuditQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'About this person.' })
  @IsOptional()
  @IsUUID()
  user?: UserId;
}

/** What operators did. */
@ApiTags('audit')
@Controller('api/audit')
export class AuditController {
  constructor(private readonly audit: AuditReader) {}

  @ApiOperation({ summary: 'Acts of operators, the newest first, from every front end.' })
  @Access('read')
  @Get()
  list(@Query(checked) { user, ...page }: AuditQuery): Promise<Page<ActRow>> {
    return this.audit.list(page, user);
  }

  @ApiOperation({ summary: 'What came of an act; `under-way` until its app has done or refused it.' })
  @Access('read')
  @Get(':id')
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<ActRow | { readonly outcome: 'under-way' }> {
    return (await this.audit.one(id)) ?? { outcome: 'under-way' };
  }
}
