/** The types `Of` by `Key`, where there is one for every key: the compiler names those that are missing. */
export type Every<Key extends string, Of extends Readonly<Record<Key, unknown>>> = Of;
