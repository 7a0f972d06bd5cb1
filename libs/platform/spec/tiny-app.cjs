/**
 * An app that does one piece of work, started as every app is. TINY_FAULT makes it fail in one of the ways an app can.
 */
const { Module } = require('@nestjs/common');
const { AppConfig, Logger, PlatformModule, tracedWork, withWorkFacts } = require('@aisha/platform');
const { start } = require('@aisha/platform/start');

const fault = process.env.TINY_FAULT;
class AppModule {}
const providers =
  fault === 'build' ? [{ provide: 'storage', useFactory: () => Promise.reject(new Error('no storage')) }] : [];
Module({ imports: [PlatformModule.forApp('tiny', AppConfig)], providers })(AppModule);

void start({ name: 'tiny', module: AppModule, config: AppConfig }).then((app) => {
  void withWorkFacts({ orderId: '01a20f5d-9140-7771-ba70-9dfdaa27d25b' }, () =>
    tracedWork({ name: 'tiny work' }, async () => app.get(Logger).info('tiny.worked')),
  );
  if (fault === 'uncaught')
    setImmediate(() => {
      throw Object.assign(new Error('query failed'), { parameters: ['a secret prompt'] });
    });
});
