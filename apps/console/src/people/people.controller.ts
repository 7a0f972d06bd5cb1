import { Controller, Get, NotFoundException, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { UserId } from '@aisha/domain';
import { IsOptional, IsString, Length } from 'class-validator';
import { Access } from '../door/access';
import { checked } from '../door/checked';
import { PageQuery, type Page } from '../lists/page';
import { PeopleReader, type PersonPage, type PersonRow } from './people.reader';

class PeopleQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Our id, Telegram’s, or the beginning of a @name or a name.' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  q?: string;
}

/** The people who talk to the bot. */
@ApiTags('people')
@Controller('api/people')
export class PeopleController {
  constructor(private readonly people: PeopleReader) {}

  @ApiOperation({ summary: 'People, the newest first, or those that are looked for.' })
  @Access('read')
  @Get()
  list(@Query(checked) query: PeopleQuery): Promise<Page<PersonRow>> {
    const words = query.q?.trim();
    return words ? this.people.found(words, query.limit) : this.people.newest(query);
  }

  @ApiOperation({ summary: 'What one person has, paid and ordered.' })
  @Access('read')
  @Get(':id')
  async one(@Param('id', ParseUUIDPipe) id: UserId): Promise<PersonPage> {
    const person = await this.people.one(id);
    if (!person) throw new NotFoundException({ code: 'no-such-person' });
    return person;
  }
}
