/** Where in the source of a declaration a field stands. */
import { createRequire } from 'node:module';
import type { Expression, Node, ObjectLiteralExpression } from 'typescript';

/** Loaded only when there is something to look up. */
const load = createRequire(import.meta.url);

/**
 * The line, from 1, of the field that a path leads to, or of the last of its steps that is written out: what comes from
 * another file, a function or `...` has no line here.
 * @param source TypeScript that declares an object with this `id`
 * @returns undefined where there is no such object
 */
export function lineOf(source: string, id: string, path: readonly PropertyKey[]): number | undefined {
  const ts: typeof import('typescript') = load('typescript');
  const file = ts.createSourceFile('declaration.ts', source, ts.ScriptTarget.Latest, true);

  const plain = (expression: Expression): Expression =>
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isParenthesizedExpression(expression)
      ? plain(expression.expression)
      : expression;
  const property = (object: ObjectLiteralExpression, name: string) =>
    object.properties.find(
      (each) =>
        each.name !== undefined &&
        (ts.isIdentifier(each.name) || ts.isStringLiteralLike(each.name)) &&
        each.name.text === name,
    );
  const declares = (object: ObjectLiteralExpression): boolean => {
    const found = property(object, 'id');
    return (
      found !== undefined &&
      ts.isPropertyAssignment(found) &&
      ts.isStringLiteralLike(found.initializer) &&
      found.initializer.text === id
    );
  };
  const find = (node: Node): ObjectLiteralExpression | undefined =>
    ts.isObjectLiteralExpression(node) && declares(node) ? node : ts.forEachChild(node, find);

  const object = find(file);
  if (object === undefined) return undefined;
  let at: Node = object;
  let inside: Expression = object;
  for (const key of path) {
    if (ts.isObjectLiteralExpression(inside)) {
      const next = property(inside, String(key));
      if (next === undefined) break;
      at = next;
      if (!ts.isPropertyAssignment(next)) break;
      inside = plain(next.initializer);
    } else if (ts.isArrayLiteralExpression(inside) && typeof key === 'number') {
      const next: Expression | undefined = inside.elements[key];
      if (next === undefined || inside.elements.slice(0, key + 1).some((each) => ts.isSpreadElement(each)))
        break;
      at = next;
      inside = plain(next);
    } else break;
  }
  return file.getLineAndCharacterOfPosition(at.getStart(file)).line + 1;
}
