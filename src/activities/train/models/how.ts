import type { TrainableId } from '../../../core/models.ts';

export interface HowItLearns {
  /** A sentence. */
  readonly how: string;
  /** Where the article tells more: pages below the site's base, with what to call them. */
  readonly chapters: readonly { readonly path: string; readonly title: string }[];
}

/** How each family learns, and where the article says more. */
export const HOW: Readonly<Record<TrainableId, HowItLearns>> = {
  forest: {
    how: 'Grows many trees of yes-or-no questions about single pixels, each from its own lucky dip of the drawings, and lets them vote.',
    chapters: [
      { path: '#the-forest-a-game-of-twenty-questions', title: 'How it looks' },
      { path: 'part-2/#knobs-that-hardly-matter', title: 'How many trees' },
    ],
  },
  nearest: {
    how: 'Does not learn at all: it keeps the drawings, looks for those most like yours, and repeats what they were.',
    chapters: [
      { path: '#the-neighbours-who-looks-like-it', title: 'How it looks' },
      { path: 'part-2/#knobs-that-hardly-matter', title: 'How many votes' },
    ],
  },
  perceptron: {
    how: 'Weighs all 784 pixels at once, sees how wrong it was, and nudges every weight a little, again and again.',
    chapters: [
      { path: '#the-perceptron-everything-weighed-at-once', title: 'How it looks' },
      { path: 'part-2/#two-knobs-that-look-alike', title: 'Size, penalty, step' },
    ],
  },
  convnet: {
    how: 'Learns small patterns, such as a stroke or a corner, that it looks for everywhere, and then what they add up to.',
    chapters: [
      { path: '#the-convnet-small-patterns-anywhere', title: 'How it looks' },
      { path: 'part-2/#tuning', title: 'How long to train' },
    ],
  },
  'convnet-plus': {
    how: 'The same idea with every advantage: wider, steadier, and shown each drawing a little different every time. It takes longest.',
    chapters: [{ path: 'part-2/#a-better-convnet', title: 'A better convnet' }],
  },
};
