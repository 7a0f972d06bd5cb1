import { Controller, Get, NotFoundException, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiOperation, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import type { UserId } from '@aisha/domain';
import { IsOptional, IsString, Length } from 'class-validator';
import { Access } from '../door/access';
import { checked } from '../door/checked';
import { PageQuery, type Page } from '../lists/page';
import { PaymentsReader, type PaymentPage } from '../payments/payments.reader';
import { PeopleReader, type PersonPage, type PersonRow, type Receipt } from './people.reader';

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
  constructor(
    private readonly people: PeopleReader,
    private readonly payments: PaymentsReader,
  ) {}

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

  @ApiOperation({ summary: 'The newest payments of a person, and what giving each back would take.' })
  @Access('read')
  @Get(':id/payments')
  paymentsOf(@Param('id', ParseUUIDPipe) id: UserId): Promise<readonly PaymentPage[]> {
    return this.payments.ofPerson(id);
  }

  @ApiOperation({
    summary: 'Receipts of a person, the newest first: what was held, charged and given back for each order.',
  })
  @Access('read')
  @Get(':id/receipts')
  receipts(@Param('id', ParseUUIDPipe) id: UserId, @Query(checked) page: PageQuery): Promise<Page<Receipt>> {
    return this.people.receipts(id, page);
  }
}
