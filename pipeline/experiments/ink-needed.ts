import type { Conditions } from './conditions.ts';

export const inkNeeded: Conditions = {
  kind: 'conditions',
  id: 'ink-needed',
  title: 'How much ink?',
  question: 'How early in a drawing does a model know what it will be?',
  of: ['cats-and-sheep', 'five-at-full-size'],
  mostPerClass: 400,
  factors: [
    {
      id: 'ink',
      label: 'Ink shown',
      unit: 'of the length drawn',
      changes: 'ink',
      standard: 1,
      values: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
    },
    {
      id: 'strokes',
      label: 'Strokes shown',
      unit: 'strokes',
      changes: 'strokes',
      values: [1, 2, 3, 4, 5, 6, 8, 10, 15, 20],
    },
  ],
};
