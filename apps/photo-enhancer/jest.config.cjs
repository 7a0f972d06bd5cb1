module.exports = { ...require('../../jest.preset.cjs'), displayName: 'photo-enhancer', rootDir: __dirname };
