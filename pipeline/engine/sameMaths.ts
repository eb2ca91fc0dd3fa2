/**
 * Sources that compute, bit for bit, what earlier ones computed: hash of today's sources of a family (`hashSources`)
 * to the hash under which its fits are in the cache. An entry is written by whoever changes the plumbing of a family
 * and has compared its models before and after, byte for byte. It holds for exactly those sources: the next edit of
 * them has another hash, finds no entry, and its fits are made anew. An entry whose first hash is no family's any
 * more does nothing and may go.
 */
export const SAME_MATHS: Readonly<Record<string, string>> = {
  // forest: only checkpoints were added.
  '74d3ad9b3b1d28ad906e4aca1907590b1a0be5af6a756ddc13fede345e415583':
    '665ed6904789e349a941ee5dc57e66e4da48f7f016ea9921b7774c15cadfc6fe',
  // The rest: checkpoints, kernels of our own, and a choice of backends; 31 fits of many shapes and settings agree.
  // nearest
  '16136e08a41577e33a081720101b0cf70a393f4da9cb99cb5e6daf07a459791a':
    '41846b1a9546dc96605ee7ab8624741a8a86cef0b52508b697256c85772c4297',
  // perceptron
  '7594765a47a6098b195e7cffdc3c557dd07313eb16f740664a5a23d73eb93a32':
    '0d453435fadd9ce20e5b204f9d932eedb52dc2f1ffec50020e49526eb1f473f8',
  // convnet
  '92a41699cb72cc186fab48ccd7041c4d1c4889e48c129408718717fbd26fd1e9':
    '4d54259c014c8c3b6f9c61067d1b8ea56e5d398beff8ec8450112b32d6f3e875',
  // convnetPlus
  '91d2bf61c6e5f450313fc34fd5e5ea2014e077d1bff6077c73d79ea39a4446aa':
    'eb7ea79dcfe35b49758986f9edf3d811eb5e720a82d06ee8cad04f0eab45d481',
};
