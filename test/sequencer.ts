import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Unit tests first, while the site is being built; of either kind what took longest last time, or is largest, first. */
export class UnitFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isSite = ({ project }: TestSpecification) => project.name === 'site';
    return [...sorted.filter((file) => !isSite(file)), ...sorted.filter(isSite)];
  }
}
