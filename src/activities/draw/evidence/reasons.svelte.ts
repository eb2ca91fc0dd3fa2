import { ExplainClient, type ExplainOptions, type Explanation } from '../../../inference/explain/client.ts';
import { createExplainWorker } from '../../../inference/explain/create-worker.ts';

/** The reasons for one reader's drawing, for the components to show. */
export class Reasons {
  explanation = $state.raw<Explanation>() as Explanation;
  readonly client: ExplainClient;

  constructor(files: Pick<ExplainOptions, 'models' | 'exhibits' | 'occludes'>) {
    this.client = new ExplainClient({
      ...files,
      createWorker: createExplainWorker,
      now: () => performance.now(),
      after(ms, action) {
        const timer = setTimeout(action, ms);
        return () => clearTimeout(timer);
      },
      onChange: (next) => {
        this.explanation = next;
      },
    });
    this.explanation = this.client.explanation;
  }
}
