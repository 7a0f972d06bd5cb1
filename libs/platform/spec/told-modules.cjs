/**
 * A test loads this file before an app: it answers with how many modules of OpenTelemetry's SDK are loaded. Its API comes with prom-client.
 */
process.on('message', () => {
  const loaded = Object.keys(require.cache).filter((file) => /@opentelemetry.(?!api.)/.test(file));
  process.send({ ofSdk: loaded.length });
});
