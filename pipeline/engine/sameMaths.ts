/**
 * Sources that compute, bit for bit, what earlier ones computed: hash of today's sources of a family (`hashSources`)
 * to the hash under which its fits are in the cache. An entry is written by whoever changes the plumbing of a family
 * and has compared its models before and after, byte for byte. It holds for exactly those sources: the next edit of
 * them has another hash, finds no entry, and its fits are made anew. An entry whose first hash is no family's any
 * more does nothing and may go.
 */
export const SAME_MATHS: Readonly<Record<string, string>> = {
  // A room of their own, checkpoints, kernels of our own, a choice of backends, and a way to stop: the published models
  // of a fresh run agree byte for byte, and so do fits of many shapes and settings that could be stopped but are not.
  // forest
  c1522bebf7f487139de16841f955ee5ce20833e77d1fb72b71bc9ed70a08ae55:
    '665ed6904789e349a941ee5dc57e66e4da48f7f016ea9921b7774c15cadfc6fe',
  // nearest
  '957eb7fcb9e25f831b80d0ee7a280ad28a932b93b5e1a668d8f548d0af64de38':
    '41846b1a9546dc96605ee7ab8624741a8a86cef0b52508b697256c85772c4297',
  // perceptron
  '8ee3d4bf655c85006b857cf383247d3d701dc597ced0bb870214bd65976fa4bd':
    '0d453435fadd9ce20e5b204f9d932eedb52dc2f1ffec50020e49526eb1f473f8',
  // convnet
  a624f4f3a0390122eed9ab4541d8a28ce20a9bd24d82413306a27a104d03d8de:
    '4d54259c014c8c3b6f9c61067d1b8ea56e5d398beff8ec8450112b32d6f3e875',
  // convnetPlus
  fa59cde1bfe22527fb1c72e53524e1b042101dbb5ba61b4d63795f22fef5989b:
    'eb7ea79dcfe35b49758986f9edf3d811eb5e720a82d06ee8cad04f0eab45d481',
  // svm: the path of the random numbers, and how its package is loaded; states of both kernels agree byte for byte.
  '4d4774b5bcffd170023c6d30db1466fd83761bcff3566c1f276bb71859bccae5':
    '53a92deee75e10c6813a0e859f90191339245009254f8a6a72e86c807c5317b0',
};
