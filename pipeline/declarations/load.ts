/** Loads declarations, each by itself: one that is wrong leaves the others as they are. */
import { readFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Conditions } from '../experiments/conditions.ts';
import type { Experiment } from '../experiments/experiment.ts';
import type { Game } from '../experiments/game.ts';
import { type Issue, pathText, shapeIssues, shown, suggestion } from './issue.ts';
import { lineOf } from './lineOf.ts';
import { comparisonIssues, conditionsIssues, gameIssues, sweepIssues } from './meaning.ts';
import { KINDS, type Kind, SHAPES } from './schema.ts';

export type Declaration = Experiment | Conditions | Game;

/** A declaration that cannot be run; the message says where, what was got, and what was expected. */
export class DeclarationError extends Error {
  override name = 'DeclarationError';
}

/** A file, and what came of it. */
export interface Loaded {
  /** The file's name without its ending. */
  readonly id: string;
  readonly file: string;
  readonly declared: Declaration | DeclarationError;
}

const ROOT = resolve(import.meta.dirname, '../..');
/** As people find it: below the repository, or from the root of the disk. */
export const placeOf = (file: string) => {
  const below = relative(ROOT, file);
  return below.startsWith('..') ? file : below;
};

/** @param files paths of declarations. */
export function loadDeclarations(files: readonly string[]): Promise<Loaded[]> {
  return Promise.all(
    files.map(async (file) => {
      const id = basename(file, '.ts');
      try {
        return { id, file, declared: await load(id, file) };
      } catch (error) {
        if (error instanceof DeclarationError) return { id, file, declared: error };
        return { id, file, declared: new DeclarationError(importFailure(file, error), { cause: error }) };
      }
    }),
  );
}

async function load(id: string, file: string): Promise<Declaration> {
  const exported: unknown[] = Object.values(await import(pathToFileURL(file).href));
  const declared = exported.find((value) => isObject(value) && value['id'] === id);
  if (declared === undefined) throw new DeclarationError(nothingDeclared(id, file, exported));
  const issues = issuesOf(declared);
  if (issues.length > 0) throw new DeclarationError(tell(id, file, issues));
  return declared as Declaration;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function nothingDeclared(id: string, file: string, exported: readonly unknown[]): string {
  const other = exported.find((value) => isObject(value) && 'kind' in value);
  if (!isObject(other))
    return `${placeOf(file)}: exports no experiment with the id "${id}": expected export const ... = { kind: 'comparison', id: '${id}', ... }`;
  const line =
    typeof other['id'] === 'string' ? lineOf(readFileSync(file, 'utf8'), other['id'], ['id']) : undefined;
  return `${placeOf(file)}${line === undefined ? '' : `:${line}`}: id: got ${shown(other['id'])}, expected "${id}", the name of the file`;
}

/** Everything that is wrong with a declaration; nothing where it can be run. */
export function issuesOf(declared: unknown): Issue[] {
  const kind = isObject(declared) ? declared['kind'] : undefined;
  if (typeof kind !== 'string' || !(KINDS as readonly string[]).includes(kind))
    return [
      {
        path: ['kind'],
        text:
          kind === undefined
            ? `is missing: ${suggestion('', KINDS)}`
            : `got ${shown(kind)}: ${suggestion(String(kind), KINDS)}`,
      },
    ];
  const shape = SHAPES[kind as Kind];
  const parsed = shape.safeParse(declared);
  if (!parsed.success) {
    const issues = shapeIssues(shape, parsed.error.issues, declared);
    return [...issues, ...besides(issues, declared as Declaration)];
  }
  return meaningIssues(declared as Declaration);
}

/** What else can be said of a declaration whose shape is not right: of the places that are. */
function besides(issues: readonly Issue[], declared: Declaration): Issue[] {
  try {
    const within = (path: Issue['path'], other: Issue['path']) => path.every((key, i) => other[i] === key);
    return meaningIssues(declared).filter(
      ({ path }) => !issues.some((issue) => within(issue.path, path) || within(path, issue.path)),
    );
  } catch {
    return []; // it needs what is missing
  }
}

function meaningIssues(declared: Declaration): Issue[] {
  switch (declared.kind) {
    case 'comparison':
      return comparisonIssues(declared);
    case 'sweep':
      return sweepIssues(declared);
    case 'conditions':
      return conditionsIssues(declared);
    case 'game':
      return gameIssues(declared);
  }
}

/** One line an issue: `pipeline/experiments/own/fruit.ts:14: title: got 42, expected a text in quotes`. */
function tell(id: string, file: string, issues: readonly Issue[]): string {
  const source = readFileSync(file, 'utf8');
  return issues
    .map(({ path, text }) => {
      const line = lineOf(source, id, path);
      return `${placeOf(file)}${line === undefined ? '' : `:${line}`}: ${pathText(path)}: ${text}`;
    })
    .join('\n');
}

/**
 * What Node says of a file that it cannot import, without its own frames: the first line of its stack is the place of a
 * mistake in the language, or the first frame is that of one that comes up when the file runs.
 */
function importFailure(file: string, error: unknown): string {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const [first = ''] = stack.split('\n', 1);
  const written = /^(?:file:\/\/)?(\/.*|[A-Za-z]:.*):(\d+)$/.exec(first);
  if (written !== null) {
    const excerpt = stack.split('\n').slice(1);
    const frame = excerpt.slice(
      0,
      excerpt.findIndex((line) => /^\s*$|^\w*Error/.test(line)),
    );
    return [`${placeOf(written[1] as string)}:${written[2]}: ${message}`, ...frame].join('\n');
  }
  const run = /\((file:\/\/[^)]+):(\d+):\d+\)|at (?:async )?(file:\/\/\S+):(\d+):\d+/.exec(stack);
  const url = run?.[1] ?? run?.[3];
  const place = url === undefined ? placeOf(file) : `${placeOf(fileURLToPath(url))}:${run?.[2] ?? run?.[4]}`;
  return `${place}: ${message.replaceAll(`${ROOT}/`, '')}`;
}
