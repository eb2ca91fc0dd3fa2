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
  // perceptron: only checkpoints were added.
  c8b332410ba1c30739218c2a0848be405f0601c5b491038aebfd5ad657a300cb:
    '3d2bf9e350a3cefa31fadb224eb82f99d0af31991928c2142297bc3516ea888a',
  // convnet: only checkpoints were added.
  '2b83f3c3562201078a62653f466b5de35af1ca57b361cfb3244a0b14b273ac1f':
    '26640c0c207c3044111ce975c40c9abaec4fdbc132b993e9dd58557800ab4174',
  // convnetPlus: only checkpoints were added.
  b8ae0976a32e6a97fb28296a117c8138fbf00de37fdd2469e974a30620f707a9:
    'c493094853954dc650c55a9855232cc5ffbf55f80f39db7066f8f0163a8fb988',
};
