import { expect, it } from 'vitest';
import { salvageProject } from '../../../../src/activities/train/keep/read-project.ts';
import { ProjectError } from '../../../../src/drawings/read/fields.ts';
import { trainedProject } from './made-up-project.ts';

it('gives back a sound record as it was, bytes as bytes', () => {
  const project = trainedProject();
  expect(salvageProject(structuredClone(project))).toEqual({ project, whole: true });
});

it('gives back drawings and settings where the results are damaged', () => {
  const project = trainedProject();
  const { project: saved, whole } = salvageProject({ ...project, outcome: { models: 'none' } });
  expect(whole).toBe(false);
  expect(saved).toEqual({ ...project, outcome: null });
});

it('gives back the drawings alone where the settings are damaged too', () => {
  const project = trainedProject();
  const { project: saved } = salvageProject({ ...project, settings: { seed: 'x' }, outcome: 1 });
  expect(saved.classes).toEqual(project.classes);
  expect(saved.settings.models).toHaveLength(5);
});

it.each([null, 3, 'text', [], { classes: 'none' }])('gives nothing back of %j', (value) => {
  expect(() => salvageProject(value)).toThrow(ProjectError);
});
