module.exports = { ...require('../../jest.preset.cjs'), displayName: 'webhook-receiver', rootDir: __dirname };
