import 'reflect-metadata';
import { channel } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { collectDefaultMetrics } from 'prom-client';
import type { AppConfig } from '../app.config';
import { buildOf, showBuild } from '../build-info';
import { collectAtRest } from './collect-at-rest';
import { ConfigError, parseConfig, type ConfigClass } from '../config';
import { Health } from '../health';
import { httpAdapter } from './http-adapter';
import { Logger } from '../logger';
import type { Tracing } from '../tracing/open-telemetry';

export { httpAdapter, ROUTER_OPTIONS } from './http-adapter';

interface StartOptions<C extends AppConfig> {
  readonly name: string;
  readonly module: Type;
  readonly config: ConfigClass<C>;
  /** The port of /health and /metrics; HEALTH_PORT unless given. */
  readonly port?: (config: C) => number;
  /** Makes Nest's transport for the app's inbox, once Nest has built the app. */
  readonly inbox?: (app: NestFastifyApplication) => CustomTransportStrategy;
  /** Opens further parts of the app, such as a server of its own; an error thrown there ends the app. */
  readonly opens?: (app: NestFastifyApplication) => Promise<void>;
}

/** The messages of an app to the launcher, through the pipe between them. */
interface ToldByApp {
  /** The port at which the app answers /health and /metrics from now on. */
  readonly healthPort: number;
}

/**
 * With this argument an app loads its code, and begins only when the launcher says that what the app needs is there
 * (tools/start/app-process.mts).
 */
const BEGINS_WHEN_TOLD = '--begin-when-told';

/**
 * The pause between two looks at the event loop. It is long, because each look wakes the processor, in every process, all day. A loop that
 * is held up for longer than the pause is certainly noticed.
 */
export const LOOK_AT_EVENT_LOOP_EVERY_MS = 250;

/** When what V8 compiled is kept, after the start: 3 s leave the busy start undisturbed, and few processes stop earlier. */
const KEEP_COMPILED_AFTER_MS = 3_000;

/** The starter of the app's bundle listens here, and keeps what V8 compiled for the start (tools/bundle/starter.cjs). */
const STARTED = 'aisha:started';

/** Keeps for the next start what V8 has compiled. Node would write its own cache at the end of the process, which adds seconds to each stop. */
const keepCompiled = (): void => {
  flushCompileCache();
  channel(STARTED).publish(undefined);
};

/**
 * How long after the grace the process ends by force: 5 s are enough to requeue and to close connections. k8s/base grants more, so that the
 * app ends itself and logs that.
 */
export const FORCED_EXIT_AFTER_GRACE_MS = 5_000;

/** How soon a process ends after its launcher was killed. */
const ORPHAN_EXIT_MS = 1_500;

/** Ends without flushing: an orphan's log goes to a closed pipe, and the write would be retried for ever. */
const vanish = (): boolean => process.kill(process.pid, 'SIGKILL');

/**
 * Starts one app: validates its environment, builds it, opens /health and /metrics, serves its inbox, and ends in order on
 * SIGTERM, SIGINT or when the launcher that holds the other end of its IPC pipe is gone.
 */
export async function start<C extends AppConfig>(options: StartOptions<C>): Promise<NestFastifyApplication> {
  process.on('disconnect', () => setTimeout(vanish, ORPHAN_EXIT_MS)); // the launcher may go while the app starts or stops, too
  if (process.argv.includes(BEGINS_WHEN_TOLD)) await once(process, 'message');
  let config: C;
  try {
    config = parseConfig(options.config, process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${options.name}: ${error.message}\n`);
    process.exit(1);
  }
  collectDefaultMetrics({ eventLoopMonitoringPrecision: LOOK_AT_EVENT_LOOP_EVERY_MS });
  const build = buildOf(config);
  showBuild(options.name, build);
  const die = (event: string, error: unknown): never => {
    Logger.forApp(options.name, { level: config.LOG_LEVEL, dir: config.LOG_DIR, sync: true, build }).failed(
      event,
      error,
    );
    process.exit(1);
  };
  // Node would print the whole error, with the parameters of a statement.
  process.on('uncaughtException', (error) => die('app.crashed', error));
  const adapter = httpAdapter();
  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, {
    logger: false, // Nest would print an error in its own way, in colours and over many lines; `die` writes one line
    rawBody: true,
    abortOnError: false,
  }).catch((error: unknown) => die('app.start-failed', error));
  const log = app.get(Logger);
  app.useLogger(log);
  // Loaded only when an address is configured: an app that traces nothing loads nothing of the SDK.
  const tracing = config.OTEL_EXPORTER_OTLP_ENDPOINT
    ? (await import('../tracing/open-telemetry.js')).openTracing(options.name, config, build, log)
    : undefined;
  if (options.inbox) {
    app.connectMicroservice({ strategy: options.inbox(app) }, { inheritAppConfig: true });
  }
  stopInOrder(app, config.STOP_GRACE_MS, tracing);
  process.on('unhandledRejection', (error) => log.failed('app.unhandled-rejection', error));

  const port = options.port?.(config) ?? config.HEALTH_PORT;
  try {
    await app.init(); // all parts are ready before the app takes the first message
    await app.startAllMicroservices();
    await app.listen(port, config.LISTEN_HOST);
  } catch (error) {
    die('app.start-failed', error); // a half-built app would seem alive; once it has ended, its supervisor starts it again
  }
  await options.opens?.(app).catch((error: unknown) => die('app.start-failed', error));
  // The system may have chosen the port: the launcher reads it here.
  const { port: healthPort } = app.getHttpServer().address() as AddressInfo;
  process.send?.({ healthPort } satisfies ToldByApp, undefined, undefined, () => {}); // errors do not matter when the launcher is gone
  log.info('app.started', { port });
  setTimeout(keepCompiled, KEEP_COMPILED_AFTER_MS).unref();
  collectAtRest();
  return app;
}

/** Ends the app on SIGTERM, on SIGINT and when its launcher is gone: closes its parts, and by force what has not closed in time. */
function stopInOrder(app: NestFastifyApplication, graceMs: number, tracing: Tracing | undefined): void {
  const log = app.get(Logger);
  let stopping = false;
  const stop = (why: string, exit: (code: number) => void = process.exit): void => {
    if (stopping) return;
    stopping = true;
    log.info('app.stopping', { why });
    app.get(Health).markStopping();
    setTimeout(() => process.exit(1), graceMs + FORCED_EXIT_AFTER_GRACE_MS).unref();
    const closed = app.close().finally(() => tracing?.close()); // the stop itself makes the last spans
    closed.then(
      () => {
        log.info('app.stopped');
        log.flush();
        exit(0);
      },
      (error: unknown) => {
        log.failed('app.stop-failed', error);
        log.flush();
        exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('disconnect', () => stop('launcher is gone', vanish));
}
