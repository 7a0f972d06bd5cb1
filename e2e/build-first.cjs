const { execFileSync } = require('node:child_process');
const path = require('node:path');

/** Compiles what has changed, once before all stories. */
module.exports = () => {
  execFileSync(process.execPath, ['tools/build.mts'], { cwd: path.join(__dirname, '..'), stdio: 'inherit' });
};
