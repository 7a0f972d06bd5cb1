module.exports = { ...require('../../jest.preset.cjs'), displayName: 'printing', rootDir: __dirname };
