import type { DemoTask } from '../../components/demo-task.ts';
import { lineBytes } from '../../components/line-bytes.ts';
import { loadGame, packedWords } from '../../components/load-game.ts';

/** The task of every word of the game; none where its network has not been trained. */
export async function loadAnything(): Promise<DemoTask[]> {
  const result = await loadGame();
  if (result === null) return [];
  const { model, scores, published } = result.network;
  const { file, bytes, sha256 } = published;
  return [
    {
      experiment: result.experiment,
      name: 'anything',
      classes: [],
      models: [{ id: model, file, bytes, lineBytes: lineBytes(file), sha256, accuracy: scores.top1.value }],
      exhibits: [],
      words: packedWords(result),
    },
  ];
}
