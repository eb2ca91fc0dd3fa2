import { beforeEach, describe, expect, it } from 'vitest';
import { CONFIDENT, Game, HOLD_MS, LONGEST_TICK_MS, ROUNDS } from '../../../src/activities/play/game.ts';
import { createRandom } from '../../../src/core/random.ts';
import type { Stroke } from '../../../src/core/strokes.ts';

const WORDS = ['cat', 'sheep', 'dog', 'octopus', 'bee', 'hedgehog', 'giraffe', 'bird'];
const LINE: readonly Stroke[] = [
  [
    [0, 100],
    [0, 100],
  ],
];

let now: number;
let game: Game;

/** Time goes by in frames. */
function wait(ms: number): void {
  for (let left = ms; left > 0; left -= 50) {
    now += Math.min(50, left);
    game.tick();
  }
}
/** The network gives `share` to a word and spreads the rest. */
function opinion(word: string | null, share: number): number[] {
  return WORDS.map((each) => (each === word ? share : (1 - share) / (WORDS.length - 1)));
}
const other = () => WORDS.find((word) => word !== game.word) as string;
/** A game whose first word is being drawn. */
function drawing(limitMs: number | null = 20_000): void {
  game.setReady(true);
  game.start(limitMs);
  game.begin();
}

beforeEach(() => {
  now = 5000;
  game = new Game({ words: WORDS, random: createRandom('game'), now: () => now });
});

describe('a game', () => {
  it('needs two words at least', () => {
    const make = () => new Game({ words: ['cat'], random: createRandom(1), now: () => 0 });
    expect(make).toThrow('a game needs two words at least, got 1');
  });

  it('begins with an intro, without a word', () => {
    expect(game.state).toMatchObject({ phase: 'intro', rounds: [], ready: false });
    expect(game.word).toBeNull();
    for (const act of ['begin', 'pause', 'resume', 'skip', 'next', 'tick'] as const) game[act]();
    game.observe(opinion('cat', 1));
    expect(game.state.phase).toBe('intro');
  });

  it('asks for as many different words as there are rounds', () => {
    game.start(null);
    expect(game.state).toMatchObject({ phase: 'prompt', limitMs: null });
    expect(new Set(game.state.words).size).toBe(ROUNDS);
    expect(game.word).toBe(game.state.words[0]);
  });

  it('goes from prompt to drawing to outcome to the next prompt, and ends after the last', () => {
    game.setReady(true);
    game.start(20_000);
    for (let round = 0; round < ROUNDS; round++) {
      expect(game.state).toMatchObject({ phase: 'prompt', elapsedMs: 0, guesses: [] });
      const { word } = game;
      expect(word).toBe(game.state.words[round]);
      game.begin();
      game.observe(opinion(word, 0.9));
      wait(HOLD_MS);
      expect(game.state.phase).toBe('outcome');
      expect(game.word).toBe(word);
      game.next();
    }
    expect(game.state.phase).toBe('over');
    expect(game.word).toBeNull();
    expect(game.state.rounds.map(({ word }) => word)).toEqual(game.state.words);
    game.next();
    expect(game.state.phase).toBe('over');
  });

  it('can be played again, with the words that were left out, and can be begun anew in the middle', () => {
    game.start(null);
    const before = game.state.words;
    for (let i = 0; i < ROUNDS; i++) game.skip();
    expect(game.state.phase).toBe('over');
    game.start(60_000);
    expect(game.state).toMatchObject({ phase: 'prompt', rounds: [], limitMs: 60_000 });
    for (const word of WORDS.filter((each) => !before.includes(each)))
      expect(game.state.words).toContain(word);
    game.skip();
    game.start(null);
    expect(game.state.rounds).toEqual([]);
  });

  it('tells every change', () => {
    const phases: string[] = [];
    game = new Game({
      words: WORDS,
      random: createRandom('game'),
      now: () => now,
      onChange: ({ phase }) => phases.push(phase),
    });
    drawing();
    game.pause();
    expect([...new Set(phases)]).toEqual(['intro', 'prompt', 'drawing', 'paused']);
  });
});

describe('the network', () => {
  it('is waited for before a round begins', () => {
    game.start(20_000);
    game.begin();
    expect(game.state.phase).toBe('prompt');
    game.setReady(true);
    game.begin();
    expect(game.state.phase).toBe('drawing');
  });

  it('stops the clock while it is away', () => {
    drawing();
    wait(1000);
    game.setReady(false);
    wait(5000);
    expect(game.state).toMatchObject({ phase: 'drawing', elapsedMs: 1000 });
    game.setReady(true);
    wait(500);
    expect(game.state.elapsedMs).toBe(1500);
  });
});

