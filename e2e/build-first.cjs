const { execFileSync } = require('node:child_process');
const path = require('node:path');

/** Compiles what has changed, and prepares the state with which stories begin, once before all stories. */
module.exports = async () => {
  execFileSync(process.execPath, ['tools/build.mts'], { cwd: path.join(__dirname, '..'), stdio: 'inherit' });
  await require('./src/prepared-state').prepareState(); // after the build, because it loads what was compiled
};
