import type { Game } from '../../experiments/game.ts';
import { runKey } from '../record.ts';
import type { GameDrawings } from './gameDrawings.ts';

/** The code behind what a game writes. */
const ENTRIES = ['engine/game/runGame.ts', 'engine/job.ts'];

/** What a finished run of a game is remembered by: every byte that it is made of. */
export const gameKey = (
  game: Game,
  { dataset, exhibits }: Pick<GameDrawings, 'dataset' | 'exhibits'>,
  kernels: string,
): string =>
  runKey([game, dataset, exhibits.map(({ spriteRows, sha256 }) => [spriteRows, sha256]), kernels], ENTRIES);
