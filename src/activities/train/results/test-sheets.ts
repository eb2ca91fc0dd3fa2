import type { Outcome } from '../project.ts';

/** The held-out drawings of one class, as they stand in its sprite. */
export interface TestSheet {
  readonly name: string;
  /** Indices among the held-out drawings, cell by cell. */
  readonly drawings: readonly number[];
}

/** A sheet a class, so that no sprite takes long to make. */
export function testSheets({ classes, test }: Pick<Outcome, 'classes' | 'test'>): TestSheet[] {
  return classes.map((name, index) => ({
    name,
    drawings: test.flatMap(({ label }, drawing) => (label === index ? [drawing] : [])),
  }));
}
