import type { Conditions } from './conditions.ts';

export const rendering: Conditions = {
  kind: 'conditions',
  id: 'rendering',
  title: 'Another pen, another place',
  question:
    'What does it cost when a drawing is rendered in another way than those that the models learnt from?',
  of: ['cats-and-sheep', 'five-at-full-size'],
  mostPerClass: 400,
  factors: [
    {
      id: 'pen-width',
      label: 'Pen width',
      unit: 'units',
      changes: 'lineWidth',
      standard: 16,
      values: [4, 8, 12, 16, 20, 24, 28, 32],
    },
    {
      id: 'size',
      label: 'Size',
      unit: 'of the usual',
      changes: 'size',
      standard: 1,
      values: [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1],
    },
    {
      id: 'shift',
      label: 'Shift',
      unit: 'pixels',
      changes: 'shiftPx',
      standard: 0,
      values: [0, 1, 2, 3, 4, 5, 6],
    },
  ],
};
