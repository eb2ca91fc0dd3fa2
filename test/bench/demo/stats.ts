import type { Asked, Probe } from './probe.ts';

/** @param share 0..1 @returns NaN of nothing */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export interface Latencies {
  /** From a point's time stamp until the DOM shows all models' bars for a drawing with it in it, in milliseconds. */
  readonly points: readonly number[];
  /** The same until the frame with it had been made. */
  readonly painted: readonly number[];
  /** Where the time goes. */
  readonly parts: Readonly<Record<string, readonly number[]>>;
  readonly models: Readonly<Record<string, readonly number[]>>;
}

type Answered = Asked & Required<Pick<Asked, 'answeredAt' | 'shownAt' | 'paintedAt'>>;

/**
 * A point counts with the first drawing that holds it and has been answered by every model. The last points of a
 * recording that none such follows are left out.
 * @param models that must have answered
 */
export function latencies({ points, asked }: Probe, models: number): Latencies {
  const answered = asked.filter(
    (each): each is Answered => each.paintedAt !== undefined && each.models === models,
  );
  const result: Latencies & { points: number[]; painted: number[] } = {
    points: [],
    painted: [],
    parts: {
      'until its event is handled': [],
      'canvas, rasterising, asking': [],
      'the models and the way to them and back': [],
      'the bars, in the DOM': [],
      'until the frame is made': [],
    },
    models: {},
  };
  const [waiting, asking, away, bars, frame] = Object.values(result.parts) as number[][];
  let next = 0;
  points.forEach(({ stampedAt, handledAt }, index) => {
    while (next < answered.length && (answered[next] as Answered).points <= index) next += 1;
    const by = answered[next];
    if (by === undefined) return;
    result.points.push(by.shownAt - stampedAt);
    result.painted.push(by.paintedAt - stampedAt);
    waiting?.push(handledAt - stampedAt);
    asking?.push(by.at - handledAt);
    away?.push(by.answeredAt - by.at);
    bars?.push(by.shownAt - by.answeredAt);
    frame?.push(by.paintedAt - by.shownAt);
  });
  const byModel: Record<string, number[]> = {};
  for (const { latencies: each } of answered)
    for (const [model, ms] of Object.entries(each)) (byModel[model] ??= []).push(ms);
  return { ...result, models: byModel };
}

export interface Frames {
  readonly count: number;
  /** Frames that should have been there and were not. */
  readonly dropped: number;
}

/** @param frames starts, in milliseconds */
export function countFrames(frames: readonly number[], perSecond = 60): Frames {
  const period = 1000 / perSecond;
  let dropped = 0;
  for (let i = 1; i < frames.length; i++) {
    const missed = Math.round(((frames[i] as number) - (frames[i - 1] as number)) / period) - 1;
    dropped += Math.max(0, missed);
  }
  return { count: frames.length, dropped };
}
