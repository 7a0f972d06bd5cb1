import { parseAdmins } from '@aisha/domain';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
} from 'class-validator';
import { applyDecorators } from '@nestjs/common';

const URL_OPTIONS = { require_tld: false, require_protocol: true };

/** A whole number within bounds, written in the environment as digits. */
export const IntField = (min: number, max: number) => {
  const message = `$property must be a whole number from ${min} to ${max}`;
  return applyDecorators(
    Transform(({ value }) => (typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value)),
    IsInt({ message }),
    Min(min, { message }),
    Max(max, { message }),
  );
};

/** A number from 0 to 1, written in the environment as digits with a point. */
export const FractionField = () => NumberField(0, 1);

/** A number within bounds, written in the environment as digits with a point. */
export const NumberField = (min: number, max: number) => {
  const message = `$property must be a number from ${min} to ${max}`;
  return applyDecorators(
    Transform(({ value }) => (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value)),
    IsNumber({}, { message }),
    Min(min, { message }),
    Max(max, { message }),
  );
};

/** `true`/`1` or `false`/`0`. */
export const BooleanField = () =>
  applyDecorators(
    Transform(({ value }) =>
      value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value,
    ),
    IsBoolean(),
  );

export const UrlField = (protocols: string[]) =>
  applyDecorators(
    IsUrl({ ...URL_OPTIONS, protocols }, { message: `$property must be a ${protocols.join(' or ')} URL` }),
  );

/**
 * The address at which a provider calls us: calls carry secrets, so it is https, and plain http on this machine only.
 */
export const WebhookUrlField = () => {
  const message = '$property must be an https URL (http on loopback only): put a proxy with TLS in front';
  return applyDecorators(
    IsUrl({ ...URL_OPTIONS, protocols: ['https', 'http'] }, { message }),
    Matches(/^(https:|http:\/\/(127\.0\.0\.1|localhost|\[::1\])([:/?]|$))/i, { message }),
    // Refuses the example address of k8s/base: an installation that keeps it would wait for calls that go elsewhere.
    Matches(/^(?!https?:\/\/([^/?#]*[.@])?example\.(com|net|org)([:/?#]|$))/i, {
      message: '$property is the address of an example: put your own',
    }),
  );
};

/**
 * A secret that proves calls, ours or a provider's. It has 32 characters or more, so that no stranger can guess it at the rate of calls that
 * we accept.
 */
export const SecretField = () =>
  applyDecorators(
    MinLength(32, { message: '$property must be 32 characters or more: `openssl rand -hex 32` makes one' }),
  );

export const OptionalTextField = () => applyDecorators(IsOptional(), IsString());

/** Operators as Telegram ids with roles: `500001:owner,500002:support`; an id without a role is an owner's. */
export const AdminsField = () =>
  applyDecorators(
    ValidateBy({
      name: 'isAdmins',
      validator: {
        validate: (setting) => problemOfAdmins(setting) === undefined,
        defaultMessage: (given) => `$property ${problemOfAdmins(given?.value)}`,
      },
    }),
  );

const problemOfAdmins = (setting: unknown): string | undefined => {
  try {
    parseAdmins(String(setting));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

/** Comma-separated words, read into a list. */
export const ListField = () =>
  applyDecorators(
    Transform(({ value }) =>
      typeof value === 'string'
        ? value
            .split(',')
            .map((word) => word.trim())
            .filter(Boolean)
        : value,
    ),
    IsString({ each: true }),
  );
