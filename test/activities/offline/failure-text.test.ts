import { describe, expect, it } from 'vitest';
import { type Failure, failureText } from '../../../src/activities/offline/failure-text.ts';

const text = (reason: Failure['reason'], kept = false, left: number | null = null) =>
  failureText({ reason, path: '', left }, '42.4 MB', kept, (bytes) => `${bytes} bytes`);

describe('failureText', () => {
  it.each([
    ['full', 'takes 42.4 MB'],
    ['network', 'goes on where it stopped'],
    ['stopped', 'remove what has come'],
    ['saves-data', 'save data'],
    ['barred', 'https'],
  ] as const)('of %s says what was wrong and what to do', (reason, said) => {
    expect(text(reason)).toContain(said);
  });

  it('says what is still true', () => {
    expect(text('network')).toContain('the site works as before, with a network');
    expect(text('network', true)).toContain('What you had before works on');
  });

  it('says what is left where the browser does', () => {
    expect(text('full', false, 7)).toContain('7 bytes left');
    expect(text('full')).not.toContain('left for it');
  });
});
