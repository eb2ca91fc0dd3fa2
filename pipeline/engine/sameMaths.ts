/**
 * Sources that compute, bit for bit, what earlier ones computed: hash of today's sources of a family (`hashSources`)
 * to the hash under which its fits are in the cache. An entry is written by whoever changes the plumbing of a family
 * and has compared its models before and after, byte for byte. It holds for exactly those sources: the next edit of
 * them has another hash, finds no entry, and its fits are made anew. An entry whose first hash is no family's any
 * more does nothing and may go.
 */
export const SAME_MATHS: Readonly<Record<string, string>> = {
  // A room of their own, checkpoints, kernels of our own, a way to stop, and threads that help: with the kernels of the
  // set "simd" fits of many shapes and settings agree byte for byte. Those of the set "relaxed" have keys of their own.
  // forest
  b919e37f939802b2c16f4ae227c69538436b6405ddc98cffc3b45d079c1c80cb:
    '665ed6904789e349a941ee5dc57e66e4da48f7f016ea9921b7774c15cadfc6fe',
  // nearest
  '820ffcf3b0224cd615b950f2fbc7adafaca7423042ce1a16e903d6ac3861e480':
    '41846b1a9546dc96605ee7ab8624741a8a86cef0b52508b697256c85772c4297',
  // perceptron
  '474eb3ad9768c31b7e3b38448c862403ae878f4d7d26855e9074103dc18f9804':
    '0d453435fadd9ce20e5b204f9d932eedb52dc2f1ffec50020e49526eb1f473f8',
  // convnet
  '244bbb7bea4ba8eabb60a06f75cdc64d77e656234cbebcb9542d2d6d1b088d1d':
    '4d54259c014c8c3b6f9c61067d1b8ea56e5d398beff8ec8450112b32d6f3e875',
  // convnetPlus
  '1d4b5c5c41ae29088724a987ebba0f358c43bd287d3631dc9591a8dd9b6bb74f':
    'eb7ea79dcfe35b49758986f9edf3d811eb5e720a82d06ee8cad04f0eab45d481',
  // svm: the path of the random numbers, and how its package is loaded; states of both kernels agree byte for byte.
  '4d4774b5bcffd170023c6d30db1466fd83761bcff3566c1f276bb71859bccae5':
    '53a92deee75e10c6813a0e859f90191339245009254f8a6a72e86c807c5317b0',
};
