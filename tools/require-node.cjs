// Runs on any Node, even one too old for the rest, to say what is missing instead of a stack trace.
const isOldNode = (version = process.versions.node) => {
  const [major, minor] = version.split('.').map(Number);
  return major < 24 || (major === 24 && minor < 11);
};
module.exports = { isOldNode };

if (require.main === module && isOldNode()) {
  console.error(
    `Aisha needs Node 24.11 or newer and this is ${process.versions.node}.\n` +
      'On Linux x64 `npm ci` fetches the right one: run it without --ignore-scripts, and the command through npm (npm start, npm test).\n' +
      'Elsewhere install Node 24 (see .nvmrc) and try again.',
  );
  process.exit(1);
}
