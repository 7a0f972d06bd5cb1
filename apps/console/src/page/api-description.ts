import type { INestApplication } from '@nestjs/common';
import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiExcludeController, DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Access } from '../door/access';

/** Describes the API of the desk as OpenAPI, from the routes themselves. */
@Injectable()
export class ApiDescription {
  private document: OpenAPIObject | undefined;

  /** Reads the routes of the app, once the app is built. */
  describe(app: INestApplication): void {
    const about = new DocumentBuilder()
      .setTitle('Aisha: the owner’s desk')
      .setDescription('Inside only: a session of the desk reads it. A list goes on with `after` of the answer before.')
      .setVersion('1')
      .addCookieAuth('desk')
      .build();
    this.document = SwaggerModule.createDocument(app, about);
  }

  get openapi(): OpenAPIObject {
    return this.document!;
  }
}

@ApiExcludeController()
@Controller('api')
export class ApiDescriptionController {
  constructor(private readonly description: ApiDescription) {}

  @Access('read')
  @Get('openapi.json')
  openapi(): OpenAPIObject {
    return this.description.openapi;
  }
}
