import { dirname, join } from "node:path";
import { write } from "./output";

/** `stackward path`. */
export async function printPath({ executable }: { readonly executable?: boolean }): Promise<number> {
  const folder = dirname(require.resolve("stackward/package.json"));
  await write([`${executable ? join(folder, "dist/analyzer") : folder}\n`]);
  return 0;
}
