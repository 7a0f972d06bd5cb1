module.exports = { ...require('../../jest.preset.cjs'), displayName: 'public-api', rootDir: __dirname };
