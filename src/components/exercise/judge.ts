/** What an exercise wants: one of its choices, or a number that is estimated. */
export type Wanted =
  | { readonly kind: 'choice'; readonly right: number; readonly says: string }
  | {
      readonly kind: 'number';
      readonly right: number;
      /** How far an estimate may be off and still be close, in the unit of the answer. */
      readonly within: number;
      /** The right number as it is shown: "96.6 %". */
      readonly says: string;
    };

export interface Judgement {
  readonly right: boolean;
  /** For the reader, one or two sentences. */
  readonly said: string;
}

/**
 * Judges what a reader has answered.
 * @param answer the index of the chosen answer, or the estimate as it was typed
 * @returns null when nothing was answered yet, or no number.
 */
export function judge(wanted: Wanted, answer: string): Judgement | null {
  // "1,250" is one thousand two hundred and fifty where the answer is of that size, else a decimal comma.
  const isLarge = wanted.kind === 'number' && wanted.right >= 1000;
  const text = answer
    .trim()
    .replace(isLarge ? /,(?=\d{3})/g : ',', isLarge ? '' : '.')
    .replace(/\s*%$/, '');
  if (!/^-?\d+(\.\d+)?$/.test(text)) return null;
  const given = Number(text);
  if (wanted.kind === 'choice') {
    const right = given === wanted.right;
    return { right, said: right ? `Yes: ${wanted.says}.` : `No. The answer is: ${wanted.says}.` };
  }
  const off = given - wanted.right;
  const right = Math.abs(off) <= wanted.within;
  const where = right ? 'that is close' : off < 0 ? 'that is too low' : 'that is too high';
  return { right, said: `You said ${text}, and ${where}. It is ${wanted.says}.` };
}
