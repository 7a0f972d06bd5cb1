// Traces name our TypeScript. Not of packages: to read the maps of all of them takes a fifth of an app's start.
require('node:module').setSourceMapsSupport(true, { nodeModules: false, generatedCode: false });
