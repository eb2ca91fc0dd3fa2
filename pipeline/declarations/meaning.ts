/** What the shape of a declaration cannot say: names that must exist, numbers that must go together, values in their bounds. */
import type { EstimatorId, ModelId } from '../../src/core/models.ts';
import type { Hyperparameters } from '../../src/learning/classifier.ts';
import { FAMILIES } from '../../src/learning/families.ts';
import { createClassifier } from '../../src/learning/index.ts';
import { assertPlainName, nearestNames, officialClasses } from '../dataset/classes.ts';
import type { Conditions } from '../experiments/conditions.ts';
import type { Comparison, Experiment, ModelPlan, Search, Sweep } from '../experiments/experiment.ts';
import type { Game } from '../experiments/game.ts';
import { type Issue, shown, suggestion } from './issue.ts';

type Path = readonly PropertyKey[];

/** Drawings of a class that the smallest training size must come to. */
const LEAST_PER_CLASS = 2;

/** Names that occur before. */
const repeats = <T>(values: readonly T[]) =>
  values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []));

const notRising = (values: readonly number[]) =>
  values.findIndex((value, i) => i > 0 && value <= (values[i - 1] as number));

function rising(path: Path, values: readonly number[]): Issue[] {
  const at = notRising(values);
  return at < 0
    ? []
    : [{ path: [...path, at], text: `got ${values[at]} behind ${values[at - 1]}, expected rising numbers` }];
}

function classIssues(classes: readonly string[], mayBeOwn: boolean): Issue[] {
  return classes.flatMap((name, i): Issue[] => {
    const path = ['classes', i];
    if (classes.indexOf(name) < i) return [{ path, text: `${shown(name)} is there twice` }];
    try {
      assertPlainName(name);
    } catch (error) {
      return [{ path, text: (error as Error).message }];
    }
    if (mayBeOwn || officialClasses().includes(name)) return [];
    const near = nearestNames(name, officialClasses()).map((each) => `"${each}"`);
    return [
      {
        path,
        text: `${shown(name)} is none of the 345 words of Quick, Draw!${near.length > 0 ? `: did you mean ${near.join(', ')}?` : '.'} npm run pipeline -- words lists them. Drawings of your own take exhibits: 'own'.`,
      },
    ];
  });
}

/** As the estimator itself says it, once for each value that it does not take. */
function hyperparameterIssues(path: Path, estimator: EstimatorId, given: Hyperparameters): Issue[] {
  const found: Issue[] = [];
  const left = { ...given };
  for (;;) {
    try {
      createClassifier(estimator, left);
      return found;
    } catch (error) {
      const { message } = error as Error;
      const names = Object.keys(left);
      const unknown = / has no hyperparameter "([^"]*)"; it has (.*)$/.exec(message);
      const name = unknown?.[1] ?? names.find((each) => new RegExp(`\\b${each}\\b`).test(message));
      const text = unknown
        ? `the ${estimator} has no such hyperparameter: ${suggestion(unknown[1] as string, (unknown[2] as string).split(', '))}`
        : message;
      found.push({ path: name === undefined ? path : [...path, name], text });
      if (name === undefined || !(name in left)) return found;
      delete left[name];
    }
  }
}

function searchIssues(path: Path, estimator: EstimatorId, given: Hyperparameters, search: Search): Issue[] {
  const { hyperparameter, candidates } = search;
  const [first] = candidates as [number, ...number[]];
  const taken = hyperparameterIssues([], estimator, { ...given, [hyperparameter]: first });
  const unknown = taken.find(
    (issue) => issue.path[0] === hyperparameter && /no such hyperparameter/.test(issue.text),
  );
  if (unknown !== undefined)
    return [{ path: [...path, 'hyperparameter'], text: `got "${hyperparameter}"; ${unknown.text}` }];
  return [
    ...rising([...path, 'candidates'], candidates),
    ...candidates.flatMap((value, i) =>
      hyperparameterIssues([], estimator, { ...given, [hyperparameter]: value })
        .filter((issue) => issue.path[0] === hyperparameter)
        .map(({ text }) => ({ path: [...path, 'candidates', i], text })),
    ),
  ];
}

/** What no drawing is there for, such as more neighbours than there are drawings. */
function boundIssues(
  path: Path,
  estimator: EstimatorId,
  { hyperparameters: given, search }: Pick<ModelPlan, 'hyperparameters' | 'search'>,
  drawings: number,
): Issue[] {
  const bound = FAMILIES[estimator].boundByDrawings?.(given) ?? [];
  return bound.flatMap((name) => {
    const value = search?.hyperparameter === name ? Math.max(...search.candidates) : given[name];
    return typeof value === 'number' && value > drawings
      ? [
          {
            path: [...path, 'hyperparameters', name],
            text: `got ${value}, expected no more than the ${drawings} drawings that it learns from`,
          },
        ]
      : [];
  });
}

function modelIssues(id: ModelId, plan: ModelPlan, declared: readonly number[]): Issue[] {
  // Sizes that are wrong themselves are no measure of anything.
  const right = declared.filter((n) => Number.isInteger(n) && n >= LEAST_PER_CLASS);
  const sizes = right.length > 0 ? right : [Number.POSITIVE_INFINITY];
  const path = ['models', id];
  const forms = [
    { at: path, form: plan, drawings: plan.largestOnly ? Math.max(...sizes) : Math.min(...sizes) },
    ...(plan.published
      ? [{ at: [...path, 'published'], form: plan.published, drawings: Math.max(...sizes) }]
      : []),
  ];
  const unpublished = FAMILIES[id].unpublished?.((plan.published ?? plan).hyperparameters);
  return [
    ...forms.flatMap(({ at, form, drawings }) => [
      ...hyperparameterIssues([...at, 'hyperparameters'], id, form.hyperparameters),
      ...(form.search ? searchIssues([...at, 'search'], id, form.hyperparameters, form.search) : []),
      ...boundIssues(at, id, form, drawings),
    ]),
    ...(unpublished === undefined
      ? []
      : [
          {
            path: plan.published
              ? [...path, 'published', 'hyperparameters', unpublished.hyperparameter]
              : path,
            text: unpublished.why,
          },
        ]),
  ];
}

