import { DOLLARS_A_STAR } from '@aisha/domain';
import { DatabaseAppConfig, IntField, NumberField, SecretField, UrlField, WithOperators } from '@aisha/platform';
import { WithCatalogue } from '@aisha/providers/catalogue';
import { IsOptional } from 'class-validator';

/** The settings of the owner's desk. */
export class ConsoleConfig extends WithCatalogue(WithOperators(DatabaseAppConfig)) {
  /** The port of the desk. It is not public: an owner reaches it from inside (docs/deploy.md). */
  @IntField(0, 65_535) CONSOLE_PORT = 8070;

  /**
   * The address at which operators open the desk, without a path: `https://desk.inside.example`. Requests for another host or from a page of
   * another origin are refused; with https the cookie is sent by https alone.
   */
  @UrlField(['https', 'http']) CONSOLE_URL = 'http://127.0.0.1:8070';

  /** How many US dollars Telegram pays out for a Star. Every figure of income uses it. */
  @NumberField(0.0001, 1) DOLLARS_A_STAR = DOLLARS_A_STAR;

  /**
   * The token of a link by which the first owner signs in without Telegram, as often as they like. Only for the sandbox: it is refused
   * unless LISTEN_HOST is 127.0.0.1.
   */
  @IsOptional() @SecretField() SANDBOX_DESK_TOKEN?: string;
}

/** The origin of the desk, as a browser names it. */
export const originOf = ({ CONSOLE_URL }: Pick<ConsoleConfig, 'CONSOLE_URL'>): string => new URL(CONSOLE_URL).origin;
