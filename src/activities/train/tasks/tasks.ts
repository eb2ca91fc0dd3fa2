/** Five things to try: a few sentences each, and the state of the page in which they begin. */
import type { TrainableId } from '../../../core/models.ts';
import type { Hyperparameters } from '../../../learning/classifier.ts';
import type { Settings } from '../project.ts';
import type { StartState } from './start-state.ts';

/** One turn of a knob that the task asks for. */
export interface TaskStep {
  readonly label: string;
  readonly change: Partial<Omit<Settings, 'models'>>;
  /** Of one model; left out, they stay as they are. */
  readonly knobs?: { readonly model: TrainableId; readonly values: Hyperparameters };
}

export interface Task {
  /** In the address: `?task=starve-it`. */
  readonly id: string;
  readonly title: string;
  /** What to do. */
  readonly text: string;
  /** What to look for, and what to ask oneself before. */
  readonly question: string;
  readonly start: StartState;
  /** In the order in which they are tried; none where the reader's own drawings are the knob. */
  readonly steps: readonly TaskStep[];
  /** The chapter that says more: path below the site's base, and what it is called. */
  readonly chapter: { readonly path: string; readonly name: string };
}

const begin = (
  words: readonly string[],
  models: readonly TrainableId[],
  settings: StartState['settings'] = {},
  own: readonly string[] = [],
  examples: number | null = null,
): StartState => ({ words, own, examples, settings, models });

/** Pixels by which the convnet's training drawings are moved about. */
const moved = (augmentShift: number): TaskStep['knobs'] => ({ model: 'convnet', values: { augmentShift } });

export const TASKS: readonly Task[] = [
  {
    id: 'starve-it',
    title: 'Starve it',
    text: 'Cats and sheep, but each model sees only five drawings of either. Train. Then give it twenty, then all there are, and train again each time. The drawings to test on stay the same.',
    question: 'Guess first: who suffers most with five, and who has the most to gain from more?',
    start: begin(['cat', 'sheep'], ['forest', 'nearest', 'perceptron', 'convnet'], {
      perClass: 5,
      heldOut: 0.3,
    }),
    steps: [
      { label: '5 drawings', change: { perClass: 5 } },
      { label: '20 drawings', change: { perClass: 20 } },
      { label: 'all of them', change: { perClass: null } },
    ],
    chapter: { path: '#more-drawings', name: 'What practice is worth' },
  },
  {
    id: 'teach-it-your-cat',
    title: 'Teach it your cat',
    text: 'One class is other people’s cats. The other is empty: draw your own cat into it, a dozen times or two, always as you draw cats. Train, then draw once more and watch the models’ bars.',
    question: 'Can a machine tell your cat from everybody else’s? By what would you tell it?',
    start: begin(['cat'], ['forest', 'nearest', 'convnet'], { heldOut: 0.3 }, ['my cat'], 24),
    steps: [],
    chapter: { path: '#four-ways', name: 'Four ways to look at a drawing' },
  },
  {
    id: 'move-it-two-squares',
    title: 'Move it two squares',
    text: 'The models learn from cats and sheep as they are. The drawings that they are tested on are moved to the right, by two or four of 28 squares; you would hardly notice. Train at each step. At the last one, the convolutional network’s own training drawings are moved about as well.',
    question:
      'The neighbours compare square by square. The network slides a window, and then asks after all where things were. Who minds, and what cures it?',
    start: begin(['cat', 'sheep'], ['nearest', 'convnet'], { shiftPx: 0, heldOut: 0.4 }),
    steps: [
      { label: 'as they are', change: { shiftPx: 0 }, knobs: moved(0) },
      { label: '2 squares', change: { shiftPx: 2 }, knobs: moved(0) },
      { label: '4 squares', change: { shiftPx: 4 }, knobs: moved(0) },
      { label: '4, and practised', change: { shiftPx: 4 }, knobs: moved(2) },
    ],
    chapter: { path: 'part-2/#the-same-doodle', name: 'The same doodle, prepared otherwise' },
  },
  {
    id: 'ruin-it',
    title: 'Ruin it',
    text: 'Somebody has mixed up the labels: none, one in ten, or four in ten of the training drawings say the wrong word. The drawings to test on are labelled right. Train at each step.',
    question: 'With four in ten wrong, six in ten are still right. Is that enough to learn from? For whom?',
    start: begin(['cat', 'sheep'], ['forest', 'nearest', 'perceptron', 'convnet'], {
      wrongLabels: 0,
      heldOut: 0.4,
    }),
    steps: [
      { label: 'none wrong', change: { wrongLabels: 0 } },
      { label: '10 % wrong', change: { wrongLabels: 0.1 } },
      { label: '40 % wrong', change: { wrongLabels: 0.4 } },
    ],
    chapter: { path: '#mistakes', name: 'The ones they get wrong' },
  },
  {
    id: 'too-sure',
    title: 'Too sure',
    text: 'Five animals and few drawings: hard enough to be wrong about. Train, and compare two numbers of each model: how often it is right, and how sure it is on average. Then look at its most confident mistakes.',
    question:
      'Of all the answers given with “95 % sure”, how many should be right? Who boasts here, and who is too modest?',
    start: begin(['dog', 'octopus', 'bee', 'hedgehog', 'giraffe'], ['forest', 'perceptron', 'convnet'], {
      perClass: 20,
      heldOut: 0.4,
    }),
    steps: [
      { label: '20 drawings', change: { perClass: 20 } },
      { label: 'all of them', change: { perClass: null } },
    ],
    chapter: { path: 'part-2/#how-sure', name: 'How sure it is, and should be' },
  },
];

export const taskOf = (id: string): Task | undefined => TASKS.find((task) => task.id === id);