describe('the clock', () => {
  it('stands while the word is read', () => {
    game.setReady(true);
    game.start(20_000);
    wait(9000);
    game.begin();
    expect(game.state.elapsedMs).toBe(0);
    wait(2500);
    expect(game.state.elapsedMs).toBe(2500);
  });

  it('runs out', () => {
    drawing();
    game.draw(LINE);
    game.observe(opinion(other(), 0.8));
    wait(19_950);
    expect(game.state.phase).toBe('drawing');
    wait(50);
    expect(game.state.phase).toBe('outcome');
    const [round] = game.state.rounds;
    expect(round).toMatchObject({ outcome: 'timed-out', elapsedMs: 20_000, strokes: LINE });
    expect(round?.thoughts[0]).toEqual({ word: other(), probability: 0.8 });
  });

  it('never runs out where there is none', () => {
    drawing(null);
    wait(600_000);
    expect(game.state).toMatchObject({ phase: 'drawing', elapsedMs: 600_000 });
  });

  it('stands in a pause, from which only resuming leads back', () => {
    drawing();
    wait(3000);
    game.pause();
    wait(60_000);
    game.begin();
    game.observe(opinion(game.word, 1));
    expect(game.state).toMatchObject({ phase: 'paused', elapsedMs: 3000 });
    game.resume();
    expect(game.state.phase).toBe('drawing');
    wait(100);
    expect(game.state.elapsedMs).toBe(3100);
    game.resume();
    expect(game.state.phase).toBe('drawing');
  });

  it('takes a long silence of the machine for a moment only, and never goes backwards', () => {
    drawing();
    now += 3_600_000;
    game.tick();
    expect(game.state.elapsedMs).toBe(LONGEST_TICK_MS);
    now -= 500;
    game.tick();
    expect(game.state.elapsedMs).toBe(LONGEST_TICK_MS);
  });

  it('ends the round, and pauses nothing, when the pause comes too late', () => {
    drawing(1000);
    now += 1000;
    game.pause();
    expect(game.state).toMatchObject({ phase: 'outcome', rounds: [{ outcome: 'timed-out' }] });
  });
});

describe('a word', () => {
  it('is known when the network has been sure of it for a moment', () => {
    drawing();
    wait(2000);
    game.draw(LINE);
    game.observe(opinion(game.word, CONFIDENT));
    wait(HOLD_MS - 50);
    expect(game.state.phase).toBe('drawing');
    wait(50);
    expect(game.state.rounds).toMatchObject([
      { word: game.word, outcome: 'known', elapsedMs: 2000 + HOLD_MS, strokes: LINE },
    ]);
  });

  it.each([
    ['the favourite, but without confidence', () => opinion(game.word, CONFIDENT - 0.01)],
    ['another than the favourite', () => opinion(other(), 0.99)],
    ['gone with the drawing', () => null],
  ])('is not known while it is %s', (_, said) => {
    drawing();
    game.observe(opinion(game.word, 0.9));
    wait(HOLD_MS - 50);
    game.observe(said());
    wait(5000);
    expect(game.state.phase).toBe('drawing');
    game.observe(opinion(game.word, 0.9)); // the moment begins anew
    wait(HOLD_MS - 50);
    expect(game.state.phase).toBe('drawing');
  });

  it('stays in doubt over a pause: the moment is of running time', () => {
    drawing();
    game.observe(opinion(game.word, 0.9));
    wait(100);
    game.pause();
    wait(5000);
    game.resume();
    wait(HOLD_MS - 150);
    expect(game.state.phase).toBe('drawing');
    wait(50);
    expect(game.state.phase).toBe('outcome');
  });

  it('can be skipped at its prompt, while it is drawn and in a pause', () => {
    game.setReady(true);
    game.start(20_000);
    game.skip();
    game.begin();
    wait(700);
    game.draw(LINE);
    game.skip();
    game.begin();
    game.pause();
    game.skip();
    expect(game.state).toMatchObject({
      phase: 'prompt',
      elapsedMs: 0,
      rounds: [
        { outcome: 'skipped', elapsedMs: 0, strokes: [] },
        { outcome: 'skipped', elapsedMs: 700, strokes: LINE },
        { outcome: 'skipped', elapsedMs: 0, strokes: [] },
      ],
    });
  });

  it('begins with nothing of the one before it', () => {
    drawing();
    game.draw(LINE);
    game.observe(opinion(other(), 0.9));
    game.skip();
    game.begin();
    wait(20_000);
    expect(game.state.rounds[1]).toMatchObject({ strokes: [], guesses: [], thoughts: [] });
  });

  it('keeps every change of mind with its time, and nothing that was no guess', () => {
    drawing();
    const [first, second] = WORDS.filter((word) => word !== game.word) as [string, string];
    wait(500);
    game.observe(opinion(first, 0.2));
    wait(500);
    game.observe(opinion(first, 0.5));
    wait(500);
    game.observe(opinion(first, 0.7));
    wait(500);
    game.observe(opinion(second, 0.4));
    game.observe(null);
    game.observe(opinion(first, 0.4));
    expect(game.state.guesses).toEqual([
      { word: first, probability: 0.5, atMs: 1000 },
      { word: second, probability: 0.4, atMs: 2000 },
      { word: first, probability: 0.4, atMs: 2000 },
    ]);
  });
});
