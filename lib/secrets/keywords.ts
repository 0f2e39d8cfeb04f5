const alphabet = 128;

/** Finds many keywords in one pass over a text (Aho-Corasick), whatever their case. */
export class Keywords<T> {
  private next = new Int32Array(alphabet);
  private readonly ends: T[][] = [[]];

  constructor(entries: Iterable<readonly [keyword: string, value: T]>) {
    for (const [keyword, value] of entries) this.add(keyword.toLowerCase(), value);
    this.link();
  }

  /** Calls `found` with each keyword's value and the index behind it. */
  scan(text: string, found: (value: T, end: number) => void): void {
    const { next, ends } = this;
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      let code = text.charCodeAt(i);
      if (code >= 65 && code <= 90) code += 32;
      state = code < alphabet ? next[state * alphabet + code]! : 0;
      const here = ends[state]!;
      for (let k = 0; k < here.length; k++) found(here[k]!, i + 1);
    }
  }

  private add(keyword: string, value: T): void {
    let state = 0;
    for (let i = 0; i < keyword.length; i++) {
      const at = state * alphabet + keyword.charCodeAt(i);
      if (!this.next[at]) {
        const made = this.ends.push([]) - 1;
        if ((made + 1) * alphabet > this.next.length) {
          const larger = new Int32Array(this.next.length * 2);
          larger.set(this.next);
          this.next = larger;
        }
        this.next[at] = made;
      }
      state = this.next[at]!;
    }
    this.ends[state]!.push(value);
  }

  /** Breadth first, so that a state's fallback is complete before its own transitions are. */
  private link(): void {
    const { next, ends } = this;
    const fallback: number[] = [0];
    const queue = Array.from(next.subarray(0, alphabet)).filter((state) => state);
    for (const state of queue) fallback[state] = 0;
    for (let head = 0; head < queue.length; head++) {
      const state = queue[head]!;
      const back = fallback[state]!;
      ends[state] = [...ends[state]!, ...ends[back]!];
      for (let code = 0; code < alphabet; code++) {
        const to = next[state * alphabet + code]!;
        const other = next[back * alphabet + code]!;
        if (!to) next[state * alphabet + code] = other;
        else {
          fallback[to] = other;
          queue.push(to);
        }
      }
    }
  }
}
