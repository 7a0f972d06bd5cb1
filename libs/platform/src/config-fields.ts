import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, IsUrl, Max, Min } from 'class-validator';
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

export const OptionalTextField = () => applyDecorators(IsOptional(), IsString());

/** Comma-separated words. */
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
