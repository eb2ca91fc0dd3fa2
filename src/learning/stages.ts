/**
 * Work that threads do side by side in stages: each stage is cut into portions, which whoever is free takes, and begins
 * when all of the one before is done. A portion depends on nothing but the stages before its own, so that what comes
 * out does not depend on who does it.
 */
import { awaitChange } from './awaitChange.ts';
import type { Share } from './crew.ts';

export interface Stage {
  readonly portions: number;
  /** Called once by each thread that does any of it, when all stages before are done; does one portion. */
  begin(): (portion: number) => void;
}

/** How far the stages are, where all threads see it. */
export interface StageBoard {
  /** Of each stage the next portion that nobody has begun. [stages] */
  readonly next: Int32Array;
  /** Of each stage how many portions are done. [stages] */
  readonly done: Int32Array;
  /** 1 for each portion that is done, stage by stage. [portions] */
  readonly isDone: Uint8Array;
}

export function createStageBoard(stages: readonly Stage[]): StageBoard {
  const portions = stages.reduce((sum, stage) => sum + stage.portions, 0);
  return {
    next: new Int32Array(new SharedArrayBuffer(4 * stages.length)),
    done: new Int32Array(new SharedArrayBuffer(4 * stages.length)),
    isDone: new Uint8Array(new SharedArrayBuffer(portions)),
  };
}

/** Waits until a stage is done; false if it is called off before. */
function awaitStage(done: Int32Array, stage: number, portions: number, isCalledOff: () => boolean): boolean {
  for (let now = Atomics.load(done, stage); now < portions; now = Atomics.load(done, stage)) {
    if (isCalledOff()) return false;
    awaitChange(done, stage, now);
  }
  return true;
}

/**
 * Takes portions that nobody has begun, stage by stage, until there are none, or it is called off: asked before each
 * portion, and while the thread waits for others.
 */
export function takePortions(
  { next, done, isDone }: StageBoard,
  stages: readonly Stage[],
  isCalledOff: () => boolean,
): void {
  let first = 0;
  for (const [at, stage] of stages.entries()) {
    let perform: ((portion: number) => void) | undefined;
    while (Atomics.load(next, at) < stage.portions) {
      if (isCalledOff()) return;
      const portion = Atomics.add(next, at, 1);
      if (portion >= stage.portions) break;
      perform ??= stage.begin();
      perform(portion);
      isDone[first + portion] = 1;
      Atomics.add(done, at, 1);
      Atomics.notify(done, at);
    }
    const isLast = at === stages.length - 1;
    if (!isLast && !awaitStage(done, at, stage.portions, isCalledOff)) return;
    first += stage.portions;
  }
}

/** Does what is not done of all stages, in this thread. */
export function doStages(stages: readonly Stage[], isDone?: Uint8Array): void {
  let first = 0;
  for (const stage of stages) {
    let perform: ((portion: number) => void) | undefined;
    for (let portion = 0; portion < stage.portions; portion++) {
      if (isDone?.[first + portion] === 1) continue;
      perform ??= stage.begin();
      perform(portion);
    }
    first += stage.portions;
  }
}

/** Does all stages, with the help of those who share them. */
export async function runStages(board: StageBoard, stages: readonly Stage[], share: Share): Promise<void> {
  try {
    takePortions(board, stages, () => share.isBroken());
  } finally {
    // What a lost helper was at is done below; what made one fail makes this thread fail, too.
    await share.end().catch(() => {});
  }
  doStages(stages, board.isDone);
}
