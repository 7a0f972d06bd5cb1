/** An app with nothing in it, started as every app is. TINY_FAULT makes it fail in one of the ways an app can. */
const { Module } = require('@nestjs/common');
const { AppConfig, PlatformModule } = require('@aisha/platform');
const { start } = require('@aisha/platform/start');

const fault = process.env.TINY_FAULT;
class AppModule {}
const providers =
  fault === 'build' ? [{ provide: 'storage', useFactory: () => Promise.reject(new Error('no storage')) }] : [];
Module({ imports: [PlatformModule.forApp('tiny', AppConfig)], providers })(AppModule);

void start({ name: 'tiny', module: AppModule, config: AppConfig }).then(() => {
  if (fault === 'uncaught')
    setImmediate(() => {
      throw Object.assign(new Error('query failed'), { parameters: ['a secret prompt'] });
    });
});
