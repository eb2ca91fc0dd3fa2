/** Stands in snippets for a site that was built for no address; a page puts its own origin in its place. */
export const EXAMPLE_ORIGIN = 'https://example.org';
