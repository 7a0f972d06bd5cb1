// Stack traces name our TypeScript, but no sources of packages: reading the maps of all packages takes a fifth of an app's start.
require('node:module').setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
