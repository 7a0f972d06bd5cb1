import { Controller, Get, NotFoundException, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database } from '@aisha/database';
import { BroadcastReader, linkOf, type Audience, type Broadcast, type BroadcastProgress } from '@aisha/database/bot';
import { Access } from '../door/access';
import { checked } from '../door/checked';
import { AudienceQuery, segmentOf } from './broadcast-fields';

interface Shown extends Pick<Broadcast, 'id' | 'state' | 'createdAt' | 'texts' | 'segment' | 'beginsAt' | 'reached'> {
  /** Where the button leads. */
  readonly url?: string;
}

/**
 * Broadcasts of operators. Their words are an operator's and not a person's, so everybody at the desk may read them.
 */
@ApiTags('broadcasts')
@Controller('api/broadcasts')
export class BroadcastsController {
  private readonly broadcasts: BroadcastReader;

  constructor(database: Database) {
    this.broadcasts = new BroadcastReader(database);
  }

  @ApiOperation({ summary: 'The newest broadcasts, with how many people each has reached.' })
  @Access('read')
  @Get()
  async list(): Promise<readonly Shown[]> {
    return (await this.broadcasts.list()).map(shown);
  }

  @ApiOperation({ summary: 'How many people a segment has now, and how many of them turned news off.' })
  @Access('read')
  @Get('audience')
  audience(@Query(checked) segment: AudienceQuery): Promise<Audience> {
    return this.broadcasts.audienceOf(segmentOf(segment));
  }

  /** The page of a broadcast asks this every few seconds while it is sent, so it reads no person: `audience` reads all of them. */
  @ApiOperation({ summary: 'One broadcast with its words, and how far it is.' })
  @Access('read')
  @Get(':id')
  async one(@Param('id', ParseUUIDPipe) id: string): Promise<Shown & { readonly progress: BroadcastProgress }> {
    const broadcast = await this.broadcasts.find(id);
    if (!broadcast) throw new NotFoundException({ code: 'no-such-broadcast' });
    return { ...shown(broadcast), progress: await this.broadcasts.progress(id) };
  }
}

const shown = ({ id, state, createdAt, texts, segment, beginsAt, reached, content }: Broadcast): Shown => {
  const url = linkOf({ content });
  return { id, state, createdAt, texts, ...(url !== undefined && { url }), segment, beginsAt, reached };
};
