/** The kernels' entry points; memory is that of the WebAssembly backend of TensorFlow.js, or any other. */
export { convolve, filterGradient, packTurned } from './convolution';
export { multiply, multiplyTransposed, pack } from './product';
