const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A text's CRC-32, as GitHub and npm write it at the end of their tokens: in base 62, six digits. */
export function checksum(text: string): string {
  let crc = ~0;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  let rest = ~crc >>> 0;
  let written = "";
  for (let i = 0; i < 6; i++) {
    written = digits[rest % 62] + written;
    rest = Math.floor(rest / 62);
  }
  return written;
}

/** Whether a token `prefix_...` ends with the checksum of what its prefix leaves. */
export function hasChecksum(token: string): boolean {
  const body = token.slice(token.indexOf("_") + 1);
  return body.length > 6 && checksum(body.slice(0, -6)) === body.slice(-6);
}
