import { describe, expect, it } from 'vitest';
import { readTask, withTask } from '../../../src/activities/draw/task-url.ts';
import { taskName } from '../../../src/components/demo-task.ts';

const TASKS = ['cats-and-sheep', 'five-animals'];

describe('the task in the address', () => {
  it.each([
    ['', 'cats-and-sheep'],
    ['?task=five-animals', 'five-animals'],
    ['?task=cats-and-sheep', 'cats-and-sheep'],
    ['?task=seven-seas', 'cats-and-sheep'],
    ['?task=', 'cats-and-sheep'],
    ['?task=five-animals.', 'five-animals'],
    ['?task=five-animals%29,', 'five-animals'],
    ['?task=five-animals&task=cats-and-sheep', 'five-animals'],
  ])('%j means %s', (search, task) => {
    expect(readTask(search, TASKS)).toBe(task);
  });

  it.each([
    ['https://x.org/draw/', 'five-animals', 'https://x.org/draw/?task=five-animals'],
    ['https://x.org/draw/?task=five-animals#d=1', 'cats-and-sheep', 'https://x.org/draw/#d=1'],
    ['https://x.org/draw/?a=1&task=x', 'five-animals', 'https://x.org/draw/?a=1&task=five-animals'],
  ])('%s with %s is %s', (href, task, expected) => {
    expect(withTask(href, task, TASKS)).toBe(expected);
  });
});

describe('taskName', () => {
  it.each([
    ['cats-and-sheep', ['cat', 'sheep'], 'cats and sheep'],
    ['five-animals', ['dog', 'octopus', 'bee', 'hedgehog', 'giraffe'], 'five animals'],
  ])('%s is read as words', (experiment, classes, name) => {
    expect(taskName(experiment, classes)).toBe(name);
  });
});
