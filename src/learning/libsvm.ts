/** Training with LIBSVM 3.2 (Chang and Lin, 2011; https://www.csie.ntu.edu.tw/~cjlin/libsvm), compiled to JavaScript. */
import { PIXELS } from './classifier.ts';

interface LibsvmModel {
  train(samples: readonly Float64Array[], labels: readonly number[]): void;
  /** Positions in the training set. */
  getSVIndices(): number[];
  /** The model as LIBSVM's svm_save_model writes it. */
  serializeModel(): string;
  free(): void;
}
type Libsvm = new (options: Readonly<Record<string, number | string | boolean>>) => LibsvmModel;

let loaded: Libsvm | undefined;

/**
 * The asm.js build: the WebAssembly one is 1.3 times as fast, but writes warnings at every start. Either makes the
 * process exit without a word on any unhandled rejection; that handler is taken away again.
 */
async function load(): Promise<Libsvm> {
  if (loaded) return loaded;
  const before = process.listeners('unhandledRejection');
  // @ts-expect-error: the package declares no types.
  loaded = ((await import('libsvm-js/asm.js')) as unknown as { default: Libsvm }).default;
  for (const listener of process.listeners('unhandledRejection'))
    if (!before.includes(listener)) process.off('unhandledRejection', listener);
  return loaded;
}

export interface LibsvmFit {
  /** Training drawings that became support vectors. [n] */
  readonly indices: readonly number[];
  /** LIBSVM's sv_coef. [m - 1, n] */
  readonly coefficients: Float64Array;
  /** By pair of classes, to six digits, as LIBSVM writes its model files. [m (m - 1) / 2] */
  readonly rho: Float64Array;
}

/**
 * Solves the one-vs-one problems of C-SVC to LIBSVM's and scikit-learn's default tolerance, 1e-3.
 * @param pixels ink 0..255, LIBSVM gets it as 0..1. [count, 784]
 * @param labels ascending, so that LIBSVM numbers the classes alike; at least two different ones. [count]
 */
export async function trainLibsvm(
  pixels: Uint8Array,
  labels: ArrayLike<number>,
  { kernel, C, gamma }: { kernel: 'linear' | 'rbf'; C: number; gamma: number },
): Promise<LibsvmFit> {
  const svm = new (await load())({
    type: '0', // C-SVC
    kernel: kernel === 'linear' ? '0' : '2',
    cost: C,
    gamma: gamma || 1, // the linear kernel has none, but 0 would be taken for left out
    tolerance: 1e-3,
    cacheSize: 200,
    quiet: true,
  });
  const samples = Array.from({ length: labels.length }, (_, i) =>
    Float64Array.from(pixels.subarray(i * PIXELS, (i + 1) * PIXELS), (pixel) => pixel / 255),
  );
  try {
    svm.train(samples, Array.from(labels));
    return { indices: svm.getSVIndices(), ...parseModel(svm.serializeModel()) };
  } finally {
    svm.free(); // its memory is out of the garbage collector's reach
  }
}

/** Reads the coefficients and rho from a model file. */
function parseModel(text: string): Pick<LibsvmFit, 'coefficients' | 'rho'> {
  const body = text.indexOf('\nSV\n');
  const rho = /^rho (.*)$/m.exec(text.slice(0, body))?.[1];
  if (body < 0 || !rho)
    throw new Error(`expected a LIBSVM model with rho and SV, got "${text.slice(0, 80)}"`);
  const vectors = text
    .slice(body + 4)
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(0, line.indexOf(' 1:')).split(' ').map(Number)); // "0.5 -0.25 1:0 2:0 ..."
  const rows = vectors[0]!.length;
  const coefficients = new Float64Array(rows * vectors.length);
  vectors.forEach((vector, v) => {
    for (let row = 0; row < rows; row++) coefficients[row * vectors.length + v] = vector[row]!;
  });
  return { coefficients, rho: Float64Array.from(rho.trim().split(' '), Number) };
}
