import { ValidationPipe } from '@nestjs/common';

/**
 * What a browser sends, as the class of the parameter says: an unknown field or a value of another form is answered with 400 and the
 * names of the fields.
 */
export const checked = new ValidationPipe({
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  transform: true,
  transformOptions: { exposeDefaultValues: true },
  validationError: { target: false, value: false },
});
