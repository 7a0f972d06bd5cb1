/** The smallest app that Nest can make: one provider, one route. */
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { ready } from './told.mts';

class Health {
  status(): object {
    return { status: 'ok' };
  }
}
Get()(Health.prototype, 'status', Object.getOwnPropertyDescriptor(Health.prototype, 'status') as PropertyDescriptor);
Controller()(Health);

class App {}
Module({ controllers: [Health] })(App);

const app = await NestFactory.create(App, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
ready((await app.getUrl()).replace('[::1]', '127.0.0.1'));
