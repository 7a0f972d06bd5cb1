// Joins a convolution, its normalization and its cut at 6 (ReLU6) into one operation.
import { tf } from './tensors.mjs';

/**
 * Lets each convolution of a network do the work of the layers that follow it. The normalization, whose numbers no longer change after
 * training, becomes part of the kernel and a bias; the cut at 6 becomes the operation's activation. On WebAssembly the normalization alone
 * takes as long as all convolutions together (measured). The network's answers differ from the original's by rounding alone.
 */
export function fuseLayers(network) {
  for (const normalization of network.layers.filter((layer) => layer.getClassName() === 'BatchNormalization')) {
    const convolution = normalization.inboundNodes[0].inboundLayers[0];
    const followers = normalization.outboundNodes.map(({ outboundLayer }) => outboundLayer);
    const cut = followers.find((layer) => layer.getClassName() === 'ReLU' && layer.maxValue === 6);
    const isDepthwise = convolution.getClassName() === 'DepthwiseConv2D';
    const { filter, bias } = folded(convolution, normalization, isDepthwise);
    const { strides, padding: pad } = convolution;
    const convolve = isDepthwise ? tf.fused.depthwiseConv2d : tf.fused.conv2d;
    convolution.call = (input) =>
      convolve({ x: only(input), filter, bias, strides, pad, activation: cut ? 'relu6' : 'linear' });
    for (const done of cut ? [normalization, cut] : [normalization]) done.call = passedOn;
  }
}

const folded = (convolution, normalization, isDepthwise) =>
  tf.tidy(() => {
    const [kernel] = convolution.getWeights();
    const [gamma, beta, mean, variance] = normalization.getWeights();
    const factor = tf.div(gamma, tf.sqrt(tf.add(variance, normalization.epsilon)));
    return {
      filter: tf.mul(kernel, isDepthwise ? tf.reshape(factor, [-1, 1]) : factor), // a depthwise kernel has its channels in the last dimension but one
      bias: tf.sub(beta, tf.mul(mean, factor)),
    };
  });

const only = (input) => (Array.isArray(input) ? input[0] : input);

/** Returns the input's values as a new tensor, because a layer may not return its input; a clone would copy the values. */
const passedOn = (input) => tf.reshape(only(input), only(input).shape);
