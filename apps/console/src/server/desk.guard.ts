import {
  ForbiddenException,
  HttpException,
  Injectable,
  NotFoundException,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { mayDo, type Role } from '@aisha/domain';
import { HealthController } from '@aisha/platform';
import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { ConsoleConfig, originOf } from '../config';
import { Operators } from '../sign-in/operators';
import { SessionStore } from '../sign-in/session.store';
import { csrfOf, isSame } from '../sign-in/tokens';
import { ALLOWED, setOperator, type Allowed } from '../door/access';
import { sessionIn } from '../door/cookies';
import { DeskServer } from './desk.server';

/** The most requests of one session in a minute. A page of the desk sends ten at once, and a person opens a few pages a minute. */
const REQUESTS_A_MINUTE = 600;
/** The most writes of one session in a minute, which is more than a person sends. */
const WRITES_A_MINUTE = 60;
/** The most sign-ins from one address in a minute. Nobody can guess a token of 256 bits; the limit protects the database. */
const SIGN_INS_A_MINUTE = 20;

const limit = (points: number): RateLimiterMemory => new RateLimiterMemory({ points, duration: 60 });

/** Guards every route of the desk, and refuses a route that has no `@Access`. */
@Injectable()
export class DeskGuard implements CanActivate {
  private readonly limits = {
    request: limit(REQUESTS_A_MINUTE),
    write: limit(WRITES_A_MINUTE),
    signIn: limit(SIGN_INS_A_MINUTE),
  };
  private readonly reflector = new Reflector();

  constructor(
    private readonly sessions: SessionStore,
    private readonly operators: Operators,
    private readonly config: ConsoleConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // the inbox has its own checks
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isHealth = context.getClass() === HealthController;
    // Health and metrics are served at the inner port alone, and the desk at its own port alone.
    if (isHealth === DeskServer.serves(request)) throw new NotFoundException();
    if (isHealth) return true;
    const allowed = this.reflector.get<Allowed | undefined>(ALLOWED, context.getHandler());
    if (allowed === undefined) throw new NotFoundException();
    const isWrite = !['GET', 'HEAD'].includes(request.method);
    const origin = originOf(this.config);
    // Refuses every other host name: under another name that led to this server, a stranger’s page could read the desk in an operator’s
    // browser.
    if (request.headers.host !== new URL(origin).host) throw new HttpException({ code: 'another-host' }, 421);
    if (isWrite && request.headers.origin !== origin) throw new ForbiddenException({ code: 'another-origin' });
    if (allowed === 'anybody') {
      if (isWrite) await within(this.limits.signIn, request.ip);
      return true;
    }

    const session = sessionIn(origin, request.headers.cookie);
    const telegramId = session && (await this.sessions.operatorOf(session));
    const role = telegramId && this.operators.roleOf(telegramId);
    if (!session || !telegramId || !role) throw new UnauthorizedException({ code: 'signed-out' });
    await within(this.limits.request, session);
    if (isWrite) {
      await within(this.limits.write, session);
      const token = request.headers['x-csrf-token'];
      if (typeof token !== 'string' || !isSame(token, csrfOf(session)))
        throw new ForbiddenException({ code: 'no-csrf-token' });
    }
    if (!isAllowed(role, allowed, isWrite)) throw new ForbiddenException({ code: 'not-your-role' });
    setOperator(request, { telegramId, role, session });
    return true;
  }
}

const isAllowed = (role: Role, allowed: Exclude<Allowed, 'anybody'>, isWrite: boolean): boolean => {
  if (allowed === 'read') return !isWrite;
  if (allowed === 'words') return role !== 'read-only';
  return allowed === 'session' || mayDo(role, allowed);
};

const within = async (limiter: RateLimiterMemory, key: string): Promise<void> => {
  await limiter.consume(key).catch(() => {
    throw new HttpException({ code: 'too-many-requests' }, 429);
  });
};
