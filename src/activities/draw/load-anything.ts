import type { DemoTask } from '../../components/demo-task.ts';
import { loadGame, networkOf, packedWords } from '../../components/load-game.ts';

/** The task of every word of the game; none where its network has not been trained. */
export async function loadAnything(): Promise<DemoTask[]> {
  const result = await loadGame();
  if (result === null) return [];
  return [
    {
      experiment: result.experiment,
      name: 'anything',
      classes: [],
      models: [networkOf(result)],
      exhibits: [],
      words: packedWords(result),
    },
  ];
}
