module.exports = { ...require('../../jest.preset.cjs'), displayName: 'image-generator', rootDir: __dirname };
