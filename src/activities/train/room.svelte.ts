/** The one place where the state of `/train/` changes; the components show its fields and call its methods. */
import type { TrainableId } from '../../core/models.ts';
import * as changes from './changes.ts';
import { hyperparametersOf } from './models/presets.ts';
import type { Example, ExampleClass, ModelSetting, Outcome, Project, Settings } from './project.ts';
import { FEWEST_CLASSES, FEWEST_EXAMPLES } from './project.ts';
import { type SplitExamples, splitExamples, stackPixels } from './split.ts';
import { advanceLive, beginLive, type LiveModel } from './training/live.ts';
import { TrainerClient } from './worker/client.ts';
import { createWorker } from './worker/create-worker.ts';

/** Steps back that are remembered. */
const MOST_UNDONE = 50;

export class Room {
  project = $state.raw<Project>(changes.EMPTY_PROJECT);
  /** The training that is going on, or the last one; null before the first. */
  live = $state.raw<readonly LiveModel[] | null>(null);
  training = $state(false);
  /** Why a training ended without a result, for the reader; empty when all is well. */
  failure = $state('');
  /** Counts trainings: what is shown of an older one goes. */
  round = $state(0);
  /** Counts projects that took the place of another: what was asked for before is not for this one. */
  opened = $state(0);
  canUndo = $state(false);

  #undo: Project[] = [];
  #split: SplitExamples | null = null;
  /** Of the training that is going on, or of the last one. */
  #trainedWith: Settings = changes.DEFAULT_SETTINGS;
  readonly #client = new TrainerClient({
    createWorker,
    onReply: (reply) => {
      if (this.live === null) return;
      this.live = advanceLive(this.live, reply);
      if (reply.type === 'trained' || reply.type === 'done') this.#keepOutcome();
      if (reply.type === 'done') this.training = false;
    },
    onDeath: (message) => {
      this.training = false;
      if (this.live !== null) this.live = advanceLive(this.live, { type: 'done' });
      this.failure = message;
    },
  });

  /** Why no training can begin yet, for the reader; empty when one can. */
  get obstacle(): string {
    const { classes, settings } = this.project;
    if (classes.length < FEWEST_CLASSES)
      return 'Two classes at least: choose another word, or make one of your own.';
    const thin = classes.find(({ examples }) => examples.length < FEWEST_EXAMPLES);
    if (thin !== undefined)
      return `“${thin.name}” has ${thin.examples.length} ${thin.examples.length === 1 ? 'drawing' : 'drawings'}; it needs ${FEWEST_EXAMPLES}: five to test on, and one to learn from.`;
    if (!settings.models.some(({ chosen }) => chosen)) return 'Choose a model, or nobody learns.';
    return '';
  }

  /** Puts another project in place of this one: from a file, from the device, or as a task begins. */
  open(project: Project, undoable = true): void {
    // What is learnt of the old project is of no use any more, so that nobody waits for it.
    if (this.training) this.#client.terminate();
    this.training = false;
    if (undoable) this.#remember();
    this.project = project;
    this.live = null;
    this.failure = '';
    this.round += 1;
    this.opened += 1;
  }

  addClass(added: ExampleClass): void {
    this.#change((project) => changes.addClass(project, added));
  }
  removeClass(id: string): void {
    this.#change((project) => changes.removeClass(project, id));
  }
  renameClass(id: string, name: string): void {
    this.#change((project) => changes.renameClass(project, id, name));
  }
  /** @returns how many had no room. */
  addExamples(classId: string, examples: readonly Example[]): number {
    const { project, left } = changes.addExamples(this.project, classId, examples);
    this.#change(() => project);
    return left;
  }
  removeExample(id: string): void {
    this.#change((project) => changes.removeExample(project, id));
  }
  moveExample(id: string, toClass: string): void {
    this.#change((project) => changes.moveExample(project, id, toClass));
  }
  rename(name: string): void {
    this.project = { ...this.project, name };
  }
  set(change: Partial<Settings>): void {
    this.project = changes.changeSettings(this.project, change);
  }
  setModel(id: TrainableId, change: Partial<Omit<ModelSetting, 'id'>>): void {
    this.project = changes.changeModel(this.project, id, change);
  }

  /** Takes the last change of classes or examples back. */
  undo(): void {
    const before = this.#undo.pop();
    this.canUndo = this.#undo.length > 0;
    if (before === undefined) return;
    // Settings and results are not examples: they stay.
    this.project = { ...this.project, classes: before.classes };
  }

  /** Trains what is chosen on what there is; nothing happens where that cannot be. */
  train(): void {
    if (this.training || this.obstacle !== '') return;
    const { classes, settings } = this.project;
    const split = splitExamples(classes, settings);
    const chosen = settings.models.filter((each) => each.chosen);
    this.#split = split;
    this.#trainedWith = settings;
    this.live = beginLive(chosen.map(({ id }) => id));
    this.failure = '';
    this.training = true;
    this.round += 1;
    this.project = { ...this.project, outcome: null };
    this.#client.train({
      type: 'train',
      jobs: chosen.map(({ id, knobs }) => ({ id, hyperparameters: hyperparametersOf(id, knobs) })),
      seed: settings.seed,
      classes: split.classes,
      trainPixels: split.trainPixels,
      trainLabels: split.trainLabels,
      testPixels: stackPixels(split.test),
      testLabels: Uint8Array.from(split.test, ({ label }) => label),
    });
  }

  /** Ends the training; what has been learnt so far stays. */
  stop(): void {
    if (this.training) this.#client.stop();
  }

  destroy(): void {
    this.#client.terminate();
  }

  #keepOutcome(): void {
    const split = this.#split;
    const models = (this.live ?? []).flatMap(({ trained }) => (trained === null ? [] : [trained]));
    if (split === null || models.length === 0) return;
    const outcome: Outcome = {
      classes: split.classes,
      settings: this.#trainedWith,
      trainIds: split.trainIds,
      test: split.test,
      models,
    };
    this.project = { ...this.project, outcome };
  }

  #change(change: (project: Project) => Project): void {
    const next = change(this.project);
    if (next === this.project) return;
    this.#remember();
    this.project = next;
  }

  #remember(): void {
    this.#undo.push(this.project);
    this.#undo.splice(0, this.#undo.length - MOST_UNDONE);
    this.canUndo = true;
  }
}
