/** As much of `caches` as the service worker uses, in memory. */
export function fakeCaches() {
  const all = new Map<string, Map<string, Response>>();
  const urlOf = (key: string | Request) => (typeof key === 'string' ? key : key.url);
  return {
    async open(name: string) {
      const held = all.get(name) ?? new Map<string, Response>();
      all.set(name, held);
      return {
        match: async (key: string | Request) => held.get(urlOf(key))?.clone(),
        put: async (key: string | Request, response: Response) => void held.set(urlOf(key), response),
        delete: async (key: string | Request) => held.delete(urlOf(key)),
        keys: async () => [...held.keys()].map((url) => new Request(url)),
      };
    },
  };
}
