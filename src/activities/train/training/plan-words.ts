import { formatCount } from '../../../charts/format.ts';
import { inWords } from '../../../components/in-words.ts';
import { capital } from '../../../components/verdict.ts';
import type { Project } from '../project.ts';
import { heldOutCount } from '../split.ts';

/** What pressing the button will do: "Four models, one after the other, learn from 128 drawings and are tested on 32." */
export function planWords({ classes, settings }: Pick<Project, 'classes' | 'settings'>): string {
  const { heldOut, perClass } = settings;
  const counts = classes.map(({ examples }) => {
    const tested = heldOutCount(examples.length, heldOut);
    const rest = examples.length - tested;
    return { tested, learnt: perClass === null ? rest : Math.min(rest, perClass) };
  });
  const sum = (of: 'tested' | 'learnt') => formatCount(counts.reduce((total, each) => total + each[of], 0));
  const models = settings.models.filter(({ chosen }) => chosen).length;
  const subject =
    models === 1 ? 'One model learns' : `${capital(inWords(models))} models, one after the other, learn`;
  return `${subject} from ${sum('learnt')} drawings and ${models === 1 ? 'is' : 'are'} tested on ${sum('tested')} that ${models === 1 ? 'it has' : 'they have'} never seen.`;
}
