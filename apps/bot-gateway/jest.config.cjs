module.exports = { ...require('../../jest.preset.cjs'), displayName: 'bot-gateway', rootDir: __dirname };
