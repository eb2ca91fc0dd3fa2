/** Addresses of files that the page has made, all of them given up together. */
export class BlobUrls {
  readonly #urls: string[] = [];

  make(bytes: Uint8Array<ArrayBuffer>, type: string): string {
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    this.#urls.push(url);
    return url;
  }

  revoke(): void {
    for (const url of this.#urls.splice(0)) URL.revokeObjectURL(url);
  }
}
