/** A text to look for, and what it stands for. `folded` ones are given in lower case and found in any. */
export interface Keyword<T> {
  readonly text: string;
  readonly folded?: boolean;
  readonly value: T;
}

const bits = 5;
const mask = (1 << (3 * bits)) - 1;
const low = (1 << bits) - 1;

/** Finds many keywords of three or more characters in one pass over a text: a table of their first three tells where one may start. */
export class Keywords<T> {
  private readonly table = new Uint16Array(mask + 1);
  private readonly buckets: Keyword<T>[][] = [[]];

  constructor(keywords: Iterable<Keyword<T>>) {
    for (const keyword of keywords) {
      let key = 0;
      for (let i = 0; i < 3; i++) key = (key << bits) | (keyword.text.charCodeAt(i) & low);
      this.table[key] ||= this.buckets.push([]) - 1;
      this.buckets[this.table[key]!]!.push(keyword);
    }
  }

  /** Calls `found` with each keyword in `text` and the index where it starts. */
  scan(text: string, found: (keyword: Keyword<T>, start: number) => void): void {
    const { table } = this;
    let key = 0;
    for (let i = 0; i < text.length; i++) {
      // The low bits of a letter are those of its other case.
      key = ((key << bits) | (text.charCodeAt(i) & low)) & mask;
      const bucket = table[key]!;
      if (bucket === 0 || i < 2) continue;
      for (const keyword of this.buckets[bucket]!) if (isAt(text, keyword, i - 2)) found(keyword, i - 2);
    }
  }
}

function isAt(text: string, { text: keyword, folded }: Keyword<unknown>, start: number): boolean {
  if (!folded) return text.startsWith(keyword, start);
  for (let i = 0; i < keyword.length; i++) {
    const code = text.charCodeAt(start + i);
    if ((code >= 65 && code <= 90 ? code + 32 : code) !== keyword.charCodeAt(i)) return false;
  }
  return true;
}
