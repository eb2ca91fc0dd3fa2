/** Imports go one way and never in a circle, the top level holds what it should, and `core` needs neither a browser nor Node. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, extname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { circlesIn } from './circlesIn.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What the parts that readers see are made of. */
const BELOW_THE_PAGE = ['src/charts/', 'src/drawings/', 'src/inference/', 'src/learning/', 'src/styles/'];

/** What each part may import of the repository, besides itself; the longest matching prefix rules. Tests may import anything. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/core/': [],
  'src/charts/': ['src/core/'],
  'src/drawings/': ['src/core/'],
  'src/inference/': ['src/core/'],
  'src/learning/': ['src/core/'],
  'src/styles/': [],
  'src/components/': ['src/core/', ...BELOW_THE_PAGE],
  // Prose that pages show piece by piece.
  'src/components/terms/': ['src/core/', ...BELOW_THE_PAGE, 'src/components/', 'content/glossary.json'],
  'src/figures/': ['src/core/', ...BELOW_THE_PAGE, 'src/components/'],
  'src/activities/': ['src/core/', ...BELOW_THE_PAGE, 'src/components/'],
  'src/layouts/': ['src/core/', 'src/components/', 'src/styles/'],
  'src/': ['src/'],
  'content/': ['src/core/', 'src/components/', 'src/figures/', 'src/activities/'],
  'pipeline/': ['src/core/', 'src/drawings/', 'src/learning/'],
};

/** Parts that run in a browser, so that no Node module can be there. */
const WITHOUT_NODE = ['src/core/', 'src/charts/', 'src/drawings/', 'src/inference/', 'src/learning/'];

const TOP_LEVEL = {
  written: ['package.json', 'package-lock.json', 'README.md', 'LICENSE'],
  configs: ['astro.config.mjs', 'biome.json', 'svelte.config.js', 'tsconfig.json', 'vitest.config.ts'],
  folders: ['content', 'findings', 'pipeline', 'public', 'src', 'test'],
  ignored: ['node_modules', 'dist', 'build'],
};
const VAGUE_FOLDERS = ['utils', 'util', 'helpers', 'common', 'misc', 'shared', 'lib'];

/** Code of a file: all of it, or what stands in front matter, script blocks and MDX's import lines. */
function codeOf(file: string, text: string): string {
  switch (extname(file)) {
    case '.svelte':
    case '.astro': {
      const front = /^\s*---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
      const scripts = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]);
      return [front, ...scripts].join('\n');
    }
    case '.mdx':
      return (
        text
          .replace(/^---\n[\s\S]*?\n---/, '')
          .match(/^(import|export)\s[^\n]*$/gm)
          ?.join('\n') ?? ''
      );
    default:
      return text;
  }
}

/** Every specifier that a file imports, statically, dynamically or only as a type. */
function importsOf(file: string, text: string): string[] {
  const code = codeOf(file, text);
  const urls = [...code.matchAll(/new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g)].map(
    (m) => m[1] ?? '',
  );
  return [...ts.preProcessFile(code, true, true).importedFiles.map((found) => found.fileName), ...urls];
}

/** The file that a specifier means, below the root; undefined for a package. */
const targetOf = (file: string, specifier: string): string | undefined =>
  specifier.startsWith('/')
    ? specifier.slice(1)
    : specifier.startsWith('.')
      ? posix.join(posix.dirname(file), specifier)
      : undefined;

const graphOf = (files: readonly (readonly [file: string, text: string])[]) =>
  new Map(
    files.map(([file, text]) => [
      file,
      importsOf(file, text).flatMap((specifier) => targetOf(file, specifier) ?? []),
    ]),
  );

const partOf = (file: string): string | undefined =>
  Object.keys(MAY_IMPORT)
    .filter((prefix) => file.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];

