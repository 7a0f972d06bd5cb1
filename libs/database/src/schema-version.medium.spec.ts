import { describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DatabaseAppConfig, PlatformModule } from '@aisha/platform';
import { Admin, afterThisTest, onEmptyPostgres } from '@aisha/testing';
import { DatabaseModule } from './database.module';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';

class Config extends DatabaseAppConfig {
  override LOG_LEVEL = 'silent' as const;
}

/** Billing as a small app on a database of its own: only the schema decides whether it is ready. */
const setup = async () => {
  const { url, urlOf, passwords } = await onEmptyPostgres();
  await migrate(url, { passwords });
  const admin = await Admin.connect(url);
  afterThisTest(() => admin.close());
  const newest = MIGRATIONS.at(-1)!.name;
  const start = async () => {
    process.env['DATABASE_URL'] = urlOf('billing');
    class AppModule {}
    Module({ imports: [PlatformModule.forApp('billing', Config), DatabaseModule.forSchema('billing', Config)] })(
      AppModule,
    );
    const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
      logger: false,
      abortOnError: false,
    });
    afterThisTest(() => app.close());
    await app.listen(0, '127.0.0.1');
    const inside = await app.getUrl();
    return { isReady: async () => (await fetch(`${inside}/health/ready`)).ok };
  };
  return { admin, newest, start, migrateAgain: () => migrate(url, { passwords }) };
};

describe('an app on a schema older than itself', () => {
  it('an app on a schema older than itself does not start, and says what to do', async () => {
    const { admin, newest, start } = await setup();
    await admin.query(`DELETE FROM aisha_migration WHERE name = '${newest}'`);

    await expect(start()).rejects.toThrow(new RegExp(`lacks 1 of its migrations, the last of them ${newest}.*migrate`));
  });

  it('an app does not start on a database without migrations', async () => {
    const { admin, start } = await setup();
    await admin.query(`DROP TABLE aisha_migration`);

    await expect(start()).rejects.toThrow(`lacks ${MIGRATIONS.length} of its migrations`);
  });

  it('an app is not ready once an older backup has replaced the schema, and ready again after the migrations', async () => {
    const { admin, newest, start } = await setup();
    const { isReady } = await start();
    expect(await isReady()).toBe(true);

    await admin.query(`UPDATE aisha_migration SET name = 'Other' WHERE name = '${newest}'`);
    expect(await isReady()).toBe(false);

    await admin.query(`UPDATE aisha_migration SET name = '${newest}' WHERE name = 'Other'`);
    expect(await isReady()).toBe(true);
  });
});

describe('an app on a schema newer than itself', () => {
  it('an app on a schema newer than itself starts and is ready: the next release may have migrated already', async () => {
    const { admin, start } = await setup();
    await admin.query(
      `INSERT INTO aisha_migration ("timestamp", name) VALUES (9999999999999, 'OfTomorrow9999999999999')`,
    );

    expect(await (await start()).isReady()).toBe(true);
  });

  it('an app on a schema newer than itself starts after a rollback has run its migrations again, and these change nothing', async () => {
    const { admin, start, migrateAgain } = await setup();
    await admin.query(`ALTER TABLE billing.account ADD of_tomorrow int NOT NULL DEFAULT 7`);
    await admin.query(`CREATE TABLE billing.of_tomorrow (id int)`);
    await admin.query(
      `INSERT INTO aisha_migration ("timestamp", name) VALUES (9999999999999, 'OfTomorrow9999999999999')`,
    );
    await admin.query(`INSERT INTO aisha_migration_digest VALUES ('OfTomorrow9999999999999', 'of tomorrow')`);

    expect(await migrateAgain()).toEqual([]);
    expect(await admin.query(`SELECT FROM aisha_migration WHERE name = 'OfTomorrow9999999999999'`)).toHaveLength(1);
    expect(await admin.query('SELECT of_tomorrow FROM billing.account, billing.of_tomorrow')).toEqual([]);
    expect(await (await start()).isReady()).toBe(true);
  });
});
