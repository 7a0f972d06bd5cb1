/**
 * A test loads this file before an app. It answers any message with the number of modules of OpenTelemetry's SDK that are loaded.
 * OpenTelemetry's API does not count, because prom-client loads it.
 */
process.on('message', () => {
  const loaded = Object.keys(require.cache).filter((file) => /@opentelemetry.(?!api.)/.test(file));
  process.send({ ofSdk: loaded.length });
});
