/** The declarations of a stylesheet, each with the rules that it stands in. */
export interface Declaration {
  /** Preludes of the rules around it, the outermost first: `@media print`, `:root`. */
  readonly within: readonly string[];
  readonly property: string;
  readonly value: string;
}

/** Reads CSS as a browser would cut it: by braces and semicolons outside of strings, brackets and comments. */
export function declarations(css: string): Declaration[] {
  const found: Declaration[] = [];
  const within: string[] = [];
  let from = 0;
  let depth = 0;
  let quote = '';
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const end = (at: number) => {
    const [, property, value] = /^\s*([-\w]+)\s*:\s*([\s\S]*?)\s*$/.exec(text.slice(from, at)) ?? [];
    if (property !== undefined && value !== undefined && within.length > 0)
      found.push({ within: [...within], property, value });
    from = at + 1;
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '\\') at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '(') depth++;
    else if (char === ')') depth--;
    else if (depth > 0) continue;
    else if (char === ';') end(at);
    else if (char === '{') {
      within.push(text.slice(from, at).trim());
      from = at + 1;
    } else if (char === '}') {
      end(at);
      within.pop();
    }
  }
  return found;
}
