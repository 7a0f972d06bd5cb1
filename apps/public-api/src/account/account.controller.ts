import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { As } from '../http/input.pipes';
import { ByCaller, Needs, type Caller } from '../http/caller';
import { Account } from './account';
import { AvatarPage, BalanceAnswer, PricesAnswer, TranscriptPage } from './account-answer';
import { PageQuery } from './pages';

/** The credits, avatars and transcripts of a key’s owner, and the prices of items. */
@ApiTags('account')
@Controller('v1')
export class AccountController {
  constructor(private readonly account: Account) {}

  @Get('balance')
  @Needs('read')
  @ApiOperation({ summary: 'The credits of the key’s owner' })
  @ApiResponse({ status: 200, type: BalanceAnswer })
  balance(@ByCaller() { userId }: Caller): Promise<BalanceAnswer> {
    return this.account.balance(userId);
  }

  @Get('prices')
  @Needs('read')
  @ApiOperation({ summary: 'What each item costs now', description: 'POST /v1/quotes says what a whole order costs.' })
  @ApiResponse({ status: 200, type: PricesAnswer })
  prices(): Promise<PricesAnswer> {
    return this.account.prices();
  }

  @Get('avatars')
  @Needs('read')
  @ApiOperation({ summary: 'The avatars of the key’s owner, the newest first' })
  @ApiResponse({ status: 200, type: AvatarPage })
  avatars(@ByCaller() { userId }: Caller, @Query(new As(PageQuery)) page: PageQuery): Promise<AvatarPage> {
    return this.account.avatars(userId, page);
  }

  @Get('transcripts')
  @Needs('read')
  @ApiOperation({
    summary: 'The transcripts of the key’s owner, the newest first',
    description: 'Documents and questions are ordered of them. A recording is sent in the chat, or by POST /v1/files.',
  })
  @ApiResponse({ status: 200, type: TranscriptPage })
  transcripts(@ByCaller() { userId }: Caller, @Query(new As(PageQuery)) page: PageQuery): Promise<TranscriptPage> {
    return this.account.transcripts(userId, page);
  }
}
