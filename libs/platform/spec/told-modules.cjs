/** Loaded before an app: tells, when asked, how many modules of OpenTelemetry's SDK it has loaded. Its API comes with prom-client. */
process.on('message', () => {
  const loaded = Object.keys(require.cache).filter((file) => /@opentelemetry.(?!api.)/.test(file));
  process.send({ ofSdk: loaded.length });
});
