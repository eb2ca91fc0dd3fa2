import { expect, it } from 'vitest';
import { frameSnippet, heightScript } from '../../src/components/frame-snippet.ts';

it('a frame has its address, its title and its height, whatever is in them', () => {
  const lines = frameSnippet({
    src: 'https://example.org/embed/a/?choice=b&switch=on',
    title: 'Cats & "sheep" < dogs',
    height: '640px',
  });
  expect(lines).toContain(' src="https://example.org/embed/a/?choice=b&amp;switch=on"');
  expect(lines).toContain(' title="Cats &amp; &quot;sheep&quot; &lt; dogs"');
  expect(lines).toContain('height: 640px;');
  expect(lines.match(/<(?!\/?iframe)/g)).toBeNull();
});

it('the script hears the frames of one origin alone', () => {
  const script = heightScript('https://doodles.example');
  expect(script).toMatch(/^<script>[^]*<\/script>$/);
  const listen = new Function(
    'addEventListener',
    'document',
    script.replace(/^<script>|<\/script>$/g, ''),
  ) as (add: (type: string, heard: (event: object) => void) => void, page: object) => void;
  let hear: (event: object) => void = () => {};
  const frames = [
    { contentWindow: 1, style: { height: '' } },
    { contentWindow: 2, style: { height: '' } },
  ];
  const add = (_: string, heard: typeof hear) => {
    hear = heard;
  };
  listen(add, { querySelectorAll: () => frames });
  const message = { type: 'doodles:height', height: 480 };
  hear({ data: message, origin: 'https://elsewhere.example', source: 1 });
  hear({ data: { type: 'other', height: 99 }, origin: 'https://doodles.example', source: 1 });
  hear({ data: null, origin: 'https://doodles.example', source: 1 });
  expect(frames.map(({ style }) => style.height)).toEqual(['', '']);
  hear({ data: message, origin: 'https://doodles.example', source: 2 });
  expect(frames.map(({ style }) => style.height)).toEqual(['', '480px']);
});