/** Why `file` must not import `specifier`, or null when it may. */
function violation(file: string, specifier: string): string | null {
  const part = partOf(file);
  if (part === undefined) return null;
  const target = targetOf(file, specifier);
  if (target === undefined) {
    const barred = isBuiltin(specifier) && WITHOUT_NODE.includes(part);
    return barred ? `${file} imports "${specifier}", but ${part} runs in a browser` : null;
  }
  const allowed = [part, ...(MAY_IMPORT[part] ?? [])];
  if (target === 'package.json' || allowed.some((prefix) => target.startsWith(prefix))) return null;
  return `${file} imports ${target}, but ${part} may import only ${allowed.join(', ')}`;
}

const violationsIn = (file: string, text: string): string[] =>
  importsOf(file, text)
    .map((specifier) => violation(file, specifier))
    .filter((found) => found !== null);

function entriesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? [`${path}/`, ...entriesBelow(path)] : [path];
  });
}

const entries = TOP_LEVEL.folders
  .filter((name) => statSync(join(ROOT, name), { throwIfNoEntry: false }))
  .flatMap(entriesBelow);
const sources = entries.filter(
  (path) => /\.(ts|js|mjs|svelte|astro|mdx)$/.test(path) && !path.startsWith('public/'),
);

describe('imports', () => {
  it('go one way: core <- charts, drawings, inference, learning <- components <- figures, activities <- pages; pipeline takes core, drawings, learning', () => {
    expect(sources.length).toBeGreaterThan(10);
    expect(sources.flatMap((file) => violationsIn(file, readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });

  it.each([
    ['src/core/a.ts', "import { scale } from '../charts/scale.ts';", 'src/charts/scale.ts'],
    ['src/core/a.ts', "import { readFile } from 'node:fs/promises';", 'node:fs/promises'],
    ['src/core/a.ts', "import { readFile } from 'fs';", '"fs"'],
    ['src/charts/a.ts', "import type { Model } from '../inference/model.ts';", 'src/inference/model.ts'],
    ['src/charts/a.ts', "export { fit } from '../../pipeline/engine/job.ts';", 'pipeline/engine/job.ts'],
    ['src/inference/a.ts', "const b = await import('../components/b.ts');", 'src/components/b.ts'],
    ['src/inference/a.ts', "new Worker(new URL('../charts/w.ts', import.meta.url));", 'src/charts/w.ts'],
    ['pipeline/a.ts', "import '../src/charts/a.ts';", 'src/charts/a.ts'],
    ['src/learning/a.ts', "import { open } from '../../pipeline/a.ts';", 'pipeline/a.ts'],
    ['src/learning/a.ts', "import { readFile } from 'node:fs/promises';", 'node:fs/promises'],
    ['src/drawings/a.ts', "import { fit } from '../learning/a.ts';", 'src/learning/a.ts'],
    ['src/figures/A/a.ts', "import { b } from '../../activities/draw/b.ts';", 'src/activities/draw/b.ts'],
    ['src/components/a.ts', "import { b } from '../figures/A/b.ts';", 'src/figures/A/b.ts'],
    [
      'src/pages/a.astro',
      "---\nimport { fit } from '../../pipeline/fit.ts';\n---\n<p>hi</p>",
      'pipeline/fit.ts',
    ],
    [
      'src/components/A.svelte',
      '<script lang="ts">\nimport A from \'../pages/a.astro\';\n</script>',
      'src/pages/a',
    ],
    [
      'content/article/a.mdx',
      "---\ntitle: a\n---\nimport x from '../../pipeline/x.ts';\n\nHi.",
      'pipeline/x.ts',
    ],
  ])('in the wrong direction are caught: %s with %s', (file, text, named) => {
    const found = violationsIn(file, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(named);
  });

  it('in the right direction, of packages and in comments pass', () => {
    const allowed = [
      ['src/core/a.ts', "import * as z from 'zod';\nimport { b } from './b.ts';"],
      ['src/core/a.ts', "// import { scale } from '../charts/scale.ts';"],
      [
        'src/components/A.astro',
        "---\nimport { readFileSync } from 'node:fs';\nimport { a } from '../charts/a.ts';\n---",
      ],
      ['pipeline/a.ts', "import { createRandom } from '../src/core/random.ts';\nimport 'node:fs';"],
      ['pipeline/a.ts', "import { createForest } from '../src/learning/forest.ts';"],
      [
        'content/article/a.mdx',
        "import A from '../../src/components/A.astro';\n\nWe import '../../pipeline/x.ts'.",
      ],
    ];
    expect(allowed.flatMap(([file, text]) => violationsIn(file ?? '', text ?? ''))).toEqual([]);
  });
});

/**
 * Types count: of two files that need each other's types neither can be read alone. What both need goes into a third. An
 * address in `new URL(..., import.meta.url)`, by which a client starts its worker, counts as well.
 */
describe('circles of imports', () => {
  it('are nowhere', () => {
    const graph = graphOf(sources.map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]));
    expect([...graph.values()].flat().length).toBeGreaterThan(1000);
    expect(circlesIn(graph)).toEqual([]);
  });

  it.each([
    [
      'by types alone',
      { 'a.ts': "import type { B } from './b.ts';", 'b.ts': "export type { A } from './a.ts';" },
      [['a.ts', 'b.ts']],
    ],
    [
      'over a component and a dynamic import',
      {
        'a.svelte': '<script lang="ts">\nimport { b } from \'./d/b.ts\';\n</script>',
        'd/b.ts': "export const c = () => import('../c.ts');",
        'c.ts': "import A from './a.svelte';",
        'e.ts': "import './c.ts';",
      },
      [['a.svelte', 'c.ts', 'd/b.ts']],
    ],
    ['of a file with itself', { 'a.ts': "import './a.ts';" }, [['a.ts']]],
    [
      'but two ways to the same file are none',
      { 'a.ts': "import './b.ts';\nimport './c.ts';", 'b.ts': "import './c.ts';", 'c.ts': '' },
      [],
    ],
  ])('are found %s', (_, files, circles) => {
    expect(circlesIn(graphOf(Object.entries(files)))).toEqual(circles);
  });
});

describe('src/core', () => {
  const diagnose = (files: readonly string[], extra: ReadonlyMap<string, string> = new Map()): string[] => {
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.Preserve,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      lib: ['lib.es2024.d.ts'],
      types: [],
    };
    const host = ts.createCompilerHost(options);
    const { readFile, fileExists, getSourceFile } = host;
    host.readFile = (path) => extra.get(path) ?? readFile(path);
    host.fileExists = (path) => extra.has(path) || fileExists(path);
    host.getSourceFile = (path, language) => {
      const text = extra.get(path);
      return text === undefined ? getSourceFile(path, language) : ts.createSourceFile(path, text, language);
    };
    const program = ts.createProgram([...files, ...extra.keys()], options, host);
    const ours = program.getSourceFiles().filter((file) => file.fileName.startsWith(join(ROOT, 'src/core')));
    return ours.flatMap((file) =>
      program
        .getSemanticDiagnostics(file)
        .map(
          (found) =>
            `${file.fileName.slice(ROOT.length)}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`,
        ),
    );
  };

  it('compiles where there is no DOM and no Node, and a file that needs one does not', () => {
    const core = sources.filter((file) => file.startsWith('src/core/')).map((file) => join(ROOT, file));
    expect(diagnose(core)).toEqual([]);
    const impure = join(ROOT, 'src/core/made-up.ts');
    expect(diagnose([], new Map([[impure, 'export const w = document.body.clientWidth;']]))).toEqual([
      expect.stringContaining("Cannot find name 'document'"),
    ]);
  });
});

describe('the top level', () => {
  it('holds only what the README maps, and dotfiles', () => {
    const allowed = Object.values(TOP_LEVEL).flat();
    const present = readdirSync(ROOT).filter((name) => !name.startsWith('.') && !name.endsWith('.log'));
    expect(present.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it('has below it no folder with a name that says nothing', () => {
    const folders = entries
      .filter((path) => path.endsWith('/'))
      .map((path) => posix.basename(dirname(`${path}x`)));
    expect(folders.length).toBeGreaterThan(5);
    expect(folders.filter((name) => VAGUE_FOLDERS.includes(name))).toEqual([]);
  });
});
