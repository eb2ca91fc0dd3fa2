/** The kernels' entry points; memory is that of the WebAssembly backend of TensorFlow.js, or any other. */
export { adam } from './adam';
export { mapSums, normaliseMaps, normGradients, openSums } from './batchNorm';
export { convolve, filterGradient, packTurned } from './convolution';
export { addBias, copyEvery, sumOpen } from './dense';
export { multiplyDrawings, widenPixels } from './distances';
export { inkOf } from './ink';
export { layInks, listInk, sumInk, sumTurned, turnInk } from './inkLists';
export { layPairs, multiplyPairs } from './inkPairs';
export {
  leanGradients,
  leanMaps,
  leanOpenSums,
  leanPooledGradients,
  leanPooledMaps,
  leanPooledSums,
  leanSums,
  meanPlaces,
  spreadOverPlaces,
} from './leanNorm';
export { dropMask } from './mask';
export { convolvePooled } from './pooledConvolution';
export { pooledGradients } from './pooledGradients';
export { multiply, multiplyTransposed, pack } from './product';
export { codeDistances, pixelDistances, roundProducts, smallest, within } from './prune';
export { countZeros, multiplySparse, multiplySparseTransposed } from './sparse';
export { addTo } from './sums';
export { winogradConvolve, winogradFilter, winogradFilterGradient } from './winograd';
