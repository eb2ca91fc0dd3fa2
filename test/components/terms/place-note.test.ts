import { expect, it } from 'vitest';
import { placeNote } from '../../../src/components/terms/place-note.ts';

const PHONE = { width: 280, height: 600 };
const NOTE = { width: 240, height: 150 };
const line = (left: number, top: number) => ({ left, top, bottom: top + 30 });

it.each([
  ['stands below its word', [line(20, 100)], { left: 20, top: 136 }],
  ['stays within the right side', [line(200, 100)], { left: 28, top: 136 }],
  ['stays within the left side', [line(-5, 100)], { left: 12, top: 136 }],
  ['stands above where there is no room below', [line(20, 500)], { left: 20, top: 344 }],
  ['stands below the last line of a word in two', [line(250, 100), line(16, 130)], { left: 16, top: 166 }],
  ['stands above the first line of a word in two', [line(250, 500), line(16, 530)], { left: 28, top: 344 }],
] as const)('a note %s', (_, [first, ...more], place) => {
  expect(placeNote([first, ...more], NOTE, PHONE)).toEqual({ ...place, height: NOTE.height });
});

it('a note with room nowhere takes the side that has more, and no more than that', () => {
  const tall = { width: 240, height: 590 };
  expect(placeNote([line(20, 200)], tall, PHONE)).toEqual({ left: 20, top: 236, height: 352 });
  expect(placeNote([line(20, 400)], tall, PHONE)).toEqual({ left: 20, top: 12, height: 382 });
});
