import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { GIVEN_AT_MOST, type UserId } from '@aisha/domain';
import { IsNumber, Max, Min, NotEquals } from 'class-validator';
import { ActBody, ActSender, byOperator, type UnderWay } from '../acts/act.sender';
import { Access, AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';

const CREDITS_AT_MOST = Number(GIVEN_AT_MOST) / 100;

class GiveCreditsBody extends ActBody {
  @ApiProperty({ description: 'Credits to give; below 0 they are taken.' })
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(-CREDITS_AT_MOST)
  @Max(CREDITS_AT_MOST)
  @NotEquals(0)
  credits!: number;
}

/** What an operator does about a person: each is a message to the app that owns the data. */
@ApiTags('people')
@Controller('api/people/:id')
export class PersonActsController {
  constructor(private readonly acts: ActSender) {}

  @ApiOperation({ summary: 'Gives a person credits, or takes some.' })
  @Access('give-credits')
  @Post('credits')
  @HttpCode(202)
  giveCredits(
    @Param('id', ParseUUIDPipe) userId: UserId,
    @Body(checked) { credits, ...body }: GiveCreditsBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    const centiCredits = String(Math.round(credits * 100));
    const given = message(billingInbox, 'give-credits', { userId, centiCredits, ...byOperator(body, operator) });
    return this.acts.send(body.actId, operator, given);
  }
}
