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
  '4ebf555e9a90b063e7f274db7f153448418359c7bbdb657c125885e9e811be42':
    '41846b1a9546dc96605ee7ab8624741a8a86cef0b52508b697256c85772c4297',
  // perceptron
  ec3d6ef84845c85d51d4442d83910203ea6f8c0e45cc3d48dc26a2a0cadedf25:
    '0d453435fadd9ce20e5b204f9d932eedb52dc2f1ffec50020e49526eb1f473f8',
  // convnet
  '7cba0126cbf3d21791aa549ef94c9fc9215511d285651a27cc9c39ebcf55cabe':
    '4d54259c014c8c3b6f9c61067d1b8ea56e5d398beff8ec8450112b32d6f3e875',
  // convnetPlus
  a63294c51bc940361392acb84f96e72c19a7d2cce0fa1cd80269fc60343ba73e:
    'eb7ea79dcfe35b49758986f9edf3d811eb5e720a82d06ee8cad04f0eab45d481',
  // logistic: written without an array method that older browsers lack; states agree byte for byte.
  '607f9f545fd735441af10f91754d96c6748bf7879b9466db5a5b7fcec7088744':
    '0fce8dff08c331509a0360f204f9ec6d31d66a832bdbf873657acd0ed83a41b0',
  // svm: the path of the random numbers, and how its package is loaded; states of both kernels agree byte for byte.
  '4d4774b5bcffd170023c6d30db1466fd83761bcff3566c1f276bb71859bccae5':
    '53a92deee75e10c6813a0e859f90191339245009254f8a6a72e86c807c5317b0',
};
