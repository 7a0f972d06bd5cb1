// The parts of TensorFlow that our models use. The models' packages ask for `@tensorflow/tfjs`, which has all parts and is 180 MB larger.
const core = require('@tensorflow/tfjs-core');

// Each operation is also a method of its first tensor, as in the whole package: the models write
// `image.toFloat().div(255)`.
const { prototype } = core.Tensor;
for (const [name, operation] of Object.entries(core)) {
  const isOperation = typeof operation === 'function' && operation.name.endsWith(core.OP_SCOPE_SUFFIX);
  if (isOperation) prototype[name] ??= inPlaceOfFirst(operation);
}
prototype.toFloat = inPlaceOfFirst((tensor) => core.cast(tensor, 'float32'));
prototype.toInt = inPlaceOfFirst((tensor) => core.cast(tensor, 'int32'));
prototype.as1D = inPlaceOfFirst((tensor) => core.reshape(tensor, [tensor.size]));
for (const name of ['as2D', 'as3D', 'as4D'])
  prototype[name] = inPlaceOfFirst((tensor, ...shape) => core.reshape(tensor, shape));

function inPlaceOfFirst(operation) {
  return function (...others) {
    this.throwIfDisposed();
    return operation(this, ...others);
  };
}

module.exports = { ...core, ...require('@tensorflow/tfjs-layers'), ...require('@tensorflow/tfjs-converter') };
