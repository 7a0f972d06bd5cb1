import { applyDecorators } from '@nestjs/common';
import { IsIn, IsOptional, IsString, Matches } from 'class-validator';
import { DEFAULT_INSTALLATION } from '@aisha/domain';
import { FractionField, IntField, OptionalTextField, UrlField } from './config-fields';
import { InstallationField } from './installation';

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;

const OTLP_PROTOCOLS = ['http/protobuf', 'http/json'] as const;

/** The samplers, by their names in the OpenTelemetry standard. */
const OTEL_SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** The environment of every app. Each app's own class extends it. */
export class AppConfig {
  /**
   * The first part of this installation's names on servers that it may share with other installations: logins in Postgres, keys in Redis.
   */
  @InstallationField() INSTALLATION = DEFAULT_INSTALLATION;

  /** `trace`, `debug`, `info`, `warn`, `error` or `silent`. */
  @IsIn(LOG_LEVELS) LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /** A folder in which each app writes a log file; without it, apps log to standard output. */
  @OptionalTextField() LOG_DIR?: string;

  /** The port on which an app answers /health and /metrics; it is not public. 0 asks the system for a free port. */
  @IntField(0, 65_535) HEALTH_PORT = 0;

  /** The release, for metrics and the first line of the log; without it, the version of package.json. */
  @OptionalTextField() BUILD_VERSION?: string;

  /** The commit that the image was built from. */
  @OptionalTextField() BUILD_COMMIT?: string;

  /**
   * How long work under way may still take when the app is stopped. The app requeues work that takes longer, and ends within 5 s after that.
   * `npm start` kills the app after 10 s. Compose, systemd and Kubernetes wait longer than the 70000 that they set, or 240000 for `transcriber`.
   */
  @IntField(0, 3_600_000) STOP_GRACE_MS = 8_000;

  /**
   * A collector's address for OTLP over HTTP, such as http://collector:4318: each order becomes a trace there. Without
   * it no order is traced (decision 160).
   */
  @IsOptional() @UrlField(['http', 'https']) OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** `http/protobuf` or `http/json`: how spans are written. */
  @IsIn(OTLP_PROTOCOLS) OTEL_EXPORTER_OTLP_PROTOCOL: (typeof OTLP_PROTOCOLS)[number] = 'http/protobuf';

  /**
   * Which orders are traced: `always_on`, `always_off` or `traceidratio`, or one of these after `parentbased_`, which changes nothing here.
   */
  @IsIn(OTEL_SAMPLERS) OTEL_TRACES_SAMPLER: (typeof OTEL_SAMPLERS)[number] = 'parentbased_always_on';

  /** The part of all orders that `traceidratio` traces, from 0 to 1; every app must have the same value. */
  @FractionField() OTEL_TRACES_SAMPLER_ARG = 1;

  /** The address to listen on; `npm start` sets loopback. */
  @IsString() LISTEN_HOST = '0.0.0.0';
}

/** The further environment of an app with tables of its own. */
export class DatabaseAppConfig extends AppConfig {
  /**
   * The app's own login on PostgreSQL 15 or newer: postgres://aisha_billing:password@host:port/database. Several servers, of which one is
   * the primary, are written as a list: host:port,host:port (decision 172).
   */
  @IsPostgresUrl() DATABASE_URL!: string;

  /**
   * Redis 7 or newer; `rediss://` for TLS; `redis-sentinel://login:password@host:port,host:port#name` where sentinels know the primary. Without
   * it the queue lives in Postgres.
   */
  @IsRedisUrl() REDIS_URL?: string;

  /** Connections that an app keeps to Postgres; bot-gateway's default is 10. */
  @IntField(1, 100) DATABASE_POOL = 5;
}

function IsPostgresUrl() {
  return Matches(/^postgres(ql)?:\/\/\S+$/, { message: '$property must be a postgres:// URL' });
}
function IsRedisUrl() {
  return applyDecorators(
    IsOptional(),
    Matches(/^(rediss?|redis-sentinel):\/\/\S+$/, { message: '$property must be a redis:// URL' }),
  );
}
