/** A variable's value; undefined if it isn't known yet. */
export type ValueOf = (name: string) => string | undefined;

const deepest = 16;
const longest = 4096;
const form = /^(\w+)(?:(:?[-+])(.*))?$/s;

/** A text of a Dockerfile with its variables replaced: `$name`, `${name}`, `${name:-else}`, `${name:+then}`. Undefined if one of them isn't known, or of another form. */
export function expand(text: string, valueOf: ValueOf, depth = 0): string | undefined {
  let result = "";
  for (let i = 0; i < text.length; ) {
    if (text[i] !== "$") {
      result += text[i++];
      continue;
    }
    const bare = /^\w+/.exec(text.slice(i + 1, i + 257))?.[0];
    const end = bare === undefined ? closing(text, i + 1) : i + 1 + bare.length;
    if (end === undefined) return undefined;
    const value = bare === undefined ? braced(text.slice(i + 2, end - 1), valueOf, depth) : valueOf(bare);
    if (value === undefined || result.length + value.length > longest) return undefined;
    result += value;
    i = end;
  }
  return result;
}

/** Where the braces that open at `start` have closed; undefined if they don't, or there are none. */
function closing(text: string, start: number): number | undefined {
  let open = 0;
  for (let i = start; i < text.length; i++) {
    if (text[i] === "{") open++;
    else if (text[i] === "}") open--;
    if (open === 0) return i > start ? i + 1 : undefined;
  }
  return undefined;
}

function braced(inner: string, valueOf: ValueOf, depth: number): string | undefined {
  const [, name, operator, word = ""] = form.exec(inner) ?? [];
  if (name === undefined || depth > deepest) return undefined;
  const value = valueOf(name);
  if (value === undefined || operator === undefined) return value;
  const isSet = value !== "";
  if (operator.endsWith("+")) return isSet ? expand(word, valueOf, depth + 1) : "";
  return isSet ? value : expand(word, valueOf, depth + 1);
}
