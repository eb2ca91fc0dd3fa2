import { describe, expect, it } from 'vitest';
import { judge, type Wanted } from '../../../src/components/exercise/judge.ts';
import { rightChoice } from '../../../src/components/exercise/right-choice.ts';

const choice: Wanted = { kind: 'choice', right: 1, says: 'the forest' };
const share: Wanted = { kind: 'number', right: 96.633, within: 2, says: '96.6 %' };

describe('a choice', () => {
  it.each([
    ['1', true, 'Yes: the forest.'],
    ['0', false, 'No. The answer is: the forest.'],
  ])('%s is judged', (answer, right, said) => {
    expect(judge(choice, answer)).toEqual({ right, said });
  });

  it('that was not made is not judged', () => {
    expect(judge(choice, '')).toBeNull();
  });
});

describe('an estimate', () => {
  it.each([
    ['95', true, 'You said 95, and that is close. It is 96.6 %.'],
    ['98.6', true, 'You said 98.6, and that is close. It is 96.6 %.'],
    ['94.6', false, 'You said 94.6, and that is too low. It is 96.6 %.'],
    ['99', false, 'You said 99, and that is too high. It is 96.6 %.'],
    [' 96,5 % ', true, 'You said 96.5, and that is close. It is 96.6 %.'],
  ])('%s is judged by its distance', (answer, right, said) => {
    expect(judge(share, answer)).toEqual({ right, said });
  });

  it.each(['2,100', '2100'])('%s is two thousand one hundred where thousands are asked for', (answer) => {
    const count: Wanted = { kind: 'number', right: 2000, within: 150, says: '2,000' };
    expect(judge(count, answer)?.right).toBe(true);
  });

  it.each(['', ' ', 'many', '9 9', '1e3', '%'])('%j is no number, and not judged', (answer) => {
    expect(judge(share, answer)).toBeNull();
  });
});

describe('the right choice', () => {
  it('is the one that the results bear out', () => {
    expect(rightChoice('a', [false, false, true])).toBe(2);
  });

  it.each([
    [[false, false], '"a" has 0 right answers (none of 2), expected one'],
    [[true, false, true], '"a" has 2 right answers (1, 3 of 3), expected one'],
  ])('must be there, and alone: %j', (holds, message) => {
    expect(() => rightChoice('a', holds)).toThrow(message);
  });
});
