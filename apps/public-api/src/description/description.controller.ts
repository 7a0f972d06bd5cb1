import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { ForAnybody } from '../http/caller';
import { Description } from './description';
import { pageOf } from './page';

/** The policy of the page, which loads no scripts, fonts or pictures. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The description of the API, for programs and for people. Everybody may read it. */
@ApiExcludeController()
@Controller('v1')
@ForAnybody()
export class DescriptionController {
  constructor(private readonly description: Description) {}

  @Get('openapi.json')
  json(): OpenAPIObject {
    return this.description.document;
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  @Header('x-content-type-options', 'nosniff')
  page(): string {
    return pageOf(this.description.document);
  }
}