function declaredIssues({ classes, trainSizes, seeds, exhibits }: Experiment): Issue[] {
  const least = LEAST_PER_CLASS * classes.length;
  return [
    ...classIssues(classes, exhibits === 'own'),
    ...rising(['trainSizes'], trainSizes),
    ...trainSizes.flatMap((n, i) =>
      n < least
        ? [
            {
              path: ['trainSizes', i],
              text: `got ${n}, expected at least ${least}: it counts all ${classes.length} classes together, and each needs ${LEAST_PER_CLASS}`,
            },
          ]
        : [],
    ),
    ...repeats(seeds).map((i) => ({ path: ['seeds', i], text: `${seeds[i]} is there twice` })),
  ];
}

export function comparisonIssues(declared: Comparison): Issue[] {
  const plans = Object.entries(declared.models) as [ModelId, ModelPlan | undefined][];
  const given = plans.filter((entry): entry is [ModelId, ModelPlan] => entry[1] !== undefined);
  return [
    ...declaredIssues(declared),
    ...(given.length === 0 ? [{ path: ['models'], text: 'got none, expected at least one model' }] : []),
    ...(given.length > 0 &&
    given.every(([, { largestOnly }]) => largestOnly) &&
    declared.trainSizes.length > 1
      ? [
          {
            path: ['trainSizes'],
            text: 'every model is largestOnly, so the smaller sizes are of no use: leave them out, or one largestOnly',
          },
        ]
      : []),
    ...given.flatMap(([id, plan]) => modelIssues(id, plan, declared.trainSizes)),
  ];
}

export function sweepIssues(declared: Sweep): Issue[] {
  const { variants, series, parameter, chosen } = declared;
  const ids = variants.map(({ id }) => id);
  const lines = series?.map(({ id }) => id) ?? [parameter.name];
  return [
    ...declaredIssues(declared),
    ...repeats(lines).map((i) => ({ path: ['series', i, 'id'], text: `"${lines[i]}" is there twice` })),
    ...repeats(ids).map((i) => ({ path: ['variants', i, 'id'], text: `"${ids[i]}" is there twice` })),
    ...variants.flatMap((variant, i): Issue[] => {
      const path = ['variants', i];
      return [
        ...(variant.series === undefined || lines.includes(variant.series)
          ? []
          : [
              {
                path: [...path, 'series'],
                text: `got "${variant.series}": ${suggestion(variant.series, lines)}`,
              },
            ]),
        ...(parameter.scale !== 'ordinal' && variant.value === undefined
          ? [{ path: [...path, 'value'], text: `is missing: the scale "${parameter.scale}" needs a number` }]
          : []),
        ...(parameter.scale === 'log' && variant.value !== undefined && variant.value <= 0
          ? [
              {
                path: [...path, 'value'],
                text: `got ${variant.value}, expected a number above 0 on a log scale`,
              },
            ]
          : []),
        ...hyperparameterIssues([...path, 'hyperparameters'], variant.estimator, variant.hyperparameters),
      ];
    }),
    ...(chosen === undefined || ids.includes(chosen.variant)
      ? []
      : [
          {
            path: ['chosen', 'variant'],
            text: `got "${chosen.variant}": ${suggestion(chosen.variant, ids)}`,
          },
        ]),
  ];
}

export function conditionsIssues({ of, factors }: Conditions): Issue[] {
  const ids = factors.map(({ id }) => id);
  return [
    ...repeats(of).map((i) => ({ path: ['of', i], text: `"${of[i]}" is there twice` })),
    ...repeats(ids).map((i) => ({ path: ['factors', i, 'id'], text: `"${ids[i]}" is there twice` })),
    ...factors.flatMap(({ values, standard }, i): Issue[] => [
      ...rising(['factors', i, 'values'], values),
      ...(standard === undefined || values.includes(standard)
        ? []
        : [
            {
              path: ['factors', i, 'standard'],
              text: `got ${standard}, expected one of the values: ${values.join(', ')}`,
            },
          ]),
    ]),
  ];
}

export function gameIssues({ classes, network, others, byDrawings, byWords }: Game): Issue[] {
  const past = byWords.findIndex((n) => n > classes.length);
  return [
    ...classIssues(classes, false),
    ...hyperparameterIssues(['network', 'hyperparameters'], network.model, network.hyperparameters),
    ...others.flatMap(({ model, hyperparameters }, i) =>
      hyperparameterIssues(['others', i, 'hyperparameters'], model, hyperparameters),
    ),
    ...byDrawings.flatMap(({ model, hyperparameters }, i) =>
      hyperparameterIssues(['byDrawings', i, 'hyperparameters'], model, hyperparameters),
    ),
    ...rising(['byWords'], byWords),
    ...(past < 0
      ? []
      : [
          {
            path: ['byWords', past],
            text: `got ${byWords[past]}, expected at most the ${classes.length} classes`,
          },
        ]),
  ];
}
