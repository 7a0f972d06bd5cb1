import { IDLE_MINUTES, SESSION_HOURS, SessionStore } from './session.store';
import { Body, Controller, Get, HttpCode, Post, Res, UnauthorizedException } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ACT_NAMES, LANGUAGES, mayDo, SUPPORT_WORDS, type TelegramId } from '@aisha/domain';
import { ORDER_KINDS } from '@aisha/kinds';
import { Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Access, AtDesk, type Operator } from '../door/access';
import { checked } from '../door/checked';
import { ConsoleConfig, originOf } from '../config';
import { cookieOf } from '../door/cookies';
import { ORDER_FILTERS } from '../orders/orders.reader';
import { Operators } from './operators';
import { csrfOf, isSame } from './tokens';

class SignIn {
  @ApiProperty({ description: 'The part of the link behind #.' })
  @Matches(/^[\w-]{32,64}$/)
  token!: string;
}

/** Signs operators in by a link from the bot, and signs them out. */
@ApiTags('sign-in')
@Controller('api')
export class SignInController {
  constructor(
    private readonly sessions: SessionStore,
    private readonly operators: Operators,
    private readonly config: ConsoleConfig,
  ) {}

  @ApiOperation({ summary: 'Opens a session by the token of a link, which works once and not for long.' })
  @Access('anybody')
  @Post('sign-in')
  @HttpCode(200)
  async signIn(@Body(checked) { token }: SignIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const telegramId = this.ofSandbox(token) ?? (await this.sessions.useLink(token));
    if (telegramId === undefined || !this.operators.roleOf(telegramId))
      throw new UnauthorizedException({ code: 'link-is-over' });
    const session = await this.sessions.open(telegramId);
    void reply.header('set-cookie', cookieOf(originOf(this.config), session, SESSION_HOURS * 3_600));
    return { csrf: csrfOf(session) };
  }

  @ApiOperation({ summary: 'The operator of this session, what they may do, and the token that each write carries.' })
  @Access('read')
  @Get('me')
  me(@AtDesk() { telegramId, role, session }: Operator): object {
    const acts = ACT_NAMES.filter((act) => mayDo(role, act));
    // Choices and limits for the page’s forms, so that they are defined in one place.
    const orders = { orderKinds: ORDER_KINDS, orderFilters: ORDER_FILTERS };
    const lists = { ...orders, languages: LANGUAGES, answerAtMost: SUPPORT_WORDS.most };
    return { telegramId, role, acts, csrf: csrfOf(session), idleMinutes: IDLE_MINUTES, ...lists };
  }

  @ApiOperation({ summary: 'Ends this session.' })
  @Access('session')
  @Post('sign-out')
  @HttpCode(204)
  async signOut(@AtDesk() { session }: Operator, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.end(session);
    void reply.header('set-cookie', cookieOf(originOf(this.config), '', 0));
  }

  @ApiOperation({ summary: 'Ends every session of this operator, on every device, and the links they have not used.' })
  @Access('session')
  @Post('sign-out-everywhere')
  @HttpCode(204)
  async signOutEverywhere(
    @AtDesk() { telegramId }: Operator,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.endAll(telegramId);
    void reply.header('set-cookie', cookieOf(originOf(this.config), '', 0));
  }

  /** The first owner, if the token is the one that the launcher has printed. The token counts only while the desk listens on loopback. */
  private ofSandbox(token: string): TelegramId | undefined {
    const { SANDBOX_DESK_TOKEN, LISTEN_HOST } = this.config;
    const isSandbox = SANDBOX_DESK_TOKEN !== undefined && LISTEN_HOST === '127.0.0.1';
    return isSandbox && isSame(token, SANDBOX_DESK_TOKEN) ? this.operators.firstOwner : undefined;
  }
}
