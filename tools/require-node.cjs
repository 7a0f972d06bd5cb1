// Runs on any Node, even one too old for the rest, to say what is missing instead of a stack trace.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 11)) {
  console.error(
    `Aisha needs Node 24.11 or newer and this is ${process.versions.node}.\n` +
      'On Linux x64 `npm ci` brings the right one with it: run the command through npm (npm start, npm test).\n' +
      'Elsewhere install Node 24 (see .nvmrc) and try again.',
  );
  process.exit(1);
}
