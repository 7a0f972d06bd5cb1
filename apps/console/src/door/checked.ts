import { BadRequestException, ValidationPipe } from '@nestjs/common';

/**
 * Checks what a browser sends by the class of the parameter. An unknown field or a malformed value is answered with 400 and the names of
 * the fields.
 */
export const checked = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  transform: true,
  transformOptions: { exposeDefaultValues: true },
  exceptionFactory: (wrong) =>
    new BadRequestException({ code: 'fields-not-valid', fields: wrong.map(({ property }) => property) }),
});
