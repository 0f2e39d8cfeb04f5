import { gunzipSync } from "node:zlib";

const encodedNames = /^(?:(?:binary|user|custom)?data|contents?)$|(?:user|custom)_?data$|base_?64|b64$|^encoded/i;
const longestPlain = 10_000_000;

/** What a text is the writing of: JSON, or base64 of a text, which may be compressed. The names are those of the value, the nearest first. */
export function contentOf(text: string, names: readonly string[]): string | object | undefined {
  const first = text.trimStart()[0];
  return first === "{" || first === "[" ? parsed(text) : decoded(text, names);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Long texts are tried by themselves, short ones only where their name says that they are encoded: `adminpassword` could be base64 too. */
function decoded(text: string, names: readonly string[]): string | undefined {
  if (!/^[\w+/=\s-]{8,}$/.test(text)) return undefined;
  if (text.length < 24 && !names.slice(0, 2).some((name) => encodedNames.test(name))) return undefined;
  let bytes = Buffer.from(text, "base64");
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: longestPlain });
    } catch {
      return undefined;
    }
  }
  const plain = bytes.toString("utf8");
  return isReadable(plain) ? plain : undefined;
}

/** Whether bytes are text, told by their start. */
const isReadable = (text: string): boolean => text.length > 3 && !/[^\P{C}\s]|\ufffd/u.test(text.slice(0, 1000));
