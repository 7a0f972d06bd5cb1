import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ApiRoutes } from './api-routes';
import { describe } from '../description/description';

/** Makes the OpenAPI document without a running app. `npm run docs` stores it, and makes the types of the API’s client from it. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiRoutes.with(() => ({})),
    new FastifyAdapter(),
    { logger: false, abortOnError: false },
  );
  try {
    return describe(app);
  } finally {
    await app.close();
  }
}
