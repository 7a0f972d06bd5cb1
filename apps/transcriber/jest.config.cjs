module.exports = { ...require('../../jest.preset.cjs'), displayName: 'transcriber', rootDir: __dirname };
