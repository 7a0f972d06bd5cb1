import { BadRequestException, ValidationPipe, type ValidationError } from '@nestjs/common';

/** The name of what is wrong itself: of a field of a list's item, that field's, because a form has no word for the list. */
const fieldsOf = ({ property, children = [] }: ValidationError): string[] =>
  children.length > 0 ? children.flatMap(fieldsOf) : [property];

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
    new BadRequestException({ code: 'fields-not-valid', fields: [...new Set(wrong.flatMap(fieldsOf))] }),
});
