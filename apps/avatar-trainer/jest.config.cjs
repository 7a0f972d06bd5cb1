module.exports = { ...require('../../jest.preset.cjs'), displayName: 'avatar-trainer', rootDir: __dirname };
