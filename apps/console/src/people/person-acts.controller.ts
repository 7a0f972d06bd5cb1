import { Body, ConflictException, Controller, NotFoundException, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { DAY_MS, type UserId } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { IsInt, IsNumber, IsString, Length, Max, Min, NotEquals } from 'class-validator';
import { ActRoute } from '../acts/act.route';
import { ActBody, ActSender, type UnderWay } from '../acts/act.sender';
import { AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { GIVEN_CREDITS_AT_MOST, hundredths } from '../selling/selling-fields';
import { PeopleReader } from './people.reader';

class GiveCreditsBody extends ActBody {
  @ApiProperty({ description: 'Credits to give; below 0 they are taken.' })
  @IsNumber({ maxDecimalPlaces: 2 })
  @Min(-GIVEN_CREDITS_AT_MOST)
  @Max(GIVEN_CREDITS_AT_MOST)
  @NotEquals(0)
  credits!: number;
}

class BanBody extends ActBody {
  @ApiProperty({ description: 'For how many days; 0: for ever.' })
  @IsInt()
  @Min(0)
  @Max(3_650)
  days!: number;
}

class EraseBody extends ActBody {
  @ApiProperty({
    description: 'The Telegram id of the person, typed once more: a second confirmation of what cannot be undone.',
  })
  @IsString()
  @Length(1, 20)
  telegramId!: string;
}

/** Lets operators act on a person. Each act is a message to the app that owns the data. */
@ApiTags('people')
@Controller('api/people/:id')
export class PersonActsController {
  constructor(
    private readonly acts: ActSender,
    private readonly clock: Clock,
    private readonly people: PeopleReader,
  ) {}

  @ActRoute('give-credits', 'credits', 'Gives a person credits, or takes some.')
  giveCredits(
    @Param('id', ParseUUIDPipe) userId: UserId,
    @Body(checked) { credits, ...body }: GiveCreditsBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    const given = { userId, centiCredits: hundredths(credits) };
    return this.acts.act(billingInbox, 'give-credits', given, body, operator);
  }

  @ActRoute('ban-person', 'ban', 'Bans a person for some days or for ever. Support and their data stay open to them.')
  ban(
    @Param('id', ParseUUIDPipe) userId: UserId,
    @Body(checked) { days, ...body }: BanBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    const until = days === 0 ? null : new Date(this.clock.now().getTime() + days * DAY_MS).toISOString();
    return this.acts.act(botGatewayInbox, 'ban-person', { userId, until }, body, operator);
  }

  @ActRoute('unban-person', 'unban', 'Lets a person in again.')
  unban(
    @Param('id', ParseUUIDPipe) userId: UserId,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.acts.act(botGatewayInbox, 'unban-person', { userId }, body, operator);
  }

  @ActRoute('export-person', 'export', 'Sends a person all their data, as archives into their own chat.')
  export(
    @Param('id', ParseUUIDPipe) userId: UserId,
    @Body(checked) body: ActBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    return this.acts.act(botGatewayInbox, 'export-person', { userId }, body, operator);
  }

  @ActRoute('erase-person', 'erase', 'Deletes everything about a person. It cannot be stopped or undone.')
  async erase(
    @Param('id', ParseUUIDPipe) userId: UserId,
    @Body(checked) { telegramId, ...body }: EraseBody,
    @AtDesk() operator: Operator,
  ): Promise<UnderWay> {
    const known = await this.people.telegramIdOf(userId);
    if (known === undefined) throw new NotFoundException({ code: 'no-such-person' });
    if (known !== telegramId.trim()) throw new ConflictException({ code: 'another-person-typed' });
    return this.acts.act(botGatewayInbox, 'erase-person', { userId }, body, operator);
  }
}
